#include "identity/key_text.h"

#include <endian.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "identity/token_set.h"
#include "memory/array.h"
#include "record/path.h"
#include "rules/rule.h"
#include "settings/allocate.h"
#include "settings/path_load.h"
#include "settings/settings.h"
#include "text/fold.h"
#include "text/simplified.h"
#include "text/unseen.h"
#include "text/utf8.h"

struct part {
	struct path *path; /* or */
	struct rule *rule;
	const char *text;   /* borrowed; of the rule */
	unsigned char *use; /* where it is noted that the rule has a value, or NULL */
};

struct key_text {
	struct part *parts;
	size_t count, room;
	char *name;
	size_t name_len, name_size;

	/* A value while it is put together. */
	struct folded part;
	char *bytes;
	size_t len, size;
};

void
key_text_watch(const struct key_text *k, const char *setting)
{
	for (size_t i = 0; i < k->count; i++) {
		struct part *part = &k->parts[i];

		if (part->path != NULL)
			path_load_watch(setting, NULL, part->path);
		else
			part->use = path_load_watch_expression(setting, part->text);
	}
}

void
key_text_free(struct key_text *k)
{
	if (k == NULL)
		return;
	for (size_t i = 0; i < k->count; i++) {
		path_free(k->parts[i].path);
		rule_free(k->parts[i].rule);
	}
	free(k->parts);
	free(k->name);
	fold_free(&k->part);
	free(k->bytes);
	free(k);
}

const char *
key_text_name(const struct key_text *k)
{
	return k->name;
}

/* Add a part to the name; false if there is no memory. */
static bool
add_name(struct key_text *k, const char *text)
{
	size_t len = strlen(text);

	if (!array_reserve(&k->name, &k->name_size, k->name_len + len + 2, 1))
		return false;
	if (k->count > 0)
		k->name[k->name_len++] = ',';
	memcpy(k->name + k->name_len, text, len + 1);
	k->name_len += len;
	return true;
}

static struct part *
new_part(struct key_text *k, const char *text)
{
	if (!add_name(k, text) ||
	    !array_reserve(&k->parts, &k->room, k->count + 1, sizeof *k->parts))
		return NULL;
	k->parts[k->count] = (struct part){ 0 };
	return &k->parts[k->count++];
}

static bool
is_expression(const char *text)
{
	return text[0] != '/' && strpbrk(text, "()[]{}'\"+*/?:<>=!&|%,") != NULL;
}

static void
load_part(struct key_text *k, const char *setting, const json_t *json)
{
	const char *text = json_string_value(json), *why;
	struct part *part;

	if (text == NULL) {
		settings_fail(setting, "must be a path or an expression, or several");
		return;
	}
	part = new_part(k, text);
	if (part == NULL) {
		allocate_fail();
		return;
	}
	if (is_expression(text)) {
		part->rule = rule_load(setting, text);
		part->text = text;
		return;
	}
	part->path = path_new(text, &why);
	if (part->path == NULL)
		settings_fail(setting, "\"%s\": %s", text, why);
}

struct key_text *
key_text_load(const char *setting, const json_t *parts)
{
	struct key_text *k = allocate(1, sizeof *k);
	const json_t *json;
	size_t i;

	if (!json_is_array(parts)) {
		load_part(k, setting, parts);
		return k;
	}
	if (json_array_size(parts) == 0)
		settings_fail(setting, "must have a part");
	json_array_foreach(parts, i, json)
	{
		char place[256];

		snprintf(place, sizeof place, "%s/%zu", setting, i);
		load_part(k, place, json);
	}
	return k;
}

struct key_text *
key_text_of_paths(const char *paths, const char **why)
{
	struct key_text *k = calloc(1, sizeof *k);
	char *text = strdup(paths), *comma = text;
	bool added = k != NULL && text != NULL;

	*why = "no memory";
	for (char *path = text; added && comma != NULL; path = comma + 1) {
		struct part *part;

		comma = strchr(path, ',');
		if (comma != NULL)
			*comma = '\0';
		part = new_part(k, path);
		added = part != NULL && (part->path = path_new(path, why)) != NULL;
	}
	free(text);
	if (added)
		return k;
	key_text_free(k);
	return NULL;
}

/* The text of a value at a path. */
static enum key_text_result
read_path(struct path *path, struct record *record, char digits[DECIMAL_TEXT_SIZE],
    struct span *text)
{
	const struct value *value = path_find(path, record);
	struct decimal number;

	if (value == NULL || value->type == VALUE_NULL)
		return KEY_TEXT_MISSING;
	if (value->type == VALUE_ARRAY || value->type == VALUE_OBJECT)
		return KEY_TEXT_WRONG;
	*text = value->type == VALUE_STRING ? record_text(record, value)
					    : record_raw(record, value);
	if (text->at == NULL)
		return KEY_TEXT_NO_MEMORY;
	/* A number of too many digits stays as it was typed. */
	if (value->type == VALUE_NUMBER && decimal_parse(text->at, text->len, &number))
		*text = (struct span){ digits, decimal_format(number, digits) };
	return KEY_TEXT_OK;
}

