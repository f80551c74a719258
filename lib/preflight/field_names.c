#include "preflight/field_names.h"

#include <stdlib.h>
#include <string.h>

#include "memory/array.h"

bool
field_names_add(struct field_names *names, const json_t *input)
{
	if (!array_reserve(
		&names->all, &names->room, names->count + 1, sizeof *names->all))
		return false;
	names->all[names->count++] = input;
	return true;
}

/* Whether a byte may be in a name: those beyond ASCII are letters of some script. */
static bool
is_of_name(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
	       (byte >= '0' && byte <= '9') || byte == '_' ||
	       (unsigned char)byte >= 0x80;
}

static bool
has_word(struct span text, struct span word)
{
	for (size_t at = 0; at + word.len <= text.len; at++) {
		size_t end = at + word.len;

		if (memcmp(text.at + at, word.at, word.len) == 0 &&
		    (at == 0 || !is_of_name(text.at[at - 1])) &&
		    (end == text.len || !is_of_name(text.at[end])))
			return true;
	}
	return false;
}

static bool
has_name(const json_t *json, struct span name)
{
	const char *key;
	json_t *value;

	if (json_is_string(json))
		return has_word(
		    (struct span){ json_string_value(json), json_string_length(json) },
		    name);
	for (size_t i = 0; i < json_array_size(json); i++)
		if (has_name(json_array_get(json, i), name))
			return true;
	json_object_foreach((json_t *)json, key, value)
	{
		if (has_word(span_of(key), name) || has_name(value, name))
			return true;
	}
	return false;
}

bool
field_names_have(const struct field_names *names, struct span name)
{
	for (size_t i = 0; i < names->count; i++)
		if (has_name(names->all[i], name))
			return true;
	return false;
}

void
field_names_free(struct field_names *names)
{
	free(names->all);
	*names = (struct field_names){ 0 };
}
