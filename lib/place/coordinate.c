#include "place/coordinate.h"

#include <stdbool.h>

#include "place/position.h"
#include "record/scan.h"
#include "text/unseen.h"

enum coordinate
coordinate_read(struct path *path, struct record *record, int64_t *billionths)
{
	const struct value *v = path_find(path, record);
	struct span text;

	if (v == NULL || v->type == VALUE_NULL)
		return COORDINATE_MISSING;
	if (v->type != VALUE_STRING && v->type != VALUE_NUMBER)
		return COORDINATE_NOT_A_NUMBER;
	text = v->type == VALUE_STRING ? record_text(record, v) : record_raw(record, v);
	if (text.at == NULL)
		return COORDINATE_NO_MEMORY;
	text = unseen_trim(text);
	if (text.len == 0)
		return COORDINATE_MISSING;
	if (position_parse(text.at, text.len, billionths))
		return COORDINATE_OK;
	return scan_number(text.at, text.at + text.len) == text.at + text.len
		   ? COORDINATE_RANGE
		   : COORDINATE_NOT_A_NUMBER;
}

static const struct {
	const char *code, *reason;
} faults[] = {
	[COORDINATE_MISSING] = { "place-missing", "there is no coordinate" },
	[COORDINATE_NOT_A_NUMBER] = { "place-not-a-number",
	    "the coordinate is no decimal number of degrees" },
	[COORDINATE_RANGE] = { "place-range", "no degrees of a longitude or latitude" },
};

const char *
coordinate_code(enum coordinate what)
{
	return faults[what].code;
}

const char *
coordinate_reason(enum coordinate what)
{
	return faults[what].reason;
}
