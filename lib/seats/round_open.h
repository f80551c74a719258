/*
 * round_open.h - a round before its first applicant
 *
 * The allocator and the verifier are told of a round in the same words, and read
 * the same entry of the policy.  This is set-up: a mistake ends the program with
 * STATUS_TROUBLE.
 */
#ifndef ROUND_OPEN_H
#define ROUND_OPEN_H

#include "seats/round.h"
#include "seats/round_rules.h"

/* The round that the settings describe.  Lives until the program ends. */
struct round *round_open(const struct round_settings *);

#endif
