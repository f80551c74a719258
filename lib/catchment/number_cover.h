/*
 * number_cover.h - which rule each number of a name goes to first
 *
 * Rules of one name have ranges of numbers.  Their ends divide the numbers into pieces;
 * a piece that a rule has taken is not looked at again, so the rules are laid over each
 * other in nearly linear time (disjoint sets: Tarjan 1975).
 */
#ifndef NUMBER_COVER_H
#define NUMBER_COVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "catchment/catchment_rule.h"

#define NUMBER_COVER_NONE UINT32_MAX

struct number_cover;

/* The pieces of some ranges; NULL if there is no memory. */
struct number_cover *number_cover_new(
    const struct catchment_numbers *const ranges[], size_t count);
void number_cover_free(struct number_cover *);

/* Take all pieces back: a new school begins.  What was claimed stays. */
void number_cover_begin(struct number_cover *);

/* What became of a rule that took the pieces of its numbers. */
struct number_taken {
	bool any;        /* one at least was free, and has a number */
	uint32_t before; /* the rule that has its first number, if none was free */
	/* With claim: a rule that another school claims the same number by, or NONE. */
	uint32_t rival;
};

/*
 * Take the free pieces of a rule's numbers for the school in hand; with claim also for
 * good, against other schools.
 */
struct number_taken number_cover_take(
    struct number_cover *, const struct catchment_numbers *, uint32_t rule, bool claim);

#endif
