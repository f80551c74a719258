#include "synthetic/pupil.h"

#include <stdlib.h>

#include "synthetic/cohort.h"
#include "synthetic/random.h"

/* A stream of random numbers for each purpose. */
enum purpose { NAME = 1, HOME, SCHOOL, CHOICES, TWIN };

enum { AGE = 13, TWINS = 60, OUTSIDE = 40, BY_CHOICE = 12, PRIVATE_PUPILS = 1500 };

struct grade {
	uint64_t seed, records;
	struct cohort *cohort;
};

struct grade *
grade_new(uint64_t seed, uint64_t records)
{
	struct cohort_share shares[CITY_DISTRICTS];
	struct grade *grade = calloc(1, sizeof *grade);

	if (grade == NULL)
		return NULL;
	for (size_t i = 0; i < CITY_DISTRICTS; i++)
		shares[i] = (struct cohort_share){ city_districts[i].code,
			city_districts[i].share };
	grade->seed = seed;
	grade->records = records;
	/* A pupil and a twin. */
	grade->cohort = cohort_new(seed, PUPIL_YEAR - AGE, 2, shares, CITY_DISTRICTS);
	if (grade->cohort == NULL) {
		free(grade);
		return NULL;
	}
	return grade;
}

void
grade_free(struct grade *grade)
{
	if (grade != NULL)
		cohort_free(grade->cohort);
	free(grade);
}

uint64_t
grade_records(const struct grade *grade)
{
	return grade->records;
}

uint32_t
grade_private(const struct grade *grade)
{
	uint64_t count = grade->records / PRIVATE_PUPILS;

	return count < 2 ? 2 : count > 99 ? 99 : (uint32_t)count;
}

void
pupil_school_id(uint32_t district, uint32_t n, struct phrase *id)
{
	phrase_clear(id);
	phrase_add_number(id, city_districts[district].code * 100 + n + 1, 0);
}

void
pupil_private_id(uint32_t n, struct phrase *id)
{
	phrase_clear(id);
	phrase_add(id, "M");
	phrase_add_number(id, n + 1, 2);
}

/* The record whose twin this one is, or the record itself. */
static uint64_t
first_of_twins(const struct grade *grade, uint64_t index)
{
	struct random r = random_stream(grade->seed, TWIN, index / 2);

	return index % 2 == 1 && random_one_in(&r, TWINS / 2) ? index - 1 : index;
}

static bool
has_twin(const struct grade *grade, uint64_t index)
{
	return index % 2 == 0 && index + 1 < grade->records &&
	       first_of_twins(grade, index + 1) == index;
}

static void
set_number(struct pupil *pupil, const struct member *member)
{
	pupil->birth = member->birth;
	pupil->male = member->sequence % 2 == 1;
	resident_write(
	    pupil->resident_id, member->area, member->birth, member->sequence);
}

/* The primary school, and what it means for the feeder. */
static void
choose_primary(struct random *r, struct pupil *pupil)
{
	uint32_t district = pupil->district, n;

	phrase_clear(&pupil->primary_code);
	phrase_clear(&pupil->catchment);
	pupil->chosen = false;
	if (random_one_in(r, OUTSIDE)) {
		phrase_add(&pupil->primary_code, "900000001");
		pupil->primary_name = (struct phrase){ .len = 0 };
		phrase_add(&pupil->primary_name, "市外示例小学");
		pupil_school_id(district,
		    random_below(r, city_districts[district].juniors),
		    &pupil->catchment);
		return;
	}
	pupil->chosen = random_one_in(r, BY_CHOICE);
	if (pupil->chosen)
		district = random_below(r, CITY_DISTRICTS);
	n = random_below(r, city_districts[district].juniors * PUPIL_FEEDERS);
	pupil_school_id(district, n / PUPIL_FEEDERS, &pupil->primary_code);
	phrase_add_number(&pupil->primary_code, n % PUPIL_FEEDERS + 1, 0);
	city_school(district, n, "小学", &pupil->primary_name);
}

/* Three in ten choose one to three private schools, no one twice. */
static void
choose_schools(const struct grade *grade, struct random *r, struct pupil *pupil)
{
	uint32_t count = grade_private(grade), wanted, school;

	pupil->choice_count = 0;
	pupil->sibling = PUPIL_NO_SIBLING;
	if (random_below(r, 10) >= 3)
		return;
	wanted = 1 + random_below(r, count < PUPIL_CHOICES ? count : PUPIL_CHOICES);
	while (pupil->choice_count < wanted) {
		bool again = false;

		school = random_below(r, count);
		for (uint32_t i = 0; i < pupil->choice_count; i++)
			again |= pupil->choices[i] == school;
		if (!again)
			pupil->choices[pupil->choice_count++] = school;
	}
	if (random_one_in(r, 8))
		pupil->sibling =
		    random_one_in(r, 5) ? random_below(r, count) : pupil->choices[0];
}

static void
make_first(const struct grade *grade, uint64_t index, struct pupil *pupil)
{
	struct member member = cohort_member(grade->cohort, index);
	struct random r = random_stream(grade->seed, NAME, index);

	set_number(pupil, &member);
	people_make(&r, pupil->male, &pupil->person);
	/* As those of applicants: no operator had the block, and none comes twice. */
	pupil->mobile =
	    (uint32_t)((index * 61803399 + grade->seed % 100000000) % 100000000);
	pupil->district = member.district;
	r = random_stream(grade->seed, HOME, index);
	city_home(&r, member.district, &pupil->home);
	r = random_stream(grade->seed, SCHOOL, index);
	choose_primary(&r, pupil);
	r = random_stream(grade->seed, CHOICES, index);
	choose_schools(grade, &r, pupil);
}

static void
write_id(uint64_t index, struct phrase *id)
{
	phrase_clear(id);
	phrase_add_number(id, PUPIL_YEAR, 0);
	phrase_add_number(id, index + 1, 9);
}

void
pupil_make(const struct grade *grade, uint64_t index, struct pupil *pupil)
{
	uint64_t first = first_of_twins(grade, index);
	struct member member = cohort_member(grade->cohort, first);
	struct random r = random_stream(grade->seed, NAME, index);
	struct person person;

	make_first(grade, first, pupil);
	if (first != index) {
		member.sequence++;
		set_number(pupil, &member);
		people_make_sibling(&r, pupil->male, &pupil->person, &person);
		pupil->person = person;
	}
	write_id(index, &pupil->id);
	phrase_clear(&pupil->twins);
	if (first != index || has_twin(grade, index))
		write_id(first, &pupil->twins);
}
