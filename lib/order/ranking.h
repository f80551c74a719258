/*
 * ranking.h - the keys of an order, and the places that they give
 *
 * A ranking is made of keys, "scores.math desc" say, and perhaps of a pool, the
 * key by which records are ranked apart.  It turns a record into a tuple
 * (sort_key.h), and reads places off the tuples in their order (sorter.h).
 *
 * The value of a key is at a path in the record, or it is what an expression is
 * worth there.
 */
#ifndef RANKING_H
#define RANKING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "order/sort_key.h"
#include "order/sorter.h"
#include "record/record.h"
#include "rules/expression.h"

struct ranking;

/* A ranking without keys; NULL if there is no memory. */
struct ranking *ranking_new(void);
void ranking_free(struct ranking *);

/*
 * Add a key: a path, with " asc" (as without) or " desc" behind it; or the pool,
 * a path, which must come before the keys.  False, with *why a static sentence,
 * if that is no path.
 */
bool ranking_add_key(struct ranking *, const char *key, const char **why);
bool ranking_add_pool(struct ranking *, const char *path, const char **why);

/*
 * Add a key, or the pool, that is an expression, which is borrowed: its variable 0
 * is the record, and it has no others but constants.  False if there is no memory.
 */
bool ranking_add_expression(struct ranking *, struct expression *, bool descending);
bool ranking_add_pool_expression(struct ranking *, struct expression *);

/* Whether an expression may be a key: false if it is known to be a list, say. */
bool ranking_can_order(const struct expression *);

/*
 * Where the direction of a key begins, the blanks before it included: at its end if it
 * has none.
 */
size_t ranking_direction(const char *key, bool *descending);

/*
 * Whether that many bytes of a key are a path and no expression: names and indices
 * with dots between them, or a JSON Pointer.  What begins with record. or policy. is
 * an expression.
 */
bool ranking_is_path(const char *key, size_t len);

/* The text of a key, without its direction.  The pool counts as key 0. */
const char *ranking_key(const struct ranking *, size_t key);

/* The expression of a key, or NULL. */
const struct expression *ranking_expression(const struct ranking *, size_t key);

enum ranking_fault {
	RANKING_OK,
	RANKING_MISSING,   /* nothing there, or null */
	RANKING_WRONG,     /* an array or an object, a double, which is not exact */
	RANKING_RANGE,     /* a number that struct decimal cannot hold */
	RANKING_FAILED,    /* the expression did; expression_failure() says why */
	RANKING_NO_MEMORY, /* of no use any more */
};

/*
 * Put the keys of a record into an empty tuple.  number is the record's own, for
 * ranking_mixed().  *key is the key that is at fault.
 */
enum ranking_fault ranking_encode(
    struct ranking *, struct record *, uint32_t number, struct sort_key *, size_t *key);

/* A key that was a number in one record and a text, say, in another. */
struct ranking_mix {
	size_t key;
	const char *kinds[2]; /* "a number", "a text", "a boolean" or "a time" */
	uint32_t numbers[2];  /* the first record with each */
};

/* Whether there is such a key; numbers and texts have no order between them. */
bool ranking_mixed(const struct ranking *, struct ranking_mix *);

/* Where a record stands. */
struct ranking_place {
	uint32_t pool;  /* the pool, counted from 0 in the order of pools */
	uint32_t order; /* the place in it, counted from 1 */
	uint32_t key;   /* what separates it from the one above, if order > 1 */
};

/*
 * Go to the next item of a sorted sorter, and find its place.  *item and *place
 * are those of the item above; all zero at the first call.  False at the end.
 */
bool ranking_next(
    const struct ranking *, struct sorter *, struct sorted *, struct ranking_place *);

/* Whether no key separates a record from the one above. */
bool ranking_is_tie(const struct ranking *, const struct ranking_place *);

#endif
