/*
 * shared.h - equal orders at the last seat
 *
 * serial.h for ranks that declare shared orders: applicants with the same order are a
 * class, and nothing may place one of them before another.  When the seats of a program
 * do not suffice for a class, the policy must state a rule (the two are compared by
 * Biro and Kiselgof, "College admissions with stable score-limits", 2015):
 *
 *	all   a program that has a seat when the turn of a class comes takes all of
 *	      the class who want it, over its plan if it must (Chile);
 *	none  it takes none of them, and is closed: its seats stay free, since nobody
 *	      after the class may get what the class did not get (Hungary).
 *
 * Either way the result does not depend on the order of the rows.
 */
#ifndef SHARED_H
#define SHARED_H

#include "seats/mechanism.h"

/*
 * Give the seats of a market that is neither ranked nor has groups; choices may be
 * closed by marks.  Returns MARKET_OK or MARKET_NO_MEMORY.  How many a program took
 * over its plan is what it took less its capacity (cutoffs.h).
 */
enum market_fault shared_allocate(
    const struct market *, enum shared_rule, struct seat *seats);

#endif
