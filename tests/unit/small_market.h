/*
 * small_market.h - random markets that are small enough to try everything
 */
#ifndef SMALL_MARKET_H
#define SMALL_MARKET_H

#include <assert.h>
#include <stdbool.h>
#include <string.h>

#include "seats/market.h"

/*
 * A market written by hand, with capacity, first and what else is named; SMALL_GROUPED
 * stands for the four arrays of its groups.
 */
#define SMALL_MARKET(programs_, applicants_, ...)                        \
	{                                                                \
		.programs = (programs_), .capacity = capacity,           \
		.applicants = (applicants_), .first = first, __VA_ARGS__ \
	}
#define SMALL_GROUPED                                                             \
	.group_first = group_first, .groups = groups, .claim_first = claim_first, \
	.claims = claims

/* A test that does not try everything may define these before, and larger. */
#ifndef SMALL_PEOPLE
#define SMALL_PEOPLE 5
#define SMALL_PLACES 3
#define SMALL_SEATS  3
#endif

/* A program has fewer seats than SEATS in a group, and SEATS at most in all. */
enum {
	PEOPLE = SMALL_PEOPLE,
	PLACES = SMALL_PLACES,
	SEATS = SMALL_SEATS,
	GROUPS = 3,
	CHOICES = PEOPLE * PLACES
};

/* What may be in a market. */
enum {
	SMALL_RANKED = 1,
	SMALL_CLOSED = 2, /* marks */
	SMALL_GROUPS = 4,
	SMALL_PASSING = 8, /* groups that pass seats, and caps */
	SMALL_HELD = 16,
};

struct small {
	uint32_t capacity[PLACES], held[PLACES], choices[CHOICES], bundle[PEOPLE];
	uint64_t first[PEOPLE + 1], order[PEOPLE];
	uint16_t band[PEOPLE];
	struct wish wishes[CHOICES];
	uint32_t group_first[PLACES + 1];
	struct seat_group groups[PLACES * GROUPS];
	uint64_t claim_first[CHOICES + 1];
	struct claim claims[CHOICES * GROUPS];
	uint64_t ranked[PLACES][PEOPLE];
	struct ranking rankings[PLACES];
	uint32_t ranking_of[PLACES];
	struct market m;
};

static uint32_t small_state = 20200519;

static inline uint32_t
below(uint32_t limit)
{
	small_state ^= small_state << 13;
	small_state ^= small_state >> 17;
	small_state ^= small_state << 5;
	return small_state % limit;
}

static inline void
shuffle(uint32_t *a, uint32_t n)
{
	for (uint32_t i = n; i > 1; i--) {
		uint32_t k = below(i), t = a[i - 1];

		a[i - 1] = a[k];
		a[k] = t;
	}
}

static inline void
numbers(uint32_t *a, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		a[i] = i;
	shuffle(a, n);
}

/* The seats of groups, and where those that it cannot fill go. */
static inline void
small_groups(struct small *k, int what)
{
	for (uint32_t p = 0; p < k->m.programs; p++) {
		uint32_t first = k->group_first[p], count = below(GROUPS + 1);

		for (uint32_t g = first; g < first + count; g++) {
			uint32_t after = first + count - g - 1;

			k->groups[g] = (struct seat_group){ below(SEATS), MARKET_NONE,
				MARKET_NONE };
			if ((what & SMALL_PASSING) != 0 && after > 0 && below(2) == 0)
				k->groups[g].to = g + 1 + below(after);
			if ((what & SMALL_PASSING) != 0 && below(3) == 0)
				k->groups[g].cap = below(SEATS);
		}
		k->group_first[p + 1] = first + count;
	}
	k->m.group_first = k->group_first;
	k->m.groups = k->groups;
	k->m.claim_first = k->claim_first;
	k->m.claims = k->claims;
}

