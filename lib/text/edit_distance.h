/*
 * edit_distance.h - how many typing mistakes lie between two words
 *
 * Levenshtein's distance, in bytes: a byte put in, left out or taken for another counts
 * one each.  For "did you mean", where both words are short: it takes time as the
 * product of their lengths.
 */
#ifndef EDIT_DISTANCE_H
#define EDIT_DISTANCE_H

#include <stddef.h>

/* The distance from one word to the other; SIZE_MAX if there is no memory. */
size_t edit_distance(const char *from, const char *to);

#endif
