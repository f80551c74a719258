/*
 * ecma_character.h - the characters, escapes and classes of ECMAScript's patterns
 *
 * Each function reads at the place where the parser stands, and moves it.  False or
 * NULL with the fault set if the pattern is wrong there.
 */
#ifndef ECMA_CHARACTER_H
#define ECMA_CHARACTER_H

#include "formats/ecma_parser_internal.h"

/* After \u: four digits, two times four that make a pair, or digits in braces. */
bool ecma_character_unicode(struct ecma_parser *, uint32_t *character);

/* A character that stands for itself. */
bool ecma_character_read(struct ecma_parser *, uint32_t *character);

/* CharacterEscape, after the backslash; a class has more of them. */
bool ecma_character_escape(struct ecma_parser *, bool in_class, uint32_t *character);

/* \d \D \s \S \w \W \p \P, after the backslash; NULL without a fault if none is there.
 */
struct ecma_item *ecma_character_class_escape(struct ecma_parser *);

/* A class, from its bracket on. */
struct ecma_node *ecma_character_class(struct ecma_parser *);

#endif
