/*
 * xlsx_rows.c - the elements of a sheet to rows
 *
 *	worksheet > sheetData > row > c > v, or f, or is > t, or is > r > t
 *
 * The texts of a row are gathered in one buffer, which may move while it grows, so
 * cells get their place when the row has ended.  Shared strings stay where they are.
 */
#include "sheet/xlsx_rows.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "memory/arena.h"
#include "memory/array.h"
#include "record/writer.h"
#include "sheet/encoding.h"
#include "sheet/quote.h"
#include "sheet/xlsx_merges.h"
#include "sheet/xlsx_reference.h"
#include "sheet/xlsx_text.h"
#include "sheet/xlsx_value.h"

/* A cell of the row at hand, while its text may still move. */
struct held {
	const char *shared; /* NULL: the text begins at a place in the buffer */
	size_t at, len;
	size_t raw_at, raw_len; /* of its raw text there, if that is another one */
	enum xlsx_lack lack;
};

/*
 * A cell far to the right of a table, such as a blank typed into XFD9, would make as
 * many cells as there are columns.  Beyond the width of the table so many columns, and
 * two more for each cell that is filled, are kept as cells of the row; the rest is kept
 * for people alone.
 */
enum { NEAR = 256 };

struct far_cell {
	size_t column;
	struct held held;
};

struct xlsx_rows {
	struct xlsx_part *part;
	struct xlsx_fault *fault; /* of the call that runs */
	const struct xlsx_shared *shared;
	enum cell_serials serials;
	struct xlsx_merges merges;
	size_t max_row;
	uint64_t blank;

	/* Where reading is. */
	bool in_data, in_row, in_cell, in_inline, in_run, in_text;
	struct xlsx_cell cell;
	size_t next_column, begin; /* begin is where the text of the cell begins */
	enum xlsx_type type;
	enum xlsx_format format;
	bool has_formula, has_value;

	/* The row at hand; count is behind the last cell that is filled. */
	char *text;
	size_t len, room;
	struct held *held;
	size_t count, held_room, width; /* width is that of the table, or 0 */
	size_t filled;
	struct far_cell *far;
	size_t far_count, far_room;
	bool any_lack, any_raw;

	/* The same for the caller. */
	struct row row;
	struct span *cells, *raws;
	struct row_fault *faults;
	size_t cells_room, raws_room, faults_room;
	struct arena reasons;
	struct writer csv;
};

/* Stop, since the sheet cannot be: what is wrong at the cell at hand. */
static void
refuse(struct xlsx_rows *r, const char *what)
{
	xlsx_fail(r->fault, "xlsx-bad-sheet: in row %ju: %s: save the workbook again",
	    (uintmax_t)r->cell.row, what);
	xlsx_part_refuse(r->part);
	r->in_row = r->in_cell = r->in_text = false;
}

static void
refuse_memory(struct xlsx_rows *r)
{
	xlsx_fail_memory(r->fault);
	xlsx_part_refuse(r->part);
	r->in_row = r->in_cell = r->in_text = false;
}

/* Texts. */

static bool
add_text(struct xlsx_rows *r, const char *bytes, size_t len)
{
	if (len > r->max_row - r->len) {
		xlsx_fail(r->fault,
		    "xlsx-row-too-long: row %ju is longer than --max-line",
		    (uintmax_t)r->cell.row);
		xlsx_part_refuse(r->part);
		r->in_row = r->in_cell = r->in_text = false;
		return false;
	}
	if (!array_reserve(&r->text, &r->room, r->len + len, 1)) {
		refuse_memory(r);
		return false;
	}
	memcpy(r->text + r->len, bytes, len);
	r->len += len;
	return true;
}

static void
on_text(void *context, const char *bytes, size_t len)
{
	struct xlsx_rows *r = context;

	if (r->in_text)
		add_text(r, bytes, len);
}

/* Elements that begin. */

static void
begin_row(struct xlsx_rows *r, const char **attributes)
{
	const char *number = xlsx_attribute(attributes, "r");
	uint64_t last = r->cell.row;

	r->in_row = true;
	r->next_column = r->count = r->len = 0;
	r->filled = r->far_count = 0;
	r->any_lack = r->any_raw = false;
	r->cell.row = number == NULL ? last + 1 : xlsx_reference_row(number);
	if (r->cell.row > last && r->cell.row <= XLSX_ROWS)
		return;
	r->cell.row = last + 1;
	refuse(r, "rows are not in order, or one of them has no number of a row");
}

/* Make the cells up to a column, empty where they are new. */
static bool
make_held(struct xlsx_rows *r, size_t count)
{
	if (count <= r->count)
		return true;
	if (!array_reserve(&r->held, &r->held_room, count, sizeof *r->held)) {
		refuse_memory(r);
		return false;
	}
	memset(r->held + r->count, 0, (count - r->count) * sizeof *r->held);
	r->count = count;
	return true;
}

