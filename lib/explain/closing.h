/*
 * closing.h - where a program, or a group of it, closed to an applicant
 *
 * What is told of a choice that was refused as full (explanation.h):
 *
 *	"cutoff":{"order":4,"choice":1},
 *	"decided_by":{"key":"total","own":541,"last":640},
 *	"needed":{"before":{"order":4},"key":"total","value":640,"or":"equal"}
 *
 * Functions that return bool return false if memory ran out.
 */
#ifndef CLOSING_H
#define CLOSING_H

#include <stdbool.h>
#include <stdint.h>

#include "explain/explained_round.h"
#include "explain/late_record.h"
#include "explain/needed.h"
#include "explain/standing.h"
#include "record/writer.h"

/* A choice that was full; all is borrowed. */
struct closing {
	const struct explained_round *round;
	uint32_t program, group; /* a group that is open to the applicant, or none */
	const struct cutoff *cutoff;
	struct needed needed;
	/* The keys of the order, and what the applicant has in them.  Not known: no
	 * keys, or an own that is not known. */
	const struct standing_keys *keys;
	const struct standing *own;
};

/* What the programs and groups of one round have in common.  All zero, but for last. */
struct closings {
	struct told *all; /* of each program, and behind them of each group */
	/* A record whose applicant was the last one: its line and context are set. */
	struct late_record last;
};

void closings_free(struct closings *, const struct explained_round *);

/* Whether what the applicant has in the keys is told: there is one order for all. */
bool closing_tells_keys(const struct closing *);

/* Write the members, each with a comma before it. */
bool closings_write(struct closings *, const struct closing *, struct writer *);

#endif
