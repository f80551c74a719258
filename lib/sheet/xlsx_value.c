#include "sheet/xlsx_value.h"

#include <string.h>

enum xlsx_type
xlsx_type_of(const char *attribute)
{
	static const char *const names[] = {
		[XLSX_TYPE_NUMBER] = "n",
		[XLSX_TYPE_SHARED] = "s",
		[XLSX_TYPE_INLINE] = "inlineStr",
		[XLSX_TYPE_TEXT] = "str",
		[XLSX_TYPE_BOOLEAN] = "b",
		[XLSX_TYPE_ERROR] = "e",
		[XLSX_TYPE_DATE] = "d",
	};
	int type = 0;

	if (attribute == NULL)
		return XLSX_TYPE_NUMBER;
	while (type < XLSX_TYPE_UNKNOWN && strcmp(names[type], attribute) != 0)
		type++;
	return (enum xlsx_type)type;
}

static const struct {
	const char *code, *reason;
} lacks[] = {
	[XLSX_LACKS_NOTHING] = { NULL, NULL },
	[XLSX_LACKS_ERROR] = { "cell-error",
	    "an error of a formula stands for the value: correct the table" },
	[XLSX_LACKS_DIGITS] = { "lost-digits",
	    "a number of more than 15 digits, of which the spreadsheet has changed the "
	    "last ones to 0: enter the cell again, as text" },
	[XLSX_LACKS_DAY] = { "no-such-day",
	    "a number with the format of a date, but no day of the calendar: correct "
	    "the date" },
	[XLSX_LACKS_VALUE] = { "no-value",
	    "a formula whose value was not saved: open the workbook in a spreadsheet "
	    "program and save it" },
	[XLSX_LACKS_MERGED] = { "merged-cell",
	    "covered by merged cells, whose value stands in the first one alone: undo "
	    "the merge and fill in each cell" },
	[XLSX_LACKS_CHARACTER] = { "lost-character",
	    "U+FFFD, where an earlier program has lost a character: enter it again" },
	[XLSX_LACKS_SENSE] = { "bad-cell",
	    "no value of its type: save the workbook again" },
};

const char *
xlsx_lack_code(enum xlsx_lack lack)
{
	return lacks[lack].code;
}

const char *
xlsx_lack_reason(enum xlsx_lack lack)
{
	return lacks[lack].reason;
}

static void
set_text(struct xlsx_value *value, const char *text)
{
	value->len = strlen(text);
	memcpy(value->text, text, value->len);
}

static enum xlsx_lack
read_number(struct xlsx_value *value, struct span raw, enum xlsx_format format,
    enum cell_serials serials)
{
	struct xlsx_number n;
	char date[XLSX_DATE_SIZE];

	if (!xlsx_number_read(raw, &n))
		return XLSX_LACKS_SENSE;
	if (format != XLSX_FORMAT_NUMBER) {
		if (!xlsx_date_write(&n, serials, format == XLSX_FORMAT_TIME, date))
			return XLSX_LACKS_DAY;
		set_text(value, date);
		return XLSX_LACKS_NOTHING;
	}
	if (xlsx_number_is_cut(&n))
		return XLSX_LACKS_DIGITS;
	value->len = xlsx_number_write(&n, value->text);
	value->rounded = n.rounded;
	return XLSX_LACKS_NOTHING;
}

static enum xlsx_lack
read_boolean(struct xlsx_value *value, struct span raw)
{
	if (span_is(raw, "1") || span_is(raw, "true"))
		set_text(value, "TRUE");
	else if (span_is(raw, "0") || span_is(raw, "false"))
		set_text(value, "FALSE");
	else
		return XLSX_LACKS_SENSE;
	return XLSX_LACKS_NOTHING;
}

enum xlsx_lack
xlsx_value_read(struct xlsx_value *value, enum xlsx_type type, struct span raw,
    enum xlsx_format format, enum cell_serials serials)
{
	char date[XLSX_DATE_SIZE];

	value->rounded = false;
	switch (type) {
	case XLSX_TYPE_NUMBER:
		return read_number(value, raw, format, serials);
	case XLSX_TYPE_BOOLEAN:
		return read_boolean(value, raw);
	case XLSX_TYPE_ERROR:
		return XLSX_LACKS_ERROR;
	case XLSX_TYPE_DATE:
		if (!xlsx_date_of_iso(raw, date))
			return XLSX_LACKS_SENSE;
		set_text(value, date);
		return XLSX_LACKS_NOTHING;
	default:
		return XLSX_LACKS_SENSE;
	}
}
