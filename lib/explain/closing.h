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
	struct standing_keys *keys; /* of the order; NULL: not known */
};

/* What the programs and groups of one round have in common.  All zero, but for last. */
struct closings {
	struct told *all; /* of each program, and behind them of each group */
	/* A record whose applicant was the last one: its line and context are set. */
	struct late_record last;
};

void closings_free(struct closings *, const struct explained_round *);

/* Write the members, each with a comma before it; keys->own is the applicant's. */
bool closings_write(struct closings *, const struct closing *, struct writer *);

#endif
