#include "formats/cn_format.h"
#include "formats/han.h"
#include "formats/resident_id.h"
#include "formats/spreadsheet.h"
#include "text/utf8.h"

/* Always false. */
static bool
say(struct format_fault *fault, const char *code, const char *reason)
{
	*fault = (struct format_fault){ code, reason };
	return false;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
are_digits(struct span text, size_t from, size_t count)
{
	for (size_t i = from; i < from + count; i++)
		if (!is_digit(text.at[i]))
			return false;
	return true;
}

static struct span
skip(struct span text, size_t bytes)
{
	return (struct span){ text.at + bytes, text.len - bytes };
}

bool
cn_format_student_number(struct span text, uint32_t latest, struct format_fault *fault)
{
	enum { LENGTH = 1 + RESIDENT_ID_LENGTH };
	enum resident_id_fault found;
	char last;

	if (spreadsheet_has_number(text))
		return say(fault, "student-number-spreadsheet",
		    "a spreadsheet read it as a quantity and lost digits");
	if (text.len == 0 || (text.at[0] != 'G' && text.at[0] != 'L'))
		return say(
		    fault, "student-number-prefix", "does not begin with G or L");
	if (utf8_count(text.at, text.len) != LENGTH)
		return say(fault, "student-number-length", "is not 19 characters long");
	if (text.at[0] == 'L') {
		last = text.at[text.len - 1];
		return (text.len == LENGTH && are_digits(text, 1, LENGTH - 2) &&
			   (is_digit(last) || last == 'X')) ||
		       say(fault, "student-number-character",
			   "has a character other than digits and an X at the end");
	}
	found = resident_id_read(skip(text, 1), latest, NULL);
	return found == RESIDENT_ID_OK ||
	       say(fault, resident_id_code(found), resident_id_reason(found));
}

/* The number of the country in front of 11 digits, with or without its signs. */
static bool
has_country_code(struct span text)
{
	static const char *const codes[] = { "+86", "0086", "86" };

	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
		size_t len = 0;

		while (codes[i][len] != '\0' && len < text.len &&
		       text.at[len] == codes[i][len])
			len++;
		if (codes[i][len] == '\0' && text.len - len >= 11)
			return true;
	}
	return false;
}

bool
cn_format_mobile(struct span text, struct format_fault *fault)
{
	enum { LENGTH = 11 };

	if (text.len == LENGTH && are_digits(text, 0, LENGTH) && text.at[0] == '1' &&
	    text.at[1] >= '3')
		return true;
	if (spreadsheet_has_number(text))
		return say(
		    fault, "mobile-spreadsheet", "a spreadsheet read it as a quantity");
	if (has_country_code(text))
		return say(
		    fault, "mobile-country-code", "begins with the country code, 86");
	if (!are_digits(text, 0, text.len))
		return say(
		    fault, "mobile-character", "has a character other than digits");
	if (text.len != LENGTH)
		return say(fault, "mobile-length", "is not 11 digits long");
	return say(fault, "mobile-range", "does not begin with 13 to 19");
}

static bool
is_name_part(uint32_t c, enum han_kind before, struct format_fault *fault)
{
	switch (han_kind(c)) {
	case HAN_CHARACTER:
		return true;
	case HAN_MIDDLE_DOT:
		return before == HAN_CHARACTER ||
		       say(fault, "name-dot",
			   "has a dot at its beginning or end, or two together");
	case HAN_DOT_ALIKE:
		return say(fault, "name-dot-alike",
		    "has a character that only looks like the dot U+00B7");
	case HAN_LOST:
		return say(fault, "name-lost-character",
		    "has lost a character: it has a question mark or U+FFFD in its "
		    "place");
	case HAN_PRIVATE:
		return say(fault, "name-private-use",
		    "has a private-use character, which only one system can show");
	case HAN_COMPATIBLE:
		return say(fault, "name-compatibility",
		    "has a compatibility character that looks like another");
	case HAN_SPACE:
		return say(fault, "name-space", "has a space in it");
	case HAN_INVISIBLE:
		return say(
		    fault, "name-invisible", "has a character that cannot be seen");
	default:
		return say(
		    fault, "name-character", "has a character that is not Chinese");
	}
}

