#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>

#include "compare/chains.h"
#include "fixed_seed.h"
#include "mechanisms/serial.h"

static void
test_by_hand(void)
{
	/* A leaves 0; B: 1 -> 0; C: 2 -> 1; D: nothing -> 2.  E pushes F out of 5. */
	const struct chain_move moves[] = { { 2, 1, false }, { CHAINS_NONE, 2, false },
		{ 1, 0, false }, { 0, CHAINS_NONE, true }, { 5, CHAINS_NONE, false },
		{ CHAINS_NONE, 5, true }, { 3, 4, false } };
	struct chain_reach reach[7];

	assert(chains_find(moves, 7, 6, reach));
	assert(reach[3].steps == 0 && reach[3].by == CHAINS_NONE);
	assert(reach[2].steps == 1 && reach[2].by == 3);
	assert(reach[0].steps == 2 && reach[0].by == 2);
	assert(reach[1].steps == 3 && reach[1].by == 0);
	assert(reach[4].steps == 1 && reach[4].by == 5);
	assert(reach[6].steps == CHAINS_NONE && reach[6].by == CHAINS_NONE);
	assert(chains_find(moves, 0, 0, reach));
}

/* Who was pushed out frees no seat: the one who pushed has it. */
static void
test_kinds(void)
{
	const struct chain_move moves[] = { { CHAINS_NONE, 0, true }, { 0, 1, false },
		{ 1, 2, false }, { 3, 0, false } };
	struct chain_reach reach[4];

	assert(chains_find(moves, 4, 4, reach));
	assert(reach[1].steps == 1 && reach[2].steps == 2);
	assert(reach[3].steps == CHAINS_NONE);
}

enum { PROGRAMS = 6, APPLICANTS = 14 };

struct city {
	uint32_t capacity[PROGRAMS], choices[APPLICANTS * PROGRAMS];
	uint64_t first[APPLICANTS + 1], order[APPLICANTS];
	struct market market;
};

/* Applicants in the order of their numbers; some list few programs, some all. */
static void
make_city(struct city *c)
{
	uint64_t at = 0;

	for (int p = 0; p < PROGRAMS; p++)
		c->capacity[p] = 1 + (uint32_t)(draw() % 3);
	for (int a = 0; a < APPLICANTS; a++) {
		uint32_t list[PROGRAMS] = { 0, 1, 2, 3, 4, 5 };

		c->first[a] = at;
		c->order[a] = (uint64_t)a;
		for (int k = PROGRAMS - 1; k > 0; k--) {
			int other = (int)(draw() % (uint64_t)(k + 1));
			uint32_t swap = list[k];

			list[k] = list[other];
			list[other] = swap;
		}
		for (uint64_t k = 0, len = 1 + draw() % PROGRAMS; k < len; k++)
			c->choices[at++] = list[k];
	}
	c->first[APPLICANTS] = at;
	c->market = (struct market){ .programs = PROGRAMS,
		.capacity = c->capacity,
		.applicants = APPLICANTS,
		.first = c->first,
		.choices = c->choices,
		.order = c->order };
}

/* The same city, where one applicant lists nothing. */
static void
allocate_without(const struct city *c, uint32_t one, uint32_t seat[])
{
	struct city without = *c;
	struct market_tie tie;
	struct seat seats[APPLICANTS];
	uint64_t at = 0;

	for (uint32_t a = 0; a < APPLICANTS; a++) {
		without.first[a] = at;
		for (uint64_t k = c->first[a]; a != one && k < c->first[a + 1]; k++)
			without.choices[at++] = c->choices[k];
	}
	without.first[APPLICANTS] = at;
	without.market.first = without.first;
	without.market.choices = without.choices;
	without.market.order = without.order;
	without.market.capacity = without.capacity;
	assert(serial_allocate(&without.market, seats, &tie) == MARKET_OK);
	for (int a = 0; a < APPLICANTS; a++)
		seat[a] =
		    seats[a].program == MARKET_NONE ? CHAINS_NONE : seats[a].program;
}

/* The place of a program in a list; the last one is to have nothing. */
static uint64_t
place_of(const struct city *c, uint32_t a, uint32_t program)
{
	uint64_t k = c->first[a];

	while (k < c->first[a + 1] && c->choices[k] != program)
		k++;
	return program == CHAINS_NONE ? UINT64_MAX - 1
	       : k < c->first[a + 1]  ? k
				      : UINT64_MAX;
}

