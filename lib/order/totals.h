/*
 * totals.h - a tally and its totals
 *
 * Records are counted by all keys, and if totals are asked for by each choice of fewer
 * keys too, down to none, which counts all records.  The groups by all keys come out
 * first, then those with one key less, and so on; among choices of as many keys, those
 * that have the earlier keys come first.
 */
#ifndef TOTALS_H
#define TOTALS_H

#include <stdbool.h>
#include <stddef.h>

#include "order/tally.h"

enum { TOTALS_KEYS = 6 }; /* the most, where there are totals */

struct totals;

/*
 * Of so many keys, which are added next; with totals at most TOTALS_KEYS.  places as in
 * tally_new().  NULL if there is no memory.
 */
struct totals *totals_new(size_t keys, bool totals, bool places);
void totals_free(struct totals *);

/* The same as for one tally. */
bool totals_add_pool(struct totals *, const char *path, const char **why);
bool totals_add_key(struct totals *, const char *key, const char **why);

/* Add a measure to all: add is one of measures.h. */
bool totals_add_measure(struct totals *,
    bool add(struct measures *, const char *, const char **), const char *text,
    const char **why);

/* The tally by all keys; borrowed. */
struct tally *totals_whole(struct totals *);

enum ranking_fault totals_count(struct totals *, struct record *, const char **key);
bool totals_close(struct totals *);

/* The next group, as tally_next(), and whether it is one by the first key alone. */
bool totals_next(struct totals *, struct writer *, bool *by_first);

#endif
