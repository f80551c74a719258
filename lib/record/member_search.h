/*
 * member_search.h - where a member of an object stands, without reading those before it
 *
 * In a line that is JSON without a backslash, a name in quotes with a colon behind it
 * is the name of a member and nothing else: a text cannot hold a quote.  One pass over
 * the bytes, 64 at a time, finds it; the brackets between it and the nearer end of the
 * object say whether it is a member of the object itself or of one inside.
 *
 * Method: bits for the bytes of a block, as in G. Langdale and D. Lemire, "Parsing
 * gigabytes of JSON per second", The VLDB Journal 28 (2019).
 */
#ifndef MEMBER_SEARCH_H
#define MEMBER_SEARCH_H

#include <stdbool.h>
#include <stddef.h>

#include "record/span.h"

enum member_found {
	MEMBER_NONE,
	MEMBER_FOUND,
	/* Not said: there is a backslash, or a space before a colon, or the name is
	 * empty or has more than 62 bytes. */
	MEMBER_UNKNOWN
};

/*
 * Look for a member of the object whose last brace is the last byte before end, from at
 * on, which is before end, and outside of the texts of the object and of what is nested
 * in it.  name is what stands between the quotes, with no quote and backslash in it.
 * *where is set to the first quote of the name that was found.  Of bytes that are no
 * JSON the answer may be any, but no byte outside of [at, end) is read.
 */
enum member_found member_search(
    const char *at, const char *end, struct span name, const char **where);

/* Whether it does so by vectors (AVX2); without them a walk over members costs less. */
bool member_search_is_fast(void);

/* The same answer without vectors. */
enum member_found member_search_portable(
    const char *at, const char *end, struct span name, const char **where);

#endif
