#include <string.h>

#include "seats/round.h"
#include "text/numbering.h"

uint32_t
round_hold(struct round *r, struct span program, struct span group)
{
	uint32_t number = programs_find(r->programs, program), g;

	if (number == NUMBERING_NONE || !r->programs->offered[number])
		return MARKET_NONE;
	r->held[number]++;
	g = groups_find(r->programs->groups, number, group);
	if (g != MARKET_NONE)
		r->held_groups[g]++;
	return number;
}

void
round_unhold(struct round *r, const struct holding *held)
{
	r->held[held->program]--;
	if (held->group != MARKET_NONE)
		r->held_groups[held->group]--;
}

struct span
round_group(const struct round *r, uint32_t group)
{
	const char *id = r->programs->groups->all[group].id;

	return span_of(id);
}

bool
round_is_of(const struct round *r, const struct admission *a)
{
	return a->round.at != NULL && span_same(a->round, r->name);
}
