#include <stdlib.h>
#include <string.h>

#include "synthetic/applicant.h"
#include "synthetic/cohort.h"

/* A stream of random numbers for each purpose. */
enum purpose {
	NAME = 1,
	HOME,
	SCHOOL,
	ABILITY,
	MARKS,
	CHOICES,
	ORIGINAL,
	DAMAGE,
	FEEDER,
	SUPPLEMENTARY
};

struct year {
	uint64_t seed;
	uint32_t defect_rate;
	struct cohort *cohort;
	struct offer *offer;
};

struct year *
year_new(uint64_t seed, uint64_t applicants, uint32_t defect_rate)
{
	struct cohort_share shares[CITY_DISTRICTS];
	struct year *year = calloc(1, sizeof *year);

	if (year == NULL)
		return NULL;
	for (size_t i = 0; i < CITY_DISTRICTS; i++)
		shares[i] = (struct cohort_share){ city_districts[i].code,
			city_districts[i].share };
	year->seed = seed;
	year->defect_rate = defect_rate;
	year->cohort = cohort_new(seed, APPLICANT_YEAR - 16, 1, shares, CITY_DISTRICTS);
	year->offer = offer_new(seed, applicants);
	if (year->cohort == NULL || year->offer == NULL) {
		year_free(year);
		return NULL;
	}
	return year;
}

void
year_free(struct year *year)
{
	if (year == NULL)
		return;
	cohort_free(year->cohort);
	offer_free(year->offer);
	free(year);
}

const struct offer *
year_offer(const struct year *year)
{
	return year->offer;
}

static void
write_id(struct phrase *id, const struct member *member)
{
	phrase_clear(id);
	phrase_add_number(id, APPLICANT_YEAR, 0);
	phrase_add_number(id, member->district + 1, 0);
	phrase_add_number(id, member->serial, 6);
}

static void
make_identity(const struct year *year, uint64_t index, const struct member *member,
    struct applicant *a)
{
	struct random r = random_stream(year->seed, NAME, index);

	a->male = member->male;
	a->birth = member->birth;
	people_make(&r, a->male, &a->person);
	resident_write(a->resident_id, member->area, member->birth, member->sequence);
	a->student_number[0] = 'G';
	memcpy(a->student_number + 1, a->resident_id, sizeof a->resident_id);

	/* No operator had the block 154 in 2020.  The factor has no divisor in common
	 * with 10^8, so that numbers do not come twice. */
	a->mobile = (uint32_t)((index * 61803399 + year->seed % 100000000) % 100000000);
}

/* The junior school; returns its pupils' lead over others. */
static int32_t
make_school(const struct year *year, uint64_t index, struct applicant *a)
{
	struct random r = random_stream(year->seed, SCHOOL, index);
	uint32_t number = random_below(&r, city_districts[a->district].juniors);

	a->junior_code = city_districts[a->district].code * 100 + number + 1;
	city_school(a->district, number, "初级中学", &a->junior);
	r = random_stream(year->seed, SCHOOL, APPLICANT_MOST + a->junior_code);
	return random_normal(&r) * 3 / 10;
}

/*
 * What is filed besides the open list.  Few file for the feeder round who have not been
 * at their school for three years.
 */
static void
make_other_choices(
    const struct year *year, uint64_t index, int32_t ability, struct applicant *a)
{
	const struct offer *offer = year->offer;
	struct random r = random_stream(year->seed, FEEDER, index);

	a->quota = !random_one_in(&r, 12);
	a->feeder_count = 0;
	if (a->quota || random_one_in(&r, 6))
		a->feeder_count = offer_choose_feeder(offer, &r, a->district,
		    a->junior_code % 100 - 1, ability, a->feeder);
	r = random_stream(year->seed, SUPPLEMENTARY, index);
	a->supplementary_count =
	    offer_choose_supplementary(offer, &r, a->district, a->supplementary);
}

