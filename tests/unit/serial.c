#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "mechanisms/serial.h"

enum { X, Y };

/* One seat each: the best two get what they want, the third finds both taken. */
static void
test_by_hand(void)
{
	const uint32_t capacity[] = { 1, 1 };
	const uint64_t first[] = { 0, 2, 4, 6 };
	const uint32_t choices[] = { X, Y, X, Y, Y, X };
	const uint64_t order[] = { 1, 2, 3 };
	const struct market m = { .programs = 2,
		.capacity = capacity,
		.applicants = 3,
		.first = first,
		.choices = choices,
		.order = order };
	struct market_tie tie;
	struct seat s[3];

	assert(serial_allocate(&m, s, &tie) == MARKET_OK);
	assert(s[0].program == X && s[0].choice == 0 && s[0].group == MARKET_NONE);
	assert(s[1].program == Y && s[1].choice == 1);
	assert(s[2].program == MARKET_NONE && s[2].choice == MARKET_NONE);
}

/* The same three in other rows, with a seat more at X that somebody has already. */
static void
test_held_and_out_of_order(void)
{
	const uint32_t capacity[] = { 2, 1 }, held[] = { 1, 0 }, too_many[] = { 9, 9 };
	const uint64_t first[] = { 0, 2, 4, 6 };
	const uint32_t choices[] = { Y, X, X, Y, X, Y };
	const uint64_t order[] = { 580, 20, 30 }, far[] = { INT64_MAX, 0, 1u << 30 };
	struct market m = { .programs = 2,
		.capacity = capacity,
		.held = held,
		.applicants = 3,
		.first = first,
		.choices = choices,
		.order = order };
	struct market_tie tie;
	struct seat s[3];

	for (int i = 0; i < 2; i++, m.order = far) {
		assert(serial_allocate(&m, s, &tie) == MARKET_OK);
		assert(s[0].program == MARKET_NONE);
		assert(s[1].program == X && s[1].choice == 0);
		assert(s[2].program == Y && s[2].choice == 1);
	}
	m.held = too_many;
	assert(serial_allocate(&m, s, &tie) == MARKET_OK);
	assert(s[1].program == MARKET_NONE);
}

static void
test_nobody(void)
{
	const uint32_t capacity[] = { 1 }, choices[] = { 0 };
	const uint64_t first[] = { 0, 0, 0 }, order[] = { 2, 1 };
	struct market m = { .programs = 0,
		.capacity = capacity,
		.applicants = 0,
		.first = first,
		.choices = choices,
		.order = order };
	struct market_tie tie;
	struct seat s[2];

	assert(serial_allocate(&m, s, &tie) == MARKET_OK);
	m.programs = 1;
	m.applicants = 2; /* whose lists are empty */
	assert(serial_allocate(&m, s, &tie) == MARKET_OK);
	assert(s[0].program == MARKET_NONE && s[1].program == MARKET_NONE);
}

/* Of all that repeat an order, the one that comes first in the rows is named. */
static void
test_ties(void)
{
	const uint32_t capacity[] = { 1 }, choices[] = { 0 };
	const uint64_t first[6] = { 0 };
	const uint64_t close[] = { 9, 7, 8, 7, 9 };
	const uint64_t apart[] = { 9u << 20, 7, 8, 7, 9u << 20 };
	const uint64_t last[] = { 7, 9u << 20, 9u << 20, 8, 7 };
	const uint64_t same[] = { 4, 4, 4, 4, 4 };
	struct market m = { .programs = 1,
		.capacity = capacity,
		.applicants = 5,
		.first = first,
		.choices = choices,
		.order = close };
	struct market_tie tie;
	struct seat s[5];

	assert(serial_allocate(&m, s, &tie) == MARKET_ORDER_TWICE);
	assert(tie.applicant == 1 && tie.other == 3);
	m.order = apart;
	assert(serial_allocate(&m, s, &tie) == MARKET_ORDER_TWICE);
	assert(tie.applicant == 1 && tie.other == 3);
	m.order = last;
	assert(serial_allocate(&m, s, &tie) == MARKET_ORDER_TWICE);
	assert(tie.applicant == 1 && tie.other == 2);
	m.order = same;
	assert(serial_allocate(&m, s, &tie) == MARKET_ORDER_TWICE);
	assert(tie.applicant == 0 && tie.other == 1);
}

