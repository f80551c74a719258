/*
 * plain_fields.c - one loop over the steps of a file
 *
 * Every member is written with a comma behind it, so that none has to ask whether it is
 * the first; what closes an object or a list is written over the last one.
 */
#include "sheet/plain_fields.h"

#include <string.h>

#include "record/short_number.h"

/* Texts are most of a row, and a call for each would cost as much as to copy it. */
#define ALWAYS_INLINE static inline __attribute__((always_inline))

_Static_assert((int)STEP_COPIED == (int)ROW_BYTES_BEHIND, "they are copied alike");

/* Copy a text; what the last piece has too much is written over. */
static inline char *
copy(char *out, const char *at, size_t len)
{
	memcpy(out, at, STEP_COPIED);
	for (size_t i = STEP_COPIED; i < len; i += STEP_COPIED)
		memcpy(out + i, at + i, STEP_COPIED);
	return out + len;
}

/* A trimmed cell that is not empty; NULL if it needs a closer look. */
ALWAYS_INLINE char *
put_cell(char *out, const struct step *step, struct span cell)
{
	out = copy(out, step->before, step->before_len);
	if (step->takes == COLUMN_TAKES_TEXT) {
		*out++ = '"';
		out = copy(out, cell.at, cell.len);
		memcpy(out, "\",", 2);
		return out + 2;
	}
	if (step->takes == COLUMN_TAKES_SHORT_NUMBERS &&
	    short_number_copy_inside(out, cell))
		out += cell.len;
	else if ((out = step->type->put(out, cell, &step->reading)) == NULL)
		return NULL;
	*out++ = ',';
	return out;
}

/* What is open at a step. */
struct nesting {
	char *opened[FIELDS_MAX_DEPTH]; /* where its objects and lists begin */
	size_t depth;
};

/* A step that is no cell of a column; NULL if a cell is filled that must be empty. */
static inline char *
put_bracket(
    char *out, const struct step *step, struct nesting *n, const struct row *row)
{
	char *opened;

	if (step->kind == STEP_OPEN) {
		n->opened[n->depth++] = out;
		return copy(out, step->before, step->before_len);
	}
	if (step->kind == STEP_UNNAMED)
		return row->cells[step->cell].len > 0 ? NULL : out;
	opened = n->opened[--n->depth];
	if (step->kind == STEP_CLOSE_OBJECT && out[-1] == '{')
		return opened;
	out -= out[-1] == ',';
	memcpy(out, step->kind == STEP_CLOSE_OBJECT ? "}," : "],", 2);
	return out + 2;
}

/* Made twice, since most rows have nothing to trim. */
ALWAYS_INLINE char *
put_fields(char *out, const struct steps *steps, const struct row *row, bool trimmed)
{
	const struct step *step = steps->items, *end = step + steps->count;
	bool gap = false; /* an element before was empty */
	struct nesting n; /* opened is written before it is read */

	for (n.depth = 0; step < end; step++) {
		struct span cell;

		if (step->kind > STEP_ELEMENT) {
			gap = false;
			if ((out = put_bracket(out, step, &n, row)) == NULL)
				return NULL;
			continue;
		}
		cell = row->cells[step->cell];
		if (!trimmed)
			cell = cell_trim(cell);
		if (cell.len == 0) {
			gap = step->kind == STEP_ELEMENT;
			continue;
		}
		if (gap || (!trimmed && *cell.at == '#') ||
		    (out = put_cell(out, step, cell)) == NULL)
			return NULL;
	}
	return out;
}

char *
plain_fields(char *out, const struct steps *steps, const struct row *row)
{
	char *end = NULL;

	if (row->cell_faults != NULL)
		return NULL;
	if (row->bytes == ROW_BYTES_ORDINARY)
		end = put_fields(out, steps, row, true);
	else if (row->bytes == ROW_BYTES_TEXT)
		end = put_fields(out, steps, row, false);
	return end == NULL || end == out ? end : end - 1; /* the last comma */
}
