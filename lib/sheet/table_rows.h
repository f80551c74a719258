/*
 * table_rows.h - the rows of a table of any kind, as records
 *
 * For filters that read a table beside their records: rules that a school has written
 * in a spreadsheet, or the roll of a school.  The table is CSV (any encoding and
 * delimiter of reader.h), a workbook (.xlsx) or JSON Lines; its bytes tell which, never
 * its name.  The rows of CSV and of a workbook become records by a map, as in
 * admit-from-csv(1) and admit-from-xlsx(1); the lines of JSON Lines are records
 * already, and a seal at their end is checked and left out.
 *
 *	struct table_rows *rows = table_rows_new(&source);
 *
 *	while ((step = table_rows_next(rows, &item)) < TABLE_ROWS_ENDED)
 *		if (step == TABLE_ROWS_RECORD)
 *			use(item.text, item.line);
 *		else
 *			complain(item.line, item.findings, item.count);
 *
 * document_read_bytes() (settings/document.h) reads the file, whatever its encoding.
 */
#ifndef TABLE_ROWS_H
#define TABLE_ROWS_H

#include <stddef.h>
#include <stdint.h>

#include "findings/finding.h"
#include "record/span.h"
#include "sheet/encoding.h"
#include "sheet/table.h"

/* A table; all is borrowed as long as its rows are read. */
struct table_rows_source {
	const char *file; /* its base name is written to "source" */
	struct span bytes;
	/* The map (table_new()); may be used for one table after the other.  JSON Lines
	 * need none. */
	struct table *table;
	/* Which sheets of a workbook (xlsx_book_choose()); none: the one with rows. */
	const char *const *sheets;
	size_t sheet_count;
	size_t max_row; /* bytes of a row or line at most; 0: 16 MiB */
	/* Of CSV (reader_new()); all zero: found. */
	enum encoding encoding;
	char delimiter;
};

struct table_rows;

/* NULL if there is no memory. */
struct table_rows *table_rows_new(const struct table_rows_source *);
void table_rows_free(struct table_rows *);

enum table_rows_step {
	TABLE_ROWS_RECORD,    /* text is a record */
	TABLE_ROWS_SET_ASIDE, /* text is a row or line that is none, findings say why */
	TABLE_ROWS_ENDED,
	TABLE_ROWS_FAILED, /* the table cannot be used: table_rows_reason() says why */
	TABLE_ROWS_NO_MEMORY,
};

/* Borrowed until the next call. */
struct table_rows_item {
	uint64_t line;    /* of the file, or of the sheet of a workbook */
	struct span text; /* JSON of a record; otherwise the row as people know it */
	const struct finding *findings; /* codes as "csv-note-row", "not-json" */
	size_t count;
};

/* The next record, or row that is none; what makes no record (titles, blank rows) is
 * skipped.  After the last three steps it must not be called again. */
enum table_rows_step table_rows_next(struct table_rows *, struct table_rows_item *);

/* "code: reason" with what to do about it, and the line (0: the file as a whole). */
const char *table_rows_reason(const struct table_rows *, uint64_t *line);

#endif
