#include "explain/closed_choice.h"

#include "record/path.h"
#include "record/record.h"

struct asked {
	struct closed_choices *all;
	uint32_t program;
	struct record *record;
	bool no_memory;
};

/* Whether a condition is true; one that has no answer is not. */
static bool
is_true(struct asked *a, const char *text)
{
	const struct programs *p = a->all->programs;
	const struct expression_value *program =
	    p->values != NULL ? p->values[a->program] : NULL;
	struct expression_error error;
	uint32_t condition = conditions_add(a->all->conditions, text, &error);
	enum condition_result result =
	    condition == CONDITION_NONE
		? CONDITION_NO_MEMORY
		: conditions_test(a->all->conditions, condition, a->record, program);

	a->no_memory |= result == CONDITION_NO_MEMORY;
	return result == CONDITION_TRUE;
}

static bool
is_eligible(struct asked *a, const json_t *object)
{
	const char *text = json_string_value(json_object_get(object, "eligible"));

	return text == NULL || is_true(a, text);
}

static bool
has_tier(struct asked *a, const json_t *object)
{
	const json_t *tiers = json_object_get(object, "tiers");

	for (size_t i = 0; i < json_array_size(tiers); i++)
		if (is_true(a, json_string_value(json_array_get(tiers, i))))
			return true;
	return tiers == NULL;
}

static void
begin(struct writer *w, const char *key)
{
	writer_name(w, "rule");
	writer_open_object(w);
	writer_name(w, "key");
	writer_string(w, key);
}

static void
write_eligible(struct writer *w, const json_t *object)
{
	begin(w, "eligible");
	writer_name(w, "text");
	writer_string(w, json_string_value(json_object_get(object, "eligible")));
	writer_close_object(w);
}

static void
write_tiers(struct writer *w, const json_t *object)
{
	const json_t *tiers = json_object_get(object, "tiers");

	begin(w, "tiers");
	writer_name(w, "text");
	writer_open_array(w);
	for (size_t i = 0; i < json_array_size(tiers); i++)
		writer_string(w, json_string_value(json_array_get(tiers, i)));
	writer_close_array(w);
	writer_close_object(w);
}

/* A number of the document, which is an exact text or a whole number. */
static bool
read_number(const json_t *number, struct decimal *d)
{
	if (json_is_real(number))
		return decimal_from_double(json_real_value(number), d);
	*d = (struct decimal){ json_integer_value(number), 0 };
	return json_is_integer(number);
}

static bool
read_least(const json_t *floor, struct decimal *least)
{
	struct decimal line, drop;

	if (read_number(json_object_get(floor, "min"), least))
		return true;
	return read_number(json_object_get(floor, "line"), &line) &&
	       read_number(json_object_get(floor, "drop"), &drop) &&
	       decimal_subtract(line, drop, least);
}

/* Write the floor of an object if the record is below it. */
static bool
write_floor(struct asked *a, const json_t *object, const char *group, struct writer *w)
{
	const json_t *floor = json_object_get(object, "floor");
	const char *value = json_string_value(json_object_get(floor, "value")), *why;
	struct path *path = value != NULL ? path_new(value, &why) : NULL;
	struct decimal own, least;
	bool below = path != NULL && read_least(floor, &least) &&
		     path_decimal(path, a->record, &own) == PATH_FOUND &&
		     decimal_compare(own, least) < 0;

	a->no_memory |= value != NULL && path == NULL;
	path_free(path);
	if (!below)
		return false;
	begin(w, "floor");
	if (group != NULL) {
		writer_name(w, "group");
		writer_string(w, group);
	}
	writer_name(w, "value");
	writer_string(w, value);
	writer_name(w, "own");
	writer_decimal(w, own);
	writer_name(w, "at_least");
	writer_decimal(w, least);
	writer_close_object(w);
	return true;
}

/* The groups of the round: the floor of the one that is open, or how many are not. */
static void
write_groups(struct asked *a, const json_t *line, bool floor, struct writer *w)
{
	const struct groups *g = a->all->programs->groups;
	const json_t *groups = json_object_get(line, "groups"), *only = NULL;
	uint32_t offered = 0;

	for (uint32_t i = g->first[a->program]; i < g->first[a->program + 1]; i++) {
		const json_t *group = json_array_get(groups, i - g->first[a->program]);

		if (!g->all[i].offered)
			continue;
		if (floor && is_eligible(a, group) &&
		    write_floor(a,
			json_object_get(group, "floor") != NULL ? group : line,
			g->all[i].id, w))
			return;
		offered++;
		only = group;
	}
	if (floor)
		return;
	if (offered == 1 && !is_eligible(a, only)) {
		write_eligible(w, only);
		return;
	}
	begin(w, "groups");
	writer_name(w, "groups");
	writer_integer(w, offered);
	writer_close_object(w);
}

bool
closed_choice_write(struct closed_choices *all, uint32_t program, struct record *record,
    bool floor, struct writer *w)
{
	struct asked a = { all, program, record, false };
	const json_t *line = json_array_get(all->document, program);

	conditions_next(all->conditions);
	if (!is_eligible(&a, line))
		write_eligible(w, line);
	else if (json_object_get(line, "groups") != NULL)
		write_groups(&a, line, floor, w);
	else if (floor)
		write_floor(&a, line, NULL, w);
	else if (!has_tier(&a, line))
		write_tiers(w, line);
	return !a.no_memory && !writer_failed(w);
}
