/*
 * layout.h - a row to a record
 *
 * A layout is made of a map: a tree of objects, arrays and values, each written once,
 * in the order in which the map first names it.  It is bound to the header row of a
 * file and then makes a record of each row.  Binding writes the pieces of JSON that are
 * the same in every record.
 *
 * The field of an empty cell is left out, and so is an object without fields.  An array
 * is always written.  Its elements keep their numbers: an empty cell before a filled
 * one is null (or a fault, if the map says so); empty cells at the end are left out.
 */
#ifndef LAYOUT_H
#define LAYOUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "record/record.h"
#include "record/writer.h"
#include "sheet/header.h"
#include "sheet/rows.h"

struct layout;

/* The file, or the part of one, that a table is read from.  The texts are borrowed. */
struct table_file {
	const char *name;
	const char *sheet; /* UTF-8; NULL in a format that has only one */
	/*
	 * The system in which this file counts days, which wins over what the map says
	 * of a column with day numbers; CELL_NO_SERIALS if the format does not tell.
	 */
	enum cell_serials serials;
};

/*
 * Make a layout of a map, which must live as long.  NULL with a fault if two columns
 * would write to the same place, a text is no path, a path is one of the filter's own
 * ("source", and "extra" if unmapped columns are kept there), or there is no memory.
 */
struct layout *layout_new(const struct column_map *, enum unmapped, struct map_fault *);
void layout_free(struct layout *);

/*
 * Bind a layout to a file and its header row, whose cells are UTF-8.  The base name of
 * the file is written to each record.  False with a fault if a column is in the row
 * twice, or is there and must not be, or there is no memory. The fault's header is
 * borrowed from the map or the layout.
 */
bool layout_bind(struct layout *, const struct header *, const struct span *cells,
    size_t count, const struct table_file *, struct map_fault *);

/* The header row of the file that the layout is bound to. */
const struct header_row *layout_header(const struct layout *);

/*
 * The record of a row that is a ROW_RECORD (row_kind.h); borrowed until the next call.
 * Cells are cleaned where they stand in the row, by the steps of the map; the raw text
 * of a cell that was changed is written to "source.raw", by its header.  at is NULL if
 * there is no memory.  If a fault was found the record is not to be used.
 */
struct span layout_record(struct layout *, const struct row *);

/* The faults of the row of the last layout_record(), in the order of the map. */
const struct row_fault *layout_faults(const struct layout *, size_t *count);

/* How many cells each step has changed, by column and step, in the records of all
 * files:
 * {"姓名":{"inner-space":2}}. */
void layout_write_cleaned(const struct layout *, struct writer *);

#endif