/* One leaves: who comes first of those who want the seat takes it, and leaves another.
 */
static void
replay_vacancy(const struct city *c, uint32_t one, uint32_t seat[], uint32_t steps[])
{
	uint32_t freed = seat[one];

	seat[one] = CHAINS_NONE;
	for (uint32_t step = 1; freed != CHAINS_NONE; step++) {
		uint32_t a = 0;

		while (a < APPLICANTS &&
		       (a == one || place_of(c, a, freed) >= place_of(c, a, seat[a])))
			a++;
		if (a == APPLICANTS)
			return;
		assert(steps[a] == CHAINS_NONE);
		steps[a] = step;
		uint32_t left = seat[a];

		seat[a] = freed;
		freed = left;
	}
}

static uint32_t
count_seated(const uint32_t seat[], uint32_t program, uint32_t *last)
{
	uint32_t count = 0;

	for (uint32_t a = 0; a < APPLICANTS; a++)
		if (seat[a] == program) {
			count++;
			*last = a;
		}
	return count;
}

/* One arrives: who is last at the first program that takes the newcomer moves on. */
static void
replay_arrival(const struct city *c, uint32_t one, uint32_t seat[], uint32_t steps[])
{
	uint32_t mover = one;

	for (uint32_t step = 1; mover != CHAINS_NONE; step++) {
		uint32_t pushed = CHAINS_NONE;

		for (uint64_t k = c->first[mover]; k < c->first[mover + 1]; k++) {
			uint32_t p = c->choices[k], last = 0;

			if (count_seated(seat, p, &last) < c->capacity[p]) {
				seat[mover] = p;
				break;
			}
			if (last > mover) {
				seat[mover] = p;
				seat[last] = CHAINS_NONE;
				pushed = last;
				steps[last] = step;
				break;
			}
		}
		mover = pushed;
	}
}

static void
check(const uint32_t before[], const uint32_t after[], uint32_t one,
    const uint32_t steps[])
{
	struct chain_move moves[APPLICANTS];
	struct chain_reach reach[APPLICANTS];

	for (uint32_t a = 0; a < APPLICANTS; a++)
		moves[a] = before[a] == after[a] && a != one
			       ? (struct chain_move){ CHAINS_NONE, CHAINS_NONE, false }
			       : (struct chain_move){ before[a], after[a], a == one };
	assert(chains_find(moves, APPLICANTS, PROGRAMS, reach));
	for (uint32_t a = 0; a < APPLICANTS; a++) {
		if (a == one || before[a] == after[a])
			continue;
		assert(reach[a].steps == steps[a]);
		assert(reach[a].by == one || reach[reach[a].by].steps + 1 == steps[a]);
	}
}

/* What a literal replay of thousands of withdrawals and arrivals shows. */
static void
test_replay(void)
{
	uint32_t longest = 0, moved = 0;

	for (int city = 0; city < 5000; city++) {
		uint32_t with[APPLICANTS], without[APPLICANTS], seat[APPLICANTS];
		uint32_t steps[APPLICANTS], one = (uint32_t)(draw() % APPLICANTS);
		struct city c;

		make_city(&c);
		allocate_without(&c, CHAINS_NONE, with);
		allocate_without(&c, one, without);
		for (int way = 0; way < 2; way++) {
			const uint32_t *before = way == 0 ? with : without;
			const uint32_t *after = way == 0 ? without : with;

			for (int a = 0; a < APPLICANTS; a++) {
				seat[a] = before[a];
				steps[a] = CHAINS_NONE;
			}
			if (way == 0)
				replay_vacancy(&c, one, seat, steps);
			else
				replay_arrival(&c, one, seat, steps);
			for (int a = 0; a < APPLICANTS; a++) {
				assert(seat[a] == after[a]);
				moved += before[a] != after[a];
				if (steps[a] != CHAINS_NONE && steps[a] > longest)
					longest = steps[a];
			}
			check(before, after, one, steps);
		}
	}
	assert(longest >= 5 && moved > 10000);
}

int
main(void)
{
	test_by_hand();
	test_kinds();
	test_replay();
	return 0;
}
