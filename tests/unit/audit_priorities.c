#include <assert.h>
#include <stdlib.h>

#include "audit/audit_priorities.h"
#include "small_market.h"

struct pairs {
	size_t count;
	struct breach last;
};

static void
collect(void *context, const struct breach *b)
{
	struct pairs *p = context;

	assert(b->code == BREACH_ORDER_TWICE);
	p->count++;
	p->last = *b;
}

/* What goes before a priority: metres; or the score band, then the band of the choice.
 */
static void
test_keys(void)
{
	static const uint64_t order[] = { 40, 30 };
	static const uint16_t band[] = { 0, 2 };
	static const uint32_t sizes[] = { 2, 1 };
	struct market m = { .applicants = 2, .order = order, .band = band };
	struct audit_precedence metres = { .nearest = true };
	struct audit_precedence choices = { .sizes = sizes, .count = 2 };
	struct audit_precedence scores = { .score_bands = true };
	struct audit_key a, b;

	a = audit_priorities_key(&m, NULL, 0, 5, 7);
	assert(a.step == 0 && a.priority == 40);
	a = audit_priorities_key(&m, &metres, 0, 5, 7);
	b = audit_priorities_key(&m, &metres, 1, 0, 7);
	assert(audit_priorities_before(b, a) && !audit_priorities_before(a, b));
	b = audit_priorities_key(&m, &metres, 1, 0, 8);
	assert(audit_priorities_before(a, b));
	m.ranked = true;
	a = audit_priorities_key(&m, &choices, 0, 1, 9);
	assert(a.step == 0 && a.priority == 9);
	assert(audit_priorities_key(&m, &choices, 0, 2, 9).step == 1);
	assert(audit_priorities_key(&m, &choices, 0, 5, 9).step == 4);
	a = audit_priorities_key(&m, &scores, 0, 9, 9);
	b = audit_priorities_key(&m, &scores, 1, 0, 1);
	assert(audit_priorities_before(a, b));
	assert(!audit_priorities_steps(NULL) && !audit_priorities_steps(&metres));
	assert(audit_priorities_steps(&choices) && audit_priorities_steps(&scores));
}

/* A class for each list; or a few classes at random, which may be wrong. */
static void
make_guess(struct audit_alike *a, bool wrong)
{
	uint32_t lists = PLACES + PLACES * GROUPS;

	a->classes = wrong ? 2 : lists;
	a->class_of = malloc(lists * sizeof *a->class_of);
	assert(a->class_of != NULL);
	for (uint32_t l = 0; l < lists; l++)
		a->class_of[l] = wrong ? below(2) : l;
}

/* Two programs of one class: what is sure, and where a guess was wrong. */
static void
test_alike(void)
{
	static const struct {
		struct wish wishes[4]; /* two of each applicant */
		bool sure, twice;
	} cases[] = {
		{ { { 0, 5 }, { 1, 5 }, { 1, 7 }, { 0, 7 } }, true, false },
		{ { { 0, 5 }, { 1, 5 }, { 1, 5 }, { 0, 5 } }, false, true },
		{ { { 0, 5 }, { 1, 6 }, { 1, 7 }, { 0, 7 } }, false, false },
		{ { { 0, 5 }, { 1, WISH_LOCKED }, { 1, 5 }, { 0, WISH_LOCKED } }, false,
		    false },
		{ { { 0, 5 }, { 1, 5 }, { 1, 65541 }, { 0, 65541 } }, true, false },
	};
	const uint64_t first[] = { 0, 2, 4 };
	const uint32_t capacity[] = { 1, 1 };

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct market m =
		    SMALL_MARKET(2, 2, .ranked = true, .wishes = cases[i].wishes);
		uint32_t class_of[] = { 0, 0 };
		struct audit_alike alike = { class_of, 1 };
		struct pairs pairs = { 0 };

		assert(audit_alike_differ(&m, &alike) == cases[i].sure);
		assert(audit_priorities_twice(&m, &alike, collect, &pairs));
		assert((pairs.count > 0) == cases[i].twice);
	}
}

