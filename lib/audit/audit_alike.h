/*
 * audit_alike.h - that no two have the same priority, where programs rank alike
 *
 * Most programs rank by one of a few orders.  Where each applicant has one priority in
 * all lists of a class, it is enough that no two have the same in the class: a bit for
 * each priority tells, instead of a list for each program.
 */
#ifndef AUDIT_ALIKE_H
#define AUDIT_ALIKE_H

#include <stdbool.h>
#include <stdint.h>

#include "seats/market.h"
#include "seats/programs.h"

/*
 * A guess at which programs, and behind them which groups, rank alike.  Nothing depends
 * on its being right but the time of audit_alike_differ().
 */
struct audit_alike {
	uint32_t *class_of; /* of each program, the gap included, then of each group */
	uint32_t classes;
};

/* By what their terms say.  False if memory ran out; free it in any case. */
bool audit_alike_guess(struct audit_alike *, const struct programs *);
void audit_alike_free(struct audit_alike *);

/*
 * Whether it is sure that no two applicants have the same priority at any program
 * without groups or in any group of a ranked market.  False as well where the guess is
 * wrong, where the classes or the places between priorities are too many to tell, or if
 * memory ran out: then audit_priorities_twice() tells.
 *
 * Time is linear in the choices and claims; a bit for each priority, in pieces of 128
 * KiB, and at most 8 bytes an applicant and 8 MiB.
 */
bool audit_alike_differ(const struct market *, const struct audit_alike *);

#endif
