#include <string.h>

#include "formats/calendar.h"
#include "formats/cn_format.h"
#include "formats/format.h"
#include "formats/host_name.h"
#include "formats/ip_address.h"
#include "formats/mail_address.h"
#include "formats/pattern.h"
#include "formats/resident_id.h"
#include "formats/timestamp.h"
#include "formats/uri.h"
#include "formats/uri_template.h"
#include "record/json_pointer.h"

/* A format says yes or no, and has one fault; or it has several of its own. */
struct format {
	const char *name;
	bool (*holds)(struct span text);
	struct format_fault fault;
	enum format_verdict (*check)(
	    struct span text, const struct format_settings *, struct format_fault *);
};

static bool
is_date(struct span text)
{
	uint32_t day;

	return calendar_read(text, &day);
}

static bool
is_email(struct span text)
{
	return mail_address_holds(text, false);
}

static bool
is_idn_email(struct span text)
{
	return mail_address_holds(text, true);
}

static bool
is_uri(struct span text)
{
	return uri_holds(text, false, false);
}

static bool
is_uri_reference(struct span text)
{
	return uri_holds(text, true, false);
}

static bool
is_iri(struct span text)
{
	return uri_holds(text, false, true);
}

static bool
is_iri_reference(struct span text)
{
	return uri_holds(text, true, true);
}

/* 8-4-4-4-12 hexadecimal digits */
static bool
is_uuid(struct span text)
{
	if (text.len != 36)
		return false;
	for (size_t i = 0; i < text.len; i++)
		if (i == 8 || i == 13 || i == 18 || i == 23 ? text.at[i] != '-'
							    : uri_hex(text.at[i]) < 0)
			return false;
	return true;
}

/* The number is right; whether its area could be given is another question. */
static enum format_verdict
check_area(const struct resident_id *id, const struct area_table *areas,
    struct format_fault *fault)
{
	if (areas == NULL || id->kind == RESIDENT_ID_FOREIGNER)
		return FORMAT_HOLDS;
	switch (area_table_find(areas, id->area, id->birth / 10000)) {
	case AREA_FOUND:
		return FORMAT_HOLDS;
	case AREA_RETIRED:
		*fault = (struct format_fault){ "id-area-retired",
			"begins with an area code that was no longer used at the time "
			"of birth" };
		return FORMAT_WARNS;
	default:
		*fault = (struct format_fault){ "id-area-unknown",
			"begins with a code that is not in the table of areas" };
		return FORMAT_WARNS;
	}
}

static enum format_verdict
check_resident_id(struct span text, const struct format_settings *settings,
    struct format_fault *fault)
{
	struct resident_id id;
	enum resident_id_fault found = resident_id_read(text, settings->latest, &id);

	*fault =
	    (struct format_fault){ resident_id_code(found), resident_id_reason(found) };
	if (found == RESIDENT_ID_OK)
		return check_area(&id, settings->areas, fault);
	return settings->old_forms &&
		       (found == RESIDENT_ID_OLD_FORM || found == RESIDENT_ID_OLD_CARD)
		   ? FORMAT_HOLDS
		   : FORMAT_BROKEN;
}

static enum format_verdict
check_student_number(struct span text, const struct format_settings *settings,
    struct format_fault *fault)
{
	return cn_format_student_number(text, settings->latest, fault) ? FORMAT_HOLDS
								       : FORMAT_BROKEN;
}

static enum format_verdict
check_mobile(struct span text, const struct format_settings *settings,
    struct format_fault *fault)
{
	(void)settings;
	return cn_format_mobile(text, fault) ? FORMAT_HOLDS : FORMAT_BROKEN;
}

static enum format_verdict
check_name(struct span text, const struct format_settings *settings,
    struct format_fault *fault)
{
	(void)settings;
	return cn_format_name(text, fault) ? FORMAT_HOLDS : FORMAT_BROKEN;
}

static enum format_verdict
check_address(struct span text, const struct format_settings *settings,
    struct format_fault *fault)
{
	(void)settings;
	return cn_format_address(text, fault) ? FORMAT_HOLDS : FORMAT_BROKEN;
}

static enum format_verdict
check_property_unit(struct span text, const struct format_settings *settings,
    struct format_fault *fault)
{
	(void)settings;
	return cn_format_property_unit(text, fault) ? FORMAT_HOLDS : FORMAT_BROKEN;
}

/* clang-format off */
static const struct format formats[] = {
	{ "date", is_date,
	  { "format-date", "is not a date of the form 2005-03-04" }, NULL },
	{ "date-time", timestamp_is_date_time,
	  { "format-date-time", "is not a time of the form 2005-03-04T08:30:00+08:00" }, NULL },
	{ "time", timestamp_is_time,
	  { "format-time", "is not a time of the form 08:30:00+08:00" }, NULL },
	{ "duration", timestamp_is_duration,
	  { "format-duration", "is not a duration of the form P1Y2M3DT4H5M6S" }, NULL },
	{ "email", is_email,
	  { "format-email", "is not an e-mail address" }, NULL },
	{ "idn-email", is_idn_email,
	  { "format-idn-email", "is not an e-mail address" }, NULL },
	{ "hostname", host_name_holds,
	  { "format-hostname", "is not a host name" }, NULL },
	{ "idn-hostname", host_name_holds_international,
	  { "format-idn-hostname", "is not a host name" }, NULL },
	{ "ipv4", ip_address_is_v4,
	  { "format-ipv4", "is not an address of the form 192.0.2.1" }, NULL },
	{ "ipv6", ip_address_is_v6,
	  { "format-ipv6", "is not an address of the form 2001:db8::1" }, NULL },
	{ "uri", is_uri, { "format-uri", "is not a URI" }, NULL },
	{ "uri-reference", is_uri_reference,
	  { "format-uri-reference", "is not a URI reference" }, NULL },
	{ "iri", is_iri, { "format-iri", "is not an IRI" }, NULL },
	{ "iri-reference", is_iri_reference,
	  { "format-iri-reference", "is not an IRI reference" }, NULL },
	{ "uri-template", uri_template_holds,
	  { "format-uri-template", "is not a URI template" }, NULL },
	{ "json-pointer", json_pointer_holds,
	  { "format-json-pointer", "is not a JSON Pointer" }, NULL },
	{ "relative-json-pointer", json_pointer_holds_relative,
	  { "format-relative-json-pointer", "is not a relative JSON Pointer" }, NULL },
	{ "uuid", is_uuid,
	  { "format-uuid", "is not a UUID: 8-4-4-4-12 hexadecimal digits" }, NULL },
	{ "regex", pattern_is_one,
	  { "format-regex", "is not an ECMAScript pattern" }, NULL },
	{ .name = "cn-resident-id", .check = check_resident_id },
	{ .name = "cn-student-number", .check = check_student_number },
	{ .name = "cn-mobile", .check = check_mobile },
	{ .name = "cn-name", .check = check_name },
	{ .name = "cn-address", .check = check_address },
	{ .name = "cn-property-unit", .check = check_property_unit },
};
/* clang-format on */

const struct format *
format_find(struct span name)
{
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		if (strlen(formats[i].name) == name.len &&
		    memcmp(formats[i].name, name.at, name.len) == 0)
			return &formats[i];
	return NULL;
}

enum format_verdict
format_check(const struct format *format, struct span text,
    const struct format_settings *settings, struct format_fault *fault)
{
	if (format->check != NULL)
		return format->check(text, settings, fault);
	*fault = format->fault;
	return format->holds(text) ? FORMAT_HOLDS : FORMAT_BROKEN;
}
