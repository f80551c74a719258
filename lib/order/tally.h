/*
 * tally.h - how many records have the same values
 *
 * A tally has keys, as a ranking does (ranking.h), and perhaps a pool.  Records
 * that are equal in all of them are a group; of a group the tally holds its values
 * and how many there are, of records nothing.
 */
#ifndef TALLY_H
#define TALLY_H

#include <stdbool.h>
#include <stdint.h>

#include "order/measures.h"
#include "order/ranking.h"
#include "record/record.h"
#include "record/writer.h"

struct tally;

/*
 * A tally without keys; NULL if there is no memory.  places: a table with one key,
 * a number, that counts from the best down; that is from the highest, if the key
 * does not say " asc".
 */
struct tally *tally_new(bool places);
void tally_free(struct tally *);

/* Add the pool, before all else, and keys, as ranking_add_pool() and _key() do. */
bool tally_add_pool(struct tally *, const char *path, const char **why);
bool tally_add_key(struct tally *, const char *key, const char **why);

/* The path of a key, by the number of those that were added before it; borrowed. */
struct path *tally_path(const struct tally *, size_t key);

/* What is measured of each group beside its count; borrowed. */
struct measures *tally_measures(struct tally *);

/*
 * Count a record.  *key is the path of the key, or of the measure, that is at
 * fault.  In a table of places, what is no number is RANKING_WRONG.  RANKING_RANGE with
 * *key NULL: a sum has become too large, and the tally is of no use any more.
 */
enum ranking_fault tally_count(struct tally *, struct record *, const char **key);

/* No more records: put the groups in order.  False if there is no memory. */
bool tally_close(struct tally *);

/*
 * The next group as a JSON object, the values of its keys first (equal numbers are
 * written alike, whichever came first):
 *
 *	{"pool":"620102","by":{"sex":"F","grade":9},"count":12}
 *	{"pool":"620102","score":612.5,"count":3,"cumulated":120}
 *
 * and what is measured behind them, where cumulated is how many of the pool have this
 * score or a better one.  False at the end; see writer_failed() otherwise.
 */
bool tally_next(struct tally *, struct writer *);

/*
 * The members of these objects as JSON Pointers, each with a NUL behind it; see
 * writer_failed().
 */
void tally_columns(const struct tally *, struct writer *);

#endif
