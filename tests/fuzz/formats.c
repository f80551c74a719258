/*
 * A format's name and a text, apart by the first LF.  Answers are checked by rules that
 * tie formats to each other, and by a second way to add up an identity number.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "formats/format.h"
#include "formats/resident_id.h"
#include "record/scan.h"
#include "record/span.h"

#include "target.h"

static bool
holds(const char *name, struct span text)
{
	const struct format_settings settings = { .latest = 0 };
	struct format_fault fault = { 0 };
	enum format_verdict verdict =
	    format_check(format_find(span_of(name)), text, &settings, &fault);

	check(verdict == FORMAT_HOLDS || (fault.code != NULL && fault.reason != NULL));
	return verdict != FORMAT_BROKEN;
}

/* Every text of the narrow format is one of the wide format. */
static void
check_within(const char *narrow, const char *wide, struct span text)
{
	check(!holds(narrow, text) || holds(wide, text));
}

/* ISO 7064 as the standard computes it, character by character. */
static bool
adds_up(const char *number)
{
	unsigned sum = 0;

	for (int i = 0; i < RESIDENT_ID_LENGTH - 1; i++)
		sum = (sum + (unsigned)(number[i] - '0')) * 2 % 11;
	return (sum + (number[17] == 'X' ? 10 : (unsigned)(number[17] - '0'))) % 11 ==
	       1;
}

static bool
is_day(uint32_t day)
{
	struct tm tm = { .tm_year = (int)(day / 10000) - 1900,
		.tm_mon = (int)(day / 100 % 100) - 1,
		.tm_mday = (int)(day % 100) };
	struct tm same = tm;

	return timegm(&same) != -1
		   ? same.tm_year == tm.tm_year && same.tm_mon == tm.tm_mon &&
			 same.tm_mday == tm.tm_mday
		   : day == 19691231;
}

/* Each wrong digit and each swap of two neighbours is found. */
static void
check_errors(const char *number)
{
	char other[RESIDENT_ID_LENGTH + 1];
	struct span text = { other, RESIDENT_ID_LENGTH };

	for (int i = 0; i < RESIDENT_ID_LENGTH - 1; i++) {
		memcpy(other, number, sizeof other);
		other[i] = (char)('0' + (other[i] - '0' + 1) % 10);
		check(resident_id_read(text, 0, NULL) != RESIDENT_ID_OK);
		memcpy(other, number, sizeof other);
		other[i] = number[i + 1];
		other[i + 1] = number[i];
		check(other[i] == other[i + 1] ||
		      resident_id_read(text, 0, NULL) != RESIDENT_ID_OK);
	}
}

static void
check_resident(struct span text)
{
	struct resident_id id, again;
	enum resident_id_fault fault = resident_id_read(text, 20200831, &id);
	struct span number = { id.number, RESIDENT_ID_LENGTH };

	check(fault == resident_id_read(text, 20200831, NULL));
	if (fault != RESIDENT_ID_OK && fault < RESIDENT_ID_FUTURE) {
		check(id.number[0] == '\0' && id.area == 0);
		return;
	}
	check(strlen(id.number) == RESIDENT_ID_LENGTH && adds_up(id.number));
	check(
	    is_day(id.birth) && (fault == RESIDENT_ID_FUTURE) == (id.birth > 20200831));
	check(resident_id_check(id.number) == id.number[17]);
	if (fault == RESIDENT_ID_OK)
		check(span_same(text, number));
	if (fault == RESIDENT_ID_OK || fault >= RESIDENT_ID_LOWER_CASE) {
		check(resident_id_read(number, 20200831, &again) == RESIDENT_ID_OK);
		check(strcmp(id.number, again.number) == 0 && id.birth == again.birth);
		check_errors(id.number);
	}
}

static void
check_date(struct span text)
{
	char digits[9] = "";

	if (!holds("date", text))
		return;
	check(text.len == 10);
	memcpy(digits, text.at, 4);
	memcpy(digits + 4, text.at + 5, 2);
	memcpy(digits + 6, text.at + 8, 2);
	check(is_day((uint32_t)strtoul(digits, NULL, 10)));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *at = (const char *)data, *end = at + size;
	const char *stop = size > 0 ? memchr(at, '\n', size) : NULL;
	const struct format_settings settings = { .latest = 20200831,
		.old_forms = true };
	const struct format *format;
	struct format_fault fault = { 0 };
	struct span text;

	if (stop == NULL || !scan_is_utf8(stop + 1, end))
		return 0;
	text = (struct span){ stop + 1, (size_t)(end - stop - 1) };
	format = format_find((struct span){ at, (size_t)(stop - at) });
	if (format != NULL)
		check(format_check(format, text, &settings, &fault) == FORMAT_HOLDS ||
		      (fault.code != NULL && fault.reason != NULL));
	check_within("uri", "iri", text);
	check_within("uri", "uri-reference", text);
	check_within("uri-reference", "iri-reference", text);
	check_within("iri", "iri-reference", text);
	check_within("email", "idn-email", text);
	check_within("ipv4", "hostname", text);
	check_within("hostname", "idn-hostname", text);
	check_date(text);
	check_resident(text);
	return 0;
}
