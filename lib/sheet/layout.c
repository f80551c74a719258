/*
 * layout.c - rows to records
 *
 * A bound layout is a list of steps (open an object, write a cell, close), which runs
 * for each row.  There is room for the longest record of a row before the first step,
 * so no step needs to check.
 */
#include "sheet/layout.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "memory/array.h"
#include "record/json_string.h"
#include "sheet/fields.h"

enum { SLACK = 64 }; /* bytes that every record needs: brackets, the line number */

enum step_kind {
	STEP_OPEN,
	STEP_CLOSE_OBJECT, /* takes the object back if nothing is in it */
	STEP_CLOSE_ARRAY,
	STEP_CELL,
	STEP_UNNAMED, /* a cell that must be empty, since its column has no header */
};

struct step {
	enum step_kind kind;
	const struct column_type *type;
	enum cell_serials serials;
	size_t cell;
	char *before; /* the name and its colon, and the bracket that opens */
	size_t before_len;
	/* What may be wrong with the cell; the reasons are the step's. */
	struct row_fault wrong_type, spreadsheet_error;
};

struct layout {
	const struct column_map *map;
	enum layout_unmapped unmapped;
	struct fields *fields;

	/* What is bound to a file. */
	struct step *steps;
	size_t step_count, steps_room;
	char *source;     /* what stands before the line number */
	size_t fixed_len; /* of a record in which all cells are empty, at most */
	struct header_row header;

	char *text;
	size_t room;
	struct row_fault *faults; /* room for one a step */
	size_t fault_count;
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

struct layout *
layout_new(const struct column_map *map, enum layout_unmapped unmapped,
    struct map_fault *fault)
{
	struct layout *layout = calloc(1, sizeof *layout);

	*fault = (struct map_fault){ NULL, NULL };
	if (layout == NULL)
		return NULL;
	layout->map = map;
	layout->unmapped = unmapped;
	layout->fields = fields_new(map, unmapped == LAYOUT_KEEP, fault);
	if (layout->fields != NULL)
		return layout;
	free(layout);
	return NULL;
}

/* What is bound to a file. */

static void
unbind(struct layout *layout)
{
	for (size_t i = 0; i < layout->step_count; i++) {
		free(layout->steps[i].before);
		free((char *)(uintptr_t)layout->steps[i].wrong_type.reason);
		free((char *)(uintptr_t)layout->steps[i].spreadsheet_error.reason);
	}
	header_row_clear(&layout->header);
	free(layout->source);
	free(layout->faults);
	layout->source = NULL;
	layout->faults = NULL;
	layout->step_count = layout->fault_count = 0;
}

void
layout_free(struct layout *layout)
{
	if (layout == NULL)
		return;
	unbind(layout);
	fields_free(layout->fields);
	free(layout->steps);
	free(layout->text);
	free(layout);
}

static const char no_memory[] = "no memory";

/* A new text: a name, as JSON, with a colon and a bracket (or "") behind it. */
static char *
new_member(struct span name, const char *bracket)
{
	char *text = malloc(name.len * JSON_STRING_MOST + SLACK), *end;

	if (text == NULL)
		return NULL;
	end = json_string_write(text, name);
	*end++ = ':';
	memcpy(end, bracket, strlen(bracket) + 1);
	return text;
}

/* Takes before.  NULL if there is no memory, or before is NULL. */
static struct step *
add_step(struct layout *layout, enum step_kind kind, char *before)
{
	struct step *step;

	if (before == NULL || !array_reserve(&layout->steps, &layout->steps_room,
				  layout->step_count + 1, sizeof *layout->steps)) {
		free(before);
		return NULL;
	}
	step = &layout->steps[layout->step_count++];
	*step = (struct step){ .kind = kind, .before = before };
	step->before_len = strlen(before);
	layout->fixed_len += step->before_len + COLUMN_TYPE_MOST;
	return step;
}

static bool
add_cell(struct layout *layout, const struct column *column, const char *field,
    size_t cell, char *before)
{
	struct step *step = add_step(layout, STEP_CELL, before);

	if (step == NULL)
		return false;
	step->cell = cell;
	step->type = column == NULL ? column_type_default() : column->type;
	step->serials = column == NULL ? CELL_NO_SERIALS : column->serials;
	step->wrong_type = (struct row_fault){ step->type->code, field,
		new_text("column %s: %s", layout->header.texts[cell],
		    step->type->expected) };
	step->spreadsheet_error = (struct row_fault){ "csv-cell-error", field,
		new_text("column %s: an error of the spreadsheet stands for the value",
		    layout->header.texts[cell]) };
	return step->wrong_type.reason != NULL &&
	       step->spreadsheet_error.reason != NULL;
}

/* Whether a field, or one below it, has a column that is in the file. */
static bool
is_present(const struct layout *layout, const struct header *header, size_t at)
{
	const struct field *field = &layout->fields->items[at];

	if (field->kind == FIELD_VALUE)
		return header->places[field->column] != HEADER_ABSENT;
	for (at = field->first; at != 0; at = layout->fields->items[at].next)
		if (is_present(layout, header, at))
			return true;
	return false;
}

static bool add_steps(
    struct layout *, const struct header *, const struct field *parent);

static bool
add_field(struct layout *layout, const struct header *header, const struct field *field)
{
	const struct column *column = &layout->map->columns[field->column];
	bool object = field->kind == FIELD_OBJECT;
	struct span name = { field->name,
		field->name == NULL ? 0 : strlen(field->name) };

	if (field->kind == FIELD_VALUE)
		return add_cell(layout, column, column->to,
		    (size_t)header->places[field->column],
		    field->name == NULL ? strdup("") : new_member(name, ""));
	return add_step(layout, STEP_OPEN, new_member(name, object ? "{" : "[")) &&
	       add_steps(layout, header, field) &&
	       add_step(
		   layout, object ? STEP_CLOSE_OBJECT : STEP_CLOSE_ARRAY, strdup(""));
}

/* The steps of what is in a field; false if there is no memory. */
static bool
add_steps(
    struct layout *layout, const struct header *header, const struct field *parent)
{
	const struct field *fields = layout->fields->items;

