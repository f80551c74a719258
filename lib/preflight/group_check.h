/*
 * group_check.h - groups of seats that nobody can take
 *
 *	group-empty  warning  nobody who lists a program with a group of this id may
 *	                      take a seat of it, at any of the programs
 *
 * A quota for a feeder school is a group with one id at each program.  That nobody of
 * the school lists one of them is usual; that it has nobody at all is a wrong code.
 */
#ifndef GROUP_CHECK_H
#define GROUP_CHECK_H

#include <stdbool.h>
#include <stdint.h>

#include "preflight/preflight_findings.h"
#include "seats/round.h"

/*
 * Check the groups of a round to which all applicants were added; groups whose programs
 * fewer than least applicants list are not judged.  False if there is no memory.
 */
bool group_check(const struct round *, uint64_t least, struct preflight_findings *);

#endif
