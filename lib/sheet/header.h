/*
 * header.h - the columns that a policy names, and the row of a table that names them
 *
 * A map is a JSON object from a column's header to where its cells go:
 *
 *	"姓名": "name"
 *	"语文": {"to": "scores.chinese", "type": "number"}
 *	"身份证件号码": {"to": "resident_id", "aliases": ["身份证号", "证件号码"]}
 *	"出生日期": {"to": "birth", "type": "date", "date-serial": 1900}
 *	"志愿1": {"to": "choices[]", "required": false}
 *	"序号": null
 *
 * "to" is a path as in record/path.h; one that ends in "[]" adds to an array.  null
 * passes the column over.  The types are text (if none is named), number, integer,
 * date and boolean, see csv/cell.h.  A column is required unless the map says
 * otherwise; one that is passed over is not.
 *
 * Headers are compared without their white space, since spreadsheets wrap and pad
 * them.
 */
#ifndef HEADER_H
#define HEADER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <jansson.h>

#include "record/record.h"
#include "sheet/cell.h"

enum column_type {
	COLUMN_TEXT,
	COLUMN_NUMBER,
	COLUMN_INTEGER,
	COLUMN_DATE,
	COLUMN_BOOLEAN,
};

/* A column that the map names.  All texts belong to the map. */
struct column {
	char *header; /* its key in the map */
	char **names; /* what may stand in the file, without white space */
	size_t name_count;
	char *to; /* NULL: passed over */
	enum column_type type;
	enum cell_serials serials;
	bool required;
};

/* The columns in the order of the map. */
struct header_map {
	struct column *columns;
	size_t count;
};

/*
 * What is wrong with a map or a header row: a static sentence, and the header that it
 * is about (NULL: it is about the whole).  what is NULL if there is no memory.
 */
struct header_fault {
	const char *what, *header;
};

/*
 * Read a map; nothing of the JSON value is kept.  NULL if it is not as above; the
 * fault's header is then borrowed from the JSON value.
 */
struct header_map *header_map_new(const json_t *map, struct header_fault *);
void header_map_free(struct header_map *);

enum { HEADER_ABSENT = -1 };

/* A row held against a map; header_clear() takes what it holds, all zero is empty. */
struct header {
	long *places;      /* for each column of the map its cell, or HEADER_ABSENT */
	size_t found;      /* how many columns of the map it names */
	size_t filled;     /* how many of its cells are not empty */
	size_t lacking;    /* how many required columns it does not name */
	const char *lacks; /* the first of them */
	const char *twice; /* a column that two cells name, or NULL */
};

/* False if there is no memory.  The header must be empty or was used before. */
bool header_match(
    const struct header_map *, const struct span *cells, size_t count, struct header *);
void header_clear(struct header *);

/*
 * The search for the header row.  It is the first row that names all required columns
 * and at least one, among the first HEADER_ROWS rows (blank lines not counted); or the
 * row that begins at a line that was given.
 */
enum { HEADER_ROWS = 20 };

/* All zero but for given_line (0: not given) is a new search. */
struct header_search {
	uint64_t given_line;

	size_t rows;
	/* Of the rows that were not taken: which named most columns, and what it lacks.
	 */
	uint64_t nearest_line;
	size_t nearest_found;
	const char *nearest_lacks;
	/* And which had most cells that were not empty. */
	uint64_t fullest_line;
	size_t fullest;
};

enum header_verdict {
	HEADER_HERE,
	HEADER_NOT_YET,
	HEADER_NOT_FOUND,
	HEADER_IN_DOUBT, /* it is here, but a row above it is as full, and may be data
			  */
};

/* Hold the row that begins at a line, held against the map already, for a header. */
enum header_verdict header_consider(
    struct header_search *, const struct header *, uint64_t line);

#endif
