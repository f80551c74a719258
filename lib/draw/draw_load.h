/*
 * draw_load.h - a draw, as the settings of a filter
 *
 * This is set-up for filters: rules that do not hold together, and what is no path,
 * end the program with STATUS_TROUBLE and a message that says where it stands.
 */
#ifndef DRAW_LOAD_H
#define DRAW_LOAD_H

#include "draw/draw_commitment.h"
#include "draw/draw_entrant.h"
#include "draw/draw_rules.h"
#include "settings/settings.h"

/* clang-format off */
/* Into struct draw_rules and struct draw_commitment. */
#define DRAW_SETTINGS(rules, commitment) \
	SETTING_TEXT(0, "as", "NAME", &(commitment)->draw, \
	    "write to draw.NAME (the policy's ENTRY)"), \
	SETTING_TEXT(0, "bundle", "PATH", &(commitment)->bundle, \
	    "who has the same text there draws once"), \
	SETTING_WORD(0, "digest", "NAME", &(commitment)->algorithm, \
	    "of the list (sha256)", "sha256", "sm3"), \
	SETTING_TEXT(0, "fallback", "WINNER", &(rules)->fallback, \
	    "go on from the first or last winner, or from that number"), \
	SETTING_NUMBER(0, "gap", "N", &(rules)->gap, 1, UINT32_MAX, \
	    "the gap of a ring"), \
	SETTING_TEXT(0, "id", "PATH", &(commitment)->id, \
	    "the key of an entrant (id)"), \
	SETTING_WORD(0, "method", "NAME", &(rules)->method, "how numbers are drawn", \
	    "hash", "ring", "step"), \
	SETTING_TEXT(0, "numbers", "PATH", &(rules)->numbers, \
	    "the numbers that stand on the ring"), \
	SETTING_NUMBER(0, "plan", "N", &(rules)->plan, 1, UINT32_MAX - 1, \
	    "how many numbers are to be drawn"), \
	SETTING_TEXT(0, "round", "NAME", &(rules)->round, \
	    "what this draw is called where the seed is used again (as)"), \
	SETTING_TEXT(0, "seed", "TEXT", &(rules)->seed, "what was drawn in public"), \
	SETTING_NUMBER(0, "start", "N", &(rules)->start, 1, UINT32_MAX - 1, \
	    "the first number, drawn in public"), \
	SETTING_NUMBER(0, "step", "N", &(rules)->step, 1, UINT32_MAX - 1, \
	    "the step (entrants / plan, rounded up)")
/* clang-format on */

/*
 * Once the settings are read: what was not set and has a default gets it, and the
 * paths are set; the caller frees these.  before as in draw_rules_hold().
 */
void draw_load(
    struct draw_rules *, struct draw_commitment *, struct draw_paths *, bool before);

#endif
