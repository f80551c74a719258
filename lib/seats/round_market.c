#include <err.h>
#include <stdlib.h>

#include "seats/round_market.h"
#include "settings/allocate.h"
#include "settings/status.h"

/* What the mechanism cannot do, as the last words of the program. */
_Noreturn void
round_market_refuse(
    const struct round *r, const char *why, const struct mechanism_place *where)
{
	struct span id;

	if (where->program == MARKET_NONE)
		errx(STATUS_TROUBLE,
		    "%s: %s cannot do what the policy asks; see the man page", why,
		    mechanism_name(r->rules.mechanism));
	id = programs_id(r->programs, where->program);
	errx(STATUS_TROUBLE,
	    "%s: %s cannot do what the policy asks; see the man page; program %.*s",
	    why, mechanism_name(r->rules.mechanism), (int)id.len, id.at);
}

void
round_market_refresh(const struct round *r, struct market *m)
{
	static const uint64_t no_claims[1];
	static const uint16_t no_bands[1];
	static const struct wish no_wishes[1];
	const struct applicants *a = r->applicants;

	m->applicants = a->count;
	m->first = a->first;
	m->order = a->order;
	if (a->wished)
		m->wishes = a->wishes != NULL ? a->wishes : no_wishes;
	else
		m->choices = a->choices;
	m->marked = a->asked && !a->wished;
	if (r->bands.score != NULL)
		m->band = r->bands.band != NULL ? r->bands.band : no_bands;
	if (r->bundle_names.name != NULL)
		m->bundle = r->bundle_names.bundle;
	if (a->rankings != NULL) {
		m->ranking_of = a->rankings->list_of;
		m->rankings = a->rankings->lists;
		m->ranking_count = a->rankings->count;
	}
	if (market_groups(m) > 0) {
		m->claim_first = a->claim_first != NULL ? a->claim_first : no_claims;
		m->claims = a->claims;
	}
}

void
round_market_regroup(struct round *r, uint32_t program)
{
	groups_of_program(
	    r->programs->groups, program, r->held_groups, r->settled, r->groups);
}

/*
 * The groups as the round has them; NULL if no program has any.  Where nobody is asked
 * anything, no program with groups is offered.
 */
static const struct seat_group *
make_groups(struct round *r)
{
	const struct programs *p = r->programs;
	uint32_t count = p->groups->first[p->count];

	if (count == 0 || !r->applicants->wished)
		return NULL;
	r->groups = groups_of_round(p->groups, r->held_groups);
	r->settled = allocate(count, sizeof *r->settled);
	if (r->groups == NULL)
		allocate_fail();
	return r->groups;
}

/* Every holder must be able to keep the seat. */
static const char *
check_holders(
    const struct round *r, const struct market *m, struct mechanism_place *where)
{
	bool enough;
	uint32_t program = holders_short(&r->holders, m, &enough);

	if (!enough)
		allocate_fail();
	if (program == MARKET_NONE)
		return NULL;
	where->program = program;
	return "holders-over-plan";
}

struct market
round_market_try(struct round *r, const char **why, struct mechanism_place *where)
{
	const struct programs *p = r->programs;
	struct market m = {
		.programs = p->count + 1,
		.gap = true,
		.capacity = r->most != NULL ? r->most : p->capacity,
		.held = r->held,
		.ranked = p->ranked && !round_is_leftover(r),
		.groups = make_groups(r),
	};

	if (m.groups != NULL)
		m.group_first = p->groups->first;
	round_market_refresh(r, &m);
	*why = mechanism_check(&r->rules, &m, where);
	if (*why == NULL)
		*why = check_holders(r, &m, where);
	return m;
}

struct market
round_market(struct round *r)
{
	struct mechanism_place where = { 0 };
	const char *why;
	struct market m = round_market_try(r, &why, &where);

	if (why != NULL)
		round_market_refuse(r, why, &where);
	return m;
}
