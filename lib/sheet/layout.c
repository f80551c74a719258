/*
 * layout.c - rows to records
 *
 * A bound layout is a list of steps (open an object, write a cell, close), which runs
 * for each row.  There is room for the longest record of a row before the first step,
 * so no step needs to check.
 */
#include "sheet/layout.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "memory/array.h"
#include "record/json_string.h"
#include "record/writer.h"
#include "sheet/fields.h"
#include "sheet/plain_fields.h"
#include "sheet/row_cleaning.h"
#include "sheet/steps.h"
#include "text/escaped.h"

/* Bytes that every record needs: brackets, line number, "raw"; and what is copied too
 * much. */
enum { SLACK = 80 + STEP_COPIED + ROW_BYTES_BEHIND };

struct layout {
	const struct column_map *map;
	enum unmapped unmapped;
	struct fields *fields;

	/* What is bound to a file. */
	struct steps steps;
	char *source; /* what stands before the line number */
	size_t source_len;
	size_t fixed_len; /* of a record in which all cells are empty, at most */
	struct header_row header;
	struct row_cleaning cleaning;

	struct cleaning_counts counts; /* of all files */
	char *text;
	size_t room;
	struct row_fault *faults; /* room for one a step */
	size_t fault_count;
};

struct layout *
layout_new(
    const struct column_map *map, enum unmapped unmapped, struct map_fault *fault)
{
	struct layout *layout = calloc(1, sizeof *layout);

	*fault = (struct map_fault){ NULL, NULL, false };
	if (layout == NULL)
		return NULL;
	layout->map = map;
	layout->unmapped = unmapped;
	layout->counts.counts = calloc(map->count, sizeof *layout->counts.counts);
	if (layout->counts.counts != NULL)
		layout->fields = fields_new(map, unmapped == UNMAPPED_KEEP, fault);
	if (layout->fields != NULL)
		return layout;
	free(layout->counts.counts);
	free(layout);
	return NULL;
}

/* What is bound to a file. */

static void
unbind(struct layout *layout)
{
	row_cleaning_clear(&layout->cleaning);
	steps_clear(&layout->steps);
	header_row_clear(&layout->header);
	free(layout->source);
	free(layout->faults);
	layout->source = NULL;
	layout->faults = NULL;
	layout->fault_count = 0;
}

void
layout_free(struct layout *layout)
{
	if (layout == NULL)
		return;
	unbind(layout);
	fields_free(layout->fields);
	free(layout->counts.counts);
	free(layout->text);
	free(layout);
}

/* "NAME":TEXT and a comma behind it; new.  NULL: no memory. */
static char *
new_member(const char *name, const char *text)
{
	struct writer w = { .text = NULL };

	writer_name(&w, name);
	writer_string(&w, text);
	writer_bytes(&w, ",", sizeof ",");
	if (!writer_failed(&w))
		return w.text;
	writer_free(&w);
	return NULL;
}

/*
 * "source", up to the line number.  The folder of the file is left out: a result must
 * not depend on how it was spelled.
 */
static bool
name_source(struct layout *layout, const struct table_file *file)
{
	static const char format[] = "\"source\":{%s%s\"line\":";
	const char *slash = strrchr(file->name, '/');
	char *text = escaped_text(slash == NULL ? file->name : slash + 1);
	char *name = text == NULL ? NULL : new_member("file", text);
	char *sheet =
	    file->sheet == NULL ? strdup("") : new_member("sheet", file->sheet);

	if (name != NULL && sheet != NULL) {
		size_t size = sizeof format + strlen(name) + strlen(sheet);

		layout->source = malloc(size);
		if (layout->source != NULL)
			snprintf(layout->source, size, format, name, sheet);
	}
	free(text);
	free(name);
	free(sheet);
	return layout->source != NULL;
}

/* How a file counts days wins over what the map says of a column with day numbers. */
static void
use_serials(struct steps *steps, enum cell_serials serials)
{
	for (size_t i = 0; serials != CELL_NO_SERIALS && i < steps->count; i++)
		if (steps->items[i].reading.serials != CELL_NO_SERIALS)
			steps->items[i].reading.serials = serials;
}

bool
layout_bind(struct layout *layout, const struct header *header,
    const struct span *cells, size_t count, const struct table_file *file,
    struct map_fault *fault)
{
	*fault = (struct map_fault){ NULL, NULL, false };
	unbind(layout);
	if (!header_row_keep(&layout->header, cells, count) ||
	    !steps_build(&layout->steps, layout->fields, layout->map, layout->unmapped,
		header, &layout->header, fault) ||
	    !row_cleaning_bind(&layout->cleaning, &layout->steps, count) ||
	    !name_source(layout, file))
		return false;
	use_serials(&layout->steps, file->serials);
	layout->source_len = strlen(layout->source);
	layout->fixed_len = SLACK + layout->steps.len + layout->source_len;
	layout->faults = calloc(layout->steps.count + 1, sizeof *layout->faults);
	return layout->faults != NULL;
}

