/*
 * mask_form.h - how a personal value is published
 *
 *	name       the first character and, of three or more, the last one: 张*明, 李*
 *	surname    the first character
 *	id         of 18 or more characters the first six and the last four, else none
 *	phone      of 11 or more characters the first three and the last four, else none
 *	year       the year of a date that begins with four digits
 *	pseudonym  32 hexadecimal digits: the first half of the HMAC-SHA-256 (RFC
 *	           2104), under a secret, of the name of the field, a NUL and the value
 *
 * The same value has the same pseudonym in each run with the secret; without it, nobody
 * can go back.
 *
 * All other characters are written as "*", one for each.
 */
#ifndef MASK_FORM_H
#define MASK_FORM_H

#include <stdbool.h>

#include "record/span.h"
#include "record/writer.h"

enum mask_form {
	MASK_AS_IT_IS,
	MASK_NAME,
	MASK_SURNAME,
	MASK_ID,
	MASK_PHONE,
	MASK_YEAR,
	MASK_PSEUDONYM,
	MASK_FORMS /* none of these */
};

/* The form of a word, "name" say; MASK_FORMS if it is none. */
enum mask_form mask_form_read(struct span word);

enum mask_result { MASK_WRITTEN, MASK_NO_DATE, MASK_NO_MEMORY };

/*
 * Write the value of a field, a text in UTF-8, in a form that is not MASK_AS_IT_IS, as
 * a JSON string.  secret is for pseudonyms alone.
 */
enum mask_result mask_form_write(enum mask_form, const char *field, struct span text,
    struct span secret, struct writer *);

#endif
