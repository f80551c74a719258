/*
 * columns.h - the columns of a table that is written, as a setting of a filter
 *
 * A column is a header and the path of the cells below it.  Several are written as a
 * text, "PATH,HEADER=PATH", or in a policy as an array:
 *
 *	["PATH", {"header": "HEADER", "path": "PATH"}]
 *
 * The header of a plain path is the path.  An array is spread over as many columns as
 * stand in brackets: "志愿=choices[3]" is 志愿1=choices.0 and two more, and
 * "choices[3].school" are the schools of its elements.  In a policy each may have a
 * header of its own:
 *
 *	{"headers": ["第一志愿", "第二志愿"], "path": "choices[]"}
 *
 * "type": "text" makes cells texts that would be numbers, dates or truth values.
 *
 * This is set-up for filters: an empty header, a header that stands there twice, a text
 * that is no path or an unknown key ends the program with STATUS_TROUBLE and a message
 * that names the column.
 */
#ifndef COLUMNS_H
#define COLUMNS_H

#include <stdbool.h>
#include <stddef.h>

#include "findings/finding.h"
#include "record/path.h"
#include "settings/settings.h"

enum { COLUMNS_MOST = 16384 }; /* that a spreadsheet has */

struct written_column {
	const char *header;
	struct path *path;
	bool as_text; /* "type": "text" */
};

/* An array that is spread, and over how many columns. */
struct spread_array {
	struct path *path;
	size_t count;
};

/* The columns from left to right. */
struct columns {
	struct written_column *items;
	size_t count, room;
	struct spread_array *arrays;
	size_t array_count, array_room;
};

/*
 * Read the columns of the setting "columns": those of the texts, or if there are none
 * those of the policy (json may be NULL).  No column at all ends the program too, and
 * so do more than COLUMNS_MOST.  The columns live as long as the program.
 */
struct columns columns_load(const struct text_list *texts, const json_t *json);

/*
 * Whether a record fits into the columns.  If not, *fault says why, in static texts and
 * the path: "array-too-long", there are more elements than columns; "array-wanted",
 * what should be spread is neither an array nor null.
 */
bool columns_fit(const struct columns *, struct record *, struct finding *fault);

#endif
