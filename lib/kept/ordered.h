/*
 * ordered.h - records taken out in the order of their keys, within memory
 *
 * Records wait, with a key each (sort_key.h), until the last one has come.  Keys
 * are in memory as long as there is room; then they, and the lines of their records,
 * go to disk in sorted runs (runs.h), and are merged while they are taken out.  What
 * comes out is the same either way.  What goes wrong ends the program with
 * STATUS_TROUBLE.
 *
 *	while (...) {
 *		stream_keep(stream, ...);
 *		ordered_add(ordered, key);
 *	}
 *	ordered_close(ordered);
 *	while (ordered_next(ordered, &item))        to see the keys
 *		...
 *	ordered_arrange(ordered);
 *	while (ordered_next(ordered, &item))        to see the lines too
 *		... ordered_line(ordered)
 */
#ifndef ORDERED_H
#define ORDERED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kept/kept.h"
#include "record/record.h"

struct ordered;

struct ordered_item {
	struct span key; /* borrowed until the call of ordered_next() after the next */
	uint32_t number; /* 0, 1, 2 ... as they came */
	const struct kept_record *from; /* NULL without lines; until the next call */
};

/*
 * Where not all lines can stay where they are, a run of so many bytes is sorted, and
 * its lines are fetched, in what a processor's caches hold most of.
 */
enum { ORDERED_RUN = 32 << 20 };

/*
 * run is how many bytes of keys and records make a run; runs grow where there would be
 * very many of them, up to memory.  As long as all keys, records and lines are no
 * more than memory, there are no runs, and lines are fetched where they are: for
 * 1,000,000 records of 650 bytes that takes 0.6 of the CPU.  Both are in bytes, about.
 *
 * lines are those of the records, each added by kept_add() before its key, and by
 * nobody else; borrowed.  NULL: there are only keys.
 */
struct ordered *ordered_new(size_t run, size_t memory, struct kept *lines);
void ordered_free(struct ordered *);

void ordered_add(struct ordered *, struct span key);
uint32_t ordered_count(const struct ordered *);

/* No more records: put them in order, and begin with the first. */
void ordered_close(struct ordered *);

/* The next one in order; false at the end. */
bool ordered_next(struct ordered *, struct ordered_item *);

/* Begin with the first again. */
void ordered_rewind(struct ordered *);

/* Begin with the first again, now with lines.  To be called once. */
void ordered_arrange(struct ordered *);

/* The line of the record that came last; borrowed until the next call. */
struct span ordered_line(struct ordered *);

#endif
