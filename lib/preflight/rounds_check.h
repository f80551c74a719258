/*
 * rounds_check.h - the rounds of a run with those who take part
 *
 * What round_check.h, group_check.h and round_faults.h find, round by round.  A round
 * that gives what is left has no choices to look at: of it the faults are told.
 */
#ifndef ROUNDS_CHECK_H
#define ROUNDS_CHECK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "preflight/preflight_findings.h"
#include "preflight/round_check.h"
#include "preflight/round_faults.h"
#include "seats/round.h"

/* A round with this year's applicants, and one with last year's, or NULL. */
struct checked_round {
	struct round *round, *last;
	struct program_counts *counts, *last_counts;
	struct round_faults faults;
};

/* All zero has none. */
struct rounds_check {
	struct checked_round *all;
	size_t count, room;
	uint64_t records; /* of this year */
};

/* Add a round without applicants, and the same once more for last year's, or NULL; both
 * are borrowed.  False if there is no memory. */
bool rounds_check_add(struct rounds_check *, struct round *, struct round *last);

/* Take a record of this year, which was read from there, or one of the last year. False
 * if there is no memory. */
bool rounds_check_take(
    struct rounds_check *, struct record *, const char *file, uint64_t line);
bool rounds_check_take_last(struct rounds_check *, struct record *);

/* Once all were taken: tell what was found.  False if there is no memory. */
bool rounds_check_tell(struct rounds_check *, const struct round_check_rules *,
    struct preflight_findings *);

void rounds_check_free(struct rounds_check *);

#endif