/* Where the cell at hand is held; NULL: there is none, and the sheet was refused. */
static struct held *
hold(struct xlsx_rows *r)
{
	size_t column = r->cell.column;

	r->filled++;
	if (r->width == 0 || column < r->width + NEAR + 2 * r->filled) {
		if (column < r->count &&
		    (r->held[column].len > 0 || r->held[column].lack)) {
			refuse(r, "a cell is there twice");
			return NULL;
		}
		return make_held(r, column + 1) ? &r->held[column] : NULL;
	}
	if (!array_reserve(&r->far, &r->far_room, r->far_count + 1, sizeof *r->far)) {
		refuse_memory(r);
		return NULL;
	}
	r->far[r->far_count].column = column;
	return &r->far[r->far_count++].held;
}

static void
begin_cell(struct xlsx_rows *r, const char **attributes)
{
	const char *reference = NULL, *style = NULL, *type = NULL;
	struct xlsx_cell cell = { r->next_column, r->cell.row };

	for (; *attributes != NULL; attributes += 2) {
		if (attributes[0][0] == '\0' || attributes[0][1] != '\0')
			continue;
		if (attributes[0][0] == 'r')
			reference = attributes[1];
		else if (attributes[0][0] == 's')
			style = attributes[1];
		else if (attributes[0][0] == 't')
			type = attributes[1];
	}
	if (reference != NULL && !xlsx_reference_read(reference, &cell))
		refuse(r, "a cell has a name that is none");
	else if (cell.row != r->cell.row)
		refuse(r, "a cell has the name of a cell in another row");
	else if (cell.column >= XLSX_COLUMNS)
		refuse(r, "there are more cells than columns");
	else
		r->in_cell = true;
	r->cell.column = cell.column;
	r->next_column = cell.column + 1;
	r->begin = r->len;
	r->has_formula = r->has_value = false;
	r->type = xlsx_type_of(type);
	r->format = style == NULL ? XLSX_FORMAT_NUMBER
				  : xlsx_styles_format(
					&r->shared->styles, strtoul(style, NULL, 10));
}

static void
on_start(void *context, const char *name, size_t depth, const char **attributes)
{
	struct xlsx_rows *r = context;

	switch (depth) {
	case 2:
		r->in_data = strcmp(name, "sheetData") == 0;
		break;
	case 3:
		if (r->in_data && strcmp(name, "row") == 0)
			begin_row(r, attributes);
		break;
	case 4:
		if (r->in_row && strcmp(name, "c") == 0)
			begin_cell(r, attributes);
		break;
	case 5:
		if (!r->in_cell)
			break;
		r->in_text = strcmp(name, "v") == 0 && r->type != XLSX_TYPE_INLINE;
		r->in_inline = strcmp(name, "is") == 0 && r->type == XLSX_TYPE_INLINE;
		r->has_formula |= strcmp(name, "f") == 0;
		if ((r->in_text || r->in_inline) && r->has_value)
			refuse(r, "a cell has two values");
		r->has_value |= r->in_text || r->in_inline;
		break;
	case 6:
		r->in_text = r->in_inline && strcmp(name, "t") == 0;
		r->in_run = r->in_inline && strcmp(name, "r") == 0;
		break;
	case 7:
		r->in_text = r->in_run && strcmp(name, "t") == 0;
		break;
	default:
		break;
	}
}

/* Elements that end. */

/* The number of a shared string; SIZE_MAX, which none has, if it is none. */
static size_t
string_number(struct span text)
{
	size_t n = 0;

	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] < '0' || text.at[i] > '9' || n > XLSX_STRINGS_MOST)
			return SIZE_MAX;
		n = n * 10 + (size_t)(text.at[i] - '0');
	}
	return n;
}

static enum xlsx_lack
end_shared(struct xlsx_rows *r, struct held *held, struct span number)
{
	struct span text;

	r->len = r->begin;
	if (!xlsx_strings_get(&r->shared->strings, string_number(number), &text))
		return XLSX_LACKS_SENSE;
	held->shared = text.at;
	held->len = text.len;
	return encoding_has_lost_character(text) ? XLSX_LACKS_CHARACTER
						 : XLSX_LACKS_NOTHING;
}

static enum xlsx_lack
end_own_text(struct xlsx_rows *r, struct held *held)
{
	char *text = r->text + r->begin;

	held->len = xlsx_text_decode(text, held->len);
	r->len = r->begin + held->len;
	return encoding_has_lost_character((struct span){ text, held->len })
		   ? XLSX_LACKS_CHARACTER
		   : XLSX_LACKS_NOTHING;
}

