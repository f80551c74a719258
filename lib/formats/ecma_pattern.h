/*
 * ecma_pattern.h - patterns of ECMAScript in the words of PCRE2
 *
 * JSON Schema writes its patterns in the language of ECMA-262, with the flag u.
 * PCRE2 has other words for most of it.  Where it has none, since it keeps what a group
 * matched when the group is repeated, or does not look behind for texts of any length,
 * ecma_match.h searches instead.
 */
#ifndef ECMA_PATTERN_H
#define ECMA_PATTERN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "formats/ecma_tree.h"

struct ecma_translation {
	char *text; /* NULL if there was no memory */
	size_t len;
	size_t *origins; /* the byte of the pattern from which each byte comes */
};

/*
 * Translate a pattern for pcre2_compile() with PCRE2_UTF, PCRE2_DOLLAR_ENDONLY,
 * PCRE2_ALLOW_EMPTY_CLASS and PCRE2_MATCH_UNSET_BACKREF.  The caller frees it, with
 * ecma_pattern_free(), also after a failure.
 */
struct ecma_translation ecma_pattern_translate(const struct ecma_tree *);
void ecma_pattern_free(struct ecma_translation *);

/* LineTerminator: LF, CR, U+2028 or U+2029. */
bool ecma_pattern_is_line_end(uint32_t character);

/* Whether a class item has a character, unless it is an ECMA_PROPERTY. */
bool ecma_pattern_item_has(const struct ecma_item *, uint32_t character);

/* Whether the translation means the same as the pattern. */
bool ecma_pattern_is_exact(const struct ecma_tree *);

#endif
