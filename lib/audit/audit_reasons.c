#include <stdlib.h>

#include "audit/audit_reasons.h"

/* A seat that a program gave, or an open choice that it refused. */
struct event {
	uint64_t order, at; /* at: of the choice that was refused */
	uint32_t program, group;
	bool refused;
};

struct reasons {
	const struct round *round;
	const struct market *market;
	const struct seat *seats;
	uint8_t *reasons;
	bool *shut; /* bundles: choices of the first one, closed to any of it */
	struct event *events;
	size_t count;
	uint64_t *given, *had; /* seats of each group */
};

/* Why a choice is closed to its applicant. */
static enum audit_refusal
closed_by(uint32_t mark)
{
	switch (mark) {
	case WISH_BELOW_FLOOR:
		return AUDIT_REFUSAL_BELOW_FLOOR;
	case WISH_LOCKED:
		return AUDIT_REFUSAL_LOCKED;
	case WISH_NOT_OFFERED:
		return AUDIT_REFUSAL_NOT_OFFERED;
	case WISH_NOT_AGREED:
		return AUDIT_REFUSAL_NOT_AGREED;
	default:
		return AUDIT_REFUSAL_NOT_ELIGIBLE;
	}
}

/* FULL: nothing stands against it. */
enum audit_refusal
audit_reason_alone(const struct round *round, const struct market *m, uint64_t at)
{
	uint32_t p = market_program(m, at), claims;

	if (market_is_gap(m, p))
		return AUDIT_REFUSAL_NO_CHOICE;
	if (!market_open(m, at))
		return closed_by(market_mark(m, at));
	if (!round->programs->offered[p])
		return AUDIT_REFUSAL_NOT_OFFERED;
	if (!market_grouped(m, p))
		return AUDIT_REFUSAL_FULL;
	market_claims(m, at, &claims);
	return claims > 0 ? AUDIT_REFUSAL_FULL : AUDIT_REFUSAL_NOT_ELIGIBLE;
}

static uint32_t
leader_of(const struct market *m, uint32_t applicant)
{
	if (m->bundle == NULL || m->bundle[applicant] == MARKET_NONE)
		return applicant;
	return m->bundle[applicant];
}

/* All choices by themselves, and then those that are closed to another of a bundle. */
static bool
set_alone(struct reasons *r)
{
	const struct market *m = r->market;

	for (uint64_t at = 0; at < m->first[m->applicants]; at++)
		r->reasons[at] = (uint8_t)audit_reason_alone(r->round, m, at);
	if (m->bundle == NULL)
		return true;
	r->shut = calloc((size_t)m->first[m->applicants] + 1, sizeof *r->shut);
	if (r->shut == NULL)
		return false;
	for (uint32_t i = 0; i < m->applicants; i++)
		for (uint32_t c = 0; c < market_list_length(m, i); c++)
			if (r->reasons[m->first[i] + c] != AUDIT_REFUSAL_FULL)
				r->shut[m->first[leader_of(m, i)] + c] = true;
	for (uint32_t i = 0; i < m->applicants; i++)
		for (uint32_t c = 0; c < market_list_length(m, i); c++)
			if (r->reasons[m->first[i] + c] == AUDIT_REFUSAL_FULL &&
			    r->shut[m->first[leader_of(m, i)] + c])
				r->reasons[m->first[i] + c] =
				    AUDIT_REFUSAL_BUNDLE_NOT_ELIGIBLE;
	return true;
}

static void
add_event(struct reasons *r, struct event event)
{
	if (r->events != NULL)
		r->events[r->count] = event;
	r->count++;
}

static bool
turns_are_shared(const struct round *round, const struct market *m)
{
	return round->rules.shared || m->bundle != NULL;
}

bool
audit_reasons_are_alone(const struct round *round, const struct market *m)
{
	return market_groups(m) == 0 && !turns_are_shared(round, m);
}

/* What happened at programs with groups; at all of them, where turns are shared. */
static void
list_events(struct reasons *r)
{
	const struct market *m = r->market;
	bool all = turns_are_shared(r->round, m);

	r->count = 0;
	for (uint32_t i = 0; i < m->applicants; i++) {
		const struct seat *s = &r->seats[i];
		uint64_t order = m->order[i];

		if (s->program < m->programs && (all || market_grouped(m, s->program)))
			add_event(
			    r, (struct event){ order, 0, s->program, s->group, false });
		for (uint64_t at = m->first[i]; at < m->first[i + 1]; at++) {
			uint32_t p = market_program(m, at);

			if (p == s->program)
				break;
			if (r->reasons[at] == AUDIT_REFUSAL_FULL &&
			    (all || market_grouped(m, p)))
				add_event(r,
				    (struct event){ order, at, p, MARKET_NONE, true });
		}
	}
}

/* By program and order; in a turn what was refused comes first. */
static int
compare_events(const void *a, const void *b)
{
	const struct event *x = a, *y = b;

	if (x->program != y->program)
		return x->program < y->program ? -1 : 1;
	if (x->order != y->order)
		return x->order < y->order ? -1 : 1;
	if (x->refused != y->refused)
		return x->refused ? -1 : 1;
	return (x->at > y->at) - (x->at < y->at);
}

/* The rule for a bundle or a shared order for which the seats are too few. */
static bool
takes_all(const struct mechanism_rules *rules)
{
	return rules->shared ? rules->shared_rule == SHARED_ALL
			     : rules->bundles_rule == BUNDLES_EXPAND;
}

