#include "sheet/columns.h"

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "settings/allocate.h"
#include "settings/keys.h"
#include "settings/path_load.h"

static const char setting[] = "columns";

static struct path *
read_path(const char *text)
{
	const char *why;
	struct path *path = path_new(text, &why);

	if (path == NULL)
		settings_fail(setting, "%s: %s", text, why);
	return path;
}

static void
add(struct columns *columns, const char *header, const char *path, bool as_text,
    bool watched)
{
	struct written_column *column;

	if (*header == '\0')
		settings_fail(setting, "a column has no header");
	for (size_t i = 0; i < columns->count; i++)
		if (strcmp(columns->items[i].header, header) == 0)
			settings_fail(
			    setting, "%s: two columns have this header", header);
	if (columns->count == COLUMNS_MOST)
		settings_fail(setting, "a table has at most %d columns", COLUMNS_MOST);
	columns->items = allocate_room(
	    columns->items, &columns->room, columns->count + 1, sizeof *columns->items);
	column = &columns->items[columns->count++];
	column->header = header;
	column->path = read_path(path);
	if (watched)
		path_load_watch(setting, NULL, column->path);
	column->as_text = as_text;
}

/* What a path spreads: "BEFORE[COUNT]AFTER". */
struct spread {
	size_t before; /* the length of it */
	size_t count;  /* 0: there is no number */
	const char *after;
};

/* False if the path has no brackets that are meant for this. */
static bool
find_spread(const char *path, struct spread *spread)
{
	const char *open = strchr(path, '[');
	size_t digits = open == NULL ? 0 : strspn(open + 1, "0123456789");

	if (open == NULL || open == path || open[digits + 1] != ']' || digits > 5)
		return false;
	spread->before = (size_t)(open - path);
	spread->after = open + digits + 2;
	spread->count = digits == 0 ? 0 : strtoul(open + 1, NULL, 10);
	if (digits > 0 && spread->count == 0)
		settings_fail(setting, "%s: no column is none", path);
	return *spread->after == '\0' || *spread->after == '.' || *spread->after == '/';
}

/* New text. */
static char *
numbered(
    const char *before, size_t len, const char *mark, size_t number, const char *after)
{
	size_t size = len + strlen(mark) + 24 + strlen(after);
	char *text = allocate(size, 1);

	snprintf(text, size, "%.*s%s%zu%s", (int)len, before, mark, number, after);
	return text;
}

/*
 * Add one column, or one for each element of an array.  header: NULL if the path is the
 * header; headers: NULL, or an array of texts.
 */
static void
add_any(struct columns *columns, const char *header, const json_t *headers,
    const char *path, bool as_text)
{
	struct spread spread = { 0 };
	struct spread_array *array;
	size_t count = json_array_size(headers);

	if (!find_spread(path, &spread)) {
		if (headers != NULL)
			settings_fail(setting, "%s: headers need a path with []", path);
		add(columns, header == NULL ? path : header, path, as_text, true);
		return;
	}
	if (count == 0)
		count = spread.count;
	if (count == 0 || (spread.count != 0 && spread.count != count))
		settings_fail(setting, "%s: over how many columns?", path);
	for (size_t i = 0; i < count; i++) {
		const char *name = json_string_value(json_array_get(headers, i));
		char *element = numbered(
		    path, spread.before, *path == '/' ? "/" : ".", i, spread.after);

		if (name == NULL && header != NULL)
			name = numbered(header, strlen(header), "", i + 1, "");
		add(columns, name == NULL ? element : name, element, as_text, false);
	}
	columns->arrays = allocate_room(columns->arrays, &columns->array_room,
	    columns->array_count + 1, sizeof *columns->arrays);
	array = &columns->arrays[columns->array_count++];
	array->path = read_path(allocate_text(path, spread.before));
	path_load_watch(setting, NULL, array->path);
	array->count = count;
}

/* "PATH,HEADER=PATH" */
static void
add_text(struct columns *columns, const char *text)
{
	for (;;) {
		size_t len = strcspn(text, ",");
		char *header = allocate_text(text, len);
		char *equals = strchr(header, '=');

		if (equals == NULL)
			add_any(columns, NULL, NULL, header, false);
		else {
			*equals = '\0';
			add_any(columns, header, NULL, equals + 1, false);
		}
		if (text[len] == '\0')
			return;
		text += len + 1;
	}
}

/* Whether the headers of an array are texts, one at least. */
static bool
are_texts(const json_t *headers)
{
	const json_t *header;
	size_t i;

	json_array_foreach(headers, i, header)
	{
		if (!json_is_string(header))
			return false;
	}
	return json_array_size(headers) > 0;
}

/* {"header" or "headers", "path", "type"} */
static void
add_object(struct columns *columns, const json_t *item, size_t i)
{
	static const char *const keys[] = { "header", "headers", "path", "type", NULL };
	static const char *const types[] = { "auto", "text", NULL };
	const char *header = json_string_value(json_object_get(item, "header"));
	const json_t *headers = json_object_get(item, "headers");
	const char *path = json_string_value(json_object_get(item, "path"));
	const json_t *type = json_object_get(item, "type");
	char name[sizeof setting + 32];

	if (path != NULL && (header == NULL) != (headers == NULL) &&
	    (headers == NULL || are_texts(headers)) &&
	    (type == NULL || json_is_string(type)) &&
	    keys_unknown(item, keys) == NULL) {
		snprintf(name, sizeof name, "%s/%zu/type", setting, i);
		add_any(columns, header, headers, path,
		    settings_one_of(name, json_string_value(type), types) == 1);
		return;
	}
	settings_fail(setting,
	    "/%zu: must be a path, or an object of header (or headers), path and type",
	    i);
}

static void
add_array(struct columns *columns, const json_t *array)
{
	const json_t *item;
	size_t i;

	if (!json_is_array(array))
		settings_fail(setting, "must be an array");
	json_array_foreach(array, i, item)
	{
		if (json_is_string(item))
			add_any(columns, NULL, NULL, json_string_value(item), false);
		else
			add_object(columns, item, i);
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

/* How many elements an array has. */
static size_t
count_elements(struct record *record, const struct value *array)
{
	const struct value *values = record->values;
	size_t at = (size_t)(array - values) + 1, count = 0;

	record_unfold(record, array);
	for (; at < array->next; at = values[at].next)
		count++;
	return count;
}

bool
columns_fit(const struct columns *columns, struct record *record, struct finding *fault)
{
	for (size_t i = 0; i < columns->array_count; i++) {
		struct path *path = columns->arrays[i].path;
		const struct value *value = path_find(path, record);

		if (value == NULL || value->type == VALUE_NULL)
			continue;
		*fault = (struct finding){ .field = path_text(path) };
		if (value->type != VALUE_ARRAY) {
			fault->code = "array-wanted";
			fault->reason = "what stands here is no array, so it cannot be "
					"spread over columns";
			return false;
		}
		if (count_elements(record, value) > columns->arrays[i].count) {
			fault->code = "array-too-long";
			fault->reason = "the array has more elements than columns; "
					"give it more";
			return false;
		}
	}
	return true;
}
