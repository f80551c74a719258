#include "publish/tally_rows.h"

#include <stdlib.h>

#include "memory/array.h"
#include "publish/small_cells.h"
#include "record/decimal.h"
#include "text/numbering.h"

/* A row that counts nobody is no cell. */
#define NO_CELL SIZE_MAX

struct row {
	size_t end; /* in texts */
	size_t cell;
};

struct tally_rows {
	const char *const *names;
	size_t dimensions;
	struct numbering *values[SMALL_CELLS_DIMENSIONS];
	struct small_cells *cells;
	size_t cell_count;
	struct writer texts;
	struct row *rows;
	size_t count, room;
	struct record record;
};

struct tally_rows *
tally_rows_new(const char *const *names, size_t dimensions)
{
	struct tally_rows *r = calloc(1, sizeof *r);
	bool made;

	if (r == NULL)
		return NULL;
	r->names = names;
	r->dimensions = dimensions;
	made = (r->cells = small_cells_new(dimensions)) != NULL;
	for (size_t i = 0; i < dimensions && made; i++)
		made = (r->values[i] = numbering_new()) != NULL;
	if (!made) {
		tally_rows_free(r);
		return NULL;
	}
	return r;
}

void
tally_rows_free(struct tally_rows *r)
{
	if (r == NULL)
		return;
	for (size_t i = 0; i < r->dimensions; i++)
		numbering_free(r->values[i]);
	small_cells_free(r->cells);
	writer_free(&r->texts);
	free(r->rows);
	record_free(&r->record);
	free(r);
}

static const struct value *
member(struct tally_rows *r, const struct value *object, const char *name)
{
	struct span text = span_of(name);

	return record_member(&r->record, object, text.at, text.len);
}

/* The count of the row that was parsed. */
static uint64_t
count_of(struct tally_rows *r)
{
	const struct value *value = member(r, &r->record.values[0], "count");
	struct span digits =
	    value != NULL ? record_raw(&r->record, value) : span_of("");
	struct decimal count;

	return decimal_parse(digits.at, digits.len, &count) && count.scale == 0
		   ? (uint64_t)count.units
		   : 0;
}

/* Make the row that was parsed a cell. */
static bool
add_cell(struct tally_rows *r, uint64_t count)
{
	const struct value *by = member(r, &r->record.values[0], "by");
	uint32_t at[SMALL_CELLS_DIMENSIONS];

	for (size_t i = 0; i < r->dimensions; i++) {
		const struct value *value = member(r, by, r->names[i]);
		uint32_t number;
		bool known;

		at[i] = SMALL_CELLS_TOTAL;
		if (value == NULL)
			continue;
		number =
		    numbering_add(r->values[i], record_raw(&r->record, value), &known);
		if (number == NUMBERING_NONE)
			return false;
		at[i] = number + 1;
	}
	return small_cells_add(r->cells, at, count);
}

bool
tally_rows_add(struct tally_rows *r, struct span row)
{
	uint64_t count;
	size_t cell = NO_CELL;

	if (record_parse(&r->record, row.at, row.len, NULL) != RECORD_OK)
		return false;
	count = count_of(r);
	if (count > 0) {
		cell = r->cell_count++;
		if (!add_cell(r, count))
			return false;
	}
	writer_bytes(&r->texts, row.at, row.len);
	if (writer_failed(&r->texts) ||
	    !array_reserve(&r->rows, &r->room, r->count + 1, sizeof *r->rows))
		return false;
	r->rows[r->count++] = (struct row){ r->texts.len, cell };
	return true;
}

size_t
tally_rows_suppress(struct tally_rows *r, uint64_t least)
{
	return small_cells_suppress(r->cells, least);
}

size_t
tally_rows_count(const struct tally_rows *r)
{
	return r->count;
}

void
tally_rows_write(struct tally_rows *r, size_t row, struct writer *json)
{
	size_t from = row == 0 ? 0 : r->rows[row - 1].end;
	struct span text = { r->texts.text + from, r->rows[row].end - from };
	const struct value *by;

	writer_reset(json);
	if (r->rows[row].cell == NO_CELL ||
	    !small_cells_is_suppressed(r->cells, r->rows[row].cell)) {
		writer_raw(json, text);
		return;
	}
	if (record_parse(&r->record, text.at, text.len, NULL) != RECORD_OK) {
		json->failed = true; /* it was parsed before: there is no memory */
		return;
	}
	by = member(r, &r->record.values[0], "by");
	writer_open_object(json);
	writer_name(json, "by");
	writer_raw(json, record_raw(&r->record, by));
	writer_name(json, "suppressed");
	writer_boolean(json, true);
	writer_close_object(json);
}
