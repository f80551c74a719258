#include "publish/combinations.h"

#include <stdlib.h>

#include "memory/array.h"
#include "text/numbering.h"

struct row {
	uint64_t line;
	uint32_t file, text;
};

struct combinations {
	struct numbering *texts;
	uint32_t *counts; /* of each text */
	size_t count_room;
	struct row *rows;
	size_t count, room, next;
};

struct combinations *
combinations_new(void)
{
	struct combinations *c = calloc(1, sizeof *c);

	if (c == NULL || (c->texts = numbering_new()) == NULL) {
		free(c);
		return NULL;
	}
	return c;
}

void
combinations_free(struct combinations *c)
{
	if (c == NULL)
		return;
	numbering_free(c->texts);
	free(c->counts);
	free(c->rows);
	free(c);
}

bool
combinations_add(
    struct combinations *c, struct span fields, uint32_t file, uint64_t line)
{
	bool known;
	uint32_t text = numbering_add(c->texts, fields, &known);

	if (text == NUMBERING_NONE ||
	    !array_reserve(
		&c->counts, &c->count_room, (size_t)text + 1, sizeof *c->counts) ||
	    !array_reserve(&c->rows, &c->room, c->count + 1, sizeof *c->rows))
		return false;
	if (!known)
		c->counts[text] = 0;
	if (c->counts[text] < UINT32_MAX)
		c->counts[text]++;
	c->rows[c->count++] = (struct row){ line, file, text };
	return true;
}

bool
combinations_next(
    struct combinations *c, uint32_t least, struct combination *combination)
{
	while (c->next < c->count) {
		const struct row *row = &c->rows[c->next++];

		if (c->counts[row->text] >= least)
			continue;
		*combination = (struct combination){ .file = row->file,
			.line = row->line,
			.count = c->counts[row->text] };
		return true;
	}
	return false;
}

void
combinations_write(struct writer *w, const char *file, const struct combination *row)
{
	writer_open_object(w);
	writer_member_text(w, "file", span_of(file));
	writer_member_integer(w, "line", (int64_t)row->line);
	writer_member_text(w, "code", span_of("identified"));
	writer_member_integer(w, "alike", row->count);
	writer_close_object(w);
}

size_t
combinations_rows(const struct combinations *c)
{
	return c->count;
}

size_t
combinations_texts(const struct combinations *c)
{
	return numbering_count(c->texts);
}
