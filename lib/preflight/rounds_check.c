#include "preflight/rounds_check.h"

#include <stdlib.h>

#include "memory/array.h"
#include "preflight/group_check.h"
#include "seats/round_add.h"

bool
rounds_check_add(struct rounds_check *r, struct round *round, struct round *last)
{
	if (!array_reserve(&r->all, &r->room, r->count + 1, sizeof *r->all))
		return false;
	r->all[r->count++] = (struct checked_round){ .round = round, .last = last };
	return true;
}

/* A fault without a code is no memory. */
static bool
add(struct round *round, struct record *record, struct entry_fault *fault)
{
	*fault = (struct entry_fault){ 0 };
	return round_is_leftover(round) || round_add_record(round, record, NULL, fault);
}

bool
rounds_check_take(
    struct rounds_check *r, struct record *record, const char *file, uint64_t line)
{
	struct entry_fault fault;

	r->records++;
	for (size_t i = 0; i < r->count; i++) {
		struct checked_round *c = &r->all[i];

		if (!add(c->round, record, &fault) &&
		    (fault.code == NULL ||
			!round_faults_add(&c->faults, &fault, record, file, line)))
			return false;
	}
	return true;
}

bool
rounds_check_take_last(struct rounds_check *r, struct record *record)
{
	struct entry_fault fault;

	for (size_t i = 0; i < r->count; i++)
		if (!add(r->all[i].last, record, &fault) && fault.code == NULL)
			return false;
	return true;
}

/* Count what all rounds make of the applicants, and add the ids that somebody lists. */
static bool
count_all(struct rounds_check *r, struct numbering *listed)
{
	for (size_t i = 0; i < r->count; i++) {
		struct checked_round *c = &r->all[i];

		if (round_is_leftover(c->round))
			continue;
		c->counts = program_counts_new(c->round);
		if (c->counts == NULL ||
		    !program_counts_listed(c->counts, c->round->programs, listed))
			return false;
		if (c->last == NULL)
			continue;
		c->last_counts = program_counts_new(c->last);
		if (c->last_counts == NULL)
			return false;
	}
	return true;
}

static bool
tell(struct rounds_check *r, const struct numbering *listed,
    const struct round_check_rules *rules, struct preflight_findings *findings)
{
	for (size_t i = 0; i < r->count; i++) {
		const struct checked_round *c = &r->all[i];

		if (!round_faults_tell(
			&c->faults, c->round->name, r->records, findings))
			return false;
		if (c->counts == NULL)
			continue;
		if (!round_check(
			c->round, c->counts, c->last_counts, listed, rules, findings) ||
		    !group_check(c->round, rules->least, findings))
			return false;
	}
	return true;
}

bool
rounds_check_tell(struct rounds_check *r, const struct round_check_rules *rules,
    struct preflight_findings *findings)
{
	struct numbering *listed = numbering_new();
	bool fine =
	    listed != NULL && count_all(r, listed) && tell(r, listed, rules, findings);

	numbering_free(listed);
	return fine;
}

void
rounds_check_free(struct rounds_check *r)
{
	for (size_t i = 0; i < r->count; i++) {
		free(r->all[i].counts);
		free(r->all[i].last_counts);
		round_faults_free(&r->all[i].faults);
	}
	free(r->all);
	*r = (struct rounds_check){ 0 };
}
