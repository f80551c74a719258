/*
 * uri.h - the parts of a URI (RFC 3986) or IRI (RFC 3987), and what a reference means
 */
#ifndef URI_H
#define URI_H

#include <stdbool.h>

#include "record/record.h"
#include "record/writer.h"

/* The parts, without the marks between them.  at is NULL where a part is missing;
 * the path is always there. */
struct uri {
	struct span scheme, authority, path, query, fragment;
};

/* Take a text apart (RFC 3986, appendix B).  The parts are borrowed from it. */
struct uri uri_split(struct span text);

/*
 * Write what a reference means in a document whose URI is base, fragment left out
 * (RFC 3986, section 5.2).  A base without a scheme is let in: then the result
 * has none either, unless the reference has.
 */
void uri_resolve(struct span base, struct span reference, struct writer *);

/*
 * Whether a text (UTF-8) is a URI.  references: a relative reference will do;
 * international: the characters of an IRI may stand in it.
 */
bool uri_holds(struct span text, bool references, bool international);

/* Whether RFC 3987 lets a character above ASCII stand anywhere: ucschar, iprivate. */
bool uri_is_ucschar(uint32_t character);
bool uri_is_private(uint32_t character);

/* The value of a hexadecimal digit, or -1. */
int uri_hex(char c);

#endif
