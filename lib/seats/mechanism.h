/*
 * mechanism.h - the mechanisms by name, and what each of them refuses
 *
 * A policy that asks for what its mechanism cannot do is refused with a code: no rule
 * is ignored in silence.
 *
 * How to add a mechanism, fair for example.  The compiler asks for 2 and 3, a test
 * in admit-allocate.bats for the man page and the schema of policies:
 *	1. ROW(FAIR, fair) in MECHANISM_LIST below
 *	2. check_fair() in mechanism.c: what it refuses
 *	3. run_fair() in mechanisms/mechanism_run.c, the algorithm in mechanisms/fair.c
 *	4. audit/audit_mechanism.c: what its result promises
 *	5. round_rules.[ch]: settings of its own, if it has any
 *	6. if choices become final in steps: step_of() in allocate/cutoffs.c, and
 *	   audit_priorities_precedence()
 */
#ifndef MECHANISM_H
#define MECHANISM_H

#include <stdbool.h>
#include <stdint.h>

#include "record/decimal.h"
#include "seats/market.h"

/* clang-format off */
#define MECHANISM_LIST(ROW) \
	ROW(SERIAL, serial) \
	ROW(IMMEDIATE, immediate) \
	ROW(TIERED, tiered) \
	ROW(PARALLEL, parallel) \
	ROW(DEFERRED, deferred) \
	ROW(TTC, ttc) \
	ROW(LEFTOVER, leftover)
/* clang-format on */

#define MECHANISM_ENUM(id, name) MECHANISM_##id,
enum mechanism { MECHANISM_LIST(MECHANISM_ENUM) MECHANISMS };

/* All names, for the words of a setting; a comma stands behind the last one. */
#define MECHANISM_NAME(id, name) #name,
#define MECHANISM_NAMES          MECHANISM_LIST(MECHANISM_NAME)

/* What a program does that has fewer seats left than a bundle has members. */
enum bundles_rule {
	BUNDLES_EXPAND, /* it takes all of them, over its plan */
	BUNDLES_SKIP,   /* the bundle goes on to its next choice */
	BUNDLES_REFUSE, /* the same, and the program is closed */
};

/* What a program does that has fewer seats left than applicants share an order. */
enum shared_rule {
	SHARED_ALL,  /* it takes all of them, over its plan */
	SHARED_NONE, /* it takes none of them, and is closed */
};

struct mechanism_rules {
	enum mechanism mechanism;
	const uint32_t *bands; /* for parallel: choices in each band */
	uint32_t band_count;
	bool shared; /* the rank declares shared orders, and shared_rule is stated */
	enum shared_rule shared_rule;
	bool bundled; /* there are bundles, and bundles_rule is stated */
	enum bundles_rule bundles_rule;
	bool holders; /* those who hold a seat may try for a better one (holders.h) */
	struct decimal ratio; /* capacity times this may be filed; or OVERFILL_NONE */
};

/* The name ("serial"), static. */
const char *mechanism_name(enum mechanism);

/* What a refusal is about. */
struct mechanism_place {
	uint32_t program;             /* MARKET_NONE: none */
	struct market_tie applicants; /* the same */
};

/* clang-format off */
/*
 * NULL if the rules fit the market; or why they do not, a static code:
 *
 *	orders-differ        serial, and programs rank differently
 *	groups-pass-seats    serial, and a group passes on what it cannot fill
 *	groups-not-traded    ttc, and a program has groups
 *	rankings-missing     ttc, and programs rank, without all whom they rank
 *	score-bands-missing  tiered, without the score band of each applicant
 *	choice-bands-missing parallel, without bands, or with an empty one
 *	ratio-with-leftover  leftover, and programs are overfilled
 *	shared-not-serial    shared orders in a mechanism other than serial
 *	shared-with-groups   shared orders, and a program has groups
 *	shared-with-bundles  shared orders and bundles
 *	bundles-not-serial   bundles in a mechanism other than serial
 *	bundles-with-groups  bundles, and a program has groups
 *	bundles-no-rule      bundles, and no rule for the last seat
 *	bundle-no-first      a bundle is not named by the first of its members
 *	bundle-orders-differ two of a bundle have different orders
 *	bundle-lists-differ  two of a bundle have different choices
 *	ratio-with-groups    programs are overfilled, and a program has groups
 *	holders-groups-pass  holders may try for a better seat, and a group passes on
 *	                     what it cannot fill: an earlier group could take back a
 *	                     seat that it had passed on and that is held
 *	groups-pass-back     a group passes seats to one that is not after it, or is
 *	                     another program's
 *	groups-over-capacity the groups of a program have more seats than are free
 *	claims-out-of-order  the claims of a choice are not in the order of the groups,
 *	                     or are to another program's
 *
 * Where it is about a program or two applicants, *where says which.
 */
/* clang-format on */
const char *mechanism_check(const struct mechanism_rules *, const struct market *,
    struct mechanism_place *where);

/*
 * The part of it that is about the members of bundles: a code or NULL, with the first
 * member of the bundle and the other one in *where.
 */
const char *mechanism_check_bundles(const struct market *, struct market_tie *where);

#endif
