/*
 * variant.h - characters that are written for each other
 *
 * By Unihan: kSemanticVariant, two characters of one meaning that stand for each other
 * (U+5CEF and U+5CF0), and kSimplifiedVariant of a character of the standard table of
 * 2013, which simplified.h leaves apart (U+4E7E and U+5E72).  A child may bear either
 * one: they are evidence, never the same name.  Compared is what is simplified.
 */
#ifndef VARIANT_H
#define VARIANT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Whether two characters (code points) are the same, or variants of each other. */
bool variant_characters(uint32_t a, uint32_t b);

#endif
