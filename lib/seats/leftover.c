#include <stdlib.h>

#include "seats/leftover.h"
#include "seats/queue.h"

struct pair {
	uint32_t distance;
	uint32_t place; /* of the applicant in the queue */
	uint32_t program;
};

static bool
takes_any(const struct leftover *l, const struct seat *seats, uint32_t applicant)
{
	return seats[applicant].program == MARKET_NONE &&
	       l->row[applicant] != MARKET_NONE;
}

static uint32_t
distance_of(const struct market *m, const struct leftover *l, uint32_t applicant,
    uint32_t program)
{
	if (l->distance == NULL)
		return 0;
	return l->distance[(size_t)l->row[applicant] * m->programs + program];
}

static void
place(struct seat *seats, uint32_t applicant, uint32_t program, uint32_t *left)
{
	left[program]--;
	seats[applicant] = (struct seat){ program, MARKET_NONE, MARKET_NONE };
}

static void
fill_by_order(const struct market *m, const struct leftover *l, const uint32_t *queue,
    uint32_t *left, struct seat *seats)
{
	for (uint32_t i = 0; i < m->applicants; i++) {
		uint32_t nearest = MARKET_NONE, least = LEFTOVER_CLOSED;

		if (!takes_any(l, seats, queue[i]))
			continue;
		for (uint32_t p = 0; p < m->programs; p++) {
			uint32_t distance;

			if (left[p] == 0)
				continue;
			distance = distance_of(m, l, queue[i], p);
			if (distance < least) {
				nearest = p;
				least = distance;
			}
		}
		if (nearest != MARKET_NONE)
			place(seats, queue[i], nearest, left);
	}
}

static int
compare_pairs(const void *a, const void *b)
{
	const struct pair *x = a, *y = b;

	if (x->distance != y->distance)
		return x->distance < y->distance ? -1 : 1;
	if (x->place != y->place)
		return x->place < y->place ? -1 : 1;
	return (x->program > y->program) - (x->program < y->program);
}

/* The pairs in question; only counted where pairs is NULL. */
static size_t
list_pairs(const struct market *m, const struct leftover *l, const uint32_t *queue,
    const uint32_t *left, const struct seat *seats, struct pair *pairs)
{
	size_t count = 0;

	for (uint32_t i = 0; i < m->applicants; i++) {
		if (!takes_any(l, seats, queue[i]))
			continue;
		for (uint32_t p = 0; p < m->programs; p++) {
			uint32_t distance = distance_of(m, l, queue[i], p);

			if (left[p] == 0 || distance == LEFTOVER_CLOSED)
				continue;
			if (pairs != NULL)
				pairs[count] = (struct pair){ distance, i, p };
			count++;
		}
	}
	return count;
}

static bool
fill_by_distance(const struct market *m, const struct leftover *l,
    const uint32_t *queue, uint32_t *left, struct seat *seats)
{
	size_t count = list_pairs(m, l, queue, left, seats, NULL);
	struct pair *pairs = malloc((count + 1) * sizeof *pairs);

	if (pairs == NULL)
		return false;
	list_pairs(m, l, queue, left, seats, pairs);
	qsort(pairs, count, sizeof *pairs, compare_pairs);
	for (size_t i = 0; i < count; i++) {
		uint32_t applicant = queue[pairs[i].place];

		if (left[pairs[i].program] > 0 &&
		    seats[applicant].program == MARKET_NONE)
			place(seats, applicant, pairs[i].program, left);
	}
	free(pairs);
	return true;
}

/* The seats that are left after those that were given; NULL: no memory. */
static uint32_t *
count_left(const struct market *m, const struct seat *seats)
{
	uint32_t *left = malloc((m->programs + (size_t)1) * sizeof *left);

	if (left == NULL)
		return NULL;
	for (uint32_t p = 0; p < m->programs; p++)
		left[p] = market_free(m, p);
	for (uint32_t i = 0; i < m->applicants; i++)
		if (seats[i].program != MARKET_NONE && left[seats[i].program] > 0)
			left[seats[i].program]--;
	return left;
}

enum market_fault
leftover_fill(const struct market *m, const struct leftover *l, struct seat *seats,
    struct market_tie *tie)
{
	enum market_fault fault = MARKET_OK;
	uint32_t *queue = queue_new(m, false, &fault, tie), *left = NULL;

	if (queue != NULL && (left = count_left(m, seats)) == NULL)
		fault = MARKET_NO_MEMORY;
	if (fault == MARKET_OK && l->rule == LEFTOVER_ORDER)
		fill_by_order(m, l, queue, left, seats);
	else if (fault == MARKET_OK && !fill_by_distance(m, l, queue, left, seats))
		fault = MARKET_NO_MEMORY;
	free(queue);
	free(left);
	return fault;
}
