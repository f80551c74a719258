/*
 * homophone.h - characters that can be read alike
 *
 * The readings of a Han character are those of Mandarin, with their tones, that Unihan
 * gives as kMandarin (41,419 characters) and as kTGHZ2013 (all readings of the 8,105
 * characters of the standard table of 2013).  Two characters are homophones if one
 * reading of each is the same: U+5355 is read chán, dān and shàn, so it is a homophone
 * of U+4E39 (dān) and of U+5584 (shàn), which are no homophones of each other.
 */
#ifndef HOMOPHONE_H
#define HOMOPHONE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Whether two characters (code points) are the same, or have a reading in common. */
bool homophone_characters(uint32_t a, uint32_t b);

/*
 * Whether two texts have as many characters as each other, and each one is the same
 * as, or a homophone of, the one in its place.  Equal texts are homophones.
 */
bool homophone_texts(const uint32_t *a, size_t a_len, const uint32_t *b, size_t b_len);

#endif
