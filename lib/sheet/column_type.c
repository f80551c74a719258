#include "sheet/column_type.h"

#include <stdbool.h>
#include <string.h>

#include "record/json_string.h"
#include "record/short_number.h"

_Static_assert((int)SHORT_NUMBER_COPIED <= (int)COLUMN_TYPE_MOST, "it has room");

static char *
put_bytes(char *out, const char *bytes, size_t len)
{
	memcpy(out, bytes, len);
	return out + len;
}

static char *
put_text(char *out, struct span cell, const struct column_reading *reading)
{
	(void)reading;
	return json_string_write(out, cell);
}

/* Apart, so that put_number() needs no registers saved. */
static __attribute__((noinline)) char *
put_any_number(char *out, struct span cell)
{
	return cell_is_number(cell) ? put_bytes(out, cell.at, cell.len) : NULL;
}

static char *
put_number(char *out, struct span cell, const struct column_reading *reading)
{
	(void)reading;
	return short_number_copy(out, cell) ? out + cell.len
					    : put_any_number(out, cell);
}

static char *
put_integer(char *out, struct span cell, const struct column_reading *reading)
{
	(void)reading;
	return cell_is_integer(cell) ? put_bytes(out, cell.at, cell.len) : NULL;
}

static char *
put_date(char *out, struct span cell, const struct column_reading *reading)
{
	*out++ = '"';
	if (!cell_date(cell, reading->serials, out))
		return NULL;
	out += CELL_DATE_SIZE - 1;
	*out++ = '"';
	return out;
}

static char *
put_decimal(char *out, struct span cell, const struct column_reading *reading)
{
	if (memchr(cell.at, 'e', cell.len) != NULL ||
	    memchr(cell.at, 'E', cell.len) != NULL)
		return NULL;
	return put_number(out, cell, reading);
}

static bool
is_one_of(struct span cell, char *const *words)
{
	for (; words != NULL && *words != NULL; words++)
		if (strlen(*words) == cell.len &&
		    memcmp(*words, cell.at, cell.len) == 0)
			return true;
	return false;
}

static char *
put_boolean(char *out, struct span cell, const struct column_reading *reading)
{
	int truth = cell_boolean(cell);

	if (truth == 1 || is_one_of(cell, reading->yes))
		return put_bytes(out, "true", 4);
	if (truth == 0 || is_one_of(cell, reading->no))
		return put_bytes(out, "false", 5);
	return NULL;
}

/* The length of the separator that a text begins with, or 0. */
static size_t
separator_at(struct span text, const char *const *separators)
{
	for (; *separators != NULL; separators++) {
		size_t len = strlen(*separators);

		if (len <= text.len && memcmp(text.at, *separators, len) == 0)
			return len;
	}
	return 0;
}

/* An array of texts.  A separator may end it; any other item must not be empty. */
static char *
put_list(char *out, struct span cell, const struct column_reading *reading)
{
	static const char *const usual[] = { "、", ";", "；", ",", "，", "/", "|", "\n",
		NULL };
	const char *const *separators = reading->separators == NULL
					    ? usual
					    : (const char *const *)reading->separators;
	const char *end = cell.at + cell.len, *item = cell.at;

	*out++ = '[';
	for (const char *at = cell.at; at <= end; at++) {
		struct span rest = { at, (size_t)(end - at) };
		size_t len = at == end ? 0 : separator_at(rest, separators);
		struct span text = { item, (size_t)(at - item) };

		if (len == 0 && at < end)
			continue;
		text = cell_trim(text);
		if (text.len > 0) {
			if (out[-1] != '[')
				*out++ = ',';
			out = json_string_write(out, text);
		} else if (at < end || item == cell.at) {
			return NULL;
		}
		if (at == end)
			break;
		item = at + len;
		at = item - 1;
	}
	*out++ = ']';
	return out;
}

/* clang-format off */
static const struct column_type types[] = {
	{ "text", "not-a-text", "no text", false, false, false, COLUMN_TAKES_TEXT,
	    put_text },
	{ "number", "not-a-number", "no number (87.50, no commas)", false, false, false,
	    COLUMN_TAKES_SHORT_NUMBERS, put_number },
	{ "decimal", "not-a-decimal", "no decimal number (87.50, no commas, no E)", false,
	    false, false, COLUMN_TAKES_SHORT_NUMBERS, put_decimal },
	{ "integer", "not-an-integer", "no whole number", false, false, false,
	    COLUMN_TAKES_SOME, put_integer },
	{ "date", "not-a-date", "no date of the calendar", true, false, false,
	    COLUMN_TAKES_SOME, put_date },
	{ "boolean", "not-a-boolean", "neither yes nor no", false, false, true,
	    COLUMN_TAKES_SOME, put_boolean },
	{ "list", "not-a-list", "an item of the list is empty", false, true, false,
	    COLUMN_TAKES_SOME, put_list },
};
/* clang-format on */

const char column_type_rule[] =
    "type must be text, number, decimal, integer, date, boolean or list";

const struct column_type *
column_type_find(const char *name)
{
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (strcmp(types[i].name, name) == 0)
			return &types[i];
	return NULL;
}

const struct column_type *
column_type_default(void)
{
	return &types[0];
}
