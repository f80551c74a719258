/*
 * leaks.h - whether values occur in the bytes of a file
 *
 * An exact search for any number of texts at once.  The texts are sorted; at each place
 * of a file the range of texts that begin with its bytes is narrowed, so a place costs
 * its common bytes times the logarithm of the number of texts, and mostly one look at a
 * table of two bytes.  Memory is the texts and 24 bytes for each.
 *
 * Functions that return bool return false if memory ran out.
 */
#ifndef LEAKS_H
#define LEAKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "record/span.h"

/* A text shorter than this is found everywhere, and says nothing: it is not searched.
 */
enum { LEAKS_SHORTEST = 4 };

struct leaks;

struct leaks *leaks_new(void);
void leaks_free(struct leaks *);

/* Add a text, which is copied, with the number of what it is a value of. */
bool leaks_add(struct leaks *, struct span text, uint32_t field);

/* How many were too short. */
size_t leaks_short(const struct leaks *);

/* All were added. */
void leaks_sort(struct leaks *);

/*
 * The first place at or behind from at which a text stands; SIZE_MAX if none does.
 * *field is what the longest one there is a value of.
 */
size_t leaks_find(
    const struct leaks *, struct span bytes, size_t from, uint32_t *field);

#endif
