#include "sheet/steps.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "memory/array.h"
#include "record/json_string.h"

/* Bytes of a member beside its name: quotes, a bracket; and STEP_COPIED. */
enum { MEMBER_MOST = 8 + STEP_COPIED };

/* What steps are made of. */
struct building {
	struct steps *steps;
	const struct column_map *map;
	const struct fields *fields;
	enum unmapped unmapped;
	const struct header *header;
	const struct header_row *row;
};

__attribute__((format(printf, 1, 2))) static char *
new_text(const char *format, ...)
{
	va_list args;
	char *text = NULL;
	int n;

	va_start(args, format);
	n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (n >= 0)
		text = malloc((size_t)n + 1);
	if (text == NULL)
		return NULL;
	va_start(args, format);
	vsnprintf(text, (size_t)n + 1, format, args);
	va_end(args);
	return text;
}

char *
steps_member(struct span name, const char *bracket)
{
	char *text = calloc(name.len * JSON_STRING_MOST + MEMBER_MOST, 1), *end;

	if (text == NULL)
		return NULL;
	end = json_string_write(text, name);
	*end++ = ':';
	memcpy(end, bracket, strlen(bracket) + 1);
	return text;
}

/* A text of which STEP_COPIED bytes can be read; NULL: no memory. */
static char *
new_before(const char *text)
{
	char *before = calloc(strlen(text) + 1 + STEP_COPIED, 1);

	return before == NULL ? NULL : memcpy(before, text, strlen(text));
}

/* Takes before.  NULL if there is no memory, or before is NULL. */
static struct step *
add_step(struct building *b, enum step_kind kind, char *before)
{
	struct step *step;

	if (before == NULL || !array_reserve(&b->steps->items, &b->steps->room,
				  b->steps->count + 1, sizeof *b->steps->items)) {
		free(before);
		return NULL;
	}
	step = &b->steps->items[b->steps->count++];
	*step = (struct step){ .kind = kind, .before = before };
	step->before_len = strlen(before);
	b->steps->len += step->before_len + COLUMN_TYPE_MOST;
	return step;
}

/* column is NULL for a column that the map does not name. */
static struct step *
add_cell(struct building *b, enum step_kind kind, const struct column *column,
    const char *field, size_t cell, char *before)
{
	struct step *step = add_step(b, kind, before);

	if (step == NULL)
		return NULL;
	step->cell = cell;
	step->type = column == NULL ? column_type_default() : column->type;
	step->takes = step->type->takes;
	if (column != NULL)
		step->reading = column->reading;
	if (column != NULL && column->cleaning.count > 0) {
		step->column = column;
		b->steps->clean = true;
	}
	step->wrong_type = (struct row_fault){ step->type->code, field,
		new_text("column %s: %s", b->row->texts[cell], step->type->expected) };
	step->spreadsheet_error = (struct row_fault){ "cell-error", field,
		new_text("column %s: an error of the spreadsheet stands for the value",
		    b->row->texts[cell]) };
	return step->wrong_type.reason != NULL && step->spreadsheet_error.reason != NULL
		   ? step
		   : NULL;
}

static bool
add_element(struct building *b, const struct column *column, size_t cell)
{
	struct step *step =
	    add_cell(b, STEP_ELEMENT, column, column->to, cell, new_before(""));

	if (step == NULL || !column->gap_is_error)
		return step != NULL;
	step->gap = (struct row_fault){ "gap", column->to,
		new_text("column %s: empty, though a later one of the list is filled",
		    b->row->texts[cell]) };
	return step->gap.reason != NULL;
}

/* Whether a field, or one below it, has a column that is in the file. */
static bool
is_present(const struct building *b, size_t at)
{
	const struct field *field = &b->fields->items[at];

	if (field->kind == FIELD_VALUE)
		return b->header->places[field->column] != HEADER_ABSENT;
	for (at = field->first; at != 0; at = b->fields->items[at].next)
		if (is_present(b, at))
			return true;
	return false;
}