/* Each group has an order of its own, as each program has. */
static inline void
small_claims(struct small *k, int what)
{
	uint32_t ranks[PLACES * GROUPS][PEOPLE], lists = 0;
	uint64_t claims = 0;
	uint32_t rare = 1 + below(4); /* one of so many has a claim */

	for (uint32_t g = 0; g < PLACES * GROUPS; g++)
		numbers(ranks[g], PEOPLE);
	for (uint32_t i = 0; i < k->m.applicants; i++) {
		for (uint64_t at = k->first[i]; at < k->first[i + 1]; at++) {
			uint32_t p = k->wishes[at].program;

			if (!market_grouped(&k->m, p) || !market_open(&k->m, at))
				continue;
			k->wishes[at].priority = lists++;
			for (uint32_t g = k->group_first[p]; g < k->group_first[p + 1];
			     g++) {
				uint32_t own = 7 + 3 * ranks[g][i];

				if (below(rare) != 0)
					continue;
				if ((what & SMALL_RANKED) == 0)
					own = (uint32_t)k->order[i];
				k->claims[claims++] = (struct claim){ g, own };
			}
			k->claim_first[lists] = claims;
		}
	}
}

/*
 * Each program ranks all to whom it is open, chosen or not; where something is closed,
 * it is so to some of those who did not choose it as well.
 */
static inline void
small_rankings(struct small *k, uint32_t ranks[PLACES][PEOPLE], int what)
{
	for (uint32_t p = 0; p < k->m.programs; p++) {
		struct ranking *r = &k->rankings[p];

		*r = (struct ranking){ k->ranked[p], 0 };
		k->ranking_of[p] = p;
		for (uint32_t i = 0; i < k->m.applicants; i++) {
			bool is = (what & SMALL_CLOSED) == 0 || (ranks[p][i] + i) % 4;

			for (uint64_t at = k->first[i]; at < k->first[i + 1]; at++)
				if (k->wishes[at].program == p)
					is = k->wishes[at].priority < WISH_MARKS;
			if (is)
				r->entries[r->count++] =
				    (uint64_t)(3 + 5 * ranks[p][i]) << 32 | i;
		}
	}
	k->m.ranking_of = k->ranking_of;
	k->m.rankings = k->rankings;
	k->m.ranking_count = k->m.programs;
}

static inline void
small_make(struct small *k, int what)
{
	uint32_t line[PEOPLE], ranks[PLACES][PEOPLE];

	memset(k, 0, sizeof *k);
	k->m = (struct market){ .programs = 1 + below(PLACES),
		.capacity = k->capacity,
		.held = (what & SMALL_HELD) != 0 ? k->held : NULL,
		.applicants = 1 + below(PEOPLE),
		.first = k->first,
		.order = k->order,
		.wishes = k->wishes,
		.ranked = (what & SMALL_RANKED) != 0 };
	for (uint32_t p = 0; p < k->m.programs; p++) {
		k->capacity[p] = below(SEATS + 1);
		k->held[p] = below(2);
		numbers(ranks[p], PEOPLE);
	}
	if ((what & SMALL_GROUPS) != 0)
		small_groups(k, what);
	numbers(line, k->m.applicants);
	for (uint32_t i = 0; i < k->m.applicants; i++) {
		uint32_t list[PLACES];

		k->order[i] = 5 + 2 * line[i];
		k->band[i] = (uint16_t)below(3);
		k->first[i + 1] = k->first[i] + below(k->m.programs + 1);
		numbers(list, k->m.programs);
		for (uint32_t c = 0; c < k->first[i + 1] - k->first[i]; c++) {
			struct wish *w = &k->wishes[k->first[i] + c];

			k->choices[k->first[i] + c] = list[c];
			*w = (struct wish){ list[c], 3 + 5 * ranks[list[c]][i] };
			if ((what & SMALL_CLOSED) != 0 && below(5) == 0)
				w->priority = WISH_BELOW_FLOOR + below(2);
		}
	}
	if ((what & SMALL_RANKED) != 0)
		small_rankings(k, ranks, what);
	if ((what & SMALL_GROUPS) != 0)
		small_claims(k, what);
}

/*
 * Twins, or more: where the list of the next row is as long as an applicant's, the two
 * become the same.  Each keeps its own marks.
 */
