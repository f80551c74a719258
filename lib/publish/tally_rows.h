/*
 * tally_rows.h - the rows of a table of counts, the small ones suppressed
 *
 * A row is a record that a tally writes (tally.h), with the values of some dimensions:
 * one that it does not have is summed over, in a total.
 *
 *	{"by":{"school":"P01","class":"A"},"count":4,...}    as it came
 *	{"by":{"school":"P01","class":"B"},"suppressed":true}
 *
 * Nothing else of a suppressed row is written: a sum, a ratio or a quantile would tell.
 */
#ifndef TALLY_ROWS_H
#define TALLY_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "record/record.h"
#include "record/span.h"
#include "record/writer.h"

struct tally_rows;

/* No rows yet, of a table with these dimensions, whose names are borrowed.  NULL if
 * there is no memory. */
struct tally_rows *tally_rows_new(const char *const *names, size_t dimensions);
void tally_rows_free(struct tally_rows *);

/* Add a row, which is copied.  False if there is no memory. */
bool tally_rows_add(struct tally_rows *, struct span row);

/* All were added: suppress (small_cells.h).  Returns how many rows are. */
size_t tally_rows_suppress(struct tally_rows *, uint64_t least);

size_t tally_rows_count(const struct tally_rows *);

/* Write a row over what the writer has. */
void tally_rows_write(struct tally_rows *, size_t row, struct writer *);

#endif
