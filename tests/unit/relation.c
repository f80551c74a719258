#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "synthetic/child.h"
#include "synthetic/spelling.h"

enum { MANY = 20000, RATE = 300000 };

static bool
needs_original(enum relation relation)
{
	return relation_repeats(relation) || relation_is_of_one_birth(relation);
}

/* An original comes before, has no relation, and belongs to one child or one birth. */
static void
test_originals(void)
{
	unsigned char *used = calloc(MANY, 1);
	size_t seen[RELATIONS] = { 0 };

	assert(used != NULL);
	for (uint64_t i = 0; i < MANY; i++) {
		uint64_t original, other;
		bool third, is_third;
		enum relation relation = relation_at(5, RATE, i, &original, &third);

		seen[relation]++;
		assert(!third || relation == RELATION_TRIPLET);
		if (!needs_original(relation))
			continue;
		assert(original < i);
		assert(
		    relation_at(5, RATE, original, &other, &is_third) == RELATION_NONE);
		if (third) {
			assert(relation_at(5, RATE, i - 1, &other, &is_third) ==
				   RELATION_TRIPLET &&
			       !is_third && other == original);
		} else {
			assert(!used[original]);
			used[original] = 1;
		}
	}
	/* Three in ten, eleven kinds: 545 of each; triplets begin at even records only
	 * and are two records, and the odd ones are twins. */
	for (int i = 1; i < RELATIONS; i++)
		assert(seen[i] > 350 && seen[i] < 950);
	free(used);
}

/* Where all records have one there is no original: the home says it for all. */
static void
test_all_related(void)
{
	for (uint64_t i = 0; i < 1000; i++) {
		uint64_t original;
		bool third;

		assert(!needs_original(relation_at(5, 1000000, i, &original, &third)));
		assert(!third);
		assert(relation_at(5, 0, i, &original, &third) == RELATION_NONE);
	}
}

static void
check_repeated(const struct child *child, const struct child *original)
{
	const char *number = original->resident_id.text;
	bool same_name =
	    strcmp(child->person.name.text, original->person.name.text) == 0;

	assert(memcmp(&child->birth, &original->birth, sizeof child->birth) == 0);
	assert(child->male == original->male);
	assert(same_name == (child->relation == RELATION_MOVED ||
				child->relation == RELATION_MISTYPED_ID));
	assert((child->resident_id.len == 0) ==
	       (child->relation == RELATION_NAME_VARIANT ||
		   child->relation == RELATION_HOMOPHONE));
	assert(strcmp(child->resident_id.text, number) != 0);
	assert((child->district != original->district) ==
	       (child->relation == RELATION_MOVED));
	assert((strcmp(child->guardian, original->guardian) != 0) ==
	       (child->relation == RELATION_HOMOPHONE));
}

static void
check_one_birth(const struct child *child, const struct child *original)
{
	assert(strcmp(child->guardian, original->guardian) == 0);
	assert(memcmp(&child->birth, &original->birth, sizeof child->birth) == 0);
	assert(strcmp(child->unit, original->unit) == 0);
	assert((strcmp(child->resident_id.text, original->resident_id.text) == 0) ==
	       (child->relation == RELATION_COPIED_ID));
	assert(strcmp(child->person.name.text, original->person.name.text) != 0);
	assert(child->person.family == original->person.family);
}

/* A rate changes nothing but the records that get a relation to an original. */
static void
test_children(void)
{
	struct intake *clean = intake_new(5, MANY, 0);
	struct intake *intake = intake_new(5, MANY, RATE);

	assert(clean != NULL && intake != NULL);
	for (uint64_t i = 0; i < MANY; i++) {
		struct child child, alone, original;
		uint64_t of;
		bool third;

		child_make(intake, i, &child);
		child_make(clean, i, &alone);
		assert(strcmp(child.id.text, alone.id.text) == 0);
		assert(strlen(child.unit) == CHILD_UNIT);
		if (!needs_original(child.relation)) {
			assert(child.original.len == 0);
			assert(strcmp(child.resident_id.text, alone.resident_id.text) ==
			       0);
			assert(strcmp(child.home.address.text,
				   alone.home.address.text) == 0);
			continue;
		}
		relation_at(5, RATE, i, &of, &third);
		child_make(intake, of, &original);
		assert(strcmp(child.original.text, original.id.text) == 0);
		if (relation_repeats(child.relation))
			check_repeated(&child, &original);
		else
			check_one_birth(&child, &original);
	}
	intake_free(clean);
	intake_free(intake);
}

/* What was planted at a home is in the list, with the years that it says. */
static void
test_earlier_places(void)
{
	struct intake *intake = intake_new(5, MANY, RATE);

	assert(intake != NULL);
	for (uint64_t i = 0; i < MANY; i++) {
		struct earlier_place place;
		struct child child;
		bool is_there = child_earlier_place(intake, i, &place), same_home;

		child_make(intake, i, &child);
		if (child.relation < RELATION_HOME_WITHIN) {
			assert(is_there ==
			       (child.relation == RELATION_NONE && i % 10 == 0));
			assert(!is_there || strcmp(place.unit, child.unit) != 0);
			continue;
		}
		assert(is_there);
		same_home = strcmp(place.address.text, child.home.address.text) == 0;
		assert(same_home);
		assert(place.unit[0] == '\0' || strcmp(place.unit, child.unit) == 0);
		assert((CHILD_YEAR - place.year < 6) ==
		       (child.relation == RELATION_HOME_WITHIN ||
			   child.relation == RELATION_SIBLING_WITHIN));
		assert((strcmp(place.guardian, child.guardian) == 0) ==
		       (child.relation >= RELATION_SIBLING_WITHIN));
	}
	intake_free(intake);
}

int
main(void)
{
	test_originals();
	test_all_related();
	test_children();
	test_earlier_places();
	return 0;
}
