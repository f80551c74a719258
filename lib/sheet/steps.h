/*
 * steps.h - what is done with each row of a file
 *
 * A row becomes a record in steps: open an object, write a cell, close.  They are made
 * from the map and the header row of a file, with the pieces of JSON that are the same
 * in every record.
 */
#ifndef STEPS_H
#define STEPS_H

#include <stdbool.h>
#include <stddef.h>

#include "record/span.h"
#include "record/writer.h"
#include "sheet/column_map.h"
#include "sheet/fields.h"
#include "sheet/header.h"
#include "sheet/rows.h"

enum step_kind {
	STEP_CELL,
	STEP_ELEMENT, /* a cell of an array */
	STEP_OPEN,
	STEP_CLOSE_OBJECT, /* takes the object back if nothing is in it */
	STEP_CLOSE_ARRAY,
	STEP_UNNAMED, /* a cell that must be empty, since its column has no header */
};

/* So many bytes of before are copied without asking how long it is. */
enum { STEP_COPIED = 32 };

struct step {
	enum step_kind kind;
	enum column_takes takes; /* of the type of a cell */
	const struct column_type *type;
	struct column_reading reading; /* its lists are borrowed from the map */
	const struct column
	    *column; /* whose cell it is; NULL if it has no steps to clean */
	size_t cell;
	/* The name and its colon, and the bracket that opens; STEP_COPIED bytes can be
	 * read. */
	char *before;
	size_t before_len;
	/* What may be wrong with the cell; the reasons are the step's. */
	struct row_fault wrong_type, spreadsheet_error;
	struct row_fault gap; /* of an element; without a code if a gap is null */
};

/* All zero: none.  The steps own their texts. */
struct steps {
	struct step *items;
	size_t count, room;
	bool clean; /* a column has steps to clean */
	size_t len; /* the most bytes that all of them write, beside the cells */
	struct writer unmapped; /* the headers that must not be there, ", " between */
};

/*
 * Make the steps for a file, from none.  row has the texts of its header row, header
 * says which columns of the map they are.  False with a fault if a column is there
 * twice, or is there and must not be, or is missing from the middle of an array, or
 * there is no memory; the steps must then be cleared.  The fault's header is borrowed
 * from map, row or steps.
 */
bool steps_build(struct steps *, const struct fields *, const struct column_map *,
    enum unmapped, const struct header *, const struct header_row *row,
    struct map_fault *);
void steps_clear(struct steps *);

/* A new text: a name as JSON, a colon, and a bracket or "".  NULL: no memory. */
char *steps_member(struct span name, const char *bracket);

#endif
