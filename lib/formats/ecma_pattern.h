/*
 * ecma_pattern.h - patterns of ECMAScript in the words of PCRE2
 *
 * JSON Schema writes its patterns in the language of ECMA-262, with the flag u.
 * PCRE2 reads most of it alike and some of it differently: \s, \v, \u, ., a [
 * inside a class.  Those are said in other words here, and what only PCRE2 knows
 * (\A, \Q, possessive quantifiers, atomic groups, verbs) is refused, so that a
 * schema means the same here as anywhere else.
 */
#ifndef ECMA_PATTERN_H
#define ECMA_PATTERN_H

#include <stddef.h>

#include "record/record.h"

/* Why a pattern is refused: a static sentence, and the byte, counted from 0. */
struct ecma_fault {
	const char *why;
	size_t at;
};

/*
 * Translate a pattern (UTF-8).  Returns a new text of *len bytes, which the
 * caller frees, for pcre2_compile() with PCRE2_UTF, PCRE2_DOLLAR_ENDONLY,
 * PCRE2_ALLOW_EMPTY_CLASS and PCRE2_MATCH_UNSET_BACKREF; or NULL with *fault set.
 */
char *ecma_pattern(struct span pattern, size_t *len, struct ecma_fault *fault);

#endif
