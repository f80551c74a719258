/*
 * explanation.h - why an applicant got what a round gave, as JSON
 *
 *	{"round":"first","mechanism":"serial","listing":"harmless","order":9,"choices":[
 *	    {"choice":1,"program":"S01","name":"...","code":"full",
 *	     "cutoff":{"order":4,"choice":1},
 *	     "decided_by":{"key":"total","own":541,"last":640},
 *	     "needed":{"before":4,"key":"total","value":640,"or":"equal"}},
 *	    {"choice":2,"program":"S03","code":"admitted"}]}
 *
 * A choice has a code of admit-allocate(1), "admitted" or, behind the one that was
 * given, "not-reached".  Of an applicant who holds a seat in the round (holders.h)
 * the last choice is that seat: "kept", or "released" for a better one.
 *
 * rule is of a choice that is closed (closed_choice.h); cutoff, of a full one, is where
 * the program, or a group that is open to the applicant, closed; decided_by is the
 * first key of the order in which the applicant and the last one admitted differ;
 * needed is what would have been enough (needed.h): with "or" "equal" the value itself,
 * with "better" only a better one.
 *
 * listing is what the mechanism makes of a list: "harmless", to list a program first
 * never lessens the chance at the others; "within-band", not within a band of choices;
 * "matters"; or "none", there is no list.
 *
 * Of the last one nothing is told but the place, the number of the choice, and the key
 * that decided: no text, which may name a person, and not the last one of several keys,
 * which is there to tell any two apart and may be a number of a person as well.
 */
#ifndef EXPLANATION_H
#define EXPLANATION_H

#include <stdbool.h>

#include "explain/closed_choice.h"
#include "explain/closing.h"
#include "explain/explained_round.h"
#include "explain/late_record.h"
#include "explain/standing.h"
#include "record/writer.h"

struct explanation_round {
	struct explained_round result;
	struct closed_choices closed;
	const json_t *document;      /* the programs, with their names */
	const char *locked, *agreed; /* the conditions, or NULL */
	bool tries; /* the mechanism may be run again for each choice (needed.h) */
	struct standing_keys *keys; /* of the order; NULL: not known */
	struct closings closings;   /* where each program closed */

	/* A choice was refused in a way that the mechanism never refuses one: the
	 * result is not one of this round, or of rounds in another order. */
	bool contradicted;

	/* What the round says to everybody, and what a choice says of each program up
	 * to its code, made once. */
	struct writer head, openings;
	size_t *opening; /* programs + 1 offsets; NULL: not made yet */
};

void explanation_free(struct explanation_round *);

/*
 * Write the round of a record that took part in it, as its applicant; keys->own is what
 * the record has in the keys.  False if memory ran out.
 */
bool explanation_write(struct explanation_round *, struct late_record *,
    uint32_t applicant, struct writer *);

#endif
