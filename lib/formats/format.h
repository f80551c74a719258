/*
 * format.h - the formats that a schema can ask of a string
 *
 * Those of JSON Schema 2020-12 (validation, section 7.3), each by the standard that
 * it names:
 *
 *	date date-time time duration    RFC 3339, appendix A for the last (timestamp.h)
 *	email idn-email                 RFC 5321, 6531 (mail_address.h)
 *	hostname idn-hostname           RFC 1123, 5890 to 5893 (host_name.h)
 *	ipv4 ipv6                       RFC 2673, 4291 (ip_address.h)
 *	uri uri-reference               RFC 3986 (uri.h)
 *	iri iri-reference               RFC 3987
 *	uri-template                    RFC 6570 (uri_template.h)
 *	json-pointer relative-json-pointer   RFC 6901 (json_pointer.h)
 *	uuid                            RFC 4122
 *	regex                           ECMA-262 (pattern.h)
 *
 * And those of the domain:
 *
 *	cn-resident-id     citizen identification number, GB 11643-1999 (resident_id.h)
 *	cn-student-number, cn-mobile, cn-name, cn-address, cn-property-unit
 *(cn_format.h)
 */
#ifndef FORMAT_H
#define FORMAT_H

#include <stdbool.h>
#include <stdint.h>

#include "formats/area_table.h"
#include "record/record.h"

struct format;

/* What the formats of the domain must know.  All zero is nothing. */
struct format_settings {
	uint32_t latest; /* the last possible day of a birth (20200831), or 0 */
	bool old_forms;  /* let in the numbers of before 1999 (cards: 2023), too */
	const struct area_table *areas; /* warn of areas that it does not know */
};

/* What is wrong with a text: a code that never changes and a sentence.  Static. */
struct format_fault {
	const char *code, *reason;
};

enum format_verdict {
	FORMAT_HOLDS,
	FORMAT_WARNS, /* it holds, but something is odd */
	FORMAT_BROKEN
};

/* The format of that name, or NULL.  Static. */
const struct format *format_find(struct span name);

/*
 * Hold a text, which must be UTF-8, against a format.  Unless it holds, *fault is
 * set.
 */
enum format_verdict format_check(const struct format *, struct span text,
    const struct format_settings *, struct format_fault *fault);

#endif