/*
 * The oracle: among all assignments that fit the capacities, the best one for the
 * first in order; among those that are equal for that one, the best for the second,
 * and so on.  It tries them all, applicants in the order of the rows.
 */
enum { PEOPLE = 5, PLACES = 4 };

struct oracle {
	const struct market *m;
	uint32_t by_order[PEOPLE]; /* the first in order first */
	uint32_t left[PLACES];
	uint32_t now[PEOPLE],
	    best[PEOPLE]; /* choice number, or the list's length: none */
	bool any;
};

static uint32_t
length(const struct market *m, uint32_t i)
{
	return (uint32_t)(m->first[i + 1] - m->first[i]);
}

static bool
better(const struct oracle *o)
{
	for (uint32_t k = 0; k < o->m->applicants; k++) {
		uint32_t i = o->by_order[k];

		if (o->now[i] != o->best[i])
			return o->now[i] < o->best[i];
	}
	return false;
}

static void
try_all(struct oracle *o, uint32_t applicant)
{
	if (applicant == o->m->applicants) {
		if (!o->any || better(o))
			memcpy(o->best, o->now, sizeof o->best);
		o->any = true;
		return;
	}
	for (uint32_t c = 0; c <= length(o->m, applicant); c++) {
		uint32_t *left = NULL;

		if (c < length(o->m, applicant)) {
			left = &o->left[o->m->choices[o->m->first[applicant] + c]];
			if (*left == 0)
				continue;
			--*left;
		}
		o->now[applicant] = c;
		try_all(o, applicant + 1);
		if (left != NULL)
			++*left;
	}
}

static uint32_t state = 20200519;

static uint32_t
below(uint32_t limit)
{
	state ^= state << 13;
	state ^= state >> 17;
	state ^= state << 5;
	return state % limit;
}

static void
shuffle(uint32_t *a, uint32_t n)
{
	for (uint32_t i = n; i > 1; i--) {
		uint32_t k = below(i), t = a[i - 1];

		a[i - 1] = a[k];
		a[k] = t;
	}
}

static void
test_against_oracle(void)
{
	for (int round = 0; round < 3000; round++) {
		uint32_t capacity[PLACES], held[PLACES], choices[PEOPLE * PLACES];
		uint64_t first[PEOPLE + 1] = { 0 }, order[PEOPLE];
		uint32_t ranks[PEOPLE], programs = 1 + below(PLACES);
		struct market m = { .programs = programs,
			.capacity = capacity,
			.held = held,
			.applicants = 1 + below(PEOPLE),
			.first = first,
			.choices = choices,
			.order = order };
		uint64_t gap = round % 3 == 0 ? 1u << 20 : 1 + below(3);
		struct oracle o = { .m = &m };
		struct market_tie tie;
		struct seat s[PEOPLE];

		for (uint32_t p = 0; p < programs; p++) {
			capacity[p] = below(4);
			held[p] = below(2);
			o.left[p] = held[p] < capacity[p] ? capacity[p] - held[p] : 0;
		}
		for (uint32_t i = 0; i < m.applicants; i++) {
			uint32_t *list = choices + first[i];

			for (uint32_t p = 0; p < programs; p++)
				list[p] = p;
			shuffle(list, programs);
			first[i + 1] = first[i] + below(programs + 1);
			ranks[i] = i;
		}
		shuffle(ranks, m.applicants);
		for (uint32_t i = 0; i < m.applicants; i++) {
			order[i] = 5 + gap * ranks[i];
			o.by_order[ranks[i]] = i;
		}

		try_all(&o, 0);
		assert(serial_allocate(&m, s, &tie) == MARKET_OK);
		for (uint32_t i = 0; i < m.applicants; i++) {
			bool none = o.best[i] == length(&m, i);

			assert(s[i].choice == (none ? MARKET_NONE : o.best[i]));
			assert(s[i].program ==
			       (none ? MARKET_NONE : choices[first[i] + o.best[i]]));
		}
	}
}

int
main(void)
{
	test_by_hand();
	test_held_and_out_of_order();
	test_nobody();
	test_ties();
	test_against_oracle();
	return 0;
}
