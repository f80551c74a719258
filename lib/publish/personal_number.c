#include "publish/personal_number.h"

#include <stdint.h>

#include "formats/cn_format.h"
#include "formats/resident_id.h"

enum { MOBILE_LENGTH = 11 };

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_resident_id(struct span bytes, size_t at)
{
	char text[RESIDENT_ID_LENGTH];
	size_t end = at + RESIDENT_ID_LENGTH;

	if (end > bytes.len || (end < bytes.len && is_digit(bytes.at[end])))
		return false;
	memcpy(text, bytes.at + at, sizeof text);
	if (text[RESIDENT_ID_LENGTH - 1] == 'x')
		text[RESIDENT_ID_LENGTH - 1] = 'X';
	return resident_id_read((struct span){ text, sizeof text }, 0, NULL) ==
	       RESIDENT_ID_OK;
}

static bool
is_mobile(struct span bytes, size_t at)
{
	size_t end = at + MOBILE_LENGTH;
	struct format_fault fault;

	if (end > bytes.len || bytes.at[at] != '1' ||
	    (at > 0 && is_letter(bytes.at[at - 1])) ||
	    (end < bytes.len && (is_digit(bytes.at[end]) || is_letter(bytes.at[end]))))
		return false;
	return cn_format_mobile((struct span){ bytes.at + at, MOBILE_LENGTH }, &fault);
}

size_t
personal_number_find(struct span bytes, size_t from, const char **kind)
{
	for (size_t at = from; at < bytes.len; at++) {
		/* A number begins where no digit stands before. */
		if (!is_digit(bytes.at[at]) || (at > 0 && is_digit(bytes.at[at - 1])))
			continue;
		*kind = "mobile";
		if (is_mobile(bytes, at))
			return at;
		*kind = "resident-id";
		if (is_resident_id(bytes, at))
			return at;
	}
	return SIZE_MAX;
}
