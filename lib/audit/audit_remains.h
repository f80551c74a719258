/*
 * audit_remains.h - what earlier steps have left of groups that pass on seats
 *
 * A group gives its own seats first, and then those of the first group that passes
 * seats to it and has one left.  Seats that were given in one step are gone in the
 * next.
 */
#ifndef AUDIT_REMAINS_H
#define AUDIT_REMAINS_H

#include <stdbool.h>
#include <stdint.h>

#include "seats/market.h"

struct audit_remains {
	uint32_t own, cap; /* as in struct seat_group, less what was given */
};

/* What all groups of a market have before the first step; NULL if there is no memory.
 */
struct audit_remains *audit_remains_new(const struct market *);

/* A group of a program gives so many seats for good. */
void audit_remains_take(const struct market *, struct audit_remains *, uint32_t program,
    uint32_t group, uint64_t seats);

#endif