static inline void
small_bind(struct small *k)
{
	memset(k->bundle, 0xff, sizeof k->bundle);
	for (uint32_t i = 0; i + 1 < k->m.applicants; i += 1 + below(2)) {
		uint32_t length = market_list_length(&k->m, i);

		if (length != market_list_length(&k->m, i + 1))
			continue;
		if (k->bundle[i] == MARKET_NONE)
			k->bundle[i] = i;
		k->bundle[i + 1] = k->bundle[i];
		k->order[i + 1] = k->order[i];
		for (uint32_t c = 0; c < length; c++)
			k->wishes[k->first[i + 1] + c] = k->wishes[k->first[i] + c];
	}
	for (uint64_t at = 0; at < k->first[k->m.applicants]; at++)
		if (below(6) == 0)
			k->wishes[at].priority = WISH_NOT_ELIGIBLE;
	k->m.bundle = k->bundle;
}

/* The same market without wishes, where one order is for all: its choices are marked.
 */
static inline struct market
small_marked(struct small *k)
{
	struct market m = k->m;

	for (uint64_t at = 0; at < k->first[k->m.applicants]; at++)
		k->choices[at] =
		    market_choice(k->wishes[at].program, k->wishes[at].priority);
	m.wishes = NULL;
	m.choices = k->choices;
	m.marked = true;
	return m;
}

/*
 * The same market with its rows in another order; row i of it is row from[i] of the
 * other.
 */
static inline void
small_shuffle(const struct small *k, struct small *other, uint32_t *from)
{
	*other = *k;
	other->m.first = other->first;
	other->m.order = other->order;
	other->m.wishes = other->wishes;
	numbers(from, k->m.applicants);
	for (uint32_t i = 0; i < k->m.applicants; i++) {
		uint64_t start = k->first[from[i]];
		uint64_t count = k->first[from[i] + 1] - start;

		other->first[i + 1] = other->first[i] + count;
		other->order[i] = k->order[from[i]];
		other->band[i] = k->band[from[i]];
		if (count > 0)
			memcpy(other->wishes + other->first[i], k->wishes + start,
			    count * sizeof *k->wishes);
	}
	if (k->m.band != NULL)
		other->m.band = other->band;
	if (k->m.rankings == NULL)
		return;
	other->m.rankings = other->rankings;
	for (uint32_t p = 0; p < k->m.programs; p++) {
		struct ranking *r = &other->rankings[p];

		*r = (struct ranking){ other->ranked[p], 0 };
		for (uint32_t i = 0; i < k->m.applicants; i++)
			for (uint32_t n = 0; n < k->rankings[p].count; n++)
				if ((uint32_t)k->rankings[p].entries[n] == from[i])
					r->entries[r->count++] =
					    k->rankings[p].entries[n] >> 32 << 32 | i;
	}
}

/* Where a program ranks somebody who need not have chosen it, or -1. */
static inline int64_t
small_ranking(const struct market *m, uint32_t i, uint32_t p)
{
	const struct ranking *r = &m->rankings[m->ranking_of[p]];

	for (uint32_t n = 0; n < r->count; n++)
		if ((uint32_t)r->entries[n] == i)
			return (int64_t)(r->entries[n] >> 32);
	return -1;
}

/*
 * What a program takes of a pool, told as the rule is: group by group, each takes
 * the best one that is left of those who may have its seats, as often as it has one.
 * held[i] becomes the group that took i, GROUP_OF_ALL where the program has no
 * groups, or MARKET_NONE.
 */
#define GROUP_OF_ALL (MARKET_NONE - 1)

struct pool {
	bool in[PEOPLE];
	uint32_t held[PEOPLE];
};

/* The choice number of a program in somebody's list, or the list's length. */
static inline uint32_t
small_choice(const struct market *m, uint32_t i, uint32_t p)
{
	uint32_t c = 0;

	while (c < market_list_length(m, i) && market_program(m, m->first[i] + c) != p)
		c++;
	return c;
}

