/*
 * needed.h - what an applicant would have needed for a seat that went to others
 *
 * Of a choice that was refused as full: the place before which the applicant would have
 * had to stand, or the number that the choice would have needed in the list, so that
 * the seat, or one of a better choice, were the applicant's while nobody else changes.
 * It follows from the last one whom the program, or a group of it, admitted
 * (cutoffs.h):
 *
 *	serial, deferred by one order     before that one
 *	immediate                         the same number of the choice and before that
 *	                                  one; or a better number
 *	parallel by one order             the same for the band of the choice
 *	tiered                            the same for the score band, then the choice
 *
 * One step less is not enough.  Where programs rank by orders of their own under
 * deferred or parallel, those who are displaced may come back by a chain, so no cut-off
 * tells: there the mechanism is run again (needed_by_trial()).  Under ttc, where seats
 * are traded, where groups pass seats on, and for those of a bundle nothing is
 * said.
 */
#ifndef NEEDED_H
#define NEEDED_H

#include <stdbool.h>
#include <stdint.h>

#include "allocate/cutoffs.h"
#include "seats/mechanism.h"

struct needed {
	bool known;      /* something is said */
	uint64_t before; /* a priority, or an order; UINT64_MAX: any place */
	uint32_t choice; /* the number of the choice, from 1, at most; 0: as it is */
	uint32_t band;   /* tiered: the score band, from 1, at most; 0: as it is */
};

/*
 * For a choice, from 0, of an applicant and the cut-off of its program, or of a group
 * that is open to the applicant (MARKET_NONE: the program has none).
 */
struct needed needed_for(const struct mechanism_rules *, const struct market *,
    uint32_t applicant, uint32_t choice, uint32_t group, const struct cutoff *);

/* Whether no cut-off tells, and only a trial does. */
bool needed_is_by_trial(const struct mechanism_rules *, const struct market *);

/*
 * The same for a choice whose program ranks by an order of its own, and has no groups,
 * under deferred or parallel: by running the mechanism with the applicant at other
 * places of that order, a few times for each doubling of those who chose the program.
 * A better place never does harm under these (Balinski and Soenmez, JET 1999), so the
 * worst that is enough is found by halving.  from is the first priority that the
 * applicant could have: those before it hold their seats.  Not known if no place is:
 * the program was full before the band of the choice, or is full of such holders. False
 * if memory ran out.
 */
bool needed_by_trial(const struct mechanism_rules *, const struct market *,
    uint32_t applicant, uint32_t choice, uint32_t from, struct needed *);

/*
 * For a seat of a round of leftover by order: before the last of all programs that
 * are open to the applicant.
 */
struct needed needed_of_any(const struct mechanism_rules *, const struct market *,
    uint32_t applicant, const struct cutoff *programs);

#endif
