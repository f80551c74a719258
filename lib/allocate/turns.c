#include <err.h>
#include <stdlib.h>

#include "allocate/turns.h"
#include "mechanisms/serial.h"
#include "seats/round_market.h"
#include "settings/allocate.h"
#include "settings/settings.h"

struct turns {
	struct round *round;
	struct market market; /* of one applicant at most */
	struct serial_left left;
	struct refusals *refusals;
	struct cutoff *cutoffs,
	    *group_cutoffs; /* filled: by this round alone, until the end */
	uint64_t order;     /* of the one before */
	bool begun;
};

static const char *const codes[] = {
	[TURNS_ORDER_TWICE] = "order-twice",
	[TURNS_OUT_OF_ORDER] = "out-of-order",
	[TURNS_SEAT_GIVEN] = "seat-given",
	[TURNS_GROUPS_OVER] = "groups-over-capacity",
};

static const char *const reasons[] = {
	[TURNS_ORDER_TWICE] = "the order is that of the record before; seats need an "
			      "order without ties",
	[TURNS_OUT_OF_ORDER] = "the order is smaller than that of the record before; "
			       "run without --in-order",
	[TURNS_SEAT_GIVEN] = "the seat that it has was given to a record before it; "
			     "run without --in-order",
	[TURNS_GROUPS_OVER] =
	    "the groups of its program have more seats than it leaves",
};

const char *
turns_code(enum turns_fault fault)
{
	return codes[fault];
}

const char *
turns_reason(enum turns_fault fault)
{
	return reasons[fault];
}

/* Why a round cannot be given one after the other, or NULL. */
static const char *
find_unfit(const struct mechanism_rules *rules)
{
	if (rules->mechanism != MECHANISM_SERIAL)
		return "in-order-not-serial";
	if (rules->bundled)
		return "in-order-with-bundles";
	return rules->shared ? "in-order-with-ties" : NULL;
}

struct turns *
turns_new(struct round *r)
{
	const char *unfit = find_unfit(&r->rules);
	struct turns *t = allocate(1, sizeof *t);

	if (unfit != NULL)
		settings_fail("in-order", "%s; see the man page", unfit);
	t->round = r;
	t->market = round_market(r);
	t->cutoffs = allocate(t->market.programs + (size_t)1, sizeof *t->cutoffs);
	t->group_cutoffs =
	    allocate(market_groups(&t->market) + (size_t)1, sizeof *t->group_cutoffs);
	t->refusals = refusals_new(r, &t->market, NULL);
	if (t->refusals == NULL || !serial_left_count(&t->market, &t->left))
		allocate_fail();
	for (uint32_t p = 0; p < t->market.programs; p++)
		t->cutoffs[p] = cutoffs_none(0);
	for (uint32_t g = 0; g < market_groups(&t->market); g++)
		t->group_cutoffs[g] = cutoffs_none(0);
	return t;
}

void
turns_free(struct turns *t)
{
	serial_left_free(&t->left);
	refusals_free(t->refusals);
	free(t->cutoffs);
	free(t->group_cutoffs);
	free(t);
}

/* What is left of some seats of which so many were given. */
static bool
take_off(uint32_t seats, uint64_t given, uint32_t *left)
{
	if (given > seats)
		return false;
	*left = seats - (uint32_t)given;
	return true;
}

static enum turns_fault
hold_groups(struct turns *t, uint32_t program)
{
	const struct market *m = &t->market;
	uint32_t first = m->group_first[program], end = m->group_first[program + 1];
	uint64_t seats = 0;

	round_market_regroup(t->round, program);
	for (uint32_t g = first; g < end; g++) {
		uint32_t most = m->groups[g].seats;

		seats += most;
		most = most < m->groups[g].cap ? most : m->groups[g].cap;
		if (!take_off(most, t->group_cutoffs[g].filled, &t->left.groups[g]))
			return TURNS_SEAT_GIVEN;
	}
	if (!refusals_hold(t->refusals, m, program))
		return TURNS_SEAT_GIVEN;
	return seats > market_free(m, program) ? TURNS_GROUPS_OVER : TURNS_OK;
}

enum turns_fault
turns_hold(struct turns *t, struct span program, struct span group)
{
	uint32_t p = round_hold(t->round, program, group);

	if (p == MARKET_NONE)
		return TURNS_OK;
	if (market_grouped(&t->market, p))
		return hold_groups(t, p);
	if (!take_off(
		market_free(&t->market, p), t->cutoffs[p].filled, &t->left.programs[p]))
		return TURNS_SEAT_GIVEN;
	return TURNS_OK;
}

enum turns_fault
turns_take(struct turns *t, struct seat *seat)
{
	struct market *m = &t->market;
	uint64_t order;

	round_market_refresh(t->round, m);
	order = m->order[0];
	if (t->begun && order <= t->order)
		return order == t->order ? TURNS_ORDER_TWICE : TURNS_OUT_OF_ORDER;
	t->begun = true;
	t->order = order;
	*seat = serial_serve(m, 0, &t->left);
	if (seat->program != MARKET_NONE)
		cutoffs_add(&t->cutoffs[seat->program], 0, seat, order);
	refusals_add(t->refusals, m, seat, order);
	if (seat->group != MARKET_NONE)
		cutoffs_add(&t->group_cutoffs[seat->group], 0, seat, order);
	return TURNS_OK;
}

const struct market *
turns_market(const struct turns *t)
{
	return &t->market;
}

struct refusals *
turns_refusals(const struct turns *t)
{
	return t->refusals;
}

void
turns_next(struct turns *t)
{
	applicants_forget(t->round->applicants);
}

void
turns_cutoffs(
    struct turns *t, const struct cutoff **programs, const struct cutoff **groups)
{
	const struct round *r = t->round;

	for (uint32_t p = 0; p < t->market.programs; p++)
		t->cutoffs[p].filled += r->held[p];
	for (uint32_t g = 0; g < market_groups(&t->market); g++)
		t->group_cutoffs[g].filled += r->held_groups[g];
	*programs = t->cutoffs;
	*groups = t->group_cutoffs;
}