/* Rows. */

static void
add_fault(struct layout *layout, const struct row_fault *fault)
{
	layout->faults[layout->fault_count++] = *fault;
}

static char *
put_bytes(char *out, const char *bytes, size_t len)
{
	memcpy(out, bytes, len);
	return out + len;
}

/* The name of a member, with a comma unless it is the first. */
static inline char *
put_before(char *out, const struct step *step)
{
	if (out[-1] != '{' && out[-1] != '[')
		*out++ = ',';
	/* What is too much is written over, or left in the SLACK behind the record. */
	if (step->before_len <= STEP_COPIED) {
		memcpy(out, step->before, STEP_COPIED);
		return out + step->before_len;
	}
	return put_bytes(out, step->before, step->before_len);
}

/* Write a null, or note a fault, for each of the steps before an element. */
static char *
put_gaps(struct layout *layout, char *out, const struct step *element, size_t gaps)
{
	for (const struct step *step = element - gaps; step < element; step++) {
		if (step->gap.code != NULL)
			add_fault(layout, &step->gap);
		else
			out = put_bytes(put_before(out, step), "null", 4);
	}
	return out;
}

/* Write a trimmed cell that is not empty. */
static inline char *
put_cell(struct layout *layout, char *out, const struct step *step, struct span cell)
{
	char *end;

	if (*cell.at == '#' && cell_is_error(cell)) {
		add_fault(layout, &step->spreadsheet_error);
		return out;
	}
	end = step->type->put(put_before(out, step), cell, &step->reading);
	if (end != NULL)
		return end;
	add_fault(layout, &step->wrong_type);
	return out;
}

static char *
put_line_number(char *out, uint64_t line)
{
	char digits[20];
	size_t n = sizeof digits;

	do
		digits[--n] = (char)('0' + line % 10);
	while ((line /= 10) > 0);
	return put_bytes(out, digits + n, sizeof digits - n);
}

/* The raw texts of the cells that the record was made of, by the headers. */
static char *
put_raws(struct layout *layout, char *out, const struct span *raws)
{
	static const char begin[] = ",\"raw\":{";
	bool any = false;

	for (size_t i = 0; i < layout->steps.count; i++) {
		const struct step *step = &layout->steps.items[i];
		bool cell = step->kind == STEP_CELL || step->kind == STEP_ELEMENT;

		if (!cell || raws[step->cell].len == 0)
			continue;
		if (any)
			*out++ = ',';
		else
			out = put_bytes(out, begin, sizeof begin - 1);
		any = true;
		out = json_string_write(out, span_of(layout->header.texts[step->cell]));
		*out++ = ':';
		out = json_string_write(out, raws[step->cell]);
	}
	if (any)
		*out++ = '}';
	return out;
}

/* Whether the format knows that a cell has no value; notes what is wrong then. */
static bool
is_faulty(struct layout *layout, const struct step *step, const struct row *row)
{
	struct row_fault fault = row->cell_faults[step->cell];

	if (fault.code == NULL)
		return false;
	fault.field = step->wrong_type.field;
	add_fault(layout, &fault);
	return true;
}

/* The bytes of all cells, at most. */
static size_t
cells_len(const struct layout *layout, const struct row *row, bool plain)
{
	size_t len = 0;

	if (plain) { /* they stand in one text */
		struct span last = row->cells[row->count - 1];

		return (size_t)(last.at - row->cells[0].at) + last.len;
	}
	for (size_t i = 0; i < layout->header.count; i++)
		len += row->cells[i].len;
	return len;
}

/* Room for the longest record that the cells can make. */
static bool
make_room(
    struct layout *layout, const struct row *row, const struct span *raws, bool plain)
{
	size_t len = cells_len(layout, row, plain);

	for (size_t i = 0; raws != NULL && i < layout->header.count; i++)
		if (raws[i].len > 0)
			len += raws[i].len + strlen(layout->header.texts[i]) + 1;
	if (len > (SIZE_MAX - layout->fixed_len) / JSON_STRING_MOST)
		return false;
	return array_reserve(&layout->text, &layout->room,
	    len * JSON_STRING_MOST + layout->fixed_len, 1);
}

