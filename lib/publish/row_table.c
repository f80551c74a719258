#include "publish/row_table.h"

#include <stdlib.h>
#include <string.h>

#include "memory/array.h"
#include "record/path.h"
#include "record/record.h"
#include "sheet/quote.h"
#include "text/aligned.h"

struct column {
	char *header;
	struct path *path;
	bool right; /* it has numbers only */
};

struct row_table {
	bool aligned;
	struct column *columns;
	size_t count, room;
	struct aligned rows;
	struct path *suppressed;
	struct record record;
};

struct row_table *
row_table_new(bool aligned)
{
	struct row_table *t = calloc(1, sizeof *t);
	const char *why;

	if (t == NULL || (t->suppressed = path_new("suppressed", &why)) == NULL) {
		free(t);
		return NULL;
	}
	t->aligned = aligned;
	return t;
}

void
row_table_free(struct row_table *t)
{
	if (t == NULL)
		return;
	for (size_t i = 0; i < t->count; i++) {
		free(t->columns[i].header);
		path_free(t->columns[i].path);
	}
	free(t->columns);
	aligned_free(&t->rows);
	path_free(t->suppressed);
	record_free(&t->record);
	free(t);
}

/* The names of a pointer with dots between; new. */
static char *
header_of(const char *pointer)
{
	char *header = malloc(strlen(pointer) + 1), *to = header;

	for (const char *at = pointer + 1; header != NULL && *at != '\0'; at++) {
		*to = *at;
		if (*at == '/')
			*to = '.';
		else if (*at == '~')
			*to = *++at == '0' ? '~' : '/';
		to++;
	}
	if (header != NULL)
		*to = '\0';
	return header;
}

static bool
add_column(struct row_table *t, const char *pointer)
{
	struct column column = { .right = true };
	const char *why;

	if (!array_reserve(&t->columns, &t->room, t->count + 1, sizeof *t->columns))
		return false;
	column.header = header_of(pointer);
	column.path = column.header != NULL ? path_new(pointer, &why) : NULL;
	if (column.path == NULL) {
		free(column.header);
		return false;
	}
	t->columns[t->count++] = column;
	return true;
}

bool
row_table_add_columns(struct row_table *t, struct span pointers)
{
	for (size_t at = 0; at < pointers.len; at += strlen(pointers.at + at) + 1)
		if (!add_column(t, pointers.at + at))
			return false;
	return true;
}

static bool
add_cell(struct row_table *t, size_t column, struct span text, bool number,
    struct writer *lines)
{
	static const struct quoting plain = { .guard = false };

	if (t->aligned)
		return aligned_add(&t->rows, text);
	if (column > 0)
		writer_bytes(lines, ",", 1);
	if (number)
		quote_number(lines, text, plain);
	else
		quote_text(lines, text, plain);
	if (column + 1 == t->count)
		writer_bytes(lines, "\n", 1);
	return !writer_failed(lines);
}

bool
row_table_add_header(struct row_table *t, struct writer *lines)
{
	t->rows.columns = t->count;
	for (size_t i = 0; i < t->count; i++)
		if (!add_cell(t, i, span_of(t->columns[i].header), false, lines))
			return false;
	return true;
}

/* The text of a cell; at is NULL if there is no memory. */
static struct span
text_of(struct row_table *t, struct column *column, bool *number)
{
	const struct value *value = path_find(column->path, &t->record);

	*number = false;
	if (value == NULL || value->type == VALUE_NULL) {
		if (strcmp(column->header, "count") == 0 &&
		    path_find(t->suppressed, &t->record) != NULL)
			return span_of("*");
		return span_of("");
	}
	*number = value->type == VALUE_NUMBER;
	if (!*number)
		column->right = false;
	return value->type == VALUE_STRING ? record_text(&t->record, value)
					   : record_raw(&t->record, value);
}

bool
row_table_add(struct row_table *t, struct span json, struct writer *lines)
{
	if (record_parse(&t->record, json.at, json.len, NULL) != RECORD_OK)
		return false;
	for (size_t i = 0; i < t->count; i++) {
		bool number;
		struct span text = text_of(t, &t->columns[i], &number);

		if (text.at == NULL || !add_cell(t, i, text, number, lines))
			return false;
	}
	return true;
}

bool
row_table_close(struct row_table *t, struct writer *lines)
{
	bool *right = calloc(t->count, sizeof *right), written;

	if (right == NULL)
		return false;
	for (size_t i = 0; i < t->count; i++)
		right[i] = t->columns[i].right;
	written = !t->aligned || aligned_write(&t->rows, right, lines);
	free(right);
	return written;
}
