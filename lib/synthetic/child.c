#include <stdlib.h>
#include <string.h>

#include "synthetic/child.h"
#include "synthetic/cohort.h"
#include "synthetic/spelling.h"

/* A stream of random numbers for each purpose. */
enum purpose { NAME = 1, HOME, AGREES, AGAIN, EARLIER, STANDING };

/* Parents are so many years older than the child, so that no number comes twice. */
enum { MOTHER = 28, FATHER = 30, STRANGER = 33 };

struct intake {
	uint64_t seed, records;
	uint32_t rate;
	struct cohort *cohort;
};

struct intake *
intake_new(uint64_t seed, uint64_t records, uint32_t rate)
{
	struct cohort_share shares[CITY_DISTRICTS];
	struct intake *intake = calloc(1, sizeof *intake);

	if (intake == NULL)
		return NULL;
	for (size_t i = 0; i < CITY_DISTRICTS; i++)
		shares[i] = (struct cohort_share){ city_districts[i].code,
			city_districts[i].share };
	intake->seed = seed;
	intake->records = records;
	intake->rate = rate;
	/* A child, a twin and a third of triplets. */
	intake->cohort = cohort_new(seed, CHILD_YEAR - 7, 3, shares, CITY_DISTRICTS);
	if (intake->cohort == NULL) {
		free(intake);
		return NULL;
	}
	return intake;
}

void
intake_free(struct intake *intake)
{
	if (intake != NULL)
		cohort_free(intake->cohort);
	free(intake);
}

uint64_t
intake_records(const struct intake *intake)
{
	return intake->records;
}

static void
write_id(struct phrase *id, uint32_t year, uint64_t index)
{
	phrase_clear(id);
	phrase_add_number(id, year, 0);
	phrase_add_number(id, index + 1, 9);
}

/* Area, zone, parcel, F for a building, building, unit: a home of its own each. */
static void
write_unit(char unit[CHILD_UNIT + 1], uint32_t district, uint64_t number)
{
	struct phrase text = { 0 };

	phrase_add_number(&text, city_districts[district].code, 0);
	phrase_add(&text, "002003GB");
	phrase_add_number(&text, number / 1000000 % 100000, 5);
	phrase_add(&text, "F");
	phrase_add_number(&text, number / 1000 % 1000 + 1, 4);
	phrase_add_number(&text, number % 1000 + 1, 4);
	memcpy(unit, text.text, CHILD_UNIT + 1);
}

static void
write_parent(char number[RESIDENT_LENGTH + 1], const struct member *child, int years)
{
	struct birth birth = child->birth;

	birth.year = (uint16_t)(birth.year - years);
	resident_write(number, child->area, birth, child->sequence);
}

static void
set_number(struct child *child, const struct member *member)
{
	char number[RESIDENT_LENGTH + 1];

	child->birth = member->birth;
	child->male = member->sequence % 2 == 1;
	resident_write(number, member->area, member->birth, member->sequence);
	phrase_clear(&child->resident_id);
	phrase_add(&child->resident_id, number);
}

static void
set_home(
    const struct intake *intake, uint64_t index, uint32_t district, struct child *child)
{
	struct random r = random_stream(intake->seed, HOME, index);

	child->district = district;
	city_home(&r, district, &child->home);
	write_unit(child->unit, district, index);
}

static uint32_t
mobile_of(const struct intake *intake, uint64_t index)
{
	/* As those of applicants: no operator had the block, and none comes twice. */
	return (uint32_t)((index * 61803399 + intake->seed % 100000000) % 100000000);
}

/* The child of that record, as if there were no relations. */
static void
make_original(const struct intake *intake, uint64_t index, struct child *child)
{
	struct member member = cohort_member(intake->cohort, index);
	struct random r = random_stream(intake->seed, NAME, index);

	write_id(&child->id, CHILD_YEAR, index);
	set_number(child, &member);
	people_make(&r, child->male, &child->person);
	write_parent(child->guardian, &member, MOTHER);
	child->mobile = mobile_of(intake, index);
	set_home(intake, index, member.district, child);
	r = random_stream(intake->seed, AGREES, index);
	child->agrees = !random_one_in(&r, 5);
	r = random_stream(intake->seed, STANDING, index);
	standing_make(&r, &child->birth, &child->standing);
	phrase_clear(&child->original);
}

static void
move(const struct intake *intake, uint64_t index, struct random *r, struct child *child)
{
	char number[RESIDENT_LENGTH + 1];

	set_home(intake, index, (child->district + 1) % CITY_DISTRICTS, child);
	memcpy(number, child->resident_id.text, sizeof number);
	spelling_of_number(r, number, &child->resident_id);
}

static void
spell_name(struct random *r, struct child *child)
{
	struct phrase spelled;

	spelling_of_name(r, child->person.name.text, &spelled);
	child->person.name = spelled;
	phrase_clear(&child->resident_id);
}

