/*
 * column_map.h - which column of a table becomes which field of a record
 *
 * A map is a JSON object; each key is the header of a column, its value says where the
 * cells go:
 *
 *	"姓名": "name"
 *	"语文": {"to": "scores.chinese", "type": "number"}
 *	"身份证件号码": {"to": "resident_id", "aliases": ["身份证号", "证件号码"]}
 *	"出生日期": {"to": "birth", "type": "date", "date-serial": 1900}
 *	"志愿1": {"to": "choices[]", "required": false, "gap": "error"}
 *	"监护人手机号": {"to": "mobile", "clean": ["width", "first-of"]}
 *	"特长": {"to": "skills", "type": "list", "separators": ["、"]}
 *	"指标资格": {"to": "quota", "type": "boolean", "yes": ["有"], "no": ["无"]}
 *	"序号": null
 *
 * "to" is a path as in record/path.h; a path that ends in "[]" adds to an array.  An
 * empty cell before a filled one of the same array is a gap: null in the array, so that
 * the others keep their numbers, or with "gap": "error" a reject.  A column whose value
 * is null is skipped.  The types are in column_type.h; text is the
 * default.  "clean" names steps of cleaning.h.  A column is required unless the map
 * says otherwise; a skipped column is not required.
 *
 * Headers are compared without their white space (cell_space()), since spreadsheets
 * wrap and pad them.
 */
#ifndef COLUMN_MAP_H
#define COLUMN_MAP_H

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

#include "record/record.h"
#include "sheet/cell.h"
#include "sheet/cleaning.h"
#include "sheet/column_type.h"

/* A column that the map names.  All texts belong to the map. */
struct column {
	char *header; /* its key in the map */
	char **names; /* what may stand in the file, without white space */
	size_t name_count;
	char *to; /* NULL: the column is skipped */
	const struct column_type *type;
	struct column_reading reading; /* its lists belong to the map */
	bool required;
	bool gap_is_error; /* of an array: "gap": "error" */
	struct cleaning cleaning;
};

/* A name of a column, by the column's index. */
struct column_name {
	const char *text;
	size_t column;
};

/* The columns in the order of the map, and all their names, sorted by bytes. */
struct column_map {
	struct column *columns;
	size_t count, required; /* how many there are, and how many must be there */
	struct column_name *names;
	size_t name_count;
	bool begins[128]; /* with which bytes of ASCII a name begins */
};

/* What becomes of a column that the map does not name. */
enum unmapped {
	UNMAPPED_REFUSE, /* the file is refused */
	UNMAPPED_KEEP,   /* its cells go to "extra", by its header */
	UNMAPPED_DROP,
};

/*
 * What is wrong with a map or a header row: a static sentence, and the header that it
 * is about (NULL: it is about the whole), or several of them with ", " between.  what
 * is NULL if there is no memory.
 */
struct map_fault {
	const char *what, *header;
	bool several;
};

/*
 * Read a map; nothing of the JSON value is kept.  NULL if it is not as above; the
 * fault's header is then borrowed from the JSON value.
 */
struct column_map *column_map_new(const json_t *map, struct map_fault *);
void column_map_free(struct column_map *);

/* Let the fault's header, which is a key of a map, be borrowed from the JSON value. */
void map_fault_borrow(struct map_fault *, const json_t *map);

/* The column that a header names, white space skipped; NULL if there is none. */
const struct column *column_map_find(const struct column_map *, struct span header);

#endif