static bool add_steps(struct building *, const struct field *parent);

static bool
add_field(struct building *b, const struct field *field)
{
	const struct column *column = &b->map->columns[field->column];
	bool object = field->kind == FIELD_OBJECT;
	struct span name = { field->name,
		field->name == NULL ? 0 : strlen(field->name) };

	if (field->kind == FIELD_VALUE && field->name == NULL)
		return add_element(b, column, (size_t)b->header->places[field->column]);
	if (field->kind == FIELD_VALUE)
		return add_cell(b, STEP_CELL, column, column->to,
			   (size_t)b->header->places[field->column],
			   steps_member(name, "")) != NULL;
	return add_step(b, STEP_OPEN, steps_member(name, object ? "{" : "[")) &&
	       add_steps(b, field) &&
	       add_step(
		   b, object ? STEP_CLOSE_OBJECT : STEP_CLOSE_ARRAY, new_before(""));
}

/* The steps of what is in a field; false if there is no memory. */
static bool
add_steps(struct building *b, const struct field *parent)
{
	const struct field *fields = b->fields->items;

	for (size_t at = parent->first; at != 0; at = fields[at].next)
		if (is_present(b, at) && !add_field(b, &fields[at]))
			return false;
	return true;
}

/* A column without a header may be there, as long as nothing is in it. */
static bool
add_unnamed(struct building *b, size_t cell)
{
	struct step *step = add_step(b, STEP_UNNAMED, new_before(""));

	if (step == NULL)
		return false;
	step->cell = cell;
	step->wrong_type = (struct row_fault){ "unnamed-column", NULL,
		new_text(
		    "cell %zu is filled, but its column has no header", cell + 1) };
	return step->wrong_type.reason != NULL;
}

static bool
add_extra(struct building *b, size_t cell)
{
	return add_cell(b, STEP_CELL, NULL, "extra", cell,
		   steps_member(span_of(b->row->texts[cell]), "")) != NULL;
}

/* A cell of the header row, for what becomes of its column. */
struct header_cell {
	const char *text;
	size_t cell;
};

static int
compare_cells(const void *a, const void *b)
{
	const struct header_cell *x = a, *y = b;
	int order = strcmp(x->text, y->text);

	return order != 0 ? order : (x->cell > y->cell) - (x->cell < y->cell);
}

/* Whether the map names a cell's column, and whether an earlier cell has its text. */
struct use {
	bool mapped, again;
};

/* The uses of all cells, new; NULL if there is no memory. */
static struct use *
list_uses(const struct building *b)
{
	const struct header_row *row = b->row;
	struct header_cell *cells = calloc(row->count, sizeof *cells);
	struct use *uses = calloc(row->count, sizeof *uses);

	for (size_t i = 0; cells != NULL && uses != NULL && i < row->count; i++)
		cells[i] = (struct header_cell){ row->texts[i], i };
	if (cells != NULL && uses != NULL) {
		qsort(cells, row->count, sizeof *cells, compare_cells);
		for (size_t i = 1; i < row->count; i++)
			uses[cells[i].cell].again =
			    strcmp(cells[i - 1].text, cells[i].text) == 0;
		for (size_t i = 0; i < b->map->count; i++)
			if (b->header->places[i] != HEADER_ABSENT)
				uses[b->header->places[i]].mapped = true;
	} else {
		free(uses);
		uses = NULL;
	}
	free(cells);
	return uses;
}

/* Columns that the map does not name: how many, and what is wrong with one of them. */
struct unmapped_columns {
	size_t refused;
	const char *wrong, *header;
};

static bool
list_refused(struct building *b, const char *header)
{
	struct writer *list = &b->steps->unmapped;

	if (list->len > 0)
		writer_bytes(list, ", ", 2);
	writer_bytes(list, header, strlen(header));
	return !writer_failed(list);
}

