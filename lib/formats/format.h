/*
 * format.h - the formats that a schema can require of a string
 *
 * Those of JSON Schema 2020-12 (validation, section 7.3), each as the standard that
 * it names defines it:
 *
 *	date date-time time duration    RFC 3339, appendix A for the last (timestamp.h)
 *	email idn-email                 RFC 5321, 6531 (mail_address.h)
 *	hostname idn-hostname           RFC 1123, 5890 to 5893 (host_name.h)
 *	ipv4 ipv6                       RFC 2673, 4291 (ip_address.h)
 *	uri uri-reference               RFC 3986 (uri.h)
 *	iri iri-reference               RFC 3987
 *	uri-template                    RFC 6570 (uri_template.h)
 *	json-pointer                    RFC 6901 (json_pointer.h)
 *	relative-json-pointer           draft-bhutton-relative-json-pointer-00
 *	uuid                            RFC 4122
 *	regex                           ECMA-262 (pattern.h)
 *
 * And those of the domain:
 *
 *	cn-resident-id                  GB 11643-1999 (resident_id.h)
 *	cn-student-number cn-mobile     cn_format.h for these and the next three
 *	cn-name cn-address
 *	cn-property-unit                GB/T 37346
 */
#ifndef FORMAT_H
#define FORMAT_H

#include <stdbool.h>
#include <stdint.h>

#include "formats/area_table.h"
#include "formats/format_fault.h"
#include "record/record.h"

struct format;

/* Settings of the domain's formats.  All zero: no setting. */
struct format_settings {
	uint32_t latest; /* the last possible date of birth (20200831), or 0 */
	bool old_forms;  /* accept the forms from before 1999 (cards: 2023), too */
	const struct area_table *areas; /* warn about areas that are not in it */
};

enum format_verdict {
	FORMAT_HOLDS,
	FORMAT_WARNS, /* the text has the format, but a warning is due */
	FORMAT_BROKEN
};

/* The format of that name, or NULL.  Static. */
const struct format *format_find(struct span name);

/*
 * Check a text, which must be UTF-8, against a format.  *fault is set unless the
 * answer is FORMAT_HOLDS.
 */
enum format_verdict format_check(const struct format *, struct span text,
    const struct format_settings *, struct format_fault *fault);

#endif
