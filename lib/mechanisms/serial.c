#include <stdlib.h>

#include "mechanisms/queue.h"
#include "mechanisms/serial.h"

/*
 * Out of order the arrays are read all over, and memory would be waited for at
 * each applicant.  So they are asked for in two steps before their turn: where
 * the choices are, then the choices themselves.
 */
enum { AHEAD_CHOICES = 24, AHEAD_FIRST = 48 };

bool
serial_left_count(const struct market *m, struct serial_left *left)
{
	uint32_t groups = market_groups(m);

	left->programs = malloc((m->programs + (size_t)1) * sizeof *left->programs);
	left->groups = malloc((groups + (size_t)1) * sizeof *left->groups);
	if (left->programs == NULL || left->groups == NULL)
		return false;
	for (uint32_t p = 0; p < m->programs; p++)
		left->programs[p] = market_free(m, p);
	for (uint32_t g = 0; g < groups; g++) {
		const struct seat_group *group = &m->groups[g];

		left->groups[g] = group->seats < group->cap ? group->seats : group->cap;
	}
	return true;
}

void
serial_left_free(struct serial_left *left)
{
	free(left->programs);
	free(left->groups);
}

/* The first group that a choice has a claim to and that has a seat, which it takes. */
static uint32_t
take_group(const struct market *m, uint64_t at, struct serial_left *left)
{
	uint32_t count;
	const struct claim *claims = market_claims(m, at, &count);

	for (uint32_t c = 0; c < count; c++) {
		if (left->groups[claims[c].group] > 0) {
			left->groups[claims[c].group]--;
			return claims[c].group;
		}
	}
	return MARKET_NONE;
}

static struct seat
turn_of_wishes(const struct market *m, uint32_t applicant, struct serial_left *left)
{
	uint64_t end = m->first[applicant + 1];
	uint32_t choice = 0, group;

	for (uint64_t k = m->first[applicant]; k < end; k++, choice++) {
		uint32_t p = m->wishes[k].program;

		if (!market_open(m, k))
			continue;
		if (market_grouped(m, p)) {
			group = take_group(m, k, left);
			if (group != MARKET_NONE)
				return (struct seat){ p, choice, group };
		} else if (left->programs[p] > 0) {
			left->programs[p]--;
			return (struct seat){ p, choice, MARKET_NONE };
		}
	}
	return (struct seat){ MARKET_NONE, MARKET_NONE, MARKET_NONE };
}

static inline struct seat
turn_of_choices(const struct market *m, uint32_t applicant, struct serial_left *left)
{
	const uint32_t *choices = m->choices + m->first[applicant];
	uint32_t count = market_list_length(m, applicant);

	for (uint32_t c = 0; c < count; c++) {
		if (market_choice_mark(choices[c]) == 0 &&
		    left->programs[choices[c]] > 0) {
			left->programs[choices[c]]--;
			return (struct seat){ choices[c], c, MARKET_NONE };
		}
	}
	return (struct seat){ MARKET_NONE, MARKET_NONE, MARKET_NONE };
}

static inline struct seat
turn(const struct market *m, uint32_t applicant, struct serial_left *left)
{
	return m->wishes != NULL ? turn_of_wishes(m, applicant, left)
				 : turn_of_choices(m, applicant, left);
}

struct seat
serial_serve(const struct market *m, uint32_t applicant, struct serial_left *left)
{
	return turn(m, applicant, left);
}

/* Inlined always: gcc drops a call of a function that only prefetches. */
static inline __attribute__((always_inline)) void
prefetch_list(const struct market *m, uint32_t applicant)
{
	uint64_t at = m->first[applicant];

	if (m->wishes != NULL)
		__builtin_prefetch(&m->wishes[at]);
	else
		__builtin_prefetch(&m->choices[at]);
}

static void
serve_queue(const struct market *m, const uint32_t *queue, struct serial_left *left,
    struct seat *seats)
{
	uint32_t n = m->applicants;

	for (uint32_t i = 0; i < n; i++) {
		if (n - i > AHEAD_FIRST)
			__builtin_prefetch(&m->first[queue[i + AHEAD_FIRST]]);
		if (n - i > AHEAD_CHOICES) {
			prefetch_list(m, queue[i + AHEAD_CHOICES]);
			__builtin_prefetch(&seats[queue[i + AHEAD_CHOICES]], 1);
		}
		seats[queue[i]] = turn(m, queue[i], left);
	}
}

enum market_fault
serial_allocate(const struct market *m, struct seat *seats, struct market_tie *tie)
{
	enum market_fault fault = MARKET_OK;
	struct serial_left left;
	uint32_t *queue;

	if (!serial_left_count(m, &left))
		fault = MARKET_NO_MEMORY;
	else if (queue_is_rows(m)) {
		for (uint32_t i = 0; i < m->applicants; i++)
			seats[i] = turn(m, i, &left);
	} else if ((queue = queue_new(m, false, &fault, tie)) != NULL) {
		serve_queue(m, queue, &left, seats);
		free(queue);
	}
	serial_left_free(&left);
	return fault;
}
