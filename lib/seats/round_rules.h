/*
 * round_rules.h - the rules of a round from its settings
 *
 * A setting that is for one mechanism only, and is given with another, is refused: no
 * rule is ignored in silence.  This is set-up: a mistake ends the program with
 * STATUS_TROUBLE.
 */
#ifndef ROUND_RULES_H
#define ROUND_RULES_H

#include "seats/round.h"
#include "settings/settings.h"

struct round_settings {
	const char *mechanism, *programs, *choices, *order, *round;
	const char *bands, *score, *score_lines, *bundle, *last_seat, *ties;
	const char *ratio, *locked, *leftover, *agreed, *lon, *lat;
	const char *holders;
};

/* clang-format off */
#define ROUND_SETTINGS(s) \
	{ .letter = 'm', .kind = SETTING_KIND_WORD, .name = "mechanism", \
	  .argument = "NAME", .to = &(s)->mechanism, .help = "required", \
	  .words = (const char *const[]){ MECHANISM_NAMES NULL } }, \
	SETTING_FILE(0, "programs", "FILE", &(s)->programs, \
	    "the programs and their seats, JSON Lines (required)"), \
	SETTING_TEXT(0, "choices", "PATH", &(s)->choices, \
	    "where a record has its list of choices (required but for leftover)"), \
	SETTING_TEXT(0, "order", "PATH", &(s)->order, \
	    "where a record has its place in the order (required)"), \
	SETTING_TEXT(0, "round", "NAME", &(s)->round, \
	    "the round (the name of the policy's entry)"), \
	SETTING_SERIES(0, "bands", "N,N", &(s)->bands, \
	    "parallel: how many choices each band has; the last one repeats"), \
	SETTING_TEXT(0, "score", "PATH", &(s)->score, \
	    "tiered: where a record has its score"), \
	SETTING_SERIES(0, "score-lines", "N,N", &(s)->score_lines, \
	    "tiered: the lines that cut the scores, the highest first"), \
	SETTING_TEXT(0, "bundle", "PATH", &(s)->bundle, \
	    "serial: where a record has the name of those who stay together"), \
	/* In the order of enum bundles_rule, and of enum shared_rule. */ \
	SETTING_WORD(0, "last-seat", "RULE", &(s)->last_seat, \
	    "for a bundle at the last seat", "expand", "skip", "refuse"), \
	SETTING_WORD(0, "ties", "RULE", &(s)->ties, \
	    "serial: for shared orders at the last seat", "all", "none"), \
	SETTING_TEXT(0, "ratio", "NUMBER", &(s)->ratio, \
	    "file this times the capacity to each program; 1.05 for example"), \
	SETTING_TEXT(0, "locked", "CONDITION", &(s)->locked, \
	    "who is bound by an earlier decision and takes no part"), \
	SETTING_TEXT(0, "holders", "PATH", &(s)->holders, \
	    "deferred: where who holds a seat says freeze, float or slide"), \
	/* In the order of enum leftover_rule. */ \
	SETTING_WORD(0, "leftover", "RULE", &(s)->leftover, \
	    "leftover: who goes first", "order", "distance"), \
	SETTING_TEXT(0, "agreed", "CONDITION", &(s)->agreed, \
	    "leftover: who takes any seat that is left"), \
	SETTING_TEXT(0, "lon", "PATH", &(s)->lon, \
	    "leftover: where a record has its longitude"), \
	SETTING_TEXT(0, "lat", "PATH", &(s)->lat, \
	    "leftover: where a record has its latitude")
/* clang-format on */

/* A setting that must be there, or the end of the program. */
const char *round_rules_required(const char *setting, const char *value);

/*
 * Set the rules of a round that is otherwise still empty: mechanism, choices, order,
 * who takes part, leftover, score bands and bundle names.
 */
void round_rules_read(struct round *, const struct round_settings *);

#endif
