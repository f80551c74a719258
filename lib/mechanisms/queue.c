#include <stdlib.h>
#include <string.h>

#include "mechanisms/queue.h"
#include "memory/hugepages.h"

/* Orders are close together if there are fewer than this many for an applicant. */
enum { SPREAD = 8 };

enum { DIGIT = 11 }; /* bits: the counters of a digit stay in the nearest cache */

/* The applicants by their order. */
struct place {
	uint64_t order;
	uint32_t applicant;
};

/* The highest order less the smallest, which is 0 for an empty market too. */
static uint64_t
order_range(const struct market *m, uint64_t *smallest)
{
	uint64_t low = m->applicants > 0 ? m->order[0] : 0, high = low;

	for (uint32_t i = 1; i < m->applicants; i++) {
		if (m->order[i] < low)
			low = m->order[i];
		if (m->order[i] > high)
			high = m->order[i];
	}
	*smallest = low;
	return high - low;
}

bool
queue_is_rows(const struct market *m)
{
	for (uint32_t i = 1; i < m->applicants; i++)
		if (m->order[i - 1] >= m->order[i])
			return false;
	return true;
}

/*
 * Orders that lie close together, as those of a rank do: each applicant goes to
 * the place that the order names, and then the gaps are closed.
 */
static enum market_fault
queue_by_place(const struct market *m, uint64_t smallest, uint32_t *queue, size_t room,
    struct market_tie *tie)
{
	uint32_t last = 0;

	memset(queue, 0xff, room * sizeof *queue); /* MARKET_NONE everywhere */
	for (uint32_t i = 0; i < m->applicants; i++) {
		uint32_t *at = &queue[m->order[i] - smallest];

		if (*at != MARKET_NONE) {
			*tie = (struct market_tie){ *at, i };
			return MARKET_ORDER_TWICE;
		}
		*at = i;
	}
	for (size_t i = 0; i < room; i++)
		if (queue[i] != MARKET_NONE)
			queue[last++] = queue[i];
	return MARKET_OK;
}

/* The first applicant of the arrays whose order an earlier one has too. */
static enum market_fault
find_tie(const struct place *places, uint32_t count, struct market_tie *tie)
{
	enum market_fault fault = MARKET_OK;

	for (uint32_t i = 1; i < count; i++) {
		if (places[i - 1].order != places[i].order)
			continue;
		if (fault == MARKET_OK || places[i].applicant < tie->other)
			*tie = (struct market_tie){ places[i - 1].applicant,
				places[i].applicant };
		fault = MARKET_ORDER_TWICE;
	}
	return fault;
}

/* Sort by one digit of the order; equal ones stay as they are. */
static void
sort_digit(const struct place *from, struct place *to, uint32_t count, unsigned shift)
{
	const uint64_t mask = (1 << DIGIT) - 1;
	uint32_t start[1 << DIGIT] = { 0 }, before = 0;

	for (uint32_t i = 0; i < count; i++)
		start[from[i].order >> shift & mask]++;
	for (size_t d = 0; d <= mask; d++) {
		uint32_t same = start[d];

		start[d] = before;
		before += same;
	}
	for (uint32_t i = 0; i < count; i++)
		to[start[from[i].order >> shift & mask]++] = from[i];
}

/* Orders that lie apart: a radix sort, the last digit first. */
static enum market_fault
queue_by_sort(const struct market *m, uint64_t smallest, uint64_t range,
    uint32_t *queue, struct market_tie *tie)
{
	uint32_t n = m->applicants;
	size_t bytes = (n + (size_t)1) * sizeof(struct place);
	struct place *from = malloc(bytes), *to = malloc(bytes), *swap;
	enum market_fault fault = MARKET_NO_MEMORY;

	if (from != NULL && to != NULL) {
		hugepages_advise(from, bytes);
		hugepages_advise(to, bytes);
		for (uint32_t i = 0; i < n; i++)
			from[i] = (struct place){ m->order[i] - smallest, i };
		for (unsigned shift = 0; shift < 64 && range >> shift != 0;
		     shift += DIGIT) {
			sort_digit(from, to, n, shift);
			swap = from, from = to, to = swap;
		}
		fault = find_tie(from, n, tie);
		for (uint32_t i = 0; i < n; i++)
			queue[i] = from[i].applicant;
	}
	free(from);
	free(to);
	return fault;
}

uint32_t *
queue_new(const struct market *m, bool shared, enum market_fault *fault,
    struct market_tie *tie)
{
	uint64_t smallest, range = order_range(m, &smallest);
	bool close = !shared && range / SPREAD < m->applicants;
	size_t room = close ? (size_t)range + 1 : m->applicants + (size_t)1;
	uint32_t *queue = malloc(room * sizeof *queue);

	if (queue == NULL) {
		*fault = MARKET_NO_MEMORY;
		return NULL;
	}
	hugepages_advise(queue, room * sizeof *queue);
	if (close)
		*fault = queue_by_place(m, smallest, queue, room, tie);
	else
		*fault = queue_by_sort(m, smallest, range, queue, tie);
	if (shared && *fault == MARKET_ORDER_TWICE)
		*fault = MARKET_OK;
	if (*fault != MARKET_OK) {
		free(queue);
		return NULL;
	}
	return queue;
}
