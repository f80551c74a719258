/*
 * bundles.h - twins, and others who stay together
 *
 * serial.h where applicants may be bound: a bundle has one order and one list, takes
 * its turn as one, and each of its members counts for a seat.  Families that want
 * their children dealt with apart are no bundle; then each child has an order of
 * its own.
 *
 * When a program has seats left, but fewer than the bundle has members, a rule has
 * to be stated; there is none that goes without saying:
 *
 *	expand  the program takes all of them, over its plan;
 *	skip    the program is passed over: the bundle goes on to its next choice, and
 *	        the seats are for those who come after it;
 *	refuse  the bundle goes on to its next choice, and the program is closed: the
 *	        seats stay free, since nobody behind the bundle may get what it did
 *	        not.
 *
 * Bundles are for one order only.  Where programs rank differently there may be no
 * stable result at all (McDermid and Manlove, "Keeping partners together: algorithmic
 * results for the hospitals/residents problem with couples", 2010).
 */
#ifndef BUNDLES_H
#define BUNDLES_H

#include "seats/mechanism.h"

/*
 * Give the seats of a market that is neither ranked nor has groups, and whose
 * bundles mechanism_check_bundles() accepted; choices may be closed by marks, and what
 * is closed to one of a bundle is closed to it.  Returns MARKET_OK,
 * MARKET_NO_MEMORY, or MARKET_ORDER_TWICE with *tie if two who are not of one
 * bundle have the same order.
 */
enum market_fault bundles_allocate(const struct market *, enum bundles_rule,
    struct seat *seats, struct market_tie *tie);

#endif
