#include "explain/standing.h"

#include <stdlib.h>
#include <string.h>

#include "memory/array.h"
#include "record/path.h"

/* The value of a key that ranking_encode() has just read. */
static bool
write_value(struct ranking *ranking, struct record *record, struct writer *w)
{
	struct path *path = ranking_path(ranking, 0);
	const struct value *value;

	if (path == NULL)
		return expression_write(ranking_expression(ranking, 0), w);
	value = path_find(path, record);
	if (value == NULL)
		writer_null(w);
	else
		writer_raw(w, record_raw(record, value));
	return true;
}

bool
standing_read(
    const struct standing_keys *keys, struct record *record, struct standing *s)
{
	enum ranking_fault fault;
	size_t key;

	s->known = false;
	sort_key_reset(&s->bytes);
	writer_reset(&s->values);
	if (!array_reserve(&s->ends, &s->room, 2 * keys->count + 1, sizeof *s->ends))
		return false;
	writer_open_array(&s->values);
	for (size_t i = 0; i < keys->count; i++) {
		fault = ranking_encode(keys->keys[i], record, 0, &s->bytes, &key);
		if (fault == RANKING_NO_MEMORY)
			return false;
		if (fault != RANKING_OK ||
		    !write_value(keys->keys[i], record, &s->values))
			return !s->bytes.failed && !writer_failed(&s->values);
		s->ends[2 * i] = s->bytes.len;
		s->ends[2 * i + 1] = s->values.len;
	}
	s->known = true;
	return !s->bytes.failed && !writer_failed(&s->values);
}

void
standing_free(struct standing *s)
{
	sort_key_free(&s->bytes);
	writer_free(&s->values);
	free(s->ends);
}

static struct span
bytes_of(const struct standing *s, size_t key)
{
	size_t from = key > 0 ? s->ends[2 * key - 2] : 0;

	return (struct span){ (const char *)s->bytes.bytes + from,
		s->ends[2 * key] - from };
}

size_t
standing_decided_by(const struct standing_keys *keys, const struct standing *one,
    const struct standing *other)
{
	size_t key = 0;

	while (key < keys->count && span_same(bytes_of(one, key), bytes_of(other, key)))
		key++;
	return key;
}

/* No key's bytes are the beginning of another's (sort_key.h). */
static int
compare(struct span a, struct span b)
{
	int order = memcmp(a.at, b.at, a.len < b.len ? a.len : b.len);

	return order != 0 ? order : (a.len > b.len) - (a.len < b.len);
}

bool
standing_equal_is_enough(const struct standing_keys *keys, const struct standing *one,
    const struct standing *other, size_t key)
{
	for (key++; key < keys->count; key++) {
		int order = compare(bytes_of(one, key), bytes_of(other, key));

		if (order != 0)
			return order < 0;
	}
	return false;
}

struct span
standing_value(const struct standing *s, size_t key)
{
	/* Behind the bracket, or the comma, before it. */
	size_t from = key > 0 ? s->ends[2 * key - 1] + 1 : 1;

	return (struct span){ s->values.text + from, s->ends[2 * key + 1] - from };
}

const char *
standing_key(const struct standing_keys *keys, size_t key)
{
	return ranking_key(keys->keys[key], 0);
}