	for (size_t at = parent->first; at != 0; at = fields[at].next)
		if (is_present(layout, header, at) &&
		    !add_field(layout, header, &fields[at]))
			return false;
	return true;
}

static bool
is_mapped(const struct layout *layout, const struct header *header, size_t cell)
{
	for (size_t i = 0; i < layout->map->count; i++)
		if (header->places[i] == (long)cell)
			return true;
	return false;
}

/* A column without a header may be there, as long as nothing is in it. */
static const char *
add_unnamed(struct layout *layout, size_t cell)
{
	struct step *step = add_step(layout, STEP_UNNAMED, strdup(""));

	if (step == NULL)
		return no_memory;
	step->cell = cell;
	step->wrong_type = (struct row_fault){ "csv-unnamed-column", NULL,
		new_text(
		    "cell %zu is filled, but its column has no header", cell + 1) };
	return step->wrong_type.reason == NULL ? no_memory : NULL;
}

static const char *
add_extra(struct layout *layout, size_t cell)
{
	const char *name = layout->header.texts[cell];

	for (size_t i = 0; i < cell; i++)
		if (strcmp(layout->header.texts[i], name) == 0)
			return "stands there twice";
	return add_cell(layout, NULL, "extra", cell,
		   new_member((struct span){ name, strlen(name) }, ""))
		   ? NULL
		   : no_memory;
}

/* The columns that the map does not name; *header is the one that is at fault. */
static const char *
add_unmapped(struct layout *layout, const struct header *header, const char **at_fault)
{
	const char *wrong = NULL;
	bool keep = layout->unmapped == LAYOUT_KEEP;

	if (layout->unmapped == LAYOUT_DROP)
		return NULL;
	if (keep && !add_step(layout, STEP_OPEN, strdup("\"extra\":{")))
		return no_memory;
	for (size_t i = 0; i < layout->header.count && wrong == NULL; i++) {
		*at_fault = layout->header.texts[i];
		if (*layout->header.texts[i] == '\0')
			wrong = add_unnamed(layout, i);
		else if (!is_mapped(layout, header, i))
			wrong = keep ? add_extra(layout, i) : "is not in the map";
	}
	if (wrong == NULL && keep && !add_step(layout, STEP_CLOSE_OBJECT, strdup("")))
		wrong = no_memory;
	return wrong;
}

static bool
name_source(struct layout *layout, const char *file)
{
	char *name = new_member((struct span){ file, strlen(file) }, "");

	if (name == NULL)
		return false;
	name[strlen(name) - 1] = '\0';
	layout->source = new_text("\"source\":{\"file\":%s,\"line\":", name);
	free(name);
	if (layout->source == NULL)
		return false;
	layout->fixed_len += strlen(layout->source);
	return true;
}

bool
layout_bind(struct layout *layout, const struct header *header,
    const struct span *cells, size_t count, const char *file, struct map_fault *fault)
{
	const char *wrong;

	*fault = (struct map_fault){ NULL, NULL };
	if (header->twice != NULL) {
		*fault = (struct map_fault){ "stands there twice", header->twice };
		return false;
	}
	unbind(layout);
	layout->fixed_len = SLACK;
	if (!header_row_keep(&layout->header, cells, count) ||
	    !add_steps(layout, header, layout->fields->items))
		return false;
	wrong = add_unmapped(layout, header, &fault->header);
	if (wrong != NULL) {
		fault->what = wrong == no_memory ? NULL : wrong;
		return false;
	}
	layout->faults = calloc(layout->step_count + 1, sizeof *layout->faults);
	return layout->faults != NULL && name_source(layout, file);
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
static char *
put_before(char *out, const struct step *step)
{
	if (out[-1] != '{' && out[-1] != '[')
		*out++ = ',';
	return put_bytes(out, step->before, step->before_len);
}

static char *
put_cell(struct layout *layout, char *out, const struct step *step, struct span cell)
{
	char *end;

	cell = cell_trim(cell);
	if (cell.len == 0)
		return out;
	if (*cell.at == '#' && cell_is_error(cell)) {
		add_fault(layout, &step->spreadsheet_error);
		return out;
	}
	end = step->type->put(put_before(out, step), cell, step->serials);
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

/* Room for the longest record that the cells can make. */
static bool
make_room(struct layout *layout, const struct span *cells)
{
	size_t len = 0;

	for (size_t i = 0; i < layout->header.count; i++)
		len += cells[i].len;
	if (len > (SIZE_MAX - layout->fixed_len) / JSON_STRING_MOST)
		return false;
	return array_reserve(&layout->text, &layout->room,
	    len * JSON_STRING_MOST + layout->fixed_len, 1);
}

struct span
layout_record(struct layout *layout, const struct span *cells, uint64_t line)
{
	char *opened[FIELDS_MAX_DEPTH], *out;
	size_t depth = 0;

	layout->fault_count = 0;
	if (!make_room(layout, cells))
		return (struct span){ NULL, 0 };
	out = layout->text;
	*out++ = '{';
	for (size_t i = 0; i < layout->step_count; i++) {
		const struct step *step = &layout->steps[i];

		switch (step->kind) {
		case STEP_OPEN:
			opened[depth++] = out;
			out = put_before(out, step);
			break;
		case STEP_CLOSE_OBJECT:
			depth--;
			if (out[-1] == '{')
				out = opened[depth];
			else
				*out++ = '}';
			break;
		case STEP_CLOSE_ARRAY:
			depth--;
			*out++ = ']';
			break;
		case STEP_CELL:
			out = put_cell(layout, out, step, cells[step->cell]);
			break;
		case STEP_UNNAMED:
			if (cell_trim(cells[step->cell]).len > 0)
				add_fault(layout, &step->wrong_type);
			break;
		}
	}
	if (out[-1] != '{')
		*out++ = ',';
	out = put_bytes(out, layout->source, strlen(layout->source));
	out = put_line_number(out, line);
	out = put_bytes(out, "}}", 2);
	return (struct span){ layout->text, (size_t)(out - layout->text) };
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
