/*
 * round.h - the round that a filter gives or checks
 *
 * The allocator and the verifier are told of a round in the same words, and read
 * the same entry of the policy.  This is set-up: a mistake ends the program with
 * STATUS_TROUBLE.
 */
#ifndef ROUND_H
#define ROUND_H

#include "seats/admission.h"
#include "seats/applicants.h"
#include "seats/bundle_names.h"
#include "seats/leftover.h"
#include "seats/market.h"
#include "seats/mechanism.h"
#include "seats/programs.h"
#include "seats/score_bands.h"
#include "seats/taking_part.h"
#include "settings/settings.h"
#include "stream/stream.h"

struct round_settings {
	const char *mechanism, *programs, *choices, *order, *round;
	const char *bands, *score, *score_lines, *bundle, *last_seat, *ties;
	const char *ratio, *locked, *leftover, *agreed, *lon, *lat;
};

/* clang-format off */
#define ROUND_SETTINGS(s) \
	SETTING_TEXT('m', "mechanism", "NAME", &(s)->mechanism, \
	    MECHANISM_NAMES(" (required)")), \
	SETTING_FILE(0, "programs", "FILE", &(s)->programs, \
	    "the programs and their seats, JSON Lines (required)"), \
	SETTING_TEXT(0, "choices", "PATH", &(s)->choices, \
	    "where a record has its list of choices (required but for leftover)"), \
	SETTING_TEXT(0, "order", "PATH", &(s)->order, \
	    "where a record has its place in the order (required)"), \
	SETTING_TEXT(0, "round", "NAME", &(s)->round, \
	    "the round (the name of the policy's entry)"), \
	SETTING_TEXT(0, "bands", "N,N", &(s)->bands, \
	    "parallel: how many choices each band has; the last one repeats"), \
	SETTING_TEXT(0, "score", "PATH", &(s)->score, \
	    "tiered: where a record has its score"), \
	SETTING_TEXT(0, "score-lines", "N,N", &(s)->score_lines, \
	    "tiered: the lines that cut the scores, the highest first"), \
	SETTING_TEXT(0, "bundle", "PATH", &(s)->bundle, \
	    "serial: where a record has the name of those who stay together"), \
	SETTING_TEXT(0, "last-seat", "RULE", &(s)->last_seat, \
	    "for a bundle at the last seat: expand, skip or refuse"), \
	SETTING_TEXT(0, "ties", "RULE", &(s)->ties, \
	    "serial: for shared orders at the last seat: all or none"), \
	SETTING_TEXT(0, "ratio", "NUMBER", &(s)->ratio, \
	    "file this times the capacity to each program; 1.05 for example"), \
	SETTING_TEXT(0, "locked", "CONDITION", &(s)->locked, \
	    "who is bound by an earlier decision and takes no part"), \
	SETTING_TEXT(0, "leftover", "RULE", &(s)->leftover, \
	    "leftover: who goes first, by order or by distance"), \
	SETTING_TEXT(0, "agreed", "CONDITION", &(s)->agreed, \
	    "leftover: who takes any seat that is left"), \
	SETTING_TEXT(0, "lon", "PATH", &(s)->lon, \
	    "leftover: where a record has its longitude"), \
	SETTING_TEXT(0, "lat", "PATH", &(s)->lat, \
	    "leftover: where a record has its latitude")
/* clang-format on */

struct round {
	struct programs *programs;
	struct applicants *applicants; /* none yet */
	uint32_t *held;                /* of each program, all 0 yet */
	struct seat_group *groups; /* of the market, or NULL; and settled for them */
	uint32_t *settled;
	uint32_t *held_groups;        /* of each group */
	uint32_t *filed;              /* the most of each program; NULL: its capacity */
	struct path *choices, *order; /* choices may be NULL, with leftover */
	struct mechanism_rules rules;
	struct taking_part_rules taking_part;
	struct leftover leftover;         /* for MECHANISM_LEFTOVER */
	struct score_bands bands;         /* without a score: none */
	struct bundle_names bundle_names; /* without a name: none */
	struct span name;
};

/* What the settings say.  Lives until the program ends. */
struct round *round_open(const struct round_settings *);

/* Whether it gives what is left, to those who take any. */
static inline bool
round_is_leftover(const struct round *r)
{
	return r->rules.mechanism == MECHANISM_LEFTOVER;
}

/*
 * Whether the priorities of its market are metres, in which several may be equal, and
 * still have to be made into an order (leftover_rank.h).
 */
static inline bool
round_is_by_distance(const struct round *r)
{
	return round_is_leftover(r) && r->leftover.rule == LEFTOVER_DISTANCE;
}

/* A required setting that is a path, or the end of the program. */
struct path *round_path(const char *setting, const char *text);

/*
 * Add the applicant of the current record, or set it aside for what is wrong with
 * it; says whether it was added.
 */
bool round_add(struct round *, struct stream *, struct record *);

/*
 * A seat that was taken before the round: counted if the round offers the program,
 * whose number is returned; or else MARKET_NONE.  The group may be at == NULL.
 */
uint32_t round_hold(struct round *, struct span program, struct span group);

/* The id of a group of the market. */
struct span round_group(const struct round *, uint32_t group);

/* Whether an admission was given in this round. */
bool round_is_of(const struct round *, const struct admission *);

/*
 * The market of all that were added.  Borrowed from the round.  Called once, when all
 * seats are held.  A policy that its mechanism cannot honour ends the program.
 */
struct market round_market(struct round *);

/*
 * For turns.h: what was added or held since has changed the market that round_market()
 * returned, all applicants or the groups of one program.
 */
void round_refresh(const struct round *, struct market *);
void round_regroup(struct round *, uint32_t program);

#endif