static void
make_record(const struct year *year, uint64_t index, struct applicant *a)
{
	struct member member = cohort_member(year->cohort, index);
	struct random r = random_stream(year->seed, ABILITY, index);
	int32_t ability = random_normal(&r) * 95 / 100;

	write_id(&a->id, &member);
	a->district = member.district;
	make_identity(year, index, &member, a);
	ability += make_school(year, index, a);

	r = random_stream(year->seed, HOME, index);
	city_home(&r, a->district, &a->home);
	r = random_stream(year->seed, MARKS, index);
	exam_sit(&r, ability, &a->marks);
	r = random_stream(year->seed, CHOICES, index);
	ability += random_normal(&r) / 5; /* how children see themselves */
	a->choice_count =
	    offer_choose(year->offer, &r, a->district, ability, a->choices);
	make_other_choices(year, index, ability, a);
}

/*
 * Register a child that is there already once more, in another district.  False
 * if a few dozen tries find no clean record before this one.
 */
static bool
make_duplicate(const struct year *year, uint64_t index, struct applicant *a)
{
	struct random r = random_stream(year->seed, ORIGINAL, index);
	struct member member = cohort_member(year->cohort, index);

	for (int tries = 0; tries < 64 && index > 0; tries++) {
		uint64_t original = random_below(&r, (uint32_t)index);

		if (defect_at(year->seed, year->defect_rate, original) != DEFECT_NONE ||
		    cohort_member(year->cohort, original).district == member.district)
			continue;
		make_record(year, original, a);
		a->duplicate_of = a->id;
		write_id(&a->id, &member);
		a->district = member.district;
		r = random_stream(year->seed, HOME, index);
		city_home(&r, a->district, &a->home);
		return true;
	}
	return false;
}

/* Never to 0: three zeros at the end are what a spreadsheet leaves. */
static void
damage_checksum(struct random *r, char *check)
{
	char right = *check;

	while (*check == right || *check == '0')
		*check = "0123456789X"[random_below(r, 11)];
}

static void
damage_total(struct random *r, struct marks *marks)
{
	uint16_t by = (uint16_t)(1 + random_below(r, 40));

	if (marks->total >= by && random_one_in(r, 2))
		marks->total = (uint16_t)(marks->total - by);
	else if (marks->total + by <= EXAM_FULL)
		marks->total = (uint16_t)(marks->total + by);
	else
		marks->total = (uint16_t)(marks->total - by);
}

/* What a spreadsheet shows of 18 digits: six of them and the power of ten. */
static void
damage_resident_id(char id[RESIDENT_LENGTH + 1])
{
	memmove(id + 2, id + 1, 5);
	id[1] = '.';
	memcpy(id + 7, "E+17", sizeof "E+17");
}

static void
damage(struct random r, struct applicant *a)
{
	switch (a->defect) {
	case DEFECT_BAD_CHECKSUM:
		damage_checksum(&r, &a->resident_id[RESIDENT_LENGTH - 1]);
		break;
	case DEFECT_SWAPPED_COORDINATES:
		a->home.at = (struct point){ a->home.at.y, a->home.at.x };
		break;
	case DEFECT_MISSING_CHOICE:
		a->choice_count = 0;
		break;
	case DEFECT_WRONG_TOTAL:
		damage_total(&r, &a->marks);
		break;
	case DEFECT_SPREADSHEET_ID:
		damage_resident_id(a->resident_id);
		break;
	case DEFECT_NONE:
	case DEFECT_DUPLICATE:
	case DEFECTS:
		break;
	}
}

void
applicant_make(const struct year *year, uint64_t index, struct applicant *a)
{
	enum defect defect = defect_at(year->seed, year->defect_rate, index);

	if (defect == DEFECT_DUPLICATE) {
		if (make_duplicate(year, index, a)) {
			a->defect = defect;
			return;
		}
		defect = DEFECT_BAD_CHECKSUM;
	}
	make_record(year, index, a);
	phrase_clear(&a->duplicate_of);
	a->defect = defect;
	damage(random_stream(year->seed, DAMAGE, index), a);
}