/* A record that is being written. */
struct writing {
	char *out;
	char *opened[FIELDS_MAX_DEPTH]; /* where its open objects and arrays begin */
	size_t depth;
	size_t gaps; /* empty cells at the end of the array at hand */
};

/* The rare steps, between cells. */
static void
run_step(struct layout *layout, struct writing *w, const struct step *step,
    const struct row *row)
{
	switch (step->kind) {
	case STEP_OPEN:
		w->opened[w->depth++] = w->out;
		w->out = put_before(w->out, step);
		break;
	case STEP_CLOSE_OBJECT:
		w->depth--;
		if (w->out[-1] == '{')
			w->out = w->opened[w->depth];
		else
			*w->out++ = '}';
		break;
	case STEP_CLOSE_ARRAY:
		w->depth--;
		w->gaps = 0;
		*w->out++ = ']';
		break;
	case STEP_UNNAMED:
		if (cell_trim(row->cells[step->cell]).len > 0)
			add_fault(layout, &step->wrong_type);
		break;
	case STEP_CELL:
	case STEP_ELEMENT:
		break;
	}
}

/* The fields of a row, behind the bracket that opens the record; returns the end. */
static char *
put_fields(struct layout *layout, char *out, const struct row *row)
{
	const struct step *step = layout->steps.items;
	const struct step *end = step + layout->steps.count;
	const struct span *cells = row->cells;
	bool has_types = row->has_types;
	struct writing w; /* opened is written before it is read */
	struct span cell;

	w.out = out;
	w.depth = w.gaps = 0;
	for (; step < end; step++) {
		if (step->kind != STEP_CELL && step->kind != STEP_ELEMENT) {
			run_step(layout, &w, step, row);
			continue;
		}
		cell = cells[step->cell];
		if (row->cell_faults != NULL && is_faulty(layout, step, row)) {
			w.gaps = 0;
			continue;
		}
		cell = has_types ? cell_trim_typed(cell) : cell_trim(cell);
		if (cell.len == 0) {
			w.gaps += step->kind == STEP_ELEMENT;
			continue;
		}
		if (w.gaps > 0)
			w.out = put_gaps(layout, w.out, step, w.gaps);
		w.gaps = 0;
		w.out = put_cell(layout, w.out, step, cell);
	}
	return w.out;
}

struct span
layout_record(struct layout *layout, const struct row *row)
{
	const struct span *raws;
	char *out, *end = NULL;
	bool plain;

	layout->fault_count = 0;
	if (!row_cleaning_run(&layout->cleaning, row, &raws))
		return (struct span){ NULL, 0 };
	/* And no cell was changed. */
	plain = row->bytes != ROW_BYTES_ANY && raws == row->raws;
	if (!make_room(layout, row, raws, plain))
		return (struct span){ NULL, 0 };
	out = layout->text;
	*out++ = '{';
	if (plain)
		end = plain_fields(out, &layout->steps, row);
	out = end != NULL ? end : put_fields(layout, out, row);
	if (out[-1] != '{')
		*out++ = ',';
	out = put_bytes(out, layout->source, layout->source_len);
	out = put_line_number(out, row->line);
	if (raws != NULL)
		out = put_raws(layout, out, raws);
	out = put_bytes(out, "}}", 2);
	if (layout->fault_count == 0)
		row_cleaning_count(&layout->cleaning, layout->map, &layout->counts);
	return (struct span){ layout->text, (size_t)(out - layout->text) };
}

static bool
is_cleaned(const struct layout *layout, size_t column)
{
	for (size_t i = 0; i < CLEANING_MAX; i++)
		if (layout->counts.counts[column][i] > 0)
			return true;
	return false;
}

void
layout_write_cleaned(const struct layout *layout, struct writer *w)
{
	writer_open_object(w);
	for (size_t i = 0; i < layout->map->count; i++) {
		const struct column *column = &layout->map->columns[i];

		if (!is_cleaned(layout, i))
			continue;
		writer_name(w, column->header);
		writer_open_object(w);
		for (size_t k = 0; k < column->cleaning.count; k++) {
			if (layout->counts.counts[i][k] == 0)
				continue;
			writer_name(w, cleaning_name(column->cleaning.steps[k]));
			writer_integer(w, (int64_t)layout->counts.counts[i][k]);
		}
		writer_close_object(w);
	}
	writer_close_object(w);
}

const struct header_row *
layout_header(const struct layout *layout)
{
	return &layout->header;
}

const struct row_fault *
layout_faults(const struct layout *layout, size_t *count)
{
	*count = layout->fault_count;
	return layout->faults;
}
