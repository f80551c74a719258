#include <stdlib.h>

#include "mechanisms/queue.h"
#include "mechanisms/shared.h"

struct sharing {
	const struct market *market;
	struct seat *seats;
	uint32_t *left;  /* of each program when the turn of the class came */
	uint32_t *taken; /* by the class */
	uint32_t *at;    /* the choice that each of the class has come to */
};

static inline bool
is_placed(const struct sharing *s, uint32_t applicant)
{
	return s->seats[applicant].program != MARKET_NONE;
}

/* The first choice, from the current one on, that is not full or closed. */
static bool
claim_seat(struct sharing *s, uint32_t applicant)
{
	const struct market *m = s->market;
	uint64_t first = m->first[applicant];
	uint32_t count = market_list_length(m, applicant), c = s->at[applicant];

	while (c < count && (!market_open(m, first + c) ||
				s->left[market_program(m, first + c)] == 0))
		c++;
	s->at[applicant] = c;
	if (c == count)
		return false;
	s->seats[applicant] =
	    (struct seat){ market_program(m, first + c), c, MARKET_NONE };
	s->taken[s->seats[applicant].program]++;
	return true;
}

/*
 * Take back what too many of the class have claimed, and close those programs.
 * Returns whether anybody lost a claim, and so has to claim again.
 */
static bool
reject_crowds(struct sharing *s, const uint32_t *class, uint32_t count)
{
	bool rejected = false;

	for (uint32_t i = 0; i < count; i++) {
		struct seat *seat = &s->seats[class[i]];
		uint32_t p = seat->program;

		if (p == MARKET_NONE || s->taken[p] <= s->left[p])
			continue;
		*seat = (struct seat){ MARKET_NONE, MARKET_NONE, p };
		rejected = true;
	}
	/* Their programs are kept as groups until all of the class have been seen. */
	for (uint32_t i = 0; rejected && i < count; i++) {
		struct seat *seat = &s->seats[class[i]];

		if (seat->program != MARKET_NONE || seat->group == MARKET_NONE)
			continue;
		s->left[seat->group] = 0;
		s->taken[seat->group] = 0;
		seat->group = MARKET_NONE;
	}
	return rejected;
}

static void
serve_class(
    struct sharing *s, const uint32_t *class, uint32_t count, enum shared_rule rule)
{
	for (uint32_t i = 0; i < count; i++) {
		s->seats[class[i]] =
		    (struct seat){ MARKET_NONE, MARKET_NONE, MARKET_NONE };
		claim_seat(s, class[i]);
	}
	while (rule == SHARED_NONE && reject_crowds(s, class, count))
		for (uint32_t i = 0; i < count; i++)
			if (!is_placed(s, class[i]))
				claim_seat(s, class[i]);
	for (uint32_t i = 0; i < count; i++) {
		uint32_t p = s->seats[class[i]].program;

		if (p == MARKET_NONE)
			continue;
		s->left[p] -= s->taken[p] < s->left[p] ? s->taken[p] : s->left[p];
		s->taken[p] = 0;
	}
}

enum market_fault
shared_allocate(const struct market *m, enum shared_rule rule, struct seat *seats)
{
	struct sharing s = { .market = m, .seats = seats };
	enum market_fault fault = MARKET_NO_MEMORY;
	struct market_tie tie;
	uint32_t *queue = queue_new(m, true, &fault, &tie);

	s.left = malloc((m->programs + (size_t)1) * sizeof *s.left);
	s.taken = calloc(m->programs + (size_t)1, sizeof *s.taken);
	s.at = calloc(m->applicants + (size_t)1, sizeof *s.at);
	if (queue != NULL && s.left != NULL && s.taken != NULL && s.at != NULL) {
		for (uint32_t p = 0; p < m->programs; p++)
			s.left[p] = market_free(m, p);
		for (uint32_t i = 0, end; i < m->applicants; i = end) {
			for (end = i + 1; end < m->applicants &&
					  m->order[queue[end]] == m->order[queue[i]];
			     end++)
				;
			serve_class(&s, queue + i, end - i, rule);
		}
		fault = MARKET_OK;
	}
	free(queue);
	free(s.left);
	free(s.taken);
	free(s.at);
	return fault;
}
