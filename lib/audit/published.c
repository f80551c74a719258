#include <string.h>

#include "audit/published.h"
#include "text/numbering.h"

/* Where a program stands in the list of the one who was added last. */
static uint32_t
find_wish(const struct applicants *a, uint32_t program)
{
	uint64_t first = a->first[a->count - 1], end = a->first[a->count];

	for (uint64_t at = first; at < end; at++)
		if (a->wishes[at].program == program)
			return (uint32_t)(at - first);
	return MARKET_NONE;
}

const char *
published_seat(const struct round *r, const struct admission *a, struct seat *seat)
{
	uint32_t program;

	*seat = (struct seat){ MARKET_NONE, MARKET_NONE, MARKET_NONE };
	if (a->status == ADMISSION_NONE)
		return "undecided";
	if (!round_is_of(r, a))
		return a->status == ADMISSION_ADMITTED ? "wrong-round" : "undecided";
	if (a->status == ADMISSION_UNPLACED)
		return NULL;
	program = programs_find(r->programs, a->program);
	if (program == NUMBERING_NONE)
		return "unknown-program";
	if (!r->programs->offered[program])
		return "not-offered";
	seat->program = program;
	seat->group = groups_find(r->programs->groups, program, a->group);
	if (a->choice > 0 && a->choice < MARKET_NONE)
		seat->choice = (uint32_t)(a->choice - 1);
	else if (round_is_leftover(r))
		seat->choice = find_wish(r->applicants, program);
	return NULL;
}