/* The text of the result of a rule. */
static enum key_text_result
read_rule(const struct part *part, struct record *record,
    char digits[DECIMAL_TEXT_SIZE], struct span *text)
{
	struct expression *expression = rule_expression(part->rule);
	enum expression_result result = rule_evaluate(part->rule, record);
	struct decimal number;

	if (part->use != NULL)
		*part->use |= (unsigned char)(result == EXPRESSION_ERROR
						  ? PATH_SOUGHT
						  : PATH_SOUGHT | PATH_FOUND_ONCE);
	switch (result) {
	case EXPRESSION_STRING:
		*text = expression_string(expression);
		return KEY_TEXT_OK;
	case EXPRESSION_BOOLEAN:
		*text = expression_boolean(expression) ? (struct span){ "true", 4 }
						       : (struct span){ "false", 5 };
		return KEY_TEXT_OK;
	case EXPRESSION_NUMBER:
		number = expression_number(expression);
		*text = (struct span){ digits, decimal_format(number, digits) };
		return KEY_TEXT_OK;
	case EXPRESSION_TIMESTAMP:
		if (!expression_seconds(expression, &number))
			return KEY_TEXT_WRONG;
		*text = (struct span){ digits, decimal_format(number, digits) };
		return KEY_TEXT_OK;
	case EXPRESSION_NO_MEMORY:
		return KEY_TEXT_NO_MEMORY;
	case EXPRESSION_NULL:
	case EXPRESSION_ERROR:
		return KEY_TEXT_MISSING;
	case EXPRESSION_OTHER:
		break;
	}
	return KEY_TEXT_WRONG;
}

static bool
append(struct key_text *k, const void *bytes, size_t len)
{
	if (!array_reserve(&k->bytes, &k->size, k->len + len + 1, 1))
		return false;
	if (len > 0)
		memcpy(k->bytes + k->len, bytes, len);
	k->len += len;
	return true;
}

static bool
fold(struct key_text *k, struct span text)
{
	fold_reset(&k->part);
	return fold_add(&k->part, text) && simplified_fold(&k->part, 0);
}

/* Fold each word by itself: what folds as one has no spaces any more. */
static bool
append_words(struct key_text *k, struct span text)
{
	const char *at = text.at, *end = at + text.len, *start = at;

	while (start < end) {
		size_t len = 0;
		uint32_t c = 0;

		while (at < end) {
			len = utf8_read(at, end, &c);
			if (len > 0 && unseen_is(c))
				break;
			at += len > 0 ? len : 1;
		}
		if (!fold(k, (struct span){ start, (size_t)(at - start) }))
			return false;
		if (k->part.len > 0 &&
		    (!append(k, k->part.text, k->part.len) || !append(k, "", 1)))
			return false;
		at = start = at < end ? at + len : end;
	}
	return true;
}

static enum key_text_result
append_part(struct key_text *k, size_t i, struct span text, enum key_text_form form)
{
	uint64_t len;
	bool done;

	if (form == KEY_TEXT_TOKENS)
		return append_words(k, text) ? KEY_TEXT_OK : KEY_TEXT_NO_MEMORY;
	if (!fold(k, text))
		return KEY_TEXT_NO_MEMORY;
	if (k->part.len == 0)
		return KEY_TEXT_MISSING;
	/* The same bytes on every machine, since they are what is digested. */
	len = htole64((uint64_t)k->part.len);
	if (form == KEY_TEXT_PARTS)
		done = append(k, &len, sizeof len);
	else
		done = i == 0 || append(k, "\x1f", 1);
	return done && append(k, k->part.text, k->part.len) ? KEY_TEXT_OK
							    : KEY_TEXT_NO_MEMORY;
}

enum key_text_result
key_text_read(struct key_text *k, struct record *record, enum key_text_form form,
    struct span *text)
{
	char digits[DECIMAL_TEXT_SIZE];

	k->len = 0;
	for (size_t i = 0; i < k->count; i++) {
		const struct part *part = &k->parts[i];
		enum key_text_result result =
		    part->path != NULL ? read_path(part->path, record, digits, text)
				       : read_rule(part, record, digits, text);

		if (result == KEY_TEXT_OK)
			result = append_part(k, i, *text, form);
		if (result == KEY_TEXT_MISSING && form == KEY_TEXT_TOKENS)
			continue;
		if (result != KEY_TEXT_OK)
			return result;
	}
	if (form == KEY_TEXT_TOKENS && k->len == 0)
		return KEY_TEXT_MISSING;
	if (form == KEY_TEXT_TOKENS && !token_set_make(k->bytes, &k->len))
		return KEY_TEXT_NO_MEMORY;
	*text = (struct span){ k->bytes, k->len };
	return KEY_TEXT_OK;
}
