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

#include "cel/expression.h"
#include "record/record.h"
#include "sort/sort_key.h"
#include "sort/sorter.h"

struct ranking;

/* A ranking without keys; NULL if there is no memory. */
struct ranking *ranking_new(void);
void ranking_free(struct ranking *);

/* What becomes of a record that has nothing where a key is. */
enum ranking_missing {
	RANKING_REFUSED, /* it has no place: RANKING_MISSING */
	RANKING_FIRST,   /* it comes before all others, in either direction */
	RANKING_LAST,    /* behind all others */
};

/* How a key orders. */
struct ranking_order {
	bool descending;
	bool stated; /* the key says which way, "asc" or "desc" */
	enum ranking_missing missing;
};

/*
 * Read the words behind a key: " asc" (as without) or " desc", then " missing first"
 * or " missing last".  Returns where they begin, the blanks before them included: the
 * end of the key if there are none.
 */
size_t ranking_read_order(const char *key, struct ranking_order *);

/*
 * Add a key, a path with such words behind it; or the pool, a path, which must come
 * before the keys.  False, with *why a static sentence, if that is no path.
 */
bool ranking_add_key(struct ranking *, const char *key, const char **why);
/* The same for a path of len bytes whose words were read already. */
bool ranking_add_path(struct ranking *, const char *path, size_t len,
    struct ranking_order, const char **why);
bool ranking_add_pool(struct ranking *, const char *path, const char **why);

/*
 * Add a key, or the pool, that is an expression, which is borrowed: its variable 0
 * is the record, and it has no others but constants.  False if there is no memory.
 */
bool ranking_add_expression(
    struct ranking *, struct expression *, struct ranking_order);
bool ranking_add_pool_expression(struct ranking *, struct expression *);

/* Whether an expression may be a key: false if it is known to be a list, say. */
bool ranking_can_order(const struct expression *);

/*
 * Whether that many bytes of a key are a path and no expression: names and indices
 * with dots between them, or a JSON Pointer.  What begins with record. or policy. is
 * an expression.
 */
bool ranking_is_path(const char *key, size_t len);

/* The text of a key, without the words behind it.  The pool counts as key 0. */
const char *ranking_key(const struct ranking *, size_t key);

/* The path of a key, or NULL if it is an expression; borrowed. */
struct path *ranking_path(const struct ranking *, size_t key);

/* The expression of a key, or NULL; borrowed. */
struct expression *ranking_expression(const struct ranking *, size_t key);

/* How many keys there are, the pool with them. */
size_t ranking_keys(const struct ranking *);

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

/* Whether two tuples are of one pool. */
bool ranking_same_pool(const struct ranking *, struct span a, struct span b);

/* Which places are given where records are equal in all keys. */
enum ranking_numbering {
	RANKING_ORDINAL,  /* 1 2 3 4: such a tie is no order yet */
	RANKING_STANDARD, /* 1 2 2 4: they share a place, and others are left out */
	RANKING_DENSE,    /* 1 2 2 3: they share a place, and none is left out */
};

/* RANKING_ORDINAL, if this is not called. */
void ranking_share(struct ranking *, enum ranking_numbering);

/* Where a record stands. */
struct ranking_place {
	uint32_t pool;  /* the pool, counted from 0 in the order of pools */
	uint32_t order; /* its place in the pool */
	uint32_t ahead; /* how many of the pool have a better place */
	/* Its place among those that are equal in the first key: of those with one
	 * total, which one (同分序号). */
	uint32_t tie_number;
	uint32_t key; /* what separates its place from the one above, if any is */
};

/* A walk down the order.  All zero at its beginning. */
struct ranking_walk {
	struct ranking_place place; /* of the last record */
	uint32_t number;            /* of records of its pool so far */
	uint32_t tie_ahead; /* of those equal in the first key, how many are above it */
	bool tied;          /* no key separates it from the one above */
};

/*
 * The place of the next record in the order, from its tuple and that of the one above;
 * above.at is NULL for the first.
 */
void ranking_step(const struct ranking *, struct span above, struct span tuple,
    struct ranking_walk *);

/*
 * Go to the next item of a sorted sorter, and find its place.  *item is the one above;
 * all zero at the first call.  False at the end.
 */
bool ranking_next(
    const struct ranking *, struct sorter *, struct sorted *, struct ranking_walk *);

#endif
