#include "identity/identity.h"
#include "memory/keyed_hash.h"

#include <endian.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "memory/array.h"
#include "record/path.h"
#include "text/fold.h"

struct key {
	struct path **parts;
	size_t count;
	char *name;
};

struct identity {
	struct key *keys;
	size_t count, key_room;

	/* A key while it is put together. */
	struct folded part;
	char *bytes;
	size_t len, size;
};

struct identity *
identity_new(void)
{
	return calloc(1, sizeof(struct identity));
}

static void
free_key(struct key *key)
{
	for (size_t i = 0; i < key->count; i++)
		path_free(key->parts[i]);
	free(key->parts);
	free(key->name);
}

void
identity_free(struct identity *identity)
{
	if (identity == NULL)
		return;
	for (size_t i = 0; i < identity->count; i++)
		free_key(&identity->keys[i]);
	free(identity->keys);
	fold_free(&identity->part);
	free(identity->bytes);
	free(identity);
}

/* Room for one more key without parts, for count of them; NULL if there is none. */
static struct key *
new_key(struct identity *identity, size_t count, size_t name_len)
{
	struct key *key;

	if (!array_reserve(&identity->keys, &identity->key_room, identity->count + 1,
		sizeof *identity->keys))
		return NULL;
	key = &identity->keys[identity->count++];
	*key = (struct key){ .parts = calloc(count, sizeof *key->parts),
		.name = calloc(name_len + 1, 1) };
	return key->parts != NULL && key->name != NULL ? key : NULL;
}

static bool
new_part(struct key *key, const char *path, const char **why)
{
	char *end = key->name + strlen(key->name);

	if (key->count > 0)
		*end++ = ',';
	stpcpy(end, path);
	key->parts[key->count] = path_new(path, why);
	return key->parts[key->count] != NULL && ++key->count > 0;
}

bool
identity_add_key(struct identity *identity, const char *paths, const char **why)
{
	char *text = strdup(paths), *comma = text;
	size_t len = strlen(paths);
	struct key *key = new_key(identity, len + 1, len);
	bool added = text != NULL && key != NULL;

	*why = "no memory";
	for (char *path = text; added && comma != NULL; path = comma + 1) {
		comma = strchr(path, ',');
		if (comma != NULL)
			*comma = '\0';
		added = new_part(key, path, why);
	}
	free(text);
	return added;
}

static bool
add_array(struct identity *identity, const json_t *paths, const char **why)
{
	const json_t *path;
	struct key *key;
	size_t i, len = 0;

	*why = "a key must be an array of paths";
	if (json_array_size(paths) == 0)
		return false;
	json_array_foreach(paths, i, path)
	{
		if (!json_is_string(path))
			return false;
		len += json_string_length(path) + 1;
	}
	*why = "no memory";
	key = new_key(identity, i, len);
	if (key == NULL)
		return false;
	json_array_foreach(paths, i, path)
	{
		if (!new_part(key, json_string_value(path), why))
			return false;
	}
	return true;
}

bool
identity_add_keys(struct identity *identity, const json_t *keys, const char **why)
{
	const json_t *paths;
	size_t i;

	*why = "must be an array of keys, each an array of paths";
	if (!json_is_array(keys))
		return false;
	json_array_foreach(keys, i, paths)
	{
		if (!add_array(identity, paths, why))
			return false;
	}
	return true;
}

size_t
identity_count(const struct identity *identity)
{
	return identity->count;
}

struct path *
identity_path(const struct identity *identity, size_t key, size_t part)
{
	const struct key *k = &identity->keys[key];

	return part < k->count ? k->parts[part] : NULL;
}

const char *
identity_name(const struct identity *identity, size_t key)
{
	return identity->keys[key].name;
}

/* Put the folded part behind its length, and both behind what is there. */
static bool
append_part(struct identity *identity)
{
	const struct folded *part = &identity->part;
	/* The same bytes on every machine, since they are what is digested. */
	uint64_t len = htole64((uint64_t)part->len);

	if (!array_reserve(&identity->bytes, &identity->size,
		identity->len + sizeof len + part->len, 1))
		return false;
	memcpy(identity->bytes + identity->len, &len, sizeof len);
	identity->len += sizeof len;
	memcpy(identity->bytes + identity->len, part->text, part->len);
	identity->len += part->len;
	return true;
}

static enum identity_fault
add_part(struct identity *identity, struct path *path, struct record *record)
{
	const struct value *value = path_find(path, record);
	char digits[DECIMAL_TEXT_SIZE];
	struct decimal number;
	struct span text;

	if (value == NULL || value->type == VALUE_NULL)
		return IDENTITY_MISSING;
	if (value->type == VALUE_ARRAY || value->type == VALUE_OBJECT)
		return IDENTITY_WRONG;
	text = value->type == VALUE_STRING ? record_text(record, value)
					   : record_raw(record, value);
	if (text.at == NULL)
		return IDENTITY_NO_MEMORY;
	/* A number of too many digits stays as it was typed. */
	if (value->type == VALUE_NUMBER && decimal_parse(text.at, text.len, &number))
		text = (struct span){ digits, decimal_format(number, digits) };
	fold_reset(&identity->part);
	if (!fold_add(&identity->part, text))
		return IDENTITY_NO_MEMORY;
	if (identity->part.len == 0)
		return IDENTITY_MISSING;
	return append_part(identity) ? IDENTITY_OK : IDENTITY_NO_MEMORY;
}

enum identity_fault
identity_digest(
    struct identity *identity, struct record *record, size_t key, struct digest *digest)
{
	const struct key *k = &identity->keys[key];
	XXH128_hash_t hash;

	identity->len = 0;
	for (size_t i = 0; i < k->count; i++) {
		enum identity_fault fault = add_part(identity, k->parts[i], record);

		if (fault != IDENTITY_OK)
			return fault;
	}
	hash = XXH3_128bits_withSeed(
	    identity->bytes, identity->len, keyed_hash_secret + key);
	*digest = (struct digest){ hash.high64, hash.low64 };
	return IDENTITY_OK;
}
