#include "text/aligned.h"

#include <stdio.h>
#include <stdlib.h>

#include "memory/array.h"
#include "text/unseen.h"
#include "text/utf8.h"
#include "text/width.h"

void
aligned_free(struct aligned *a)
{
	writer_free(&a->text);
	free(a->cells);
}

/* What a reader cannot see, and is no space. */
static bool
is_unsafe(uint32_t c)
{
	return unseen_is(c) && !unseen_is_space(c);
}

static void
add_shown(struct writer *to, struct span text)
{
	const char *end = text.at + text.len;

	for (const char *at = text.at; at < end;) {
		const char *begin = at;
		uint32_t c = utf8_next(&at);
		char name[16];

		if (!is_unsafe(c)) {
			writer_bytes(to, begin, (size_t)(at - begin));
			continue;
		}
		writer_bytes(to, name,
		    (size_t)snprintf(name, sizeof name, "<U+%04X>", (unsigned)c));
	}
}

bool
aligned_add(struct aligned *a, struct span text)
{
	struct aligned_cell *cell;

	if (!array_reserve(&a->cells, &a->room, a->count + 1, sizeof *a->cells))
		return false;
	cell = &a->cells[a->count++];
	cell->at = a->text.len;
	add_shown(&a->text, text);
	if (writer_failed(&a->text))
		return false;
	cell->len = a->text.len - cell->at;
	cell->width = width_count((struct span){ a->text.text + cell->at, cell->len });
	return true;
}

static void
add_spaces(struct writer *to, size_t count)
{
	while (count-- > 0)
		writer_bytes(to, " ", 1);
}

bool
aligned_write(const struct aligned *a, const bool *right, struct writer *lines)
{
	size_t *widths = calloc(a->columns, sizeof *widths);

	if (widths == NULL)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (a->cells[i].width > widths[i % a->columns])
			widths[i % a->columns] = a->cells[i].width;
	for (size_t i = 0, due = 0; i < a->count; i++) {
		const struct aligned_cell *cell = &a->cells[i];
		size_t column = i % a->columns;
		size_t room = widths[column] - cell->width;

		/* Spaces are due until a text follows. */
		due += right[column] ? room : 0;
		if (cell->len > 0) {
			add_spaces(lines, due);
			due = 0;
			writer_bytes(lines, a->text.text + cell->at, cell->len);
		}
		due += (right[column] ? 0 : room) + 2;
		if (column + 1 < a->columns)
			continue;
		due = 0;
		writer_bytes(lines, "\n", 1);
	}
	free(widths);
	return !writer_failed(lines);
}