/* The other parent applies, by telephone. */
static void
hear_name(
    const struct intake *intake, uint64_t index, uint64_t original, struct child *child)
{
	struct member member = cohort_member(intake->cohort, original);
	struct phrase heard;

	spelling_by_ear(child->person.name.text, &heard);
	child->person.name = heard;
	phrase_clear(&child->resident_id);
	write_parent(child->guardian, &member, FATHER);
	child->mobile = mobile_of(intake, index);
}

/* The second child of one birth, or the third, of whom no two have one name. */
static void
bear(
    const struct intake *intake, uint64_t original, uint32_t which, struct child *child)
{
	struct member member = cohort_member(intake->cohort, original);
	struct person first = child->person, second = first;
	struct phrase number = child->resident_id;
	struct random r = random_stream(intake->seed, AGAIN, original);

	member.sequence++;
	people_make_sibling(&r, member.sequence % 2 == 1, &first, &second);
	child->person = second;
	if (which == 3) {
		member.sequence++;
		do
			people_make_sibling(
			    &r, member.sequence % 2 == 1, &first, &child->person);
		while (strcmp(child->person.name.text, second.name.text) == 0);
	}
	set_number(child, &member);
	if (child->relation == RELATION_COPIED_ID)
		child->resident_id = number;
}

static void
make_related(const struct intake *intake, uint64_t index, uint64_t original, bool third,
    struct child *child)
{
	struct random r = random_stream(intake->seed, AGAIN, index);
	struct phrase heard;

	make_original(intake, original, child);
	child->original = child->id;
	write_id(&child->id, CHILD_YEAR, index);
	if (child->relation == RELATION_HOMOPHONE &&
	    !spelling_by_ear(child->person.name.text, &heard))
		child->relation = RELATION_NAME_VARIANT;
	if (child->relation == RELATION_MOVED)
		move(intake, index, &r, child);
	else if (child->relation == RELATION_NAME_VARIANT)
		spell_name(&r, child);
	else if (child->relation == RELATION_HOMOPHONE)
		hear_name(intake, index, original, child);
	else if (child->relation == RELATION_MISTYPED_ID)
		spelling_mistake(&r, child->resident_id.text);
	else
		bear(intake, original, third ? 3 : 2, child);
}

void
child_make(const struct intake *intake, uint64_t index, struct child *child)
{
	uint64_t original;
	bool third;

	child->relation =
	    relation_at(intake->seed, intake->rate, index, &original, &third);
	if (relation_repeats(child->relation) ||
	    relation_is_of_one_birth(child->relation))
		make_related(intake, index, original, third, child);
	else
		make_original(intake, index, child);
}

/* Six years count: of 2020, those from 2015 on. */
static uint16_t
choose_year(struct random *r, bool within)
{
	return (uint16_t)(within ? CHILD_YEAR - 1 - random_below(r, 5)
				 : CHILD_YEAR - 6 - random_below(r, 5));
}

/* One home in three has no unit number in the old list: its address says which it is.
 */
static void
use_home(struct random *r, const struct child *child, struct earlier_place *place)
{
	place->address = child->home.address;
	place->district = child->district;
	memcpy(place->unit, child->unit, sizeof place->unit);
	if (random_one_in(r, 3))
		place->unit[0] = '\0';
}

bool
child_earlier_place(
    const struct intake *intake, uint64_t index, struct earlier_place *place)
{
	struct random r = random_stream(intake->seed, EARLIER, index);
	struct member member = cohort_member(intake->cohort, index);
	struct child child;
	struct person person;
	bool is_sibling;

	child_make(intake, index, &child);
	if (child.relation == RELATION_NONE && index % 10 == 0) {
		set_home(intake, CHILD_MOST + index, child.district, &child);
		child.relation = RELATION_HOME_WITHIN;
	}
	if (child.relation < RELATION_HOME_WITHIN)
		return false;
	is_sibling = child.relation == RELATION_SIBLING_WITHIN ||
		     child.relation == RELATION_SIBLING_BEYOND;
	place->year = choose_year(&r, child.relation == RELATION_HOME_WITHIN ||
					  child.relation == RELATION_SIBLING_WITHIN);
	write_id(&place->id, place->year, index);
	place->birth = (struct birth){ (uint16_t)(place->year - 7),
		(uint8_t)(1 + random_below(&r, 8)),
		(uint8_t)(1 + random_below(&r, 28)) };
	if (is_sibling)
		people_make_sibling(&r, random_one_in(&r, 2), &child.person, &person);
	else
		people_make(&r, random_one_in(&r, 2), &person);
	place->name = person.name;
	write_parent(place->guardian, &member, is_sibling ? MOTHER : STRANGER);
	use_home(&r, &child, place);
	return true;
}
