/*
 * standing.h - what a record has in each key of an order
 *
 * An order is made of keys, the total and then the language say (ranking.h).  To say
 * why one record comes behind another, each key is kept apart: as bytes that sort as
 * the key does, and as the JSON of its value.  All of a record is one piece of bytes,
 * so that it can wait in a file.
 */
#ifndef STANDING_H
#define STANDING_H

#include <stdbool.h>
#include <stddef.h>

#include "order/ranking.h"
#include "record/writer.h"

/* What a record has in the keys of one order: borrowed bytes (standing_take()). */
struct standing {
	const char *at; /* NULL: it has no value in one of them, so nothing is known */
};

/* The keys of an order: rankings of one key each, borrowed. */
struct standing_keys {
	struct ranking **keys;
	size_t count;
	struct standing own; /* of the record that is at hand, if its user sets it */
	struct sort_key scratch;
};

/* Write what a record has.  False if memory ran out. */
bool standing_write(struct standing_keys *, struct record *, struct writer *);

/* Read what was written at *at, which goes on behind it.  The bytes are borrowed. */
struct standing standing_take(const char **at);

/* The first key that differs; count if none does.  Both must be known. */
size_t standing_decided_by(
    const struct standing_keys *, struct standing one, struct standing other);

/*
 * Whether one would come before other if it had the same in all keys up to that one:
 * if the keys behind it are better.
 */
bool standing_equal_is_enough(const struct standing_keys *, struct standing one,
    struct standing other, size_t key);

/* The JSON of the value of a key; borrowed.  Null if it has none. */
struct span standing_value(const struct standing_keys *, struct standing, size_t key);

/* The name of a key, without its direction; static as long as its ranking. */
const char *standing_key(const struct standing_keys *, size_t key);

#endif