/* Against all pairs, in markets where one priority in some was made another's. */
static void
test_twice(int what)
{
	size_t some = 0;

	for (int round = 0; round < 3000; round++) {
		struct pairs pairs = { 0 };
		struct small k;
		size_t count = 0;

		small_make(&k, what);
		for (uint64_t at = 0; at < k.first[k.m.applicants]; at++)
			if (market_open(&k.m, at) &&
			    !market_grouped(&k.m, k.wishes[at].program) &&
			    below(6) == 0)
				k.wishes[at].priority = round % 2 ? 8 : 80000000;
		for (uint64_t c = 0; (what & SMALL_GROUPS) != 0 && c < CHOICES; c++)
			if (below(6) == 0)
				k.claims[c].priority = 10;
		for (uint32_t p = 0; p < k.m.programs; p++) {
			uint32_t first = 0, end = 1;

			if (market_grouped(&k.m, p)) {
				first = k.group_first[p];
				end = k.group_first[p + 1];
			}
			for (uint32_t g = first; g < end; g++) {
				uint32_t group =
				    market_grouped(&k.m, p) ? g : GROUP_OF_ALL;

				for (uint32_t i = 1; i < k.m.applicants; i++) {
					int64_t own = small_priority(&k.m, i, p, group);
					bool same = false;

					for (uint32_t o = 0; own >= 0 && o < i; o++)
						same |= small_priority(
							    &k.m, o, p, group) == own;
					count += same;
				}
			}
		}
		k.m.rankings = NULL; /* those who chose, and nobody else */
		assert(audit_priorities_twice(&k.m, NULL, collect, &pairs));
		assert(pairs.count == count);
		for (int guess = 0; round % 16 < 2 && guess < 2; guess++) {
			struct pairs again = { 0 };
			struct audit_alike alike;
			bool sure;

			make_guess(&alike, guess);
			sure = audit_alike_differ(&k.m, &alike);
			assert(guess == 0 ? sure == (count == 0) : !sure || count == 0);
			assert(audit_priorities_twice(&k.m, &alike, collect, &again));
			assert(again.count == count);
			audit_alike_free(&alike);
		}
		if (count > 0) {
			uint32_t p = pairs.last.program, group = pairs.last.group;

			assert(market_grouped(&k.m, p) == (group != MARKET_NONE));
			if (group == MARKET_NONE)
				group = GROUP_OF_ALL;
			assert(pairs.last.other < pairs.last.applicant);
			assert(small_priority(&k.m, pairs.last.other, p, group) ==
			       small_priority(&k.m, pairs.last.applicant, p, group));
			some++;
		}
	}
	assert(some > 100);
}

/* Who is ranked alike where neither chose. */
static void
test_rankings(void)
{
	const uint64_t first[] = { 0, 0, 0, 0 };
	uint64_t entries[] = { (uint64_t)4 << 32 | 2, (uint64_t)9 << 32 | 1,
		(uint64_t)4 << 32 };
	const struct ranking rankings[] = { { entries, 3 } };
	const uint32_t ranking_of[] = { MARKET_NONE, 0 }, capacity[] = { 1, 1 };
	const struct market m = SMALL_MARKET(2, 3, .ranked = true, .rankings = rankings,
	    .ranking_of = ranking_of, .ranking_count = 1);
	struct pairs pairs = { 0 };

	assert(audit_priorities_twice(&m, NULL, collect, &pairs));
	assert(pairs.count == 1 && pairs.last.program == 1);
	assert(pairs.last.applicant == 2 && pairs.last.other == 0);
}

int
main(void)
{
	test_rankings();
	test_keys();
	test_alike();
	test_twice(SMALL_RANKED | SMALL_CLOSED);
	test_twice(SMALL_RANKED | SMALL_GROUPS | SMALL_CLOSED);
	return 0;
}
