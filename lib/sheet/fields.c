/*
 * fields.c - paths to a tree
 */
#include "sheet/fields.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "memory/array.h"

static const char no_memory[] = "no memory";

/* Takes the name, which may be NULL.  Returns the new field, or 0 if there is no
   memory. */
static size_t
add_field(struct fields *fields, size_t parent, enum field_kind kind, char *name)
{
	struct field *items, *field;

	if (!array_reserve(
		&fields->items, &fields->room, fields->count + 1, sizeof *items)) {
		free(name);
		return 0;
	}
	items = fields->items;
	items[fields->count] = (struct field){ .kind = kind, .name = name };
	field = &items[parent];
	if (fields->count > 0 && field->first == 0)
		field->first = fields->count;
	else if (fields->count > 0)
		items[field->last].next = fields->count;
	field->last = fields->count;
	return fields->count++;
}

static size_t
find_field(const struct fields *fields, size_t parent, const char *name)
{
	size_t child = fields->items[parent].first;

	while (child != 0 && strcmp(fields->items[child].name, name) != 0)
		child = fields->items[child].next;
	return child;
}

/*
 * The field that a name leads to from *field, made if it is not there.  Takes the name.
 * Returns what is wrong, or NULL.
 */
static const char *
step_down(struct fields *fields, size_t *field, enum field_kind kind, char *name)
{
	const char *wrong = NULL;
	size_t child;

	if (name == NULL)
		return no_memory;
	child = find_field(fields, *field, name);
	if (child == 0 && *name != '\0') {
		*field = add_field(fields, *field, kind, name);
		return *field == 0 ? no_memory : NULL;
	}
	if (*name == '\0')
		wrong = "leads to a path with an empty step";
	else if (kind == FIELD_VALUE || fields->items[child].kind != kind)
		wrong = "leads to where another column goes";
	free(name);
	*field = child;
	return wrong;
}

/* A new copy of the name that a path begins with; *at goes behind it. */
static char *
next_name(const char **at, bool pointer)
{
	char *name = malloc(strlen(*at) + 1);
	size_t n = 0;

	if (name == NULL)
		return NULL;
	for (; **at != '\0' && **at != (pointer ? '/' : '.'); ++*at) {
		name[n] = **at;
		if (pointer && **at == '~' && ((*at)[1] == '0' || (*at)[1] == '1'))
			name[n] = *++*at == '0' ? '~' : '/';
		n++;
	}
	name[n] = '\0';
	return name;
}

/* Make the field that a path leads to.  Returns what is wrong, or NULL. */
static const char *
add_path(struct fields *fields, const char *path, enum field_kind kind, size_t *field)
{
	bool pointer = *path == '/';
	const char *wrong;

	*field = 0;
	for (size_t depth = 2;; depth++) {
		char *name;

		path += pointer;
		name = next_name(&path, pointer);
		wrong =
		    step_down(fields, field, *path == '\0' ? kind : FIELD_OBJECT, name);
		if (wrong != NULL || *path == '\0')
			return wrong;
		if (depth == FIELDS_MAX_DEPTH)
			return "leads to a path with too many steps";
		path += !pointer;
	}
}

static const char *
add_column(struct fields *fields, const char *to, size_t column)
{
	size_t len = strlen(to), field;
	bool array = len > 2 && strcmp(to + len - 2, "[]") == 0;
	char *path = strndup(to, array ? len - 2 : len);
	const char *wrong;

	if (path == NULL)
		return no_memory;
	wrong = add_path(fields, path, array ? FIELD_ARRAY : FIELD_VALUE, &field);
	free(path);
	if (wrong == NULL && array) {
		field = add_field(fields, field, FIELD_VALUE, NULL);
		wrong = field == 0 ? no_memory : NULL;
	}
	if (wrong == NULL)
		fields->items[field].column = column;
	return wrong;
}

void
fields_free(struct fields *fields)
{
	if (fields == NULL)
		return;
	for (size_t i = 0; i < fields->count; i++)
		free(fields->items[i].name);
	free(fields->items);
	free(fields);
}

struct fields *
fields_new(const struct column_map *map, bool extra_is_taken, struct map_fault *fault)
{
	struct fields *fields = calloc(1, sizeof *fields);
	const char *wrong = no_memory;

	*fault = (struct map_fault){ NULL, NULL, false };
	if (fields != NULL)
		add_field(fields, 0, FIELD_OBJECT, NULL);
	if (fields != NULL && fields->items != NULL)
		wrong = NULL;
	for (size_t i = 0; wrong == NULL && i < map->count; i++) {
		fault->header = map->columns[i].header;
		if (map->columns[i].to != NULL)
			wrong = add_column(fields, map->columns[i].to, i);
		if (wrong == NULL &&
		    (find_field(fields, 0, "source") != 0 ||
			(extra_is_taken && find_field(fields, 0, "extra") != 0)))
			wrong = "leads to what the filter writes by itself";
	}
	if (wrong == NULL)
		return fields;
	fault->what = wrong == no_memory ? NULL : wrong;
	fields_free(fields);
	return NULL;
}
