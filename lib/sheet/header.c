/*
 * header.c - reading the map, matching a row with it
 */
#include "sheet/header.h"

#include <stdlib.h>
#include <string.h>

/* A text without its white space, to room for the whole; returns its length. */
static size_t
squeeze(struct span text, char *squeezed)
{
	size_t n = 0;

	while (text.len > 0) {
		size_t space = cell_space(text), step = space == 0 ? 1 : space;

		if (space == 0)
			squeezed[n++] = *text.at;
		text.at += step;
		text.len -= step;
	}
	return n;
}

static char *
new_name(const char *header)
{
	size_t len = strlen(header);
	char *name = malloc(len + 1);

	if (name != NULL)
		name[squeeze((struct span){ header, len }, name)] = '\0';
	return name;
}

/* Add a header to the names of a column; false if there is no memory. */
static bool
add_name(struct column *column, const char *header)
{
	char *name = new_name(header);

	if (name == NULL)
		return false;
	column->names[column->name_count++] = name;
	return true;
}

static const char *
read_type(struct column *column, const json_t *value)
{
	static const char *const types[] = { "text", "number", "integer", "date",
		"boolean" };

	if (value == NULL)
		return NULL;
	for (size_t i = 0; json_is_string(value) && i < sizeof types / sizeof *types;
	     i++)
		if (strcmp(json_string_value(value), types[i]) == 0) {
			column->type = (enum column_type)i;
			return NULL;
		}
	return "type must be text, number, integer, date or boolean";
}

static const char *
read_serials(struct column *column, const json_t *value)
{
	if (value == NULL)
		return NULL;
	if (column->type != COLUMN_DATE)
		return "only a date has a date-serial";
	if (json_is_integer(value) && json_integer_value(value) == 1900)
		column->serials = CELL_SERIALS_1900;
	else if (json_is_integer(value) && json_integer_value(value) == 1904)
		column->serials = CELL_SERIALS_1904;
	else
		return "date-serial must be 1900 or 1904";
	return NULL;
}

static const char no_memory[] = "no memory";

static const char *
read_names(struct column *column, const json_t *aliases)
{
	const json_t *alias;
	size_t i;

	if (aliases != NULL && !json_is_array(aliases))
		return "aliases must be an array of texts";
	column->names = calloc(json_array_size(aliases) + 1, sizeof *column->names);
	if (column->names == NULL || !add_name(column, column->header))
		return no_memory;
	json_array_foreach(aliases, i, alias)
	{
		if (!json_is_string(alias))
			return "aliases must be an array of texts";
		if (!add_name(column, json_string_value(alias)))
			return no_memory;
	}
	return NULL;
}

static const char *
read_target(struct column *column, const char *to)
{
	if (to == NULL)
		return "to must be a path";
	column->to = strdup(to);
	return column->to == NULL ? no_memory : NULL;
}

/* What a key of the map leads to.  Returns what is wrong, or NULL. */
static const char *
read_column(struct column *column, const json_t *value)
{
	static const char *const known[] = { "to", "type", "aliases", "required",
		"date-serial" };
	const json_t *required;
	const char *why;
	size_t seen = 0;

	column->required = !json_is_null(value);
	if (!json_is_object(value)) {
		why = read_names(column, NULL);
		if (why != NULL || json_is_null(value))
			return why;
		if (!json_is_string(value))
			return "must lead to a path, an object or null";
		return read_target(column, json_string_value(value));
	}
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		seen += json_object_get(value, known[i]) != NULL;
	if (seen != json_object_size(value))
		return "only to, type, aliases, required and date-serial may be said "
		       "of "
		       "it";
	required = json_object_get(value, "required");
	if (required != NULL && !json_is_boolean(required))
		return "required must be true or false";
	if (required != NULL)
		column->required = json_is_true(required);
	why = read_names(column, json_object_get(value, "aliases"));
	if (why == NULL)
		why = read_target(
		    column, json_string_value(json_object_get(value, "to")));
	if (why == NULL)
		why = read_type(column, json_object_get(value, "type"));
	if (why == NULL)
		why = read_serials(column, json_object_get(value, "date-serial"));
	return why;
}

/* The column that has a name, or NULL. */
static const struct column *
find_column(const struct header_map *map, const char *name, size_t len)
{
	for (size_t i = 0; i < map->count; i++)
		for (size_t n = 0; n < map->columns[i].name_count; n++)
			if (strlen(map->columns[i].names[n]) == len &&
			    memcmp(map->columns[i].names[n], name, len) == 0)
				return &map->columns[i];
	return NULL;
}

