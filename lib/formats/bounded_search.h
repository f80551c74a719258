/*
 * bounded_search.h - searches for patterns of PCRE2, in a time that the text bounds
 *
 * PCRE2 tries one way after the other, at each place of the text, so "[a-z]{2,}[0-9]"
 * in letters takes the square of their number and "^(a|aa)+$" doubles with each.  Here
 * that is done for few steps and few places.  A search that needs more follows all ways
 * at once, and its time grows with the length of the text alone.
 */
#ifndef BOUNDED_SEARCH_H
#define BOUNDED_SEARCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "record/span.h"

struct bounded_search;

enum bounded_found {
	BOUNDED_NOT_FOUND,
	BOUNDED_FOUND,
	BOUNDED_GIVEN_UP,
	BOUNDED_NO_MEMORY
};

/*
 * Compile a pattern as PCRE2 reads it, with options of pcre2_compile(3), and for its
 * just-in-time compiler if jit is true.  NULL if it is none: *error is the code of
 * PCRE2, PCRE2_ERROR_NOMEMORY if there is no memory, and *at the byte of the fault.
 */
struct bounded_search *bounded_search_new(
    struct span pattern, uint32_t options, bool jit, int *error, size_t *at);
void bounded_search_free(struct bounded_search *);

/*
 * What the searches of one record may cost before they have few places each: bytes of a
 * text times places at which a search began.
 */
enum { BOUNDED_SEARCH_WORK = 200000000 };

/*
 * Look for it anywhere in a text, which must be UTF-8.  *work is what is left for the
 * record, and is reduced; NULL: nothing else is searched.  Given up where the places
 * and steps were not enough, and the pattern refers back to a group, looks around at a
 * thousand places, or leaves hundreds of ways open at once, as "([a-z]{2,900})+[0-9]"
 * does for thousands of letters.
 */
enum bounded_found bounded_search_find(
    struct bounded_search *, struct span text, uint64_t *work);

#endif
