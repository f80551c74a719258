#include "synthetic/relation.h"
#include "synthetic/random.h"

enum { ALWAYS = 1000000, FARTHEST = 256 };

static const struct {
	const char *name, *finding;
} relations[RELATIONS] = {
	[RELATION_NONE] = { "none", "none" },
	[RELATION_MOVED] = { "moved", "certain" },
	[RELATION_NAME_VARIANT] = { "name-variant", "strong" },
	[RELATION_HOMOPHONE] = { "homophone", "strong" },
	[RELATION_MISTYPED_ID] = { "mistyped-id", "strong" },
	[RELATION_TWIN] = { "twin", "twins" },
	[RELATION_COPIED_ID] = { "copied-id", "twins" },
	[RELATION_TRIPLET] = { "triplet", "twins" },
	[RELATION_HOME_WITHIN] = { "home-within", "same-home" },
	[RELATION_HOME_BEYOND] = { "home-beyond", "none" },
	[RELATION_SIBLING_WITHIN] = { "sibling-within", "none" },
	[RELATION_SIBLING_BEYOND] = { "sibling-beyond", "none" },
};

static enum relation
draw(uint64_t seed, uint32_t rate, uint64_t index)
{
	struct random r;

	if (rate == 0)
		return RELATION_NONE;
	r = random_stream(seed, 'r', index);
	if (random_below(&r, ALWAYS) >= rate)
		return RELATION_NONE;
	return (enum relation)(1 + random_below(&r, RELATIONS - 1));
}

/* Triplets begin at even records, so that each of the two can be made alone. */
static enum relation
plan(uint64_t seed, uint32_t rate, uint64_t index, bool *third)
{
	enum relation relation = draw(seed, rate, index);

	*third = index % 2 == 1 && draw(seed, rate, index - 1) == RELATION_TRIPLET;
	if (*third)
		return RELATION_TRIPLET;
	if (index % 2 == 1 && relation == RELATION_TRIPLET)
		return RELATION_TWIN;
	return relation;
}

bool
relation_repeats(enum relation relation)
{
	return relation >= RELATION_MOVED && relation <= RELATION_MISTYPED_ID;
}

bool
relation_is_of_one_birth(enum relation relation)
{
	return relation >= RELATION_TWIN && relation <= RELATION_TRIPLET;
}

/*
 * Records and originals belong together like brackets: a record without a relation
 * opens one, and a record that needs an original closes it.  So each original has one.
 */
static bool
find_original(uint64_t seed, uint32_t rate, uint64_t index, uint64_t *original)
{
	uint64_t open = 1;

	for (uint64_t i = 1; i <= FARTHEST && i <= index; i++) {
		bool third;
		enum relation relation = plan(seed, rate, index - i, &third);

		if (relation == RELATION_NONE)
			open--;
		else if ((relation_repeats(relation) ||
			     relation_is_of_one_birth(relation)) &&
			 !third)
			open++;
		if (open == 0) {
			*original = index - i;
			return true;
		}
	}
	return false;
}

enum relation
relation_at(
    uint64_t seed, uint32_t rate, uint64_t index, uint64_t *original, bool *third)
{
	enum relation relation = plan(seed, rate, index, third);

	if (!relation_repeats(relation) && !relation_is_of_one_birth(relation))
		return relation;
	if (find_original(seed, rate, index - *third, original))
		return relation;
	*third = false;
	return RELATION_HOME_WITHIN;
}

const char *
relation_name(enum relation relation)
{
	return relations[relation].name;
}

const char *
relation_finding(enum relation relation)
{
	return relations[relation].finding;
}
