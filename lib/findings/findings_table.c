#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "findings/findings_table.h"
#include "memory/arena.h"
#include "record/equality.h"
#include "text/utf8.h"

struct place {
	const char *file;
	uint64_t line;
};

struct row {
	bool warning;
	const char *code, *field, *reason;
	struct span key;
	uint64_t hash, count;
	struct place places[FINDINGS_TABLE_PLACES];
};

enum { SLOTS = 2048 /* a power of two, well over FINDINGS_TABLE_MOST */ };

struct findings_table {
	struct arena texts;
	struct writer key;
	struct row rows[FINDINGS_TABLE_MOST + 1];
	size_t count;
	uint16_t slots[SLOTS]; /* number of a row plus 1 */
};

struct findings_table *
findings_table_new(void)
{
	return calloc(1, sizeof(struct findings_table));
}

void
findings_table_free(struct findings_table *t)
{
	if (t == NULL)
		return;
	arena_free(&t->texts);
	writer_free(&t->key);
	free(t);
}

static bool
is_index(const char *at, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (at[i] < '0' || at[i] > '9')
			return false;
	return len > 0;
}

/* The path of a field with a * for each index, and nothing that moves a cursor. */
static void
write_field(struct writer *w, const char *field)
{
	const char *marks = field[0] == '/' ? "/" : ".";

	while (*field != '\0') {
		size_t len = strcspn(field, marks);

		if (is_index(field, len))
			writer_bytes(w, "*", 1);
		else
			for (size_t i = 0; i < len; i++)
				writer_bytes(w,
				    (unsigned char)field[i] < ' ' || field[i] == 0x7f
					? "?"
					: &field[i],
				    1);
		field += len;
		if (*field != '\0')
			writer_bytes(w, field++, 1);
	}
}

/* code, rule and field, a NUL behind each; returns where the field begins. */
static size_t
make_key(struct writer *w, const struct finding *found, bool warning)
{
	size_t field;

	writer_reset(w);
	writer_bytes(w, warning ? "w" : "e", 1);
	writer_bytes(w, found->code, strlen(found->code) + 1);
	if (found->rule != NULL)
		writer_bytes(w, found->rule, strlen(found->rule));
	writer_bytes(w, "", 1);
	field = w->len;
	if (found->field != NULL)
		write_field(w, found->field);
	writer_bytes(w, "", 1);
	return field;
}

static struct row *
find_row(struct findings_table *t, struct span key, uint64_t hash, size_t *slot)
{
	*slot = (hash >> 32) % SLOTS;
	for (; t->slots[*slot] != 0; *slot = (*slot + 1) % SLOTS) {
		struct row *row = &t->rows[t->slots[*slot] - 1];

		if (row->hash == hash && span_same(row->key, key))
			return row;
	}
	return NULL;
}

static struct row *
add_row(struct findings_table *t, const struct finding *found, bool warning,
    size_t field, uint64_t hash, size_t slot)
{
	struct row *row = &t->rows[t->count];
	const char *key = arena_text(&t->texts, t->key.text, t->key.len);

	row->reason = arena_text(&t->texts, found->reason, strlen(found->reason));
	if (key == NULL || row->reason == NULL)
		return NULL;
	row->warning = warning;
	row->key = (struct span){ key, t->key.len };
	row->hash = hash;
	row->code = key + 1;
	row->field = key + field;
	t->slots[slot] = (uint16_t)++t->count;
	return row;
}

/* The last row is for all that have none. */
static struct row *
rest_row(struct findings_table *t)
{
	struct row *row = &t->rows[FINDINGS_TABLE_MOST];

	row->code = "other-findings";
	row->field = "";
	row->reason = "there are more kinds of faults than this table lists";
	return row;
}

static bool
add_place(struct findings_table *t, struct row *row, struct span file, uint64_t line)
{
	struct place *place = &row->places[row->count];

	if (row->count > 0 && place[-1].file != NULL &&
	    strlen(place[-1].file) == file.len &&
	    memcmp(place[-1].file, file.at, file.len) == 0) {
		place->file = place[-1].file;
	} else {
		char *name = arena_text(&t->texts, file.at, file.len);

		if (name == NULL)
			return false;
		place->file = name;
		for (; *name != '\0'; name++)
			if ((unsigned char)*name < ' ' || *name == 0x7f)
				*name = '?';
	}
	place->line = line;
	return true;
}

