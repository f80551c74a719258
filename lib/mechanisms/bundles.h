/*
 * bundles.h - applicants who stay together, twins for example
 *
 * serial.h for applicants in bundles: a bundle has one order and one list, its turn
 * comes once, and each member counts for a seat.  Children of one family who apply
 * separately are not a bundle; each of them has an order of its own.
 *
 * When a program has seats left, but fewer than the bundle has members, the policy must
 * state a rule; there is no default:
 *
 *	expand  the program takes all of them, over its plan;
 *	skip    the bundle goes on to its next choice, and the seats are for the
 *	        applicants after it;
 *	refuse  the bundle goes on to its next choice, and the program is closed: the
 *	        seats stay free, since nobody after the bundle may get what the bundle
 *	        did not get.
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
 * bundles mechanism_check_bundles() accepts.  Choices may be closed by marks; what is
 * closed to one member is closed to the bundle.  Returns MARKET_OK,
 * MARKET_NO_MEMORY, or MARKET_ORDER_TWICE with *tie if two who are not of one
 * bundle have the same order.
 */
enum market_fault bundles_allocate(const struct market *, enum bundles_rule,
    struct seat *seats, struct market_tie *tie);

#endif