/* Somebody's priority for a group or, with GROUP_OF_ALL, the program; or -1. */
static inline int64_t
small_priority(const struct market *m, uint32_t i, uint32_t p, uint32_t group)
{
	uint32_t c = small_choice(m, i, p), list;
	uint64_t at = m->first[i] + c;

	if (c == market_list_length(m, i) || !market_open(m, at))
		return -1;
	list = m->wishes[at].priority;
	if (group == GROUP_OF_ALL)
		return m->ranked ? list : (int64_t)m->order[i];
	for (uint64_t k = m->claim_first[list]; k < m->claim_first[list + 1]; k++)
		if (m->claims[k].group == group)
			return m->ranked ? m->claims[k].priority : (int64_t)m->order[i];
	return -1;
}

/* Take up to so many of the pool who are not held yet; returns how many. */
static inline uint32_t
small_take(const struct market *m, uint32_t p, uint32_t group, uint32_t seats,
    struct pool *pool)
{
	uint32_t taken = 0;

	for (; taken < seats; taken++) {
		uint32_t best = MARKET_NONE;

		for (uint32_t i = 0; i < m->applicants; i++) {
			int64_t own = small_priority(m, i, p, group);

			if (!pool->in[i] || pool->held[i] != MARKET_NONE || own < 0)
				continue;
			if (best == MARKET_NONE ||
			    own < small_priority(m, best, p, group))
				best = i;
		}
		if (best == MARKET_NONE)
			break;
		pool->held[best] = group;
	}
	return taken;
}

static inline void
small_choose(const struct market *m, uint32_t p, struct pool *pool)
{
	uint32_t passed[PLACES * GROUPS] = { 0 };

	for (uint32_t i = 0; i < m->applicants; i++)
		pool->held[i] = MARKET_NONE;
	if (!market_grouped(m, p)) {
		uint32_t taken = m->held != NULL ? m->held[p] : 0;

		if (taken < m->capacity[p])
			small_take(m, p, GROUP_OF_ALL, m->capacity[p] - taken, pool);
		return;
	}
	for (uint32_t g = m->group_first[p]; g < m->group_first[p + 1]; g++) {
		uint32_t has = m->groups[g].seats + passed[g], gave;

		gave = small_take(
		    m, p, g, has < m->groups[g].cap ? has : m->groups[g].cap, pool);
		if (m->groups[g].to != MARKET_NONE)
			passed[m->groups[g].to] += has - gave;
	}
}

/* The program of an applicant's choice, MARKET_NONE for the length of the list. */
static inline uint32_t
small_program(const struct market *m, uint32_t i, uint32_t choice)
{
	return choice < market_list_length(m, i)
		   ? market_program(m, m->first[i] + choice)
		   : MARKET_NONE;
}

/*
 * Whether an assignment, as a choice number of each (or the list's length), is
 * stable: of those it has and all who would rather be there, each program takes
 * those it has.
 */
static inline bool
small_stable(const struct market *m, const uint32_t *got, uint32_t *groups)
{
	for (uint32_t p = 0; p < m->programs; p++) {
		struct pool pool;

		for (uint32_t i = 0; i < m->applicants; i++) {
			uint32_t c = small_choice(m, i, p);

			pool.in[i] = c < market_list_length(m, i) && c <= got[i];
		}
		small_choose(m, p, &pool);
		for (uint32_t i = 0; i < m->applicants; i++) {
			bool has = small_program(m, i, got[i]) == p;

			if (has != (pool.held[i] != MARKET_NONE))
				return false;
			if (has)
				groups[i] = pool.held[i] == GROUP_OF_ALL ? MARKET_NONE
									 : pool.held[i];
		}
	}
	return true;
}

/*
 * A round told as the rule is: those of in ask at their current choice, and
 * each program takes whom it can of those and of nobody else, for good.
 */
struct rounds {
	struct small left; /* the market with the seats that are left */
	struct seat seats[PEOPLE];
};