/* A number, a date, a truth value; the raw text stays in front of it if it differs. */
static enum xlsx_lack
end_value(struct xlsx_rows *r, struct held *held, struct span raw)
{
	struct xlsx_value value;
	enum xlsx_lack lack =
	    xlsx_value_read(&value, r->type, raw, r->format, r->serials);

	if (lack != XLSX_LACKS_NOTHING)
		return lack;
	if (value.rounded) {
		held->raw_at = r->begin;
		held->raw_len = raw.len;
		r->any_raw = true;
	} else {
		r->len = r->begin;
	}
	held->at = r->len;
	held->len = value.len;
	return add_text(r, value.text, value.len) ? XLSX_LACKS_NOTHING
						  : XLSX_LACKS_SENSE;
}

/* The raw text of the cell stands at the end of the buffer. */
static void
end_cell(struct xlsx_rows *r)
{
	size_t len = r->len - r->begin;
	/* Some programs write an empty value for one that they have not calculated. */
	bool uncalculated = r->has_formula && len == 0 && r->type != XLSX_TYPE_TEXT;
	struct span raw = { NULL, len };
	struct held *held;

	r->in_cell = false;
	if (len == 0 && !uncalculated)
		return;
	held = hold(r);
	if (held == NULL)
		return;
	*held = (struct held){ .at = r->begin, .len = len };
	raw.at = r->text + r->begin;
	if (uncalculated)
		held->lack = XLSX_LACKS_VALUE;
	else if (r->type == XLSX_TYPE_SHARED)
		held->lack = end_shared(r, held, raw);
	else if (r->type == XLSX_TYPE_INLINE || r->type == XLSX_TYPE_TEXT)
		held->lack = end_own_text(r, held);
	else
		held->lack = end_value(r, held, raw);
	r->any_lack |= held->lack != XLSX_LACKS_NOTHING;
}

static void
on_end(void *context, size_t depth)
{
	struct xlsx_rows *r = context;

	r->in_text = false;
	if (depth == 6)
		r->in_run = false;
	if (depth == 5)
		r->in_inline = false;
	if (depth == 4 && r->in_cell)
		end_cell(r);
	if (depth == 3 && r->in_row) {
		r->in_row = false;
		if (r->filled > 0)
			xlsx_part_pause(r->part);
		else
			r->blank++;
	}
	if (depth == 2)
		r->in_data = false;
}

static const struct xlsx_handlers handlers = { on_start, on_end, on_text };

static struct xlsx_rows *
new_rows(const struct xlsx_shared *shared, size_t max_row, struct xlsx_fault *fault)
{
	struct xlsx_rows *r = calloc(1, sizeof *r);

	if (r == NULL) {
		xlsx_fail_memory(fault);
		return NULL;
	}
	r->shared = shared;
	r->serials = shared->is_1904 ? CELL_SERIALS_1904 : CELL_SERIALS_1900;
	r->max_row = max_row;
	return r;
}

struct xlsx_rows *
xlsx_rows_open(struct xlsx_package *package, const char *part,
    const struct xlsx_shared *shared, size_t max_row, struct xlsx_fault *fault)
{
	struct xlsx_rows *r = new_rows(shared, max_row, fault);

	if (r == NULL)
		return NULL;
	if (xlsx_merges_read(&r->merges, package, part, fault))
		r->part = xlsx_part_open(package, part, &handlers, r, fault);
	if (r->part != NULL)
		return r;
	xlsx_rows_close(r);
	return NULL;
}

bool
xlsx_rows_are_none(struct xlsx_package *package, const char *part,
    const struct xlsx_shared *shared, bool *none, struct xlsx_fault *fault)
{
	struct xlsx_rows *r = new_rows(shared, SIZE_MAX, fault);
	enum xlsx_step step = XLSX_FAILED;
	struct row row;

	if (r == NULL)
		return false;
	r->part = xlsx_part_open(package, part, &handlers, r, fault);
	if (r->part != NULL)
		step = xlsx_rows_next(r, 0, &row, fault);
	*none = step == XLSX_ENDED;
	xlsx_rows_close(r);
	return step != XLSX_FAILED;
}

void
xlsx_rows_close(struct xlsx_rows *r)
{
	if (r == NULL)
		return;
	xlsx_part_close(r->part);
	xlsx_merges_free(&r->merges);
	free(r->text);
	free(r->held);
	free(r->far);
	free(r->cells);
	free(r->raws);
	free(r->faults);
	arena_free(&r->reasons);
	writer_free(&r->csv);
	free(r);
}

/* The row for the caller. */