bool
cn_format_name(struct span text, struct format_fault *fault)
{
	const char *at = text.at, *end = at + text.len;
	enum han_kind before = HAN_OTHER;

	if (text.len == 0)
		return say(fault, "name-empty", "is empty");
	if (spreadsheet_has_error(text))
		return say(
		    fault, "name-spreadsheet", "is an error message of a spreadsheet");
	while (at < end) {
		uint32_t c = utf8_next(&at);

		if (!is_name_part(c, before, fault))
			return false;
		before = han_kind(c);
	}
	return before == HAN_CHARACTER ||
	       say(fault, "name-dot",
		   "has a dot at its beginning or end, or two together");
}

/*
 * Past characters that nothing is wrong with: U+4E00 to U+9FFF, and what is seen in
 * ASCII but a question mark.  *chinese is set if one is of the former.
 */
static const char *
skip_plain(const char *at, const char *end, bool *chinese)
{
	while (at < end) {
		unsigned char c = (unsigned char)*at;

		if (c >= ' ' && c < 0x7f && c != '?') {
			at++;
		} else if (end - at >= 3 && c <= 0xe9 &&
			   (c > 0xe4 || (c == 0xe4 && (unsigned char)at[1] >= 0xb8))) {
			*chinese = true;
			at += 3;
		} else {
			break;
		}
	}
	return at;
}

bool
cn_format_address(struct span text, struct format_fault *fault)
{
	const char *at = text.at, *end = at + text.len;
	bool chinese = false;

	if (text.len == 0)
		return say(fault, "address-empty", "is empty");
	if (spreadsheet_has_error(text) || spreadsheet_has_number(text))
		return say(fault, "address-spreadsheet",
		    "is a number or an error message of a spreadsheet");
	while ((at = skip_plain(at, end, &chinese)) < end)
		switch (han_kind(utf8_next(&at))) {
		case HAN_CHARACTER:
			chinese = true;
			break;
		case HAN_LOST:
			return say(fault, "address-lost-character",
			    "has lost a character: it has a question mark or U+FFFD in "
			    "its place");
		case HAN_PRIVATE:
			return say(fault, "address-private-use",
			    "has a private-use character, which only one system can "
			    "show");
		case HAN_INVISIBLE:
			return say(fault, "address-invisible",
			    "has a tab, a line break, or a character that cannot be "
			    "seen");
		default:
			break;
		}
	return chinese ||
	       say(fault, "address-no-han", "has no Chinese character in it");
}

static bool
is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

bool
cn_format_property_unit(struct span text, struct format_fault *fault)
{
	enum { LENGTH = 28, PARCEL = 12, PARCEL_NUMBER = 14, FIXTURE = 19 };

	if (spreadsheet_has_number(text))
		return say(fault, "property-unit-spreadsheet",
		    "a spreadsheet read it as a quantity and lost digits");
	for (size_t i = 0; i < text.len; i++)
		if (!is_digit(text.at[i]) && !is_capital(text.at[i]))
			return say(fault, "property-unit-character",
			    "has a character other than digits and capital letters");
	if (text.len != LENGTH)
		return say(fault, "property-unit-length", "is not 28 characters long");
	if (!are_digits(text, 0, PARCEL) || text.at[0] == '0' || text.at[0] == '9')
		return say(fault, "property-unit-area",
		    "does not begin with the 12 digits of county and cadastral areas");
	if ((text.at[PARCEL] != 'G' && text.at[PARCEL] != 'J' &&
		text.at[PARCEL] != 'Z') ||
	    !is_capital(text.at[PARCEL + 1]) || !are_digits(text, PARCEL_NUMBER, 5))
		return say(fault, "property-unit-parcel",
		    "does not have two letters (the first G, J or Z) and five digits "
		    "for the parcel");
	if ((text.at[FIXTURE] != 'F' && text.at[FIXTURE] != 'L' &&
		text.at[FIXTURE] != 'Q' && text.at[FIXTURE] != 'W') ||
	    !are_digits(text, FIXTURE + 1, 8))
		return say(fault, "property-unit-fixture",
		    "does not end with F, L, Q or W and eight digits");
	return true;
}
