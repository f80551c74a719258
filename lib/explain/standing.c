#include "explain/standing.h"

#include <string.h>

#include "record/path.h"

/*
 * A standing is a head of numbers and what follows it.  The first number is the length
 * of all, or 0 if nothing is known and nothing follows; the others say where each key's
 * bytes end, and where its value does.  Before a value stands a colon, which tells the
 * writer that no comma is missing.
 */
static uint32_t
number_at(struct standing s, size_t i)
{
	uint32_t n;

	memcpy(&n, s.at + i * sizeof n, sizeof n);
	return n;
}

static void
set_number(char *standing, size_t i, size_t to)
{
	uint32_t n = (uint32_t)to;

	memcpy(standing + i * sizeof n, &n, sizeof n);
}

static size_t
size_of_head(const struct standing_keys *keys)
{
	return (2 * keys->count + 1) * sizeof(uint32_t);
}

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

/* Write a key's bytes and its value; *known is false if it has none. */
static bool
write_key(struct standing_keys *keys, size_t i, struct record *record, size_t start,
    struct writer *w, bool *known)
{
	struct sort_key *bytes = &keys->scratch;
	enum ranking_fault fault;
	size_t key;

	sort_key_reset(bytes);
	fault = ranking_encode(keys->keys[i], record, 0, bytes, &key);
	if (fault == RANKING_NO_MEMORY)
		return false;
	*known = fault == RANKING_OK;
	if (!*known)
		return true;
	writer_bytes(w, (const char *)bytes->bytes, bytes->len);
	if (writer_failed(w))
		return false;
	set_number(w->text + start, 2 * i + 1, w->len - start);
	writer_text(w, ":");
	*known = write_value(keys->keys[i], record, w);
	if (writer_failed(w) || w->len - start > UINT32_MAX)
		return false;
	set_number(w->text + start, 2 * i + 2, w->len - start);
	return true;
}

bool
standing_write(struct standing_keys *keys, struct record *record, struct writer *w)
{
	static const uint32_t none = 0;
	size_t start = w->len;
	bool known = true;

	for (size_t i = 0; i < 2 * keys->count + 1; i++)
		writer_bytes(w, (const char *)&none, sizeof none);
	if (writer_failed(w))
		return false;
	for (size_t i = 0; known && i < keys->count; i++)
		if (!write_key(keys, i, record, start, w, &known))
			return false;
	if (known)
		set_number(w->text + start, 0, w->len - start);
	else
		w->len = start + sizeof none;
	return true;
}

struct standing
standing_take(const char **at)
{
	struct standing s = { *at };
	uint32_t len = number_at(s, 0);

	*at += len > 0 ? len : sizeof len;
	return len > 0 ? s : (struct standing){ NULL };
}

static struct span
bytes_of(const struct standing_keys *keys, struct standing s, size_t key)
{
	size_t from = key > 0 ? number_at(s, 2 * key) : size_of_head(keys);

	return (struct span){ s.at + from, number_at(s, 2 * key + 1) - from };
}

size_t
standing_decided_by(
    const struct standing_keys *keys, struct standing one, struct standing other)
{
	size_t key = 0;

	while (key < keys->count &&
	       span_same_short(bytes_of(keys, one, key), bytes_of(keys, other, key)))
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
standing_equal_is_enough(const struct standing_keys *keys, struct standing one,
    struct standing other, size_t key)
{
	for (key++; key < keys->count; key++) {
		int order =
		    compare(bytes_of(keys, one, key), bytes_of(keys, other, key));

		if (order != 0)
			return order < 0;
	}
	return false;
}

struct span
standing_value(const struct standing_keys *keys, struct standing s, size_t key)
{
	struct span bytes = bytes_of(keys, s, key);
	const char *value = bytes.at + bytes.len + 1;

	return (
	    struct span){ value, (size_t)(s.at + number_at(s, 2 * key + 2) - value) };
}

const char *
standing_key(const struct standing_keys *keys, size_t key)
{
	return ranking_key(keys->keys[key], 0);
}