/* Below the header row, what merged cells cover is not empty but unknown. */
static bool
note_merged(struct xlsx_rows *r, size_t width)
{
	if (!xlsx_merges_go(&r->merges, r->cell.row, r->fault))
		return false;
	for (size_t i = 0; width > 0 && i < xlsx_merges_count(&r->merges); i++) {
		const struct xlsx_area *area = xlsx_merges_at(&r->merges, i);
		size_t column = area->first.column + (area->first.row == r->cell.row);

		for (; column <= area->last.column && column < r->count; column++) {
			r->held[column].lack = XLSX_LACKS_MERGED;
			r->any_lack = true;
		}
	}
	return true;
}

static bool
place_faults(struct xlsx_rows *r)
{
	if (!array_reserve(&r->faults, &r->faults_room, r->count, sizeof *r->faults))
		return false;
	arena_clear(&r->reasons);
	for (size_t i = 0; i < r->count; i++) {
		enum xlsx_lack lack = r->held[i].lack;
		char name[XLSX_REFERENCE_SIZE];

		r->faults[i] = (struct row_fault){ .code = xlsx_lack_code(lack) };
		if (lack == XLSX_LACKS_NOTHING)
			continue;
		xlsx_reference_write((struct xlsx_cell){ i, r->cell.row }, name);
		r->faults[i].reason = arena_print(
		    &r->reasons, "cell %s: %s", name, xlsx_lack_reason(lack));
		if (r->faults[i].reason == NULL)
			return false;
	}
	r->row.cell_faults = r->faults;
	return true;
}

static bool
place_raws(struct xlsx_rows *r)
{
	if (!array_reserve(&r->raws, &r->raws_room, r->count, sizeof *r->raws))
		return false;
	for (size_t i = 0; i < r->count; i++)
		r->raws[i] =
		    (struct span){ r->text + r->held[i].raw_at, r->held[i].raw_len };
	r->row.raws = r->raws;
	return true;
}

/* The text of a cell, when the buffer does not move any more. */
static struct span
text_of(const struct xlsx_rows *r, const struct held *held)
{
	if (held->shared != NULL)
		return (struct span){ held->shared, held->len };
	return (struct span){ held->len == 0 ? "" : r->text + held->at, held->len };
}

static bool
place_cells(struct xlsx_rows *r)
{
	if (!array_reserve(&r->cells, &r->cells_room, r->count, sizeof *r->cells))
		return false;
	for (size_t i = 0; i < r->count; i++)
		r->cells[i] = text_of(r, &r->held[i]);
	r->row = (struct row){ .cells = r->cells,
		.count = r->count,
		.text = { "", 0 },
		.line = r->cell.row,
		.has_types = true,
		.is_far = r->far_count > 0 };
	return (!r->any_lack || place_faults(r)) && (!r->any_raw || place_raws(r));
}

enum xlsx_step
xlsx_rows_next(
    struct xlsx_rows *r, size_t width, struct row *row, struct xlsx_fault *fault)
{
	enum xlsx_step step;

	r->fault = fault;
	r->width = width;
	step = xlsx_part_read(r->part, fault);
	if (step != XLSX_PAUSED)
		return step;
	if (!make_held(r, width) || !note_merged(r, width))
		return XLSX_FAILED;
	if (!place_cells(r)) {
		xlsx_fail_memory(fault);
		return XLSX_FAILED;
	}
	*row = r->row;
	return XLSX_PAUSED;
}

uint64_t
xlsx_rows_blank(const struct xlsx_rows *r)
{
	return r->blank;
}

/* A cell as it was: the cells of the row may have been cleaned. */
static void
write_cell(struct xlsx_rows *r, const struct held *held)
{
	quote_text(&r->csv, text_of(r, held), (struct quoting){ .guard = false });
}

/* A cell that stands to the right of the table, behind its name. */
static void
write_beyond(struct xlsx_rows *r, size_t column, const struct held *held)
{
	char name[XLSX_REFERENCE_SIZE];

	if (held->len == 0)
		return;
	xlsx_reference_write((struct xlsx_cell){ column, r->cell.row }, name);
	if (column > 0)
		writer_bytes(&r->csv, ",", 1);
	writer_bytes(&r->csv, name, strlen(name));
	writer_bytes(&r->csv, ": ", 2);
	write_cell(r, held);
}

struct span
xlsx_rows_text(struct xlsx_rows *r)
{
	writer_reset(&r->csv);
	for (size_t i = 0; i < r->count && i < r->width; i++) {
		if (i > 0)
			writer_bytes(&r->csv, ",", 1);
		write_cell(r, &r->held[i]);
	}
	for (size_t i = r->width; i < r->count; i++)
		write_beyond(r, i, &r->held[i]);
	for (size_t i = 0; i < r->far_count; i++)
		write_beyond(r, r->far[i].column, &r->far[i].held);
	if (writer_failed(&r->csv))
		return (struct span){ NULL, 0 };
	return (struct span){ r->csv.text, r->csv.len };
}
