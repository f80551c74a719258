/*
 * uri.h - the parts of a URI (RFC 3986) or IRI (RFC 3987), and what a reference means
 */
#ifndef URI_H
#define URI_H

#include <stdbool.h>
#include <stddef.h>

#include "record/record.h"
#include "record/writer.h"

/* The parts, without the marks between them.  at is NULL for a part that is missing;
 * the path never is. */
struct uri {
	struct span scheme, authority, path, query, fragment;
};

/* Split a text into its parts (RFC 3986, appendix B), which are borrowed from it. */
struct uri uri_split(struct span text);

/*
 * Resolve a reference in a document whose URI is base (RFC 3986, section 5.2), and
 * write the result without its fragment.  base may have no scheme: then the result has
 * none either, unless the reference has one.
 */
void uri_resolve(struct span base, struct span reference, struct writer *);

/*
 * Whether a text (UTF-8) is a URI.  references: relative references count too;
 * international: the characters of an IRI are allowed.
 */
bool uri_holds(struct span text, bool references, bool international);

/* Whether a character is a ucschar, or an iprivate, of RFC 3987. */
bool uri_is_ucschar(uint32_t character);
bool uri_is_private(uint32_t character);

/* The value of a hexadecimal digit, or -1. */
int uri_hex(char c);

/* Decode percent-encoded bytes (%41) in place; returns the new length. */
size_t uri_unescape(char *text, size_t len);

#endif
