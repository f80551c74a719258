/*
 * standing.h - what a record has in each key of an order
 *
 * An order is made of keys, the total and then the language say (ranking.h).  To say
 * why one record comes behind another, each key is kept apart: as bytes that sort as
 * the key does, and as the JSON of its value.
 *
 * Functions that return bool return false if memory ran out.
 */
#ifndef STANDING_H
#define STANDING_H

#include <stdbool.h>
#include <stddef.h>

#include "order/ranking.h"
#include "record/writer.h"

/* The keys of an order: rankings of one key each, borrowed. */
struct standing_keys {
	struct ranking **keys;
	size_t count;
};

/* All zero is an empty one. */
struct standing {
	bool known; /* the record has a value in each key */
	struct sort_key bytes;
	struct writer values;
	size_t *ends; /* 2 * count: where each key ends in bytes, and in values */
	size_t room;
};

bool standing_read(const struct standing_keys *, struct record *, struct standing *);
void standing_free(struct standing *);

/* The first key that differs; count if none does.  Both must be known. */
size_t standing_decided_by(const struct standing_keys *, const struct standing *one,
    const struct standing *other);

/*
 * Whether one would come before other if it had the same in all keys up to that one:
 * if the keys behind it are better.
 */
bool standing_equal_is_enough(const struct standing_keys *, const struct standing *one,
    const struct standing *other, size_t key);

/* The JSON of the value of a key; borrowed.  Null if it has none. */
struct span standing_value(const struct standing *, size_t key);

/* The name of a key, without its direction; static as long as its ranking. */
const char *standing_key(const struct standing_keys *, size_t key);

#endif
