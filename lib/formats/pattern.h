/*
 * pattern.h - patterns of ECMAScript over UTF-8, with a limit on the work
 *
 * A pattern holds if it is found anywhere in the text; ^ and $ match only at the start
 * and the end of the text.  Compiled once, by PCRE2 and its just-in-time compiler; the
 * few patterns that PCRE2 reads otherwise are searched by ecma_match.h.
 */
#ifndef PATTERN_H
#define PATTERN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "formats/bounded_search.h"
#include "record/record.h"

struct pattern;

enum pattern_result {
	PATTERN_NO_MATCH,
	PATTERN_MATCH,
	PATTERN_TOO_LONG, /* the search was stopped: too many steps */
	PATTERN_NO_MEMORY,
};

enum { PATTERN_FAULT_SIZE = 160 };

/*
 * Compile a pattern, as in ECMA-262 with the flag u.  Returns a new pattern, or
 * NULL with a sentence in why that has the byte of the fault, counted from 0.
 */
struct pattern *pattern_new(struct span text, char why[PATTERN_FAULT_SIZE]);
void pattern_free(struct pattern *);

/*
 * Whether a text is a pattern of ECMA-262 with the flag u: also one that pattern_new()
 * refuses, since it is too large or PCRE2 does not know a property in it.
 */
bool pattern_is_one(struct span text);

/*
 * Look for the pattern in a text, which must be UTF-8 without surrogates.  *work is
 * what the searches of one record have left, from BOUNDED_SEARCH_WORK on; NULL: it is
 * alone.
 */
enum pattern_result pattern_match(
    const struct pattern *, struct span text, uint64_t *work);

#endif