bool
findings_table_add(struct findings_table *t, const struct finding *found, bool warning,
    struct span file, uint64_t line)
{
	size_t field = make_key(&t->key, found, warning), slot;
	struct span key = { t->key.text, t->key.len };
	struct row *row;
	uint64_t hash;

	if (writer_failed(&t->key))
		return false;
	hash = equality_hash_text(key);
	row = find_row(t, key, hash, &slot);
	if (row == NULL)
		row = t->count < FINDINGS_TABLE_MOST
			  ? add_row(t, found, warning, field, hash, slot)
			  : rest_row(t);
	if (row == NULL ||
	    (row->count < FINDINGS_TABLE_PLACES && !add_place(t, row, file, line)))
		return false;
	row->count++;
	return true;
}

static int
compare(const void *a, const void *b)
{
	const struct row *x = a, *y = b;

	if (x->warning != y->warning)
		return x->warning ? 1 : -1;
	if (x->count != y->count)
		return x->count > y->count ? -1 : 1;
	if (strcmp(x->code, y->code) != 0)
		return strcmp(x->code, y->code);
	return strcmp(x->field, y->field);
}

/* Columns of a terminal: a Chinese character takes two. */
static size_t
width_of(const char *text)
{
	size_t width = 0;

	while (*text != '\0') {
		int columns = utf8proc_charwidth((utf8proc_int32_t)utf8_next(&text));

		width += columns > 0 ? (size_t)columns : 0;
	}
	return width;
}

static void
write_padded(struct writer *w, const char *text, size_t width)
{
	writer_bytes(w, text, strlen(text));
	for (size_t used = width_of(text); used < width + 2; used++)
		writer_bytes(w, " ", 1);
}

/* "a.csv:4,17 b.csv:3", in the arena; NULL without memory. */
static const char *
format_places(struct findings_table *t, const struct row *row)
{
	struct writer w = { .text = NULL };
	const char *text = NULL;
	char number[32];

	for (size_t i = 0; i < FINDINGS_TABLE_PLACES && i < row->count; i++) {
		const struct place *place = &row->places[i];
		bool same = i > 0 && strcmp(place->file, place[-1].file) == 0;

		if (i > 0)
			writer_bytes(&w, same ? "," : " ", 1);
		if (!same) {
			writer_bytes(&w, place->file, strlen(place->file));
			writer_bytes(&w, ":", 1);
		}
		snprintf(number, sizeof number, "%" PRIu64, place->line);
		writer_bytes(&w, number, strlen(number));
	}
	if (row->count > FINDINGS_TABLE_PLACES)
		writer_bytes(&w, " ...", 4);
	if (!writer_failed(&w))
		text = arena_text(&t->texts, w.text, w.len);
	writer_free(&w);
	return text;
}

static size_t
larger(size_t a, size_t b)
{
	return a > b ? a : b;
}

void
findings_table_write(struct findings_table *t, struct writer *w)
{
	size_t code = strlen("finding"), field = strlen("field"),
	       places = strlen("first lines");
	const char *where[FINDINGS_TABLE_MOST + 1];
	char count[32];

	if (t->rows[FINDINGS_TABLE_MOST].count > 0)
		t->count = FINDINGS_TABLE_MOST + 1;
	qsort(t->rows, t->count, sizeof *t->rows, compare);
	for (size_t i = 0; i < t->count; i++) {
		where[i] = format_places(t, &t->rows[i]);
		if (where[i] == NULL) {
			w->failed = true;
			return;
		}
		code = larger(code, width_of(t->rows[i].code));
		field = larger(field, width_of(t->rows[i].field));
		places = larger(places, width_of(where[i]));
	}
	writer_bytes(w, "   count  ", 10);
	write_padded(w, "finding", code);
	write_padded(w, "field", field);
	write_padded(w, "first lines", places);
	writer_bytes(w, "what it means\n", 14);
	for (size_t i = 0; i < t->count; i++) {
		const struct row *row = &t->rows[i];

		snprintf(count, sizeof count, "%8" PRIu64 "  ", row->count);
		writer_bytes(w, count, strlen(count));
		write_padded(w, row->code, code);
		write_padded(w, row->field, field);
		write_padded(w, where[i], places);
		if (row->warning)
			writer_bytes(w, "(warning) ", 10);
		writer_bytes(w, row->reason, strlen(row->reason));
		writer_bytes(w, "\n", 1);
	}
}
