/*
 * record_groups.h - records that have the same digest
 *
 * Digests are other ones in each process, and records come in any order.  So groups,
 * and the records in them, stand in an order that is given: that which breaks ties.
 */
#ifndef RECORD_GROUPS_H
#define RECORD_GROUPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "identity/digest_set.h"

/* All zero is an empty one, for any number of uses. */
struct record_groups {
	struct grouped {
		struct digest digest;
		uint32_t record, place;
	} * items;
	size_t room, count, at;
	uint32_t *records; /* of the group */
	size_t record_room;
};

/* Whether a digest stands for a value; all zero is none. */
static inline bool
digest_is_value(struct digest digest)
{
	return (digest.high | digest.low) != 0;
}

static inline bool
digest_equals(struct digest a, struct digest b)
{
	return a.high == b.high && a.low == b.low;
}

/*
 * Group records 0 to count - 1 by digests[record * stride]; one without a digest is in
 * no group.  places has the place of each record in the order.  False if there is no
 * memory.
 */
bool record_groups_make(struct record_groups *, const struct digest *digests,
    size_t stride, const uint32_t *places, uint32_t count);

/*
 * The next group of two records and more, in the order; borrowed until the next call.
 * Groups stand in the order of their first records.  False at the end.
 */
bool record_groups_next(
    struct record_groups *, const uint32_t **records, size_t *count);

void record_groups_free(struct record_groups *);

#endif
