#include "sheet/columns.h"

#include <err.h>
#include <string.h>

#include "settings/allocate.h"

static const char setting[] = "columns";

static void
add(struct columns *columns, const char *header, const char *path)
{
	const char *why;
	struct written_column *column;

	if (*header == '\0')
		settings_fail(setting, "a column has no header");
	for (size_t i = 0; i < columns->count; i++)
		if (strcmp(columns->items[i].header, header) == 0)
			settings_fail(
			    setting, "%s: two columns have this header", header);
	columns->items = allocate_room(
	    columns->items, &columns->room, columns->count + 1, sizeof *columns->items);
	column = &columns->items[columns->count++];
	column->header = header;
	column->path = path_new(path, &why);
	if (column->path == NULL)
		settings_fail(setting, "%s: %s", path, why);
}

/* "PATH,HEADER=PATH" */
static void
add_text(struct columns *columns, const char *text)
{
	for (;;) {
		size_t len = strcspn(text, ",");
		char *header = allocate_text(text, len);
		char *equals = strchr(header, '=');

		if (equals != NULL)
			*equals = '\0';
		add(columns, header, equals == NULL ? header : equals + 1);
		if (text[len] == '\0')
			return;
		text += len + 1;
	}
}

/* ["PATH", {"header": HEADER, "path": PATH}] */
static void
add_array(struct columns *columns, const json_t *array)
{
	const json_t *item;
	size_t i;

	if (!json_is_array(array))
		settings_fail(setting, "must be an array");
	json_array_foreach(array, i, item)
	{
		const char *text = json_string_value(item);
		const char *header = json_string_value(json_object_get(item, "header"));
		const char *path = json_string_value(json_object_get(item, "path"));

		if (text != NULL)
			add(columns, text, text);
		else if (header != NULL && path != NULL && json_object_size(item) == 2)
			add(columns, header, path);
		else
			settings_fail(setting,
			    "/%zu: must be a path, or an object of header and path", i);
	}
}

struct columns
columns_load(const struct text_list *texts, const json_t *json)
{
	struct columns columns = { .items = NULL };

	for (size_t i = 0; i < texts->count; i++)
		add_text(&columns, texts->items[i]);
	if (texts->count == 0 && json != NULL)
		add_array(&columns, json);
	if (columns.count == 0)
		errx(STATUS_TROUBLE,
		    "no columns: use --columns, or a policy that has some");
	return columns;
}