static inline void
rounds_begin(struct rounds *r, const struct small *k)
{
	r->left = *k;
	r->left.m.held = r->left.held;
	r->left.m.groups = r->left.groups;
	if (k->m.held == NULL)
		memset(r->left.held, 0, sizeof r->left.held);
	for (uint32_t i = 0; i < PEOPLE; i++)
		r->seats[i] = (struct seat){ MARKET_NONE, MARKET_NONE, MARKET_NONE };
}

/*
 * One seat of a group is used: its own, or else one of the first group that passes
 * to it and has one.
 */
static inline bool
rounds_use(struct rounds *r, uint32_t p, uint32_t group)
{
	if (r->left.groups[group].seats > 0) {
		r->left.groups[group].seats--;
		return true;
	}
	for (uint32_t g = r->left.group_first[p]; g < group; g++)
		if (r->left.groups[g].to == group && rounds_use(r, p, g))
			return true;
	return false;
}

static inline void
rounds_take(struct rounds *r, const bool *in, const uint32_t *choice)
{
	const struct market *m = &r->left.m;

	for (uint32_t p = 0; p < m->programs; p++) {
		struct pool pool;

		for (uint32_t i = 0; i < m->applicants; i++)
			pool.in[i] = in[i] && r->seats[i].program == MARKET_NONE &&
				     small_program(m, i, choice[i]) == p;
		small_choose(m, p, &pool);
		for (uint32_t i = 0; i < m->applicants; i++) {
			uint32_t group = pool.held[i];

			if (group == MARKET_NONE)
				continue;
			if (group == GROUP_OF_ALL) {
				r->left.held[p]++;
				group = MARKET_NONE;
			}
			r->seats[i] = (struct seat){ p, choice[i], group };
		}
		for (uint32_t g = 0; g < PLACES * GROUPS; g++) {
			for (uint32_t i = 0; i < m->applicants; i++) {
				struct seat_group *left = &r->left.groups[g];

				if (pool.held[i] != g)
					continue;
				assert(rounds_use(r, p, g));
				left->cap -= left->cap == MARKET_NONE ? 0 : 1;
			}
		}
	}
}

/*
 * Deferred acceptance among the choices from low up to, and without, high, in the
 * slowest way: all propose, those who are rejected move on, and all propose again.
 */
static inline void
rounds_take_band(struct rounds *r, uint32_t low, uint32_t high)
{
	const struct market *m = &r->left.m;
	uint32_t at[PEOPLE];
	bool all[PEOPLE], moved = true;

	for (uint32_t i = 0; i < PEOPLE; i++) {
		at[i] = low;
		all[i] = true;
	}
	while (moved) {
		bool held[PEOPLE] = { false };

		moved = false;
		for (uint32_t p = 0; p < m->programs; p++) {
			struct pool pool;

			for (uint32_t i = 0; i < m->applicants; i++)
				pool.in[i] = r->seats[i].program == MARKET_NONE &&
					     small_program(m, i, at[i]) == p;
			small_choose(m, p, &pool);
			for (uint32_t i = 0; i < m->applicants; i++)
				held[i] = held[i] || pool.held[i] != MARKET_NONE;
		}
		for (uint32_t i = 0; i < m->applicants; i++) {
			if (held[i] || at[i] >= market_list_length(m, i))
				continue;
			if (++at[i] == high)
				at[i] = CHOICES; /* no choice at all */
			moved = true;
		}
	}
	rounds_take(r, all, at);
}

/* The choice number that a seat is, or the length of the list. */
static inline uint32_t
small_got(const struct market *m, const struct seat *seats, uint32_t i)
{
	if (seats[i].program == MARKET_NONE) {
		assert(seats[i].choice == MARKET_NONE);
		assert(seats[i].group == MARKET_NONE);
		return market_list_length(m, i);
	}
	assert(seats[i].choice < market_list_length(m, i));
	assert(small_program(m, i, seats[i].choice) == seats[i].program);
	return seats[i].choice;
}

static inline bool
same_seat(struct seat a, struct seat b)
{
	return a.program == b.program && a.choice == b.choice && a.group == b.group;
}

#endif
