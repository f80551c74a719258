/*
 * format.h - the formats that a schema can ask of a string
 *
 *	date            full-date of RFC 3339: 2005-03-04
 *	cn-resident-id  citizen identification number, GB 11643-1999 (resident_id.h)
 *	cn-mobile       mobile telephone number of the mainland: 1[3-9], nine digits
 */
#ifndef FORMAT_H
#define FORMAT_H

#include <stdbool.h>
#include <stdint.h>

#include "record/record.h"

struct format;

/* What is wrong with a text: a code that never changes and a sentence.  Static. */
struct format_fault {
	const char *code, *reason;
};

/* The format of that name, or NULL.  Static. */
const struct format *format_find(struct span name);

/* Whether JSON Schema 2020-12 defines a format of that name, known here or not. */
bool format_is_standard(struct span name);

/*
 * Hold a text against a format.  latest is the last possible day of a birth
 * (20200831) or 0.  Returns true, or false with *fault set.  The text must be
 * UTF-8.
 */
bool format_holds(const struct format *, struct span text, uint32_t latest,
    struct format_fault *fault);

#endif
