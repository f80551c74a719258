/*
 * address_name.h - one spelling for the numbers in names
 *
 * Small numbers are Chinese in names (北山2路 is 北山二路), large ones Arabic, and so
 * are three digits and more in a row (九六一三厂 is 9613厂).  What has this spelling
 * keeps it.
 */
#ifndef ADDRESS_NAME_H
#define ADDRESS_NAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <uchar.h>

#include "record/writer.h"

enum { ADDRESS_NAME_STEP = 16 };

/*
 * Spell the first characters of a name: a number, or one character.  len is that of the
 * name, at least 1.  Returns how many characters they are; to has *count in their
 * place.
 */
size_t address_name_step(
    const char32_t *name, size_t len, char32_t to[ADDRESS_NAME_STEP], size_t *count);

/* Whether there is a digit in a name; if not, it is spelled so already. */
bool address_name_has_numbers(const char32_t *name, size_t len);

/* Write a name so spelled, in UTF-8. */
void address_name_write(struct writer *, const char32_t *name, size_t len);

/* Write characters as they are, in UTF-8. */
void address_chars_write(struct writer *, const char32_t *chars, size_t len);

/* Write a number in Arabic digits. */
void address_integer_write(struct writer *, uint32_t);

#endif
