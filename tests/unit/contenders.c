#include <assert.h>

#include "mechanisms/contenders.h"
#include "small_market.h"

enum { X, Y };

/* Two that a program cannot tell apart are found, whatever else there is. */
static void
test_ties(void)
{
	const uint32_t capacity[] = { 1, 1 };
	const uint64_t first[] = { 0, 2, 4, 5 };
	struct wish wishes[] = { { X, 4 }, { Y, 9 }, { Y, 4 }, { X, WISH_LOCKED },
		{ Y, 8 } };
	const struct market m = SMALL_MARKET(2, 3, .wishes = wishes, .ranked = true);
	struct contenders *c = contenders_new(&m, NULL);
	struct market_tie tie;
	bool enough;

	assert(contenders_find_tie(&m, 100, &tie, &enough) == MARKET_NONE && enough);
	assert(c->first[1] == 1 && c->first[2] == 4);
	assert(contenders_applicant(c, 1) == 1 && contenders_applicant(c, 3) == 0);
	contenders_free(c);
	wishes[4].priority = 9;
	assert(contenders_find_tie(&m, 0, &tie, &enough) == Y && enough);
	assert(tie.applicant == 0 && tie.other == 2);
}

/* However many lists are made at a time: the first program with two alike. */
static void
test_ranges(void)
{
	uint32_t ties = 0;

	for (int round = 0; round < 2000; round++) {
		uint32_t expected = MARKET_NONE, program;
		struct market_tie tie;
		struct small k;
		bool enough;

		small_make(&k, SMALL_RANKED | SMALL_CLOSED);
		for (uint64_t at = 0; at < k.first[k.m.applicants]; at++)
			if (market_open(&k.m, at))
				k.wishes[at].priority = below(9);
		for (uint32_t p = k.m.programs; p-- > 0;)
			for (uint64_t a = 0; a < k.first[k.m.applicants]; a++)
				for (uint64_t b = 0; b < a; b++)
					if (market_open(&k.m, a) &&
					    market_program(&k.m, a) == p &&
					    market_program(&k.m, b) == p &&
					    k.wishes[a].priority ==
						k.wishes[b].priority)
						expected = p;
		ties += expected != MARKET_NONE;
		for (uint64_t most = 0; most < 9; most++) {
			program = contenders_find_tie(&k.m, most, &tie, &enough);
			assert(enough && program == expected);
		}
	}
	assert(ties > 200 && ties < 1800);
}

/* Lists long enough for the sort by digits, with ties that stay in their order. */
static void
test_long_lists(void)
{
	enum { MANY = 5000 };
	static const uint32_t limits[] = { 1, 40, 5000, 1 << 20, WISH_MARKS };
	static uint64_t first[MANY + 1];
	static struct wish wishes[MANY];
	const uint32_t capacity[] = { 1, 1 };
	const struct market m = SMALL_MARKET(2, MANY, .wishes = wishes, .ranked = true);

	for (size_t l = 0; l < sizeof limits / sizeof *limits; l++) {
		struct contenders *c;
		bool seen[MANY] = { false };

		for (uint32_t i = 0; i < MANY; i++) {
			wishes[i] = (struct wish){ i % 3 == 0,
				below(limits[l]) & ~(uint32_t)(l % 2 * 0xfff) };
			first[i + 1] = i + 1;
		}
		c = contenders_new(&m, NULL);
		assert(c->first[0] == 0 && c->first[2] == MANY);
		for (uint64_t k = 0; k < MANY; k++) {
			uint32_t i = contenders_applicant(c, k);

			assert(!seen[i]);
			seen[i] = true;
			assert(wishes[i].program == (k >= c->first[1]));
			assert(
			    c->entries[k] == ((uint64_t)wishes[i].priority << 32 | i));
			if (k > 0 && k != c->first[1])
				assert(c->entries[k - 1] < c->entries[k]);
		}
		contenders_free(c);
	}
}

int
main(void)
{
	test_ties();
	test_ranges();
	test_long_lists();
	return 0;
}
