#include <string.h>

#include "rules/calendar.h"
#include "rules/format.h"
#include "rules/resident_id.h"

struct format {
	const char *name;
	bool (*holds)(struct span text, uint32_t latest, struct format_fault *);
};

static bool
holds_date(struct span text, uint32_t latest, struct format_fault *fault)
{
	uint32_t day;

	(void)latest;
	*fault =
	    (struct format_fault){ "format-date", "is no date of the form 2005-03-04" };
	return calendar_read(text, &day);
}

static bool
holds_resident_id(struct span text, uint32_t latest, struct format_fault *fault)
{
	enum resident_id_fault found = resident_id_read(text, latest, NULL);

	*fault =
	    (struct format_fault){ resident_id_code(found), resident_id_reason(found) };
	return found == RESIDENT_ID_OK;
}

static bool
holds_mobile(struct span text, uint32_t latest, struct format_fault *fault)
{
	(void)latest;
	*fault = (struct format_fault){ "format-cn-mobile",
		"is no mobile number: 11 digits that begin with 13 to 19" };
	if (text.len != 11 || text.at[0] != '1' || text.at[1] < '3')
		return false;
	for (size_t i = 1; i < text.len; i++)
		if (text.at[i] < '0' || text.at[i] > '9')
			return false;
	return true;
}

static const struct format formats[] = {
	{ "date", holds_date },
	{ "cn-resident-id", holds_resident_id },
	{ "cn-mobile", holds_mobile },
};

static const char *const standard[] = { "date-time", "date", "time", "duration",
	"email", "idn-email", "hostname", "idn-hostname", "ipv4", "ipv6", "uri",
	"uri-reference", "iri", "iri-reference", "uuid", "uri-template", "json-pointer",
	"relative-json-pointer", "regex" };

static bool
is_name(const char *name, struct span text)
{
	return strlen(name) == text.len && memcmp(name, text.at, text.len) == 0;
}

const struct format *
format_find(struct span name)
{
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		if (is_name(formats[i].name, name))
			return &formats[i];
	return NULL;
}

bool
format_is_standard(struct span name)
{
	for (size_t i = 0; i < sizeof standard / sizeof *standard; i++)
		if (is_name(standard[i], name))
			return true;
	return false;
}

bool
format_holds(const struct format *format, struct span text, uint32_t latest,
    struct format_fault *fault)
{
	return format->holds(text, latest, fault);
}
