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
#include "seats/market.h"
#include "seats/programs.h"
#include "settings/settings.h"
#include "stream/stream.h"

struct round_settings {
	const char *mechanism, *programs, *choices, *order, *round;
};

/* clang-format off */
#define ROUND_SETTINGS(s) \
	SETTING_TEXT('m', "mechanism", "NAME", &(s)->mechanism, \
	    "how seats are given: serial (required)"), \
	SETTING_FILE(0, "programs", "FILE", &(s)->programs, \
	    "the programs and their seats, JSON Lines (required)"), \
	SETTING_TEXT(0, "choices", "PATH", &(s)->choices, \
	    "where a record has its list of choices (required)"), \
	SETTING_TEXT(0, "order", "PATH", &(s)->order, \
	    "where a record has its place in the order (required)"), \
	SETTING_TEXT(0, "round", "NAME", &(s)->round, \
	    "the round (the name of the policy's entry)")
/* clang-format on */

struct round {
	struct programs *programs;
	struct applicants *applicants; /* none yet */
	uint32_t *held;                /* of each program, all 0 yet */
	struct span name;
};

/* What the settings say.  Lives until the program ends. */
struct round *round_open(const struct round_settings *);

/* A required setting that is a path, or the end of the program. */
struct path *round_path(const char *setting, const char *text);

/*
 * Add the applicant of the current record, or set it aside for what is wrong with
 * it; says whether it was added.
 */
bool round_add(struct round *, struct stream *, struct record *);

/* A seat that was taken before the round: counted if the round offers the program. */
void round_hold(struct round *, struct span program);

/* Whether an admission was given in this round. */
bool round_is_of(const struct round *, const struct admission *);

/*
 * The seat that an admission names, of somebody who had none before the round.
 * Returns NULL, or the code of the breach that it is; then he has no seat.
 */
const char *round_seat(const struct round *, const struct admission *, struct seat *);

/* The market of all that were added.  Borrowed from the round. */
struct market round_market(const struct round *);

#endif
