/*
 * plan_check.h - the rounds of a run and their programs by themselves, and against the
 * plan
 *
 *	round-twice          warning  a round of the run is an earlier one again
 *	not-offered          warning  no round of the run offers a program
 *	seats-without-group  warning  a program has more seats than its groups
 *	plan-sum             error    a round has not as many seats as the plan says
 *	quota-sum            error    the groups of an id have not as many as planned
 */
#ifndef PLAN_CHECK_H
#define PLAN_CHECK_H

#include <stdbool.h>

#include <jansson.h>

#include "preflight/preflight_findings.h"
#include "seats/round.h"

/*
 * Check the rounds of a run, each with the document of its programs (an array of
 * objects) and the file that it was read from; rounds with one file follow each other
 * or not.  all has a member for each round of the policy, or is NULL; plan is
 * {"rounds":{NAME:SEATS},"groups":{ID:SEATS}}, or NULL.  False if there is no memory.
 */
struct plan_round {
	const struct round *round;
	const json_t *document;
	const char *file;
};
bool plan_check(const struct plan_round *, size_t count, const json_t *all,
    const json_t *plan, struct preflight_findings *);

#endif
