#include <stdlib.h>

#include "mechanisms/bundles.h"
#include "mechanisms/queue.h"

/* Whether a choice is open to all members. */
static bool
is_open(
    const struct market *m, const uint32_t *members, uint32_t count, uint32_t choice)
{
	for (uint32_t i = 0; i < count; i++)
		if (!market_open(m, m->first[members[i]] + choice))
			return false;
	return true;
}

/* The choice of members who stay together (or of one), or MARKET_NONE. */
static uint32_t
choose(const struct market *m, const uint32_t *members, uint32_t count,
    enum bundles_rule rule, uint32_t *left)
{
	uint32_t length = market_list_length(m, members[0]);

	for (uint32_t c = 0; c < length; c++) {
		uint32_t p = market_program(m, m->first[members[0]] + c);

		if (left[p] == 0 || !is_open(m, members, count, c))
			continue;
		if (left[p] >= count || rule == BUNDLES_EXPAND) {
			left[p] -= left[p] < count ? left[p] : count;
			return c;
		}
		if (rule == BUNDLES_REFUSE)
			left[p] = 0;
	}
	return MARKET_NONE;
}

/* How many, from the first one on, take their turn as one; 0: they must not. */
static uint32_t
count_members(const struct market *m, const uint32_t *queue, uint32_t count)
{
	uint32_t leader = m->bundle != NULL ? m->bundle[queue[0]] : MARKET_NONE, n = 1;

	while (n < count && m->order[queue[n]] == m->order[queue[0]]) {
		if (leader == MARKET_NONE || m->bundle[queue[n]] != leader)
			return 0;
		n++;
	}
	return n;
}

static void
serve(const struct market *m, const uint32_t *members, uint32_t count,
    enum bundles_rule rule, uint32_t *left, struct seat *seats)
{
	uint32_t choice = choose(m, members, count, rule, left);
	uint32_t program = choice == MARKET_NONE
			       ? MARKET_NONE
			       : market_program(m, m->first[members[0]] + choice);

	for (uint32_t i = 0; i < count; i++)
		seats[members[i]] = (struct seat){ program, choice, MARKET_NONE };
}

/* The first two of one order who are not of one bundle. */
static struct market_tie
find_tie(const struct market *m, const uint32_t *queue)
{
	uint32_t n = 1;

	while (m->bundle != NULL && m->bundle[queue[0]] != MARKET_NONE &&
	       m->bundle[queue[n]] == m->bundle[queue[0]])
		n++;
	return (struct market_tie){ queue[0], queue[n] };
}

enum market_fault
bundles_allocate(const struct market *m, enum bundles_rule rule, struct seat *seats,
    struct market_tie *tie)
{
	enum market_fault fault = MARKET_NO_MEMORY;
	uint32_t *left = malloc((m->programs + (size_t)1) * sizeof *left);
	uint32_t *queue = queue_new(m, true, &fault, tie);

	if (left != NULL && queue != NULL) {
		fault = MARKET_OK;
		for (uint32_t p = 0; p < m->programs; p++)
			left[p] = market_free(m, p);
		for (uint32_t i = 0, n; i < m->applicants; i += n) {
			n = count_members(m, queue + i, m->applicants - i);
			if (n == 0) {
				*tie = find_tie(m, queue + i);
				fault = MARKET_ORDER_TWICE;
				break;
			}
			serve(m, queue + i, n, rule, left, seats);
		}
	}
	free(left);
	free(queue);
	return fault;
}
