/*
 * mechanism.h - the mechanisms by name, and what each cannot do
 *
 * A policy that asks for what a mechanism cannot honour is refused, with the reason
 * as a code: no rule is passed over in silence.
 */
#ifndef MECHANISM_H
#define MECHANISM_H

#include <stdbool.h>
#include <stdint.h>

#include "record/decimal.h"
#include "seats/market.h"

enum mechanism {
	MECHANISM_SERIAL,
	MECHANISM_IMMEDIATE,
	MECHANISM_TIERED,
	MECHANISM_PARALLEL,
	MECHANISM_DEFERRED,
	MECHANISM_TTC,
	MECHANISM_LEFTOVER, /* deferred, on the lists of leftover.h */
	MECHANISMS
};

enum bundles_rule { BUNDLES_EXPAND, BUNDLES_SKIP, BUNDLES_REFUSE };

enum shared_rule { SHARED_ALL, SHARED_NONE };

struct mechanism_rules {
	enum mechanism mechanism;
	const uint32_t *bands; /* for parallel: choices in each band */
	uint32_t band_count;
	/* The rank declares shared places, and what becomes of them at the last seat.
	 */
	bool shared;
	enum shared_rule shared_rule;
	bool bundled; /* applicants are bound, and a rule for the last seat is stated */
	enum bundles_rule bundles_rule;
	struct decimal ratio; /* OVERFILL_NONE, or by how much lines are over-drawn */
};

/* The name ("serial"); static.  And the reverse, MECHANISMS if there is none. */
const char *mechanism_name(enum mechanism);
enum mechanism mechanism_find(const char *name);

/*
 * NULL if the rules fit the market, or why they do not, a static text:
 *
 *	orders-differ        serial, and programs rank differently
 *	groups-pass-seats    serial, and a group passes on what it cannot fill
 *	groups-not-traded    ttc, and a program has groups
 *	score-bands-missing  tiered, without the score band of each applicant
 *	choice-bands-missing parallel, without bands, or with an empty one
 *	shared-not-serial    shared places in a mechanism other than serial
 *	shared-with-groups   shared places, and a program has groups
 *	shared-with-bundles  shared places and bundles
 *	bundles-not-serial   bundles in a mechanism other than serial
 *	bundles-with-groups  bundles, and a program has groups
 *	bundles-no-rule      bundles, and no rule for the last seat
 *	bundle-no-first      a bundle is not named by the first of its members
 *	bundle-orders-differ two of a bundle have different orders
 *	bundle-lists-differ  two of a bundle have different choices
 *	ratio-with-groups    lines are over-drawn, and a program has groups
 *	ratio-with-leftover  lines are over-drawn, and it is seats left over that are
 *given groups-pass-back     a group passes seats to one that is not after it, or is
 *	                     another program's
 *	groups-over-capacity the groups of a program have more seats than are free
 *	claims-out-of-order  the claims of a choice are not in the order of the groups,
 *	                     or are to another program's
 *
 * For those that concern a program or two applicants, *where says which.
 */
struct mechanism_place {
	uint32_t program; /* MARKET_NONE: none */
	struct market_tie applicants;
};
const char *mechanism_check(const struct mechanism_rules *, const struct market *,
    struct mechanism_place *where);

/* What is wrong with the bundles of a market. */
enum bundles_fault {
	BUNDLES_OK,
	BUNDLES_NO_MEMBER, /* other is not named as the first one by himself */
	BUNDLES_ORDERS,    /* two of a bundle have different orders */
	BUNDLES_LISTS,     /* two of a bundle have different choices */
};

/* The first fault in the bundles, with the first of the bundle and the other in *tie.
 */
enum bundles_fault bundles_check(const struct market *, struct market_tie *tie);

#endif
