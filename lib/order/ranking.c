#include "order/ranking.h"

#include <stdlib.h>
#include <string.h>

#include "record/path.h"

enum kind { NUMBER, TEXT, BOOLEAN, KINDS };

static const char *const kind_names[] = { "a number", "a text", "a boolean" };

struct key {
	struct path *path;
	bool met[KINDS];
	uint32_t first[KINDS]; /* the first record where the kind was met */
};

struct ranking {
	struct key *keys;
	bool *descending;
	size_t count;
	bool pooled; /* keys[0] is the pool */
};

struct ranking *
ranking_new(void)
{
	return calloc(1, sizeof(struct ranking));
}

void
ranking_free(struct ranking *r)
{
	if (r == NULL)
		return;
	for (size_t i = 0; i < r->count; i++)
		path_free(r->keys[i].path);
	free(r->keys);
	free(r->descending);
	free(r);
}

static bool
add(struct ranking *r, const char *path, bool descending, const char **why)
{
	struct key *keys = realloc(r->keys, (r->count + 1) * sizeof *keys);
	bool *directions;

	*why = "no memory";
	if (keys == NULL)
		return false;
	r->keys = keys;
	directions = realloc(r->descending, (r->count + 1) * sizeof *directions);
	if (directions == NULL)
		return false;
	r->descending = directions;
	keys[r->count] = (struct key){ .path = path_new(path, why) };
	if (keys[r->count].path == NULL)
		return false;
	directions[r->count++] = descending;
	return true;
}

bool
ranking_add_key(struct ranking *r, const char *key, const char **why)
{
	const char *word = strrchr(key, ' ');
	bool down = word != NULL && strcmp(word, " desc") == 0;
	size_t len = strlen(key);
	char *path;
	bool added;

	if (down || (word != NULL && strcmp(word, " asc") == 0))
		for (len = (size_t)(word - key); len > 0 && key[len - 1] == ' ';)
			len--;
	path = strndup(key, len);
	*why = "no memory";
	added = path != NULL && add(r, path, down, why);
	free(path);
	return added;
}

bool
ranking_add_pool(struct ranking *r, const char *path, const char **why)
{
	r->pooled = add(r, path, false, why);
	return r->pooled;
}

const char *
ranking_key(const struct ranking *r, size_t key)
{
	return path_text(r->keys[key].path);
}

static void
note(struct key *key, enum kind kind, uint32_t number)
{
	if (key->met[kind])
		return;
	key->met[kind] = true;
	key->first[kind] = number;
}

static enum ranking_fault
encode_value(struct key *key, bool descending, struct record *record, uint32_t number,
    struct sort_key *tuple)
{
	const struct value *value = path_find(key->path, record);
	struct decimal decimal;
	struct span span;

	if (value == NULL || value->type == VALUE_NULL)
		return RANKING_MISSING;
	switch (value->type) {
	case VALUE_NUMBER:
		span = record_raw(record, value);
		if (!decimal_parse(span.at, span.len, &decimal))
			return RANKING_RANGE;
		sort_key_decimal(tuple, decimal, descending);
		note(key, NUMBER, number);
		return RANKING_OK;
	case VALUE_STRING:
		span = record_text(record, value);
		if (span.at == NULL)
			return RANKING_NO_MEMORY;
		sort_key_text(tuple, span, descending);
		note(key, TEXT, number);
		return RANKING_OK;
	case VALUE_FALSE:
	case VALUE_TRUE:
		sort_key_boolean(tuple, value->type == VALUE_TRUE, descending);
		note(key, BOOLEAN, number);
		return RANKING_OK;
	default:
		return RANKING_WRONG;
	}
}

enum ranking_fault
ranking_encode(struct ranking *r, struct record *record, uint32_t number,
    struct sort_key *tuple, size_t *key)
{
	for (size_t i = 0; i < r->count; i++) {
		enum ranking_fault fault =
		    encode_value(&r->keys[i], r->descending[i], record, number, tuple);

		*key = i;
		if (fault != RANKING_OK)
			return fault;
	}
	return tuple->failed ? RANKING_NO_MEMORY : RANKING_OK;
}

bool
ranking_mixed(const struct ranking *r, struct ranking_mix *mix)
{
	for (size_t i = 0; i < r->count; i++) {
		size_t met = 0;

		mix->key = i;
		for (int kind = NUMBER; kind < KINDS && met < 2; kind++) {
			if (!r->keys[i].met[kind])
				continue;
			mix->kinds[met] = kind_names[kind];
			mix->numbers[met++] = r->keys[i].first[kind];
		}
		if (met == 2)
			return true;
	}
	return false;
}

bool
ranking_next(const struct ranking *r, struct sorter *sorter, struct sorted *item,
    struct ranking_place *place)
{
	struct sorted above = *item;

	if (!sorter_next(sorter, item))
		return false;
	if (above.key == NULL) {
		*place = (struct ranking_place){ .order = 1 };
		return true;
	}
	place->order++;
	place->key = (uint32_t)sort_key_decided_by(
	    above.key, above.len, item->key, item->len, r->descending, r->count);
	if (r->pooled && place->key == 0) {
		place->pool++;
		place->order = 1;
	}
	return true;
}

bool
ranking_is_tie(const struct ranking *r, const struct ranking_place *place)
{
	return place->order > 1 && place->key == r->count;
}
