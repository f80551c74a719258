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
	return true;
}

/* Whether the round that gave the seat comes after that one. */
static bool
is_later(const struct chain *c, const struct admission *a, size_t round)
{
	while (++round < c->count)
		if (round_is_of(c->rounds[round].result.round, a))
			return true;
	return false;
}

bool
chain_add_earlier(
    struct chain *c, struct path *id, struct record *record, struct entry_fault *fault)
{
	c->id = id;
	return earlier_seats_add(
	    &c->earlier, c->rounds[0].result.round, id, record, fault);
}

enum explained_record
chain_add_record(struct chain *c, struct record *record,
    const struct admission *admission, struct entry_fault *fault)
{
	enum explained_record all = EXPLAINED_ADDED;
	const struct holding *held = NULL;

	if (record != NULL && c->id != NULL &&
	    !earlier_seats_find(&c->earlier, c->id, record, &held, fault)) {
		if (fault->code == NULL)
			return EXPLAINED_NO_MEMORY;
		all = EXPLAINED_FAULTY;
	}
	for (size_t i = 0; i < c->count; i++)
		switch (explained_round_add(&c->rounds[i].result,
		    all == EXPLAINED_ADDED ? record : NULL, admission,
		    record != NULL && is_later(c, admission, i), held, fault)) {
		case EXPLAINED_FAULTY:
			all = EXPLAINED_FAULTY;
			break;
		case EXPLAINED_NO_MEMORY:
			return EXPLAINED_NO_MEMORY;
		default:
			break;
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
	earlier_seats_free(&c->earlier);
}
