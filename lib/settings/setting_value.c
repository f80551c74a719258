#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "settings/allocate.h"
#include "settings/setting_value.h"
#include "settings/settings_place.h"

static void
set_number(const struct setting *s, const char *text)
{
	char *end;
	long n;

	errno = 0;
	n = strtol(text, &end, 10);
	if (strchr("+-0123456789", *text) == NULL || end == text || *end != '\0' ||
	    errno != 0 || n < s->min || n > s->max)
		settings_fail(s->name, "\"%s\" is no whole number from %ld to %ld",
		    text, s->min, s->max);
	*(long *)s->to = n;
}

static void
set_word(const struct setting *s, const char *text)
{
	settings_one_of(s->name, text, s->words);
	*(const char **)s->to = text;
}

static void
append(struct text_list *list, const char *text)
{
	const char **items = allocate(list->count + 1, sizeof *items);

	if (list->count > 0)
		memcpy(items, list->items, list->count * sizeof *items);
	items[list->count++] = text;
	free(list->items);
	list->items = items;
}

void
setting_from_option(const struct setting *s, const char *argument)
{
	switch (s->kind) {
	case SETTING_KIND_FLAG:
		*(bool *)s->to = true;
		break;
	case SETTING_KIND_TEXT:
	case SETTING_KIND_FILE:
	case SETTING_KIND_OUTPUT:
		*(const char **)s->to = argument;
		break;
	case SETTING_KIND_WORD:
		set_word(s, argument);
		break;
	case SETTING_KIND_NUMBER:
		set_number(s, argument);
		break;
	case SETTING_KIND_LIST:
		append(s->to, argument);
		break;
	case SETTING_KIND_JSON:
		break;
	}
}

/* A whole number, as text; lives on. */
static const char *
digits_of(const json_t *number)
{
	enum { DIGITS = sizeof "-9223372036854775808" };
	char *digits = allocate(DIGITS, 1);

	snprintf(digits, DIGITS, "%" JSON_INTEGER_FORMAT, json_integer_value(number));
	return digits;
}

static const char *
policy_text(const struct setting *s, const json_t *value)
{
	if (s->or_number && json_is_integer(value))
		return digits_of(value);
	if (!json_is_string(value) || strlen(json_string_value(value)) == 0)
		settings_fail(s->name, "must be text");
	return json_string_value(value);
}

/* The name of an item of a setting, for settings_fail(). */
static const char *
item_name(const struct setting *s, size_t i)
{
	size_t size = strlen(s->name) + sizeof "/18446744073709551615";
	char *name = allocate(size, 1);

	snprintf(name, size, "%s/%zu", s->name, i);
	return name;
}

/* One part of a series; the caller does not free it. */
static const char *
policy_part(const struct setting *s, const json_t *value, size_t i)
{
	if (json_is_string(value) && strlen(json_string_value(value)) > 0)
		return json_string_value(value);
	if (!json_is_integer(value))
		settings_fail(item_name(s, i),
		    "must be a whole number, or a text: a number with a point is "
		    "written as a text");
	return digits_of(value);
}

static const char *
policy_series(const struct setting *s, const json_t *array)
{
	size_t count = json_array_size(array), size = 1, at = 0;
	const char **parts = allocate(count + 1, sizeof *parts);
	char *text;

	if (count == 0)
		settings_fail(s->name, "must not be empty");
	for (size_t i = 0; i < count; i++) {
		parts[i] = policy_part(s, json_array_get(array, i), i);
		size += strlen(parts[i]) + 1;
	}
	text = allocate(size, 1);
	for (size_t i = 0; i < count; i++)
		at += (size_t)snprintf(
		    text + at, size - at, "%s%s", i > 0 ? "," : "", parts[i]);
	free(parts);
	return text;
}

static void
set_list_from_policy(const struct setting *s, const json_t *value)
{
	if (!json_is_array(value)) {
		append(s->to, policy_text(s, value));
		return;
	}
	for (size_t i = 0; i < json_array_size(value); i++)
		append(s->to, policy_text(s, json_array_get(value, i)));
}

void
setting_from_policy(const struct setting *s, const json_t *value)
{
	switch (s->kind) {
	case SETTING_KIND_FLAG:
		if (!json_is_boolean(value))
			settings_fail(s->name, "must be true or false");
		*(bool *)s->to = json_is_true(value);
		break;
	case SETTING_KIND_TEXT:
		*(const char **)s->to = s->series && json_is_array(value)
					    ? policy_series(s, value)
					    : policy_text(s, value);
		break;
	case SETTING_KIND_OUTPUT:
		*(const char **)s->to = policy_text(s, value);
		break;
	case SETTING_KIND_WORD:
		set_word(s, policy_text(s, value));
		break;
	case SETTING_KIND_FILE:
		*(const char **)s->to = settings_beside_policy(policy_text(s, value));
		break;
	case SETTING_KIND_NUMBER:
		if (!json_is_integer(value) || json_integer_value(value) < s->min ||
		    json_integer_value(value) > s->max)
			settings_fail(s->name, "must be a whole number from %ld to %ld",
			    s->min, s->max);
		*(long *)s->to = (long)json_integer_value(value);
		break;
	case SETTING_KIND_LIST:
		set_list_from_policy(s, value);
		break;
	case SETTING_KIND_JSON:
		*(const json_t **)s->to = value;
		break;
	}
}

void
setting_note(const struct setting *s, struct setting_value *v)
{
	switch (s->kind) {
	case SETTING_KIND_FLAG:
		v->flag = *(bool *)s->to;
		break;
	case SETTING_KIND_TEXT:
	case SETTING_KIND_WORD:
	case SETTING_KIND_FILE:
	case SETTING_KIND_OUTPUT:
		v->text = *(const char **)s->to;
		break;
	case SETTING_KIND_NUMBER:
		v->number = *(long *)s->to;
		break;
	case SETTING_KIND_LIST:
		v->list = *(struct text_list *)s->to;
		break;
	case SETTING_KIND_JSON:
		v->json = *(const json_t **)s->to;
		break;
	}
}

void
setting_put_back(const struct setting *s, const struct setting_value *v)
{
	switch (s->kind) {
	case SETTING_KIND_FLAG:
		*(bool *)s->to = v->flag;
		break;
	case SETTING_KIND_TEXT:
	case SETTING_KIND_WORD:
	case SETTING_KIND_FILE:
	case SETTING_KIND_OUTPUT:
		*(const char **)s->to = v->text;
		break;
	case SETTING_KIND_NUMBER:
		*(long *)s->to = v->number;
		break;
	case SETTING_KIND_LIST:
		free(((struct text_list *)s->to)->items);
		*(struct text_list *)s->to = v->list;
		break;
	case SETTING_KIND_JSON:
		*(const json_t **)s->to = v->json;
		break;
	}
}
