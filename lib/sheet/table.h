/*
 * table.h - the rows of a file, one after the other, to records
 *
 * Rows above the header row are the table's heading and make nothing, as do the header
 * row and rows in which no cell is filled.  All others are records, or are to be set
 * aside with their causes.  What makes the whole file unusable is told as trouble.
 */
#ifndef TABLE_H
#define TABLE_H

#include <stddef.h>
#include <stdint.h>

#include "sheet/header.h"
#include "sheet/layout.h"
#include "sheet/rows.h"

struct table;

/*
 * A table by a map (csv/header.h); nothing of the JSON value is kept.  NULL with a
 * fault if column_map_new() or layout_new() refuse the map, or there is no memory; its
 * header is borrowed from the JSON value.
 */
struct table *table_new(const json_t *map, enum layout_unmapped, struct map_fault *);
void table_free(struct table *);

/*
 * Begin a file.  Its name goes into the records.  The header row begins at a line, or
 * is looked for (0).
 */
void table_begin(struct table *, const char *file, uint64_t header_line);

enum table_verdict {
	TABLE_NOTHING,
	TABLE_RECORD,    /* table_record() has it */
	TABLE_SET_ASIDE, /* table_faults() says why */
	TABLE_TROUBLE,   /* the file cannot be used: table_trouble() says why */
	TABLE_NO_MEMORY,
};

/* What a row is; its cells must be UTF-8. */
enum table_verdict table_row(struct table *, const struct row *);

/* The file has ended: TABLE_TROUBLE if it had no header row, otherwise TABLE_NOTHING.
 */
enum table_verdict table_end(struct table *);

/* Of the last row; borrowed until the next one. */
struct span table_record(const struct table *);
const struct row_fault *table_faults(const struct table *, size_t *count);

/* "code: reason", and the line that it is about (0: none); borrowed until the next row.
 */
const char *table_trouble(const struct table *, uint64_t *line);

/* Where the header row is, how many headers are in it, and how many the map names. */
struct table_header {
	uint64_t line; /* 0: not found yet */
	size_t columns, mapped;
};
struct table_header table_header(const struct table *);

#endif
