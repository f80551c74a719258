#include "explain/explained_round.h"

#include <stdlib.h>

#include "memory/array.h"
#include "seats/round_add.h"
#include "seats/round_market.h"

void
explained_round_open(struct explained_round *e, struct round *round)
{
	*e = (struct explained_round){ .round = round };
}

void
explained_round_close(struct explained_round *e)
{
	free(e->seats);
	free(e->kept);
	free(e->applicants);
	free(e->programs);
	free(e->groups);
	refusals_free(e->refusals);
}

/* The choice of the applicant who was added last; leftover takes any program. */
static uint32_t
choice_of(const struct round *r, const struct admission *a, uint32_t program)
{
	const struct applicants *all = r->applicants;
	uint64_t first = all->first[all->count - 1], end = all->first[all->count];

	if (a->choice > 0 && (uint64_t)a->choice <= end - first)
		return (uint32_t)(a->choice - 1);
	for (uint64_t at = first; all->asked && at < end; at++)
		if (applicants_program(all, at) == program)
			return (uint32_t)(at - first);
	return MARKET_NONE;
}

static struct seat
seat_of(const struct round *r, const struct admission *given)
{
	struct seat seat = { MARKET_NONE, MARKET_NONE, MARKET_NONE };
	uint32_t program = programs_find(r->programs, given->program);

	if (program == UINT32_MAX ||
	    (seat.choice = choice_of(r, given, program)) == MARKET_NONE)
		return (struct seat){ MARKET_NONE, MARKET_NONE, MARKET_NONE };
	seat.program = program;
	seat.group = groups_find(r->programs->groups, program, given->group);
	return seat;
}

/* The seat that the applicant who was added last has kept. */
static struct seat
seat_kept(const struct round *r, const struct holding *held)
{
	const struct admission any = { .choice = 0 };

	return (struct seat){ held->program, choice_of(r, &any, held->program),
		held->group };
}

/* What the applicant who was added last has after the round. */
static struct seat
seat_after(
    const struct round *r, const struct seat_then *then, const struct holding *held)
{
	if (then->given != NULL)
		return seat_of(r, then->given);
	if (held != NULL)
		return seat_kept(r, held);
	return (struct seat){ MARKET_NONE, MARKET_NONE, MARKET_NONE };
}

enum explained_record
explained_round_add(struct explained_round *e, struct record *record,
    const struct seat_then *then, const struct holding *held, struct entry_fault *fault)
{
	struct round *r = e->round;
	uint32_t applicant = r->applicants->count;
	bool before = then->before != NULL && held == NULL;

	if (e->records == UINT32_MAX ||
	    !array_reserve(&e->applicants, &e->records_room, e->records + 1,
		sizeof *e->applicants) ||
	    !array_reserve(
		&e->seats, &e->seats_room, applicant + (size_t)1, sizeof *e->seats) ||
	    !array_reserve(
		&e->kept, &e->kept_room, applicant + (size_t)1, sizeof *e->kept))
		return EXPLAINED_NO_MEMORY;
	e->applicants[e->records] = MARKET_NONE;
	if (before)
		round_hold(r, then->before->program, then->before->group);
	if (before || record == NULL) {
		e->records++;
		return EXPLAINED_BEFORE;
	}
	if (!round_add_record(r, record, held, fault)) {
		e->records++;
		return fault->code != NULL ? EXPLAINED_FAULTY : EXPLAINED_NO_MEMORY;
	}
	e->seats[applicant] = seat_after(r, then, held);
	e->kept[applicant] = (uint32_t)e->records;
	e->applicants[e->records++] = applicant;
	return EXPLAINED_ADDED;
}

bool
explained_round_finish(struct explained_round *e)
{
	e->market = round_market(e->round);
	e->programs = malloc((e->market.programs + (size_t)1) * sizeof *e->programs);
	e->groups = malloc((market_groups(&e->market) + (size_t)1) * sizeof *e->groups);
	if (e->programs == NULL || e->groups == NULL)
		return false;
	cutoffs_count_round(e->round, &e->market, e->seats, e->programs, e->groups);
	e->refusals = refusals_new(e->round, &e->market, e->seats);
	return e->refusals != NULL;
}
