/*
 * audit_ranks.h - the places of a rank, re-derived from its keys
 *
 * A rank is what admit-rank(1) wrote at rank.NAME.  The list must have all records that
 * were ranked: each place follows from the keys of all.  The keys are read and compared
 * by the code that ranks (order/ranking.h); the sorting is another.
 */
#ifndef AUDIT_RANKS_H
#define AUDIT_RANKS_H

#include <stdbool.h>
#include <stdint.h>

#include "audit/place_breach.h"
#include "order/ranking.h"
#include "record/record.h"

/*
 * The codes of its breaches:
 *
 *	wrong-rank   a field is not what the keys give, or is missing
 *	rank-tied    other has the same keys, and places are not shared
 *	rank-no-key  a key is missing, or is nothing that has a place
 */
struct rank_audit;

/*
 * A rank of this name by these keys, both borrowed; shared says whether several may
 * have one place.  NULL if there is no memory.
 */
struct rank_audit *rank_audit_new(
    const char *name, struct ranking *ranking, bool shared);
void rank_audit_free(struct rank_audit *);

/* A record of the list, under a number of its own.  False if memory ran out. */
bool rank_audit_add(struct rank_audit *, struct record *, uint32_t number);

/*
 * After the last one: sort by the keys, and call found for each breach, in the order of
 * the rank.  False if memory ran out; then the check is not whole.
 *
 * Memory: the keys of all records, and 48 bytes for each.
 */
bool rank_audit_finish(struct rank_audit *,
    void (*found)(void *context, const struct place_breach *), void *context);

#endif
