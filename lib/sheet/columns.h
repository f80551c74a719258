/*
 * columns.h - the columns of a table that is written, as a setting of a filter
 *
 * A column is a header and the path of the cells below it.  Several are written as a
 * text, "PATH,HEADER=PATH", or in a policy as an array:
 *
 *	["PATH", {"header": "HEADER", "path": "PATH"}]
 *
 * The header of a plain path is the path.  This is set-up for filters: an empty header,
 * a header that stands there twice or a text that is no path ends the program with
 * STATUS_TROUBLE and a message that names the column.
 */
#ifndef COLUMNS_H
#define COLUMNS_H

#include <stddef.h>

#include "record/path.h"
#include "settings/settings.h"

struct written_column {
	const char *header;
	struct path *path;
};

/* The columns from left to right. */
struct columns {
	struct written_column *items;
	size_t count, room;
};

/*
 * Read the columns of the setting "columns": those of the texts, or if there are none
 * those of the policy (json may be NULL).  No column at all ends the program too.  The
 * columns live as long as the program.
 */
struct columns columns_load(const struct text_list *texts, const json_t *json);

#endif
