/*
 * ecma_match.h - a search as ECMA-262 defines it, step by step
 *
 * For the few patterns that PCRE2 would read differently (ecma_pattern.h).  It follows
 * the evaluation of ECMA-262, section 22.2.2: it tries one alternative after the other,
 * clears the groups of a repetition each time, and looks behind from right to left.
 */
#ifndef ECMA_MATCH_H
#define ECMA_MATCH_H

#include <stdbool.h>
#include <stdint.h>

#include "formats/ecma_tree.h"
#include "record/span.h"

enum ecma_found { ECMA_NOT_FOUND, ECMA_FOUND, ECMA_GIVEN_UP, ECMA_NO_MEMORY };

/*
 * Search a text, which must be UTF-8.  has_property answers for an item that is an
 * ECMA_PROPERTY, negative or not.  *work is what the searches of one record have left,
 * as in bounded_search.h; NULL: it is alone.  Given up after too many steps.
 */
enum ecma_found ecma_match(const struct ecma_tree *, struct span text,
    bool (*has_property)(void *context, const struct ecma_item *, uint32_t character),
    void *context, uint64_t *work);

#endif
