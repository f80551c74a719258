#include <stdlib.h>

#include "mechanisms/leftover_rank.h"
#include "mechanisms/queue.h"

/* An applicant who could have a seat at a program. */
struct pair {
	uint32_t metres;
	uint32_t place; /* of the applicant in the order */
	uint64_t at;    /* of the wish */
};

static int
compare_pairs(const void *a, const void *b)
{
	const struct pair *x = a, *y = b;

	if (x->metres != y->metres)
		return x->metres < y->metres ? -1 : 1;
	if (x->place != y->place)
		return x->place < y->place ? -1 : 1;
	return (x->at > y->at) - (x->at < y->at);
}

/* The metres of an open wish; those of its claims are all the same. */
static uint32_t
metres_of(const struct market *m, uint64_t at)
{
	uint32_t count;
	const struct claim *claims;

	if (!market_grouped(m, market_program(m, at)))
		return m->wishes[at].priority;
	claims = market_claims(m, at, &count);
	return count > 0 ? claims[0].priority : 0;
}

static size_t
list_pairs(const struct market *m, const uint32_t *queue, struct pair *pairs)
{
	size_t count = 0;

	for (uint32_t place = 0; place < m->applicants; place++) {
		uint32_t i = queue[place];

		for (uint64_t at = m->first[i]; at < m->first[i + 1]; at++)
			if (market_open(m, at))
				pairs[count++] =
				    (struct pair){ metres_of(m, at), place, at };
	}
	return count;
}

static void
set_priority(const struct market *m, uint64_t at, uint32_t priority,
    struct wish *wishes, struct claim *claims)
{
	uint32_t list = wishes[at].priority;

	if (!market_grouped(m, wishes[at].program)) {
		wishes[at].priority = priority;
		return;
	}
	for (uint64_t c = m->claim_first[list]; c < m->claim_first[list + 1]; c++)
		claims[c].priority = priority;
}

bool
leftover_rank(struct market *m, struct wish *wishes, struct claim *claims)
{
	enum market_fault fault = MARKET_OK;
	struct market_tie tie;
	size_t room = m->first[m->applicants] + (size_t)1, count;
	uint32_t *next = calloc(m->programs + (size_t)1, sizeof *next);
	struct pair *pairs = malloc(room * sizeof *pairs);
	uint32_t *queue = queue_new(m, true, &fault, &tie);
	bool enough = next != NULL && pairs != NULL && queue != NULL;

	if (enough) {
		count = list_pairs(m, queue, pairs);
		qsort(pairs, count, sizeof *pairs, compare_pairs);
		for (size_t i = 0; i < count; i++)
			set_priority(m, pairs[i].at,
			    next[market_program(m, pairs[i].at)]++, wishes, claims);
		m->ranked = true;
	}
	free(next);
	free(pairs);
	free(queue);
	return enough;
}

uint32_t
leftover_find_tie(
    const struct market *m, struct market_tie *tie, enum market_fault *fault)
{
	uint32_t *queue;

	*fault = MARKET_OK;
	queue = queue_new(m, false, fault, tie);
	free(queue);
	if (*fault != MARKET_ORDER_TWICE)
		return MARKET_NONE;
	*fault = MARKET_OK;
	return market_program(m, m->first[tie->other]);
}
