#include "sheet/sheet_names.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "memory/array.h"
#include "record/writer.h"
#include "text/fold.h"
#include "text/unseen.h"
#include "text/utf8.h"

enum {
	UNITS_MOST = 31,
	ENDING_SIZE = 24, /* "~2" and the like, with its NUL */
	RIGHT_QUOTE = 0x2019,
};

struct sheet_name {
	char *key;
	size_t key_len;
	char *name;
	struct folded folded; /* by which names are compared */
};

struct sheet_names {
	struct sheet_name *items;
	size_t count, room;
	size_t *by_key; /* the items in the order of their keys' bytes */
	size_t by_key_room;
	size_t last; /* the item that was found last */
};

struct sheet_names *
sheet_names_new(void)
{
	return calloc(1, sizeof(struct sheet_names));
}

static void
free_name(struct sheet_name *name)
{
	free(name->key);
	free(name->name);
	fold_free(&name->folded);
}

void
sheet_names_free(struct sheet_names *names)
{
	if (names == NULL)
		return;
	for (size_t i = 0; i < names->count; i++)
		free_name(&names->items[i]);
	free(names->items);
	free(names->by_key);
	free(names);
}

size_t
sheet_names_count(const struct sheet_names *names)
{
	return names->count;
}

const char *
sheet_names_at(const struct sheet_names *names, size_t number)
{
	return names->items[number].name;
}

/* What stands in a name for a character. */
static uint32_t
allowed(uint32_t c)
{
	if (unseen_is(c))
		return ' ';
	if (c == 0xfffe || c == 0xffff)
		return 0xfffd;
	return c < 0x80 && strchr("[]:*?/\\", (int)c) != NULL ? c - 0x20 + 0xff00 : c;
}

/*
 * The longest beginning of a text that has at most so many units; with *units set to
 * how many it has.
 */
static size_t
cut(struct span text, size_t most, size_t *units)
{
	const char *at = text.at, *end = at + text.len, *next = at;

	for (*units = 0; at < end; at = next) {
		size_t more = utf8_next(&next) > 0xffff ? 2 : 1;

		if (*units + more > most)
			break;
		*units += more;
	}
	return (size_t)(at - text.at);
}

/* An apostrophe at an end of a name is another character. */
static void
write_name(struct writer *w, struct span text)
{
	const char *at = text.at, *end = at + text.len;
	char bytes[4];

	while (at < end) {
		bool first = at == text.at;
		uint32_t c = utf8_next(&at);

		if (c == '\'' && (first || at == end))
			c = RIGHT_QUOTE;
		writer_bytes(w, bytes, utf8_write(bytes, c));
	}
}

/* The characters of a key that may stand in a name, without what is unseen around. */
static struct span
write_allowed(struct writer *w, struct span key)
{
	const char *at, *end;
	char bytes[4];

	key = unseen_trim(key);
	at = key.at;
	end = at + key.len;
	while (at < end)
		writer_bytes(w, bytes, utf8_write(bytes, allowed(utf8_next(&at))));
	return (struct span){ w->text, w->len };
}

static bool
is_taken(const struct sheet_names *names, const struct folded *folded)
{
	if (folded->len == 7 && memcmp(folded->text, "history", 7) == 0)
		return true;
	for (size_t i = 0; i < names->count; i++)
		if (names->items[i].folded.len == folded->len &&
		    memcmp(names->items[i].folded.text, folded->text, folded->len) == 0)
			return true;
	return false;
}

/* Fill in a name that is free.  False if there is no memory. */
static bool
choose_name(const struct sheet_names *names, struct span base, struct sheet_name *to)
{
	struct writer name = { 0 };
	char ending[ENDING_SIZE] = "";
	size_t units;

	for (size_t number = 1;; number++) {
		struct span begin = base;

		if (number > 1)
			snprintf(ending, sizeof ending, "~%zu", number);
		begin.len = cut(base, UNITS_MOST - strlen(ending), &units);
		begin.len -= unseen_at_end(begin);
		writer_reset(&name);
		write_name(&name, begin);
		writer_bytes(&name, ending, strlen(ending));
		fold_reset(&to->folded);
		if (writer_failed(&name) ||
		    !fold_add(&to->folded, (struct span){ name.text, name.len })) {
			writer_free(&name);
			return false;
		}
		if (!is_taken(names, &to->folded))
			break;
	}
	to->name = strndup(name.text, name.len);
	writer_free(&name);
	return to->name != NULL;
}

/* Negative, 0 or positive, as a key comes before, is or comes behind that of an item.
 */
static int
compare(struct span key, const struct sheet_name *item)
{
	size_t len = key.len < item->key_len ? key.len : item->key_len;
	int order = memcmp(key.at, item->key, len);

	if (order != 0 || key.len == item->key_len)
		return order;
	return key.len < item->key_len ? -1 : 1;
}

/* Where a key stands among the sorted ones, or should; *found: it is there. */
static size_t
search(const struct sheet_names *names, struct span key, bool *found)
{
	size_t low = 0, high = names->count;

	*found = false;
	while (low < high && !*found) {
		size_t middle = low + (high - low) / 2;
		int order = compare(key, &names->items[names->by_key[middle]]);

		*found = order == 0;
		if (order > 0)
			low = middle + 1;
		else
			high = middle;
	}
	return high;
}

static bool
add(struct sheet_names *names, struct span key, size_t place, struct span base)
{
	struct sheet_name item = { .key_len = key.len };

	if (!array_reserve(
		&names->items, &names->room, names->count + 1, sizeof *names->items) ||
	    !array_reserve(&names->by_key, &names->by_key_room, names->count + 1,
		sizeof *names->by_key))
		return false;
	item.key = malloc(key.len);
	if (item.key == NULL || !choose_name(names, base, &item)) {
		free_name(&item);
		return false;
	}
	memcpy(item.key, key.at, key.len);
	memmove(names->by_key + place + 1, names->by_key + place,
	    (names->count - place) * sizeof *names->by_key);
	names->by_key[place] = names->count;
	names->items[names->count++] = item;
	return true;
}

enum sheet_found
sheet_names_find(struct sheet_names *names, struct span key, size_t *number)
{
	struct writer allowed_text = { 0 };
	struct span base;
	bool found, added;
	size_t place;

	if (names->count > 0 && compare(key, &names->items[names->last]) == 0) {
		*number = names->last;
		return SHEET_FOUND;
	}
	place = search(names, key, &found);
	if (found) {
		*number = names->last = names->by_key[place];
		return SHEET_FOUND;
	}
	if (unseen_is_all(key))
		return SHEET_NO_NAME;
	base = write_allowed(&allowed_text, key);
	added = !writer_failed(&allowed_text) && add(names, key, place, base);
	writer_free(&allowed_text);
	if (!added)
		return SHEET_NO_MEMORY;
	*number = names->last = names->count - 1;
	return SHEET_NEW;
}
