#include "sheet/side_table.h"

#include <err.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "record/record.h"
#include "settings/allocate.h"
#include "settings/document.h"
#include "settings/status.h"
#include "sheet/table_rows.h"

struct side_table {
	const char *file;
	char *bytes;
	json_t *map;
	struct table *columns;
	struct table_rows *rows;
	struct record record;
	uint64_t line;
	bool has_rows;
};

_Noreturn void
side_table_fail(
    const struct side_table *t, uint64_t line, const char *code, const char *reason)
{
	if (line == 0)
		errx(STATUS_TROUBLE, "%s: %s: %s", t->file, code, reason);
	errx(STATUS_TROUBLE, "%s:%" PRIu64 ": %s: %s", t->file, line, code, reason);
}

static json_t *
make_map(const struct side_column *columns, const char *const notes[])
{
	json_t *map = json_object();
	int failed = 0;

	for (const struct side_column *c = columns; c->name != NULL; c++)
		failed |= json_object_set_new(map, c->name,
		    json_pack("{s:s, s:s, s:b, s:[s]}", "to", c->name, "type", c->type,
			"required", c->required, "aliases", c->alias));
	for (const char *const *note = notes; *note != NULL; note++)
		failed |= json_object_set_new(map, *note, json_null());
	if (failed != 0)
		allocate_fail();
	return map;
}

struct side_table *
side_table_open(
    const char *file, const struct side_column *columns, const char *const notes[])
{
	struct side_table *t = allocate(1, sizeof *t);
	struct table_rows_source source = { .file = file };
	struct map_fault fault;

	t->file = file;
	t->bytes = document_read_bytes(file, &source.bytes.len);
	t->map = make_map(columns, notes);
	t->columns = table_new(t->map, UNMAPPED_REFUSE, &fault);
	source.bytes.at = t->bytes;
	source.table = t->columns;
	t->rows = t->columns == NULL ? NULL : table_rows_new(&source);
	if (t->rows == NULL)
		allocate_fail();
	record_init(&t->record);
	return t;
}

void
side_table_close(struct side_table *t, const char *code_if_empty)
{
	if (!t->has_rows)
		side_table_fail(t, 0, code_if_empty, "there are no rows");
	record_free(&t->record);
	table_rows_free(t->rows);
	table_free(t->columns);
	json_decref(t->map);
	free(t->bytes);
	free(t);
}

static _Noreturn void
fail_reading(const struct side_table *t)
{
	uint64_t line;
	const char *reason = table_rows_reason(t->rows, &line);

	if (line == 0)
		errx(STATUS_TROUBLE, "%s: %s", t->file, reason);
	errx(STATUS_TROUBLE, "%s:%" PRIu64 ": %s", t->file, line, reason);
}

bool
side_table_next(struct side_table *t)
{
	struct table_rows_item item;

	switch (table_rows_next(t->rows, &item)) {
	case TABLE_ROWS_RECORD:
		break;
	case TABLE_ROWS_SET_ASIDE:
		side_table_fail(
		    t, item.line, item.findings[0].code, item.findings[0].reason);
	case TABLE_ROWS_ENDED:
		return false;
	case TABLE_ROWS_FAILED:
		fail_reading(t);
	case TABLE_ROWS_NO_MEMORY:
		allocate_fail();
	}
	if (record_parse(&t->record, item.text.at, item.text.len, NULL) != RECORD_OK ||
	    !record_prepare_texts(&t->record))
		allocate_fail();
	t->line = item.line;
	t->has_rows = true;
	return true;
}

uint64_t
side_table_line(const struct side_table *t)
{
	return t->line;
}

struct span
side_table_text(struct side_table *t, const char *name)
{
	const struct value *v =
	    record_member(&t->record, t->record.values, name, strlen(name));
	struct span text = { "", 0 };

	if (v == NULL || v->type == VALUE_NULL)
		return text;
	if (v->type == VALUE_ARRAY || v->type == VALUE_OBJECT)
		side_table_fail(t, t->line, "table-value",
		    "a value is a list or an object, and must be a text or a number");
	text = v->type == VALUE_STRING ? record_text(&t->record, v)
				       : record_raw(&t->record, v);
	if (text.at == NULL)
		allocate_fail();
	return text;
}

uint32_t
side_table_integer(struct side_table *t, const char *name, uint32_t max,
    const char *code, const char *reason)
{
	struct span text = side_table_text(t, name);
	uint32_t number = 0;

	for (size_t i = 0; i < text.len; i++) {
		uint32_t digit = (uint32_t)(unsigned char)text.at[i] - '0';

		if (digit > 9 || digit > max || number > (max - digit) / 10)
			side_table_fail(t, t->line, code, reason);
		number = number * 10 + digit;
	}
	return number;
}
