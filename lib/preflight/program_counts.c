#include "preflight/program_counts.h"

#include <stdlib.h>

static void
count_choice(
    const struct applicants *a, uint64_t at, bool first, struct program_counts *counts)
{
	struct program_counts *c = &counts[applicants_program(a, at)];
	uint32_t mark = applicants_mark(a, at);

	c->listed++;
	c->first += first;
	c->below_floor += mark == WISH_BELOW_FLOOR;
	c->not_eligible += mark == WISH_NOT_ELIGIBLE;
	c->locked += mark == WISH_LOCKED;
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
