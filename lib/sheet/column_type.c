#include "sheet/column_type.h"

#include <string.h>

#include "record/json_string.h"

static char *
put_bytes(char *out, const char *bytes, size_t len)
{
	memcpy(out, bytes, len);
	return out + len;
}

static char *
put_text(char *out, struct span cell, enum cell_serials serials)
{
	(void)serials;
	return json_string_write(out, cell);
}

static char *
put_number(char *out, struct span cell, enum cell_serials serials)
{
	(void)serials;
	return cell_is_number(cell) ? put_bytes(out, cell.at, cell.len) : NULL;
}

static char *
put_integer(char *out, struct span cell, enum cell_serials serials)
{
	(void)serials;
	return cell_is_integer(cell) ? put_bytes(out, cell.at, cell.len) : NULL;
}

static char *
put_date(char *out, struct span cell, enum cell_serials serials)
{
	char date[CELL_DATE_SIZE];

	if (!cell_date(cell, serials, date))
		return NULL;
	return json_string_write(out, (struct span){ date, CELL_DATE_SIZE - 1 });
}

static char *
put_boolean(char *out, struct span cell, enum cell_serials serials)
{
	(void)serials;
	switch (cell_boolean(cell)) {
	case 1:
		return put_bytes(out, "true", 4);
	case 0:
		return put_bytes(out, "false", 5);
	default:
		return NULL;
	}
}

/* clang-format off */
static const struct column_type types[] = {
	{ "text", "not-a-text", "no text", false, put_text },
	{ "number", "not-a-number", "no number (87.50, no commas)", false, put_number },
	{ "integer", "not-an-integer", "no whole number", false, put_integer },
	{ "date", "not-a-date", "no date of the calendar", true, put_date },
	{ "boolean", "not-a-boolean", "neither yes nor no", false, put_boolean },
};
/* clang-format on */

const char column_type_rule[] = "type must be text, number, integer, date or boolean";

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
