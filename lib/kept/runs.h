/*
 * runs.h - sorted runs of lines on disk, and all of them in one order
 *
 * What does not fit into memory is sorted part by part.  A part, a run, goes to disk
 * in its order, keys and lines apart: to see only the keys costs only the keys.
 * What goes wrong ends the program with STATUS_TROUBLE.
 */
#ifndef RUNS_H
#define RUNS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kept/kept.h"
#include "record/record.h"

struct runs;

struct run_item {
	struct span key; /* borrowed until the call of runs_next() after the next one */
	uint32_t number;
	struct kept_record from; /* without lines: all zero */
};

struct runs *runs_new(void);
void runs_free(struct runs *);

/* Begin another run, and add its next item; line.at is NULL where lines do not matter.
 * Keys must come in order. */
void runs_begin(struct runs *);
void runs_put(struct runs *, const struct run_item *, struct span line);

/* No more runs: begin with the least item of all; and again. */
void runs_rewind(struct runs *);

/* The next item of all runs in the order of keys (merge.h); false at the end. */
bool runs_next(struct runs *, struct run_item *);

/* The line of the item that came last; borrowed until the next call. */
struct span runs_line(struct runs *);

#endif
