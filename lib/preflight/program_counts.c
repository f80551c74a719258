#include "preflight/program_counts.h"

#include <stdlib.h>

static void
count_choice(
    const struct applicants *a, uint64_t at, bool first, struct program_counts *counts)
{
	uint32_t program = a->wished ? a->wishes[at].program : a->choices[at];
	struct program_counts *c = &counts[program];

	c->listed++;
	c->first += first;
	if (!a->wished)
		return;
	c->below_floor += a->wishes[at].priority == WISH_BELOW_FLOOR;
	c->not_eligible += a->wishes[at].priority == WISH_NOT_ELIGIBLE;
	c->locked += a->wishes[at].priority == WISH_LOCKED;
}

/* The gap stands behind the last program, and is counted too. */
struct program_counts *
program_counts_new(const struct round *round)
{
	const struct applicants *a = round->applicants;
	struct program_counts *counts =
	    calloc((size_t)round->programs->count + 1, sizeof *counts);

	for (uint32_t i = 0; counts != NULL && i < a->count; i++)
		for (uint64_t at = a->first[i]; at < a->first[i + 1]; at++)
			count_choice(a, at, at == a->first[i], counts);
	return counts;
}

bool
program_counts_listed(const struct program_counts *counts, const struct programs *p,
    struct numbering *ids)
{
	bool known;

	for (uint32_t i = 0; i < p->count; i++)
		if (counts[i].listed > 0 &&
		    numbering_add(ids, programs_id(p, i), &known) == NUMBERING_NONE)
			return false;
	return true;
}
