/*
 * round_check.h - programs and applicants of a round against each other
 *
 *	all-refused    error    a program may take none of those who list it
 *	most-refused   warning  it refuses a large share, and far more than others do,
 *	                        or three quarters
 *	nobody-lists   warning  it has seats and nobody lists it, in no round of the run
 *	no-seats       warning  the round offers it without a seat
 *	takes-all      notice   it has conditions, and they refuse nobody
 *	far-from-last  warning  far more or fewer list it than last year, by a factor
 *	seats-short    notice   the round has fewer seats than applicants
 *
 * In the Czech admission of 2024 six schools had marked more than 1,000 applicants as
 * failed, and the first result was withdrawn: a school whose conditions refuse nearly
 * everybody is a mistake until somebody has looked.
 */
#ifndef ROUND_CHECK_H
#define ROUND_CHECK_H

#include <stdbool.h>

#include "preflight/preflight_findings.h"
#include "preflight/program_counts.h"
#include "text/numbering.h"

/* When something is worth a finding. */
struct round_check_rules {
	uint64_t least; /* of fewer applicants no share is judged */
	uint64_t
	    refused;  /* the percentage from which a program refuses a large share */
	uint64_t far; /* the factor that is far from last year */
};

/* The rules, if the policy says nothing else. */
#define ROUND_CHECK_RULES ((struct round_check_rules){ 10, 50, 3 })

/*
 * Check a round by the counts of its programs; last has those of last year's
 * applicants, or is NULL; listed has the ids that somebody lists in a round of the run.
 * False if there is no memory.
 */
bool round_check(const struct round *, const struct program_counts *counts,
    const struct program_counts *last, const struct numbering *listed,
    const struct round_check_rules *, struct preflight_findings *);

/* The seats that a round has: those of the programs, and of their groups, that it
 * offers. */
uint64_t round_check_seats(const struct round *);

#endif
