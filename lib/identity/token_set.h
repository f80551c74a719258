/*
 * token_set.h - the words of a text, each once, in the order of their bytes
 *
 * A set is one text: each word with a NUL behind it.  Two texts with the same words in
 * any order have the same set.
 */
#ifndef TOKEN_SET_H
#define TOKEN_SET_H

#include <stdbool.h>

#include "record/span.h"

/*
 * Sort words that have a NUL behind each, in place, and leave each once; returns the
 * length that is left.  False if there is no memory.
 */
bool token_set_make(char *words, size_t *len);

/* Take the first word off a set; false if there is none. */
bool token_set_next(struct span *set, struct span *word);

/* Below zero, zero or above zero, by the order of the bytes. */
int token_set_compare(struct span a, struct span b);

#endif