static bool
closes(const struct mechanism_rules *rules)
{
	return rules->shared ? rules->shared_rule == SHARED_NONE
			     : rules->bundles_rule == BUNDLES_REFUSE;
}

/* Turn by turn at one program without groups. */
static void
count_turns(struct reasons *r, const struct event *events, size_t count)
{
	const struct mechanism_rules *rules = &r->round->rules;
	uint64_t left = market_free(r->market, events->program), closed = UINT64_MAX;

	if (takes_all(rules))
		return;
	for (const struct event *e = events; e < events + count; e++) {
		if (!e->refused) {
			left -= left > 0;
			continue;
		}
		if (left == 0)
			continue;
		if (closed == UINT64_MAX && closes(rules))
			closed = e->order;
		r->reasons[e->at] = e->order > closed ? AUDIT_REFUSAL_CLOSED
						      : AUDIT_REFUSAL_TOO_FEW_SEATS;
	}
}

/* Whether the seats of a group that stay free are nobody's. */
static bool
lapses(const struct reasons *r, uint32_t group)
{
	const struct group *g = &r->round->programs->groups->all[group];

	return g->offered && g->to == MARKET_NONE;
}

/*
 * The seats of a program that lapse if nobody takes them, before the first turn: those
 * that are in no group, but for those taken without one, and those of groups.
 */
static int64_t
count_lapsing(const struct reasons *r, uint32_t program)
{
	const struct groups *g = r->round->programs->groups;
	int64_t loose = r->round->programs->capacity[program], lapsing = 0;

	loose -= r->round->held[program];
	for (uint32_t i = g->first[program]; i < g->first[program + 1]; i++) {
		loose -= g->all[i].seats;
		loose += r->round->held_groups[i];
		if (lapses(r, i))
			lapsing += (int64_t)r->had[i];
	}
	return lapsing + (loose > 0 ? loose : 0);
}

/* What each group of a program had by the end, with what was passed to it. */
static void
weigh(struct reasons *r, const struct event *events, size_t count)
{
	const struct market *m = r->market;
	uint32_t p = events->program;

	for (uint32_t g = m->group_first[p]; g < m->group_first[p + 1]; g++) {
		r->given[g] = 0;
		r->had[g] = m->groups[g].seats;
	}
	for (size_t i = 0; i < count; i++)
		if (!events[i].refused && events[i].group >= m->group_first[p] &&
		    events[i].group < m->group_first[p + 1])
			r->given[events[i].group]++;
	for (uint32_t g = m->group_first[p]; g < m->group_first[p + 1]; g++)
		if (m->groups[g].to != MARKET_NONE && r->had[g] > r->given[g])
			r->had[m->groups[g].to] += r->had[g] - r->given[g];
}

/* Whether a group that a choice has a claim to gave its cap, and had more. */
static bool
is_capped(const struct reasons *r, uint64_t at)
{
	const struct market *m = r->market;
	uint32_t count;
	const struct claim *claims = market_claims(m, at, &count);

	for (uint32_t c = 0; c < count; c++) {
		uint32_t g = claims[c].group, cap = m->groups[g].cap;

		if (r->given[g] == cap && r->had[g] > cap)
			return true;
	}
	return false;
}

/* One program with groups: turn by turn under serial, else as it was at the end. */
static void
count_groups(struct reasons *r, const struct event *events, size_t count)
{
	bool turns = r->round->rules.mechanism == MECHANISM_SERIAL;
	int64_t lapsing;

	weigh(r, events, count);
	lapsing = count_lapsing(r, events->program);
	for (size_t i = 0; !turns && i < count; i++)
		lapsing -= !events[i].refused &&
			   events[i].group < market_groups(r->market) &&
			   lapses(r, events[i].group);
	for (const struct event *e = events; e < events + count; e++) {
		if (!e->refused)
			lapsing -= turns && e->group < market_groups(r->market) &&
				   lapses(r, e->group);
		else if (is_capped(r, e->at))
			r->reasons[e->at] = AUDIT_REFUSAL_GROUP_CAPPED;
		else if (lapsing > 0)
			r->reasons[e->at] = AUDIT_REFUSAL_GROUP_FULL;
	}
}

static void
count_programs(struct reasons *r)
{
	size_t end;

	if (r->count > 0)
		qsort(r->events, r->count, sizeof *r->events, compare_events);
	for (size_t i = 0; i < r->count; i = end) {
		for (end = i + 1;
		     end < r->count && r->events[end].program == r->events[i].program;
		     end++)
			;
		if (market_grouped(r->market, r->events[i].program))
			count_groups(r, r->events + i, end - i);
		else
			count_turns(r, r->events + i, end - i);
	}
}

bool
audit_reasons(const struct round *round, const struct market *m,
    const struct seat *seats, uint8_t *reasons)
{
	struct reasons r = {
		.round = round, .market = m, .seats = seats, .reasons = reasons
	};
	size_t groups = market_groups(m) + (size_t)1;
	bool done = set_alone(&r);

	if (done && !audit_reasons_are_alone(round, m)) {
		list_events(&r);
		r.events = malloc((r.count + 1) * sizeof *r.events);
		r.given = calloc(groups, sizeof *r.given);
		r.had = calloc(groups, sizeof *r.had);
		done = r.events != NULL && r.given != NULL && r.had != NULL;
		if (done) {
			list_events(&r);
			count_programs(&r);
		}
	}
	free(r.shut);
	free(r.events);
	free(r.given);
	free(r.had);
	return done;
}
