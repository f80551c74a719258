/*
 * table.h - the rows of a file to records
 *
 * The rows above the header row (the title of the table), the header row itself and
 * blank rows make no record.  Each other row is a record, or is set aside with its
 * causes.  A table without a usable header row ends the reading of the file.
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
 * A table by a map (column_map.h); nothing of the JSON value is kept.  NULL with a
 * fault if column_map_new() or layout_new() refuse the map, or there is no memory; its
 * header is borrowed from the JSON value.
 */
struct table *table_new(const json_t *map, enum unmapped, struct map_fault *);
void table_free(struct table *);

/* Words that rows of totals begin with, beside the usual ones; borrowed. */
void table_name_totals(struct table *, const char *const *words, size_t count);

/*
 * Begin a file, which is written to each record.  header_line is the line in which
 * the header row begins; 0: find it.
 */
void table_begin(struct table *, const struct table_file *, uint64_t header_line);

enum table_verdict {
	TABLE_NOTHING,
	TABLE_RECORD,    /* table_record() has it */
	TABLE_SET_ASIDE, /* table_faults() says why */
	TABLE_UNUSABLE,  /* the file cannot be used: table_reason() says why */
	TABLE_NO_MEMORY,
};

/*
 * How many cells the header row has; 0: it was not found yet.  In a format in which a
 * row ends with its last filled cell, the reader makes rows as wide as this.
 */
size_t table_width(const struct table *);

/* Use the next row, whose cells are UTF-8.  A file that cannot be used stays so until
 * table_begin(). */
enum table_verdict table_row(struct table *, const struct row *);

/* The file has ended: TABLE_UNUSABLE if it has no header row, else TABLE_NOTHING. */
enum table_verdict table_end(struct table *);

/* Of the last row; borrowed until the next one. */
struct span table_record(const struct table *);
const struct row_fault *table_faults(const struct table *, size_t *count);

/* "code: reason" (table_stream.h names the codes), and the line in question (0: none);
 * borrowed until the next row. */
const char *table_reason(const struct table *, uint64_t *line);

/* Where the header row is, how many headers it has, and how many the map names. */
struct table_header {
	uint64_t line; /* 0: not found yet */
	size_t columns, mapped;
};
struct table_header table_header(const struct table *);

/* Rows without a cell that the format has not given to the table (blank lines). */
void table_count_blank(struct table *, uint64_t rows);

/*
 * What became of the rows of all files that are neither records nor set aside, and how
 * many cells the steps of the map have cleaned; see admit-from-csv(1).  JSON.
 */
void table_write_rows(const struct table *, struct writer *);
void table_write_cleaned(const struct table *, struct writer *);

#endif
