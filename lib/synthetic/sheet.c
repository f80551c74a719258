#include <errno.h>
#include <iconv.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "record/writer.h"
#include "synthetic/sheet.h"

struct sheet {
	bool encodes, mark;
	iconv_t encoder;
	struct writer text, bytes;
};

struct sheet *
sheet_new(const char *encoding)
{
	struct sheet *s = calloc(1, sizeof *s);

	if (s == NULL)
		return NULL;
	s->encodes = strcmp(encoding, "gb18030") == 0;
	s->mark = strcmp(encoding, "utf-8-bom") == 0;
	if (!s->encodes && !s->mark && strcmp(encoding, "utf-8") != 0) {
		free(s);
		errno = EINVAL;
		return NULL;
	}
	if (s->encodes) {
		s->encoder = iconv_open("GB18030", "UTF-8");
		if (s->encoder == (iconv_t)-1) {
			free(s);
			return NULL;
		}
	}
	return s;
}

void
sheet_free(struct sheet *s)
{
	if (s == NULL)
		return;
	if (s->encodes)
		iconv_close(s->encoder);
	writer_free(&s->text);
	writer_free(&s->bytes);
	free(s);
}

/* False if the text is not UTF-8: GB18030 has every character of Unicode. */
static bool
encode(struct sheet *s)
{
	char piece[4096], *from = s->text.text;
	size_t left = s->text.len;

	writer_reset(&s->bytes);
	while (left > 0) {
		char *to = piece;
		size_t room = sizeof piece;

		/* A full piece stops it too, but not before it has moved. */
		if (iconv(s->encoder, &from, &left, &to, &room) == (size_t)-1 &&
		    to == piece)
			return false;
		writer_bytes(&s->bytes, piece, sizeof piece - room);
	}
	return true;
}

static struct span
finish(struct sheet *s)
{
	struct writer *done = s->encodes ? &s->bytes : &s->text;

	if (writer_failed(&s->text) || (s->encodes && !encode(s)) ||
	    writer_failed(done))
		return (struct span){ NULL, 0 };
	return (struct span){ done->text, done->len };
}

static void
add(struct sheet *s, const char *text)
{
	writer_bytes(&s->text, text, strlen(text));
}

struct span
sheet_head(struct sheet *s, const char *title, const char *columns, uint64_t *lines)
{
	writer_reset(&s->text);
	if (s->mark)
		add(s, "\xef\xbb\xbf");
	*lines = title != NULL ? 3 : 1;
	for (int row = 0; row < 2 && title != NULL; row++) {
		if (row == 0)
			add(s, title);
		/* A cell that is not filled is there all the same. */
		for (const char *c = columns; (c = strchr(c, ',')) != NULL; c++)
			add(s, ",");
		add(s, "\r\n");
	}
	add(s, columns);
	add(s, "\r\n");
	return finish(s);
}

struct span
sheet_row(struct sheet *s, struct span cells)
{
	writer_reset(&s->text);
	writer_bytes(&s->text, cells.at, cells.len);
	add(s, "\r\n");
	return finish(s);
}