/* A name must lead to one column and must not be empty. */
static const char *
check_names(const struct header_map *map, const struct column *column)
{
	for (size_t i = 0; i < column->name_count; i++) {
		const char *name = column->names[i];

		if (*name == '\0')
			return "is an empty header";
		if (find_column(map, name, strlen(name)) != column)
			return "has a name that another column has too";
	}
	return NULL;
}

void
header_map_free(struct header_map *map)
{
	if (map == NULL)
		return;
	for (size_t i = 0; i < map->count; i++) {
		struct column *column = &map->columns[i];

		for (size_t n = 0; n < column->name_count; n++)
			free(column->names[n]);
		free(column->names);
		free(column->header);
		free(column->to);
	}
	free(map->columns);
	free(map);
}

/* Returns what is wrong, or NULL; *header is the column that was read last. */
static const char *
read_columns(struct header_map *map, const json_t *json, const char **header)
{
	const json_t *value;
	const char *wrong = NULL;

	if (!json_is_object(json) || json_object_size(json) == 0)
		return "must be an object that names a column or more";
	map->columns = calloc(json_object_size(json), sizeof *map->columns);
	if (map->columns == NULL)
		return no_memory;
	json_object_foreach((json_t *)(uintptr_t)json, *header, value)
	{
		struct column *column = &map->columns[map->count++];

		column->header = strdup(*header);
		wrong = column->header == NULL ? no_memory : read_column(column, value);
		if (wrong == NULL)
			wrong = check_names(map, column);
		if (wrong != NULL)
			break;
	}
	return wrong;
}

struct header_map *
header_map_new(const json_t *json, struct header_fault *fault)
{
	struct header_map *map = calloc(1, sizeof *map);
	const char *wrong = no_memory;

	*fault = (struct header_fault){ NULL, NULL };
	if (map != NULL)
		wrong = read_columns(map, json, &fault->header);
	if (wrong == NULL)
		return map;
	if (wrong != no_memory)
		fault->what = wrong;
	header_map_free(map);
	return NULL;
}

void
header_clear(struct header *header)
{
	free(header->places);
	*header = (struct header){ .places = NULL };
}

/* Take the cell at a place for the header that it names, if it names one. */
static bool
match_cell(
    const struct header_map *map, struct span cell, size_t place, struct header *header)
{
	const struct column *column;
	char *name;
	long *at;

	if (cell_trim(cell).len == 0)
		return true;
	header->filled++;
	name = malloc(cell.len + 1);
	if (name == NULL)
		return false;
	column = find_column(map, name, squeeze(cell, name));
	free(name);
	if (column == NULL)
		return true;
	at = &header->places[column - map->columns];
	if (*at != HEADER_ABSENT)
		header->twice = column->header;
	else
		header->found++;
	*at = (long)place;
	return true;
}

bool
header_match(const struct header_map *map, const struct span *cells, size_t count,
    struct header *header)
{
	header_clear(header);
	header->places = calloc(map->count, sizeof *header->places);
	if (header->places == NULL)
		return false;
	for (size_t i = 0; i < map->count; i++)
		header->places[i] = HEADER_ABSENT;
	for (size_t i = 0; i < count; i++)
		if (!match_cell(map, cells[i], i, header))
			return false;
	for (size_t i = 0; i < map->count; i++) {
		if (!map->columns[i].required || header->places[i] != HEADER_ABSENT)
			continue;
		if (header->lacking++ == 0)
			header->lacks = map->columns[i].header;
	}
	return true;
}

enum header_verdict
header_consider(
    struct header_search *search, const struct header *header, uint64_t line)
{
	search->rows++;
	if (search->given_line != 0 && line != search->given_line)
		return line < search->given_line ? HEADER_NOT_YET : HEADER_NOT_FOUND;
	if (header->lacking == 0 && header->found > 0)
		return search->fullest < header->filled ? HEADER_HERE : HEADER_IN_DOUBT;
	if (header->found > search->nearest_found) {
		search->nearest_found = header->found;
		search->nearest_line = line;
		search->nearest_lacks = header->lacks;
	}
	if (header->filled > search->fullest) {
		search->fullest = header->filled;
		search->fullest_line = line;
	}
	if (search->given_line != 0 || search->rows == HEADER_ROWS)
		return HEADER_NOT_FOUND;
	return HEADER_NOT_YET;
}
