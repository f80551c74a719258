/*
 * measures.h - what is computed of the records of a group, beside how many there are
 *
 *	sum        the exact sum of the numbers at a path
 *	quantile   the smallest of the numbers at a path that a part of all do not
 *	           exceed: the value at place part x n, rounded up (definition 1 in
 *	           Hyndman and Fan, "Sample quantiles in statistical packages",
 *	           1996).  It is always a number that occurs
 *	last       the values of the record that stands last by some keys: the cut-off
 *	           as it is published, by "total desc", "choice" and "tie_number" say
 *
 * Groups are numbers from 0.  Memory is 24 bytes a record for each path of quantiles,
 * and for the others what a group needs.
 */
#ifndef MEASURES_H
#define MEASURES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "order/ranking.h"
#include "record/record.h"
#include "record/writer.h"

struct measures;

/* Nothing is measured; NULL if there is no memory. */
struct measures *measures_new(void);
void measures_free(struct measures *);

/*
 * Measure a sum, "PATH"; a quantile, "PATH PART" with a part from 0 to 1; or add a key
 * of the last one, as ranking_add_key().  False, with *why a static sentence, if the
 * text is no such thing.
 */
bool measures_add_sum(struct measures *, const char *text, const char **why);
bool measures_add_quantile(struct measures *, const char *text, const char **why);
bool measures_add_last(struct measures *, const char *key, const char **why);

/*
 * The paths of the sums, then those of the quantiles, then the keys; NULL behind the
 * last.  *kind is "sum", "quantile" or "last".
 */
struct path *measures_path(const struct measures *, size_t number, const char **kind);

/*
 * Read what is measured of a record.  *field is the path that is at fault; what is no
 * number where one must be is RANKING_WRONG.
 */
enum ranking_fault measures_read(
    struct measures *, struct record *, const char **field);

/*
 * The record that was read belongs to a group, or the groups one after the other.  A
 * sum that 64 bits do not hold is RANKING_RANGE, and of no use any more.
 */
enum ranking_fault measures_count(struct measures *, uint32_t group);

/* No more records. */
void measures_close(struct measures *);

/*
 * Write the measures of a group, which counts a record, into its open object:
 *
 *	"sum":{"total":1300.5},"quantile":{"total":{"0.5":640}},"last":{"total":612}
 */
void measures_write(struct measures *, uint32_t group, struct writer *);

/*
 * The names of the members that measures_write() writes, as JSON Pointers, one behind
 * the other with a NUL behind each.
 */
void measures_columns(const struct measures *, struct writer *);

#endif
