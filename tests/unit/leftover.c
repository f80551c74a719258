#include <assert.h>
#include <stdlib.h>

#include "mechanisms/leftover_rank.h"
#include "mechanisms/mechanism_run.h"
#include "seats/leftover.h"
#include "small_market.h"

/*
 * A small market, and how far everybody is from each program.  The lists are made as
 * admit-allocate makes them, the nearest program first; what is told literally is made
 * from distances, open and claims, and never looks at a list.
 */
struct city {
	struct small k;
	uint32_t metres[PEOPLE][PLACES];
	bool open[PEOPLE][PLACES];
	bool claims[PEOPLE][PLACES * GROUPS];
};

static void
claim(struct city *c, uint32_t i, uint32_t p, uint32_t list)
{
	struct small *k = &c->k;
	uint64_t end = k->claim_first[list];

	for (uint32_t g = k->group_first[p]; g < k->group_first[p + 1]; g++)
		if (c->claims[i][g])
			k->claims[end++] = (struct claim){ g, c->metres[i][p] };
	k->claim_first[list + 1] = end;
}

static void
list(struct city *c, uint32_t i, uint32_t *lists)
{
	struct small *k = &c->k;
	uint64_t at = k->first[i];
	bool taken[PLACES] = { false };

	for (uint32_t n = 0; n < k->m.programs; n++) {
		uint32_t near = MARKET_NONE, p;

		for (p = 0; p < k->m.programs; p++)
			if (!taken[p] && (near == MARKET_NONE ||
					     c->metres[i][p] < c->metres[i][near]))
				near = p;
		taken[near] = true;
		k->wishes[at] = (struct wish){ near, c->metres[i][near] };
		if (!c->open[i][near])
			k->wishes[at].priority = WISH_NOT_ELIGIBLE;
		else if (market_grouped(&k->m, near)) {
			claim(c, i, near, *lists);
			k->wishes[at].priority = (*lists)++;
		}
		at++;
	}
	k->first[i + 1] = at;
}

static void
make(struct city *c, int what)
{
	uint32_t lists = 0, reach = 1 + below(8);

	small_make(&c->k, what);
	for (uint32_t p = 0; (what & SMALL_GROUPS) != 0 && p < c->k.m.programs; p++)
		for (uint32_t g = c->k.group_first[p]; g < c->k.group_first[p + 1]; g++)
			c->k.capacity[p] += c->k.groups[g].seats;
	for (uint32_t i = 0; i < c->k.m.applicants; i++) {
		for (uint32_t p = 0; p < c->k.m.programs; p++) {
			c->metres[i][p] = below(reach);
			c->open[i][p] = below(5) > 0;
		}
		for (uint32_t g = 0; g < PLACES * GROUPS; g++)
			c->claims[i][g] = below(3) > 0;
	}
	for (uint32_t i = 0; i < c->k.m.applicants; i++)
		list(c, i, &lists);
}

/* What is left, group by group, or of the program as a whole. */
struct left {
	uint32_t programs[PLACES], groups[PLACES * GROUPS];
};

static struct left
count_left(const struct city *c)
{
	const struct market *m = &c->k.m;
	struct left left = { 0 };

	for (uint32_t p = 0; p < m->programs; p++)
		left.programs[p] = market_grouped(m, p) ? 0 : market_free(m, p);
	for (uint32_t g = 0; g < market_groups(m); g++)
		left.groups[g] = m->groups[g].seats;
	return left;
}

/* Where somebody's seat at a program would be: its group, or GROUP_OF_ALL. */
static uint32_t
find_seat(const struct city *c, const struct left *left, uint32_t i, uint32_t p)
{
	if (!c->open[i][p])
		return MARKET_NONE;
	if (left->programs[p] > 0)
		return GROUP_OF_ALL;
	for (uint32_t g = market_groups(&c->k.m) > 0 ? c->k.group_first[p] : 0;
	     market_groups(&c->k.m) > 0 && g < c->k.group_first[p + 1]; g++)
		if (c->claims[i][g] && left->groups[g] > 0)
			return g;
	return MARKET_NONE;
}

/* The next pair, looked for anew among all: the closest, or the next in order. */
static bool
find_pair(const struct city *c, enum leftover_rule rule, const struct left *left,
    const uint32_t *got, uint32_t *who, uint32_t *where)
{
	*who = MARKET_NONE;
	for (uint32_t i = 0; i < c->k.m.applicants; i++) {
		for (uint32_t p = 0; p < c->k.m.programs; p++) {
			uint64_t own = c->metres[i][p], best;

			if (got[i] != MARKET_NONE ||
			    find_seat(c, left, i, p) == MARKET_NONE)
				continue;
			if (rule == LEFTOVER_ORDER)
				own |= c->k.order[i] << 32;
			if (*who != MARKET_NONE) {
				best = c->metres[*who][*where];
				if (rule == LEFTOVER_ORDER)
					best |= c->k.order[*who] << 32;
				if (own > best ||
				    (own == best && c->k.order[i] >= c->k.order[*who]))
					continue;
			}
			*who = i;
			*where = p;
		}
	}
	return *who != MARKET_NONE;
}

static void
fill_literally(const struct city *c, enum leftover_rule rule, uint32_t *got)
{
	struct left left = count_left(c);
	uint32_t who, where;

	for (uint32_t i = 0; i < PEOPLE; i++)
		got[i] = MARKET_NONE;
	while (find_pair(c, rule, &left, got, &who, &where)) {
		uint32_t g = find_seat(c, &left, who, where);

		got[who] = where;
		if (g == GROUP_OF_ALL)
			left.programs[where]--;
		else
			left.groups[g]--;
	}
}

static void
test_literally(int what)
{
	for (int round = 0; round < 4000; round++) {
		enum leftover_rule rule =
		    round % 2 == 0 ? LEFTOVER_ORDER : LEFTOVER_DISTANCE;
		struct mechanism_rules rules = { .mechanism = MECHANISM_LEFTOVER };
		struct mechanism_place where;
		struct market_tie tie;
		struct seat seats[PEOPLE];
		uint32_t got[PEOPLE];
		enum market_fault fault;
		struct city c;

		make(&c, what);
		fill_literally(&c, rule, got);
		if (rule == LEFTOVER_DISTANCE) {
			assert(leftover_rank(&c.k.m, c.k.wishes, c.k.claims));
			c.k.m.ranked = true;
			assert(leftover_find_tie(&c.k.m, &tie, &fault) == MARKET_NONE &&
			       fault == MARKET_OK);
		}
		assert(mechanism_check(&rules, &c.k.m, &where) == NULL);
		assert(mechanism_run(&rules, &c.k.m, seats, &tie) == MARKET_OK);
		for (uint32_t i = 0; i < c.k.m.applicants; i++)
			assert(seats[i].program == got[i]);
	}
}

static void
test_tie(void)
{
	static const uint32_t capacity[] = { 1, 1 };
	static const uint64_t first[] = { 0, 1, 2, 3 }, order[] = { 4, 2, 4 };
	static const struct wish wishes[] = { { 0, 9 }, { 1, 9 }, { 1, 9 } };
	const struct market m = SMALL_MARKET(2, 3, .order = order, .wishes = wishes);
	enum market_fault fault;
	struct market_tie tie;

	assert(leftover_find_tie(&m, &tie, &fault) == 1 && fault == MARKET_OK);
	assert(tie.applicant == 0 && tie.other == 2);
}

int
main(void)
{
	test_literally(SMALL_HELD);
	test_literally(SMALL_GROUPS);
	test_tie();
	return 0;
}
