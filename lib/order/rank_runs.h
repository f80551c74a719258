/*
 * rank_runs.h - the ranks that one run of a filter gives to the records of a stream
 *
 * Records are kept with a key for each rank until the last one has come; then they
 * leave with all their places, in the order of the first rank or as they came.  What
 * goes wrong ends the program with STATUS_TROUBLE (ranked.h).
 */
#ifndef RANK_RUNS_H
#define RANK_RUNS_H

#include <stdbool.h>
#include <stddef.h>

#include "kept/ordered.h"
#include "order/named_rank.h"
#include "stream/stream.h"

struct rank_run {
	struct named_rank rank;
	struct ordered *keys;
	struct ranking_place
	    *places; /* of each record; NULL: they leave in this order */
};

/* All zero: none yet. */
struct rank_runs {
	struct rank_run *items;
	size_t count, room;
	struct ordered *lines; /* in the order in which the records leave */
};

/* One more rank, all zero, for the caller to fill; valid until the next call. */
struct named_rank *rank_runs_add(struct rank_runs *);

/*
 * All ranks are known: begin to keep the records of a stream, with memory bytes for
 * all.  They leave in the order of the first rank, or as they came.
 */
void rank_runs_open(
    struct rank_runs *, struct stream *, size_t memory, bool as_they_came);

/* Keep a record and its keys, or set it aside. */
void rank_runs_take(struct rank_runs *, struct stream *, struct record *);

/* No more records: find their places and pass them. */
void rank_runs_write(struct rank_runs *, struct stream *);

void rank_runs_free(struct rank_runs *);

#endif
