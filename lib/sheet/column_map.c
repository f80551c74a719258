/*
 * column_map.c - reading the map of columns to fields
 */
#include "sheet/column_map.h"

#include <stdlib.h>
#include <string.h>

/* A new copy of a header without its white space. */
static char *
new_name(const char *header)
{
	struct span text = { header, strlen(header) };
	char *name = malloc(text.len + 1);
	size_t n = 0;

	while (name != NULL && text.len > 0) {
		size_t space = cell_space(text), step = space == 0 ? 1 : space;

		if (space == 0)
			name[n++] = *text.at;
		text.at += step;
		text.len -= step;
	}
	if (name != NULL)
		name[n] = '\0';
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

static bool
ends_in_brackets(const char *to)
{
	size_t len = strlen(to);

	return len > 2 && strcmp(to + len - 2, "[]") == 0;
}

static const char no_memory[] = "no memory";

/* A new list of texts, which are not empty, NULL behind the last. */
static const char *
read_texts(char ***texts, const json_t *array, const char *rule)
{
	const json_t *item;
	size_t i;

	if (!json_is_array(array) || json_array_size(array) == 0)
		return rule;
	*texts = calloc(json_array_size(array) + 1, sizeof **texts);
	if (*texts == NULL)
		return no_memory;
	json_array_foreach(array, i, item)
	{
		const char *text = json_string_value(item);

		if (text == NULL || *text == '\0')
			return rule;
		(*texts)[i] = strdup(text);
		if ((*texts)[i] == NULL)
			return no_memory;
	}
	return NULL;
}

static void
free_texts(char **texts)
{
	for (char **at = texts; at != NULL && *at != NULL; at++)
		free(*at);
	free(texts);
}

static const char *
read_separators(struct column *column, const json_t *value)
{
	if (value == NULL)
		return NULL;
	if (!column->type->has_separators)
		return "has separators, but is no list";
	return read_texts(&column->reading.separators, value,
	    "separators must be an array of texts that are not empty");
}

/* The words of a boolean; one that means both is refused. */
static const char *
read_words(struct column *column, const json_t *yes, const json_t *no)
{
	static const char rule[] = "yes and no must be arrays of words";
	struct column_reading *reading = &column->reading;
	const char *why = NULL;

	if (yes == NULL && no == NULL)
		return NULL;
	if (!column->type->has_words)
		return "has words for yes or no, but is no boolean";
	if (yes != NULL)
		why = read_texts(&reading->yes, yes, rule);
	if (why == NULL && no != NULL)
		why = read_texts(&reading->no, no, rule);
	for (char **a = reading->yes; why == NULL && a != NULL && *a != NULL; a++) {
		if (cell_boolean(span_of(*a)) == 0)
			return "has a word that means yes and no";
		for (char **b = reading->no; b != NULL && *b != NULL; b++)
			if (strcmp(*a, *b) == 0)
				return "has a word that means yes and no";
	}
	for (char **b = reading->no; why == NULL && b != NULL && *b != NULL; b++)
		if (cell_boolean(span_of(*b)) == 1)
			return "has a word that means yes and no";
	return why;
}

static const char *
read_type(struct column *column, const json_t *value)
{
	if (value == NULL)
		return NULL;
	if (json_is_string(value))
		column->type = column_type_find(json_string_value(value));
	if (!json_is_string(value) || column->type == NULL)
		return column_type_rule;
	if (column->type->has_separators && ends_in_brackets(column->to))
		return "is a list, which is an array already: to must not end in []";
	return NULL;
}

static const char *
read_serials(struct column *column, const json_t *value)
{
	if (value == NULL)
		return NULL;
	if (!column->type->has_serials)
		return "has a date-serial, but is no date";
	if (json_is_integer(value) && json_integer_value(value) == 1900)
		column->reading.serials = CELL_SERIALS_1900;
	else if (json_is_integer(value) && json_integer_value(value) == 1904)
		column->reading.serials = CELL_SERIALS_1904;
	else
		return "date-serial must be 1900 or 1904";
	return NULL;
}

static const char *
read_gap(struct column *column, const json_t *value)
{
	const char *word = json_string_value(value);

	if (value == NULL)
		return NULL;
	if (!ends_in_brackets(column->to))
		return "has a gap, but does not lead to an array";
	if (word == NULL || (strcmp(word, "null") != 0 && strcmp(word, "error") != 0))
		return "gap must be \"null\" or \"error\"";
	column->gap_is_error = strcmp(word, "error") == 0;
	return NULL;
}

static const char *
read_cleaning(struct column *column, const json_t *names)
{
	const json_t *name;
	size_t i;

	if (names != NULL && !json_is_array(names))
		return cleaning_rule;
	json_array_foreach(names, i, name)
	{
		const char *text = json_string_value(name);
		const struct cleaning_step *step =
		    text == NULL ? NULL : cleaning_find(text);

		if (step == NULL || !cleaning_add(&column->cleaning, step))
			return cleaning_rule;
	}
	return NULL;
}

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

/* Read the value of a column in the map.  Returns what is wrong, or NULL. */
static const char *
read_column(struct column *column, const json_t *value)
{
	static const char *const known[] = { "to", "type", "aliases", "required",
		"date-serial", "gap", "clean", "separators", "yes", "no" };
	const json_t *required;
	const char *why;
	size_t seen = 0;

	column->type = column_type_default();
	column->required = !json_is_null(value);
	if (!json_is_object(value)) {
		why = read_names(column, NULL);
		if (why != NULL || json_is_null(value))
			return why;
		if (!json_is_string(value))
			return "must be a path, an object or null";
		return read_target(column, json_string_value(value));
	}
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		seen += json_object_get(value, known[i]) != NULL;
	if (seen != json_object_size(value))
		return "has a key that is not to, type, aliases, required, "
		       "date-serial, separators, yes, no, gap or clean";
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
	if (why == NULL)
		why = read_separators(column, json_object_get(value, "separators"));
	if (why == NULL)
		why = read_words(column, json_object_get(value, "yes"),
		    json_object_get(value, "no"));
	if (why == NULL)
		why = read_gap(column, json_object_get(value, "gap"));
	if (why == NULL)
		why = read_cleaning(column, json_object_get(value, "clean"));
	return why;
}

/* The order of a header without its white space and a name. */
static int
compare_header(struct span header, const char *name)
{
	for (; header.len > 0; header.at++, header.len--) {
		size_t space = cell_space(header);

		if (space > 0) {
			header.at += space - 1;
			header.len -= space - 1;
			continue;
		}
		if (*header.at != *name)
			return (unsigned char)*header.at < (unsigned char)*name ? -1
										: 1;
		name++;
	}
	return *name == '\0' ? 0 : -1;
}

const struct column *
column_map_find(const struct column_map *map, struct span header)
{
	size_t low = 0, high = map->name_count;
	unsigned char first = header.len > 0 ? (unsigned char)*header.at : 0;

	/* Most rows are no header row: their first cell is a number. */
	if (first > ' ' && first < 0x7f && !map->begins[first])
		return NULL;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = compare_header(header, map->names[middle].text);

		if (order == 0)
			return &map->columns[map->names[middle].column];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

static int
compare_names(const void *a, const void *b)
{
	const struct column_name *x = a, *y = b;
	int order = strcmp(x->text, y->text);

	return order != 0 ? order : (x->column > y->column) - (x->column < y->column);
}

/* List the names of all columns in order.  False if there is no memory. */
static bool
list_names(struct column_map *map)
{
	size_t count = 0;

	for (size_t i = 0; i < map->count; i++) {
		count += map->columns[i].name_count;
		map->required += map->columns[i].required;
	}
	map->names = calloc(count, sizeof *map->names);
	if (map->names == NULL)
		return false;
	for (size_t i = 0; i < map->count; i++)
		for (size_t n = 0; n < map->columns[i].name_count; n++)
			map->names[map->name_count++] =
			    (struct column_name){ map->columns[i].names[n], i };
	qsort(map->names, count, sizeof *map->names, compare_names);
	for (size_t i = 0; i < count; i++)
		if ((unsigned char)*map->names[i].text < 128)
			map->begins[(unsigned char)*map->names[i].text] = true;
	return true;
}

/* A name must lead to one column and must not be empty. */
static const char *
check_names(const struct column_map *map, const char **header)
{
	for (size_t i = 0; i < map->name_count; i++) {
		const struct column_name *name = &map->names[i];

		*header = map->columns[name->column].header;
		if (*name->text == '\0')
			return "is an empty header";
		if (i > 0 && strcmp(name[-1].text, name->text) == 0 &&
		    name[-1].column != name->column)
			return "has a name that another column has too";
	}
	return NULL;
}

void
column_map_free(struct column_map *map)
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
		free_texts(column->reading.separators);
		free_texts(column->reading.yes);
		free_texts(column->reading.no);
	}
	free(map->columns);
	free(map->names);
	free(map);
}

/* Returns what is wrong, or NULL; *header is the column that was read last. */
static const char *
read_columns(struct column_map *map, const json_t *json, const char **header)
{
	const json_t *value;
	const char *wrong;

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
		if (wrong != NULL)
			return wrong;
	}
	if (!list_names(map))
		return no_memory;
	return check_names(map, header);
}

void
map_fault_borrow(struct map_fault *fault, const json_t *map)
{
	const char *header;
	json_t *value;

	if (fault->header == NULL)
		return;
	json_object_foreach((json_t *)(uintptr_t)map, header, value)
	{
		if (strcmp(header, fault->header) != 0)
			continue;
		fault->header = header;
		return;
	}
}

struct column_map *
column_map_new(const json_t *json, struct map_fault *fault)
{
	struct column_map *map = calloc(1, sizeof *map);
	const char *wrong = no_memory;

	*fault = (struct map_fault){ NULL, NULL, false };
	if (map != NULL)
		wrong = read_columns(map, json, &fault->header);
	if (wrong == NULL)
		return map;
	if (wrong != no_memory)
		fault->what = wrong;
	map_fault_borrow(fault, json);
	column_map_free(map);
	return NULL;
}
