#include "explain/chain.h"

#include <stdlib.h>

#include "memory/array.h"

bool
chain_add_round(struct chain *c, struct round *round)
{
	struct explanation_round *e;

	if (!array_reserve(&c->rounds, &c->room, c->count + 1, sizeof *c->rounds))
		return false;
	e = &c->rounds[c->count++];
	*e = (struct explanation_round){ .tries = false };
	explained_round_open(&e->result, round);
	return seat_history_add_round(&c->history, round->name);
}

bool
chain_add_earlier(
    struct chain *c, struct path *id, struct record *record, struct entry_fault *fault)
{
	c->id = id;
	return earlier_seats_add(
	    &c->earlier, c->rounds[0].result.round, id, record, fault);
}

/*
 * What the applicant holds of a round and may better, as the list before the round
 * says, or the record.
 */
static bool
find_holding(struct chain *c, size_t round, struct record *record,
    const struct seat_then *then, struct holding *held, struct entry_fault *fault)
{
	struct round *r = c->rounds[round].result.round;
	const struct holding *earlier;

	*held = (struct holding){ MARKET_NONE, MARKET_NONE, false };
	if (c->id != NULL) {
		if (!earlier_seats_find(&c->earlier, c->id, record, &earlier, fault))
			return false;
		if (earlier != NULL)
			*held = *earlier;
		return true;
	}
	if (then->before == NULL || !round_has_holders(r))
		return true;
	return holders_read(
	    &r->holders, r->programs, record, then->before, held, fault);
}

/*
 * Whether one who moved says to stay, which was decided later; taken for one who tried
 * for all.  What a list before the round says was decided before.
 */
static bool
decided_later(const struct chain *c, const struct round *r,
    const struct seat_then *then, struct holding *held)
{
	if (c->id != NULL || !round_has_holders(r) || then->before == NULL ||
	    then->given == NULL || held->program != MARKET_NONE)
		return false;
	*held = holders_holding(r->programs, then->before, false);
	return held->program != MARKET_NONE;
}

/* NULL: the record takes no part, but a seat that it had before is held. */
static enum explained_record
add_to_round(
    struct chain *c, size_t round, struct record *record, struct entry_fault *fault)
{
	struct explained_round *e = &c->rounds[round].result;
	struct seat_then then = seat_history_at(&c->history, round);
	struct holding held = { MARKET_NONE, MARKET_NONE, false };
	enum explained_record added, clear = EXPLAINED_ADDED;
	bool later;

	if (record != NULL && !find_holding(c, round, record, &then, &held, fault)) {
		clear = fault->code != NULL ? EXPLAINED_FAULTY : EXPLAINED_NO_MEMORY;
		record = NULL;
	}
	later = record != NULL && decided_later(c, e->round, &then, &held);
	added = explained_round_add(
	    e, record, &then, held.program == MARKET_NONE ? NULL : &held, fault);
	if (clear != EXPLAINED_ADDED)
		return clear;
	if (!later || added != EXPLAINED_ADDED)
		return added;
	entry_fault_set(fault, "decision-changed",
	    path_text(e->round->holders.decision),
	    "the applicant moved in a round with holders, and decided to stay later");
	return EXPLAINED_UNTOLD;
}

enum explained_record
chain_add_record(struct chain *c, struct record *record, const struct admission *a,
    struct entry_fault *fault)
{
	enum explained_record all = EXPLAINED_ADDED, one;

	if (record == NULL)
		seat_history_clear(&c->history);
	else if (!seat_history_read(&c->history, record, a, fault))
		all = fault->code != NULL ? EXPLAINED_FAULTY : EXPLAINED_NO_MEMORY;
	for (size_t i = 0; i < c->count && all != EXPLAINED_NO_MEMORY; i++) {
		one =
		    add_to_round(c, i, all == EXPLAINED_FAULTY ? NULL : record, fault);
		if (one > all && one != EXPLAINED_BEFORE)
			all = one;
	}
	return all;
}

bool
chain_finish(struct chain *c)
{
	for (size_t i = 0; i < c->count; i++)
		if (!explained_round_finish(&c->rounds[i].result))
			return false;
	return true;
}

bool
chain_write_opening(struct writer *w, struct span id, const struct admission *admission)
{
	writer_text(w, "{\"id\":");
	writer_quoted(w, id);
	if (admission->status != ADMISSION_NONE) {
		writer_text(w, ",\"" ADMISSION_KEY "\":");
		admission_write(w, admission, (struct span){ NULL, 0 });
	}
	return !writer_failed(w);
}

bool
chain_write(
    struct chain *c, struct late_record *late, struct span opening, struct writer *w)
{
	bool done = true;

	writer_bytes(w, opening.at, opening.len);
	writer_text(w, ",\"rounds\":[");
	for (size_t i = 0; i < c->count; i++) {
		uint32_t applicant = c->rounds[i].result.applicants[late->number];

		if (applicant != MARKET_NONE)
			done &= explanation_write(&c->rounds[i], late, applicant, w);
	}
	writer_text(w, "]}");
	return done && !writer_failed(w);
}

const struct round *
chain_contradicted(const struct chain *c)
{
	for (size_t i = 0; i < c->count; i++)
		if (c->rounds[i].contradicted)
			return c->rounds[i].result.round;
	return NULL;
}

void
chain_free(struct chain *c)
{
	for (size_t i = 0; i < c->count; i++)
		explanation_free(&c->rounds[i]);
	free(c->rounds);
	seat_history_free(&c->history);
	earlier_seats_free(&c->earlier);
}