/* What becomes of a cell's column that may be unmapped.  False: no memory. */
static bool
add_unmapped_cell(
    struct building *b, struct use use, size_t cell, struct unmapped_columns *columns)
{
	const char *text = b->row->texts[cell];

	if (*text == '\0')
		return add_unnamed(b, cell);
	if (use.mapped)
		return true;
	if (b->unmapped == UNMAPPED_REFUSE) {
		columns->refused++;
		return list_refused(b, text);
	}
	if (!use.again)
		return add_extra(b, cell);
	if (columns->wrong == NULL)
		*columns = (struct unmapped_columns){ 0, "stands there twice", text };
	return true;
}

/* The columns that the map does not name.  False: no memory, or there is a fault. */
static bool
add_unmapped(struct building *b, struct map_fault *fault)
{
	struct unmapped_columns columns = { 0, NULL, NULL };
	bool keep = b->unmapped == UNMAPPED_KEEP, added;
	struct use *uses;

	if (b->unmapped == UNMAPPED_DROP)
		return true;
	uses = list_uses(b);
	added = uses != NULL &&
		(!keep || add_step(b, STEP_OPEN, new_before("\"extra\":{")) != NULL);
	for (size_t i = 0; i < b->row->count && added; i++)
		added = add_unmapped_cell(b, uses[i], i, &columns);
	free(uses);
	if (added && keep)
		added = add_step(b, STEP_CLOSE_OBJECT, new_before("")) != NULL;
	if (added && columns.refused > 0) {
		writer_bytes(&b->steps->unmapped, "", 1);
		added = !writer_failed(&b->steps->unmapped);
		columns.header = b->steps->unmapped.text;
		columns.wrong =
		    columns.refused > 1 ? "are not in the map" : "is not in the map";
	}
	if (added)
		*fault = (struct map_fault){ columns.wrong, columns.header,
			columns.refused > 1 };
	return added && columns.wrong == NULL;
}

/*
 * A column of an array that is missing before one that is there: the numbers of the
 * others would change.  Or NULL.
 */
static const struct column *
find_missing(const struct building *b)
{
	const struct fields *fields = b->fields;

	for (size_t i = 0; i < fields->count; i++) {
		const struct column *missing = NULL;
		size_t at =
		    fields->items[i].kind == FIELD_ARRAY ? fields->items[i].first : 0;

		for (; at != 0; at = fields->items[at].next) {
			size_t column = fields->items[at].column;

			if (b->header->places[column] == HEADER_ABSENT)
				missing = &b->map->columns[column];
			else if (missing != NULL)
				return missing;
		}
	}
	return NULL;
}

bool
steps_build(struct steps *steps, const struct fields *fields,
    const struct column_map *map, enum unmapped unmapped, const struct header *header,
    const struct header_row *row, struct map_fault *fault)
{
	struct building b = { steps, map, fields, unmapped, header, row };
	const struct column *missing = find_missing(&b);

	*fault = (struct map_fault){ NULL, NULL, false };
	if (header->twice != NULL)
		*fault =
		    (struct map_fault){ "stands there twice", header->twice, false };
	else if (missing != NULL)
		*fault = (struct map_fault){
			"is not there, but a later one of the same list is",
			missing->header, false
		};
	return fault->what == NULL && add_steps(&b, fields->items) &&
	       add_unmapped(&b, fault);
}

void
steps_clear(struct steps *steps)
{
	for (size_t i = 0; i < steps->count; i++) {
		const struct step *step = &steps->items[i];

		free(step->before);
		free((char *)(uintptr_t)step->wrong_type.reason);
		free((char *)(uintptr_t)step->spreadsheet_error.reason);
		free((char *)(uintptr_t)step->gap.reason);
	}
	free(steps->items);
	writer_free(&steps->unmapped);
	*steps = (struct steps){ .items = NULL };
}
