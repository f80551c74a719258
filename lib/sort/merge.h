/*
 * merge.h - the least of several keys, again and again
 *
 * Runs that are in order each by itself are made one by taking the least of their
 * heads.  Heads are compared as sorter.h does: by memcmp(), a key before the longer
 * keys that begin with it, equal keys by the number of their run.
 *
 * It is a tournament (Knuth, The Art of Computer Programming 3, section 5.4.1): to
 * put another head in costs log2 of the number of runs.
 */
#ifndef MERGE_H
#define MERGE_H

#include <stddef.h>

#include "record/record.h"

struct merge;

enum { MERGE_MOST = 1 << 20 };

/* As many runs, 1 to MERGE_MOST, without a head yet; NULL if there is no memory. */
struct merge *merge_new(size_t runs);
void merge_free(struct merge *);

/*
 * The head of a run, borrowed until it gets another one.  A key with at == NULL says
 * that the run has come to its end.
 */
void merge_set(struct merge *, size_t run, struct span key);

/* The head of a run; at == NULL if it has none. */
struct span merge_head(const struct merge *, size_t run);

/* The run with the least head; how many runs there are, if none has one. */
size_t merge_least(const struct merge *);

#endif
