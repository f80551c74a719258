/*
 * round_rules.h - the rules of a round from its settings
 *
 * A setting that goes with one mechanism only, and stands beside another, is refused:
 * no rule is passed over in silence.  This is set-up, as all of round.h.
 */
#ifndef ROUND_RULES_H
#define ROUND_RULES_H

#include "seats/round.h"

/* A setting that must be there, or the end of the program. */
const char *round_rules_required(const char *setting, const char *value);

/*
 * Set the rules, bands, bonds, standing, leftover, choices and order of a round that
 * is otherwise still empty.
 */
void round_rules_read(struct round *, const struct round_settings *);

#endif
