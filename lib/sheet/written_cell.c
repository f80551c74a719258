#include "sheet/written_cell.h"

#include <string.h>

/* A text of the record, or of JSON that stands in it. */
static struct written_cell
text_cell(struct span text)
{
	if (text.at == NULL)
		return (struct written_cell){ WRITTEN_NO_MEMORY, text };
	if (text.len == 0)
		return (struct written_cell){ WRITTEN_NOTHING, text };
	return (struct written_cell){ WRITTEN_TEXT, text };
}

struct written_cell
written_cell_read(const struct written_column *column, struct record *record)
{
	const struct value *value = path_find(column->path, record);
	struct written_cell cell = { .kind = WRITTEN_NOTHING };

	if (value == NULL || value->type == VALUE_NULL)
		return cell;
	if (value->type == VALUE_STRING) {
		cell = text_cell(record_text(record, value));
		if (value->escaped && cell.kind == WRITTEN_TEXT &&
		    memchr(cell.text.at, '\0', cell.text.len) != NULL)
			cell.kind = WRITTEN_HAS_NUL;
		return cell;
	}
	cell = text_cell(record_raw(record, value));
	if (column->as_text)
		return cell;
	if (value->type == VALUE_NUMBER)
		cell.kind = WRITTEN_NUMBER;
	else if (value->type == VALUE_TRUE || value->type == VALUE_FALSE)
		cell.kind = WRITTEN_TRUTH;
	return cell;
}

struct finding
written_cell_fault(const struct written_column *column)
{
	return (struct finding){ .code = "nul-in-cell",
		.field = path_text(column->path),
		.reason = "the text has a character U+0000, which no cell can hold" };
}
