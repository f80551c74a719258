/*
 * named_rank.h - one of the ranks that a record is given, and its words
 *
 *	"unified":{"order":812,"of":22216,"tie_number":3,"percentile":96.34,
 *	    "decided_by":"scores.math"}
 */
#ifndef NAMED_RANK_H
#define NAMED_RANK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "order/ranking.h"
#include "record/writer.h"
#include "sort/sort_key.h"

struct named_rank {
	const char *as;
	struct ranking *ranking;
	bool shared; /* places may be, so that a tie is none */
	bool tie_number, percentile;
	struct sort_key tuple; /* of the record that is read */

	/* How many records each pool has, by its number; see named_rank_count(). */
	uint32_t *pools;
	size_t pool_room;
};

/* Free what it holds. */
void named_rank_free(struct named_rank *);

/*
 * The last record of the walk is one more of its pool.  Called for all, it leaves the
 * sizes of the pools.  False if there is no memory.
 */
bool named_rank_count(struct named_rank *, const struct ranking_walk *);

/*
 * Whether a key, or the pool, is read from what the rank as writes: it would be the
 * value of an earlier run.
 */
bool named_rank_reads(const struct named_rank *, const char *as);

/*
 * Write a place among that many of its pool as an object.  percentile is how many in
 * a hundred of the pool have this place or a worse one, cut to two decimals.
 */
void named_rank_write(const struct named_rank *, const struct ranking_place *,
    uint32_t of, struct writer *);

#endif
