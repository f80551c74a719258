#include "publish/leak_check.h"

#include <stdlib.h>
#include <string.h>

#include "publish/leaks.h"
#include "publish/personal_number.h"
#include "sheet/encoder.h"
#include "text/utf8.h"

/* A kind of search, and where it has found something next. */
struct search {
	size_t at; /* SIZE_MAX: nothing any more */
	uint32_t field;
	const char *pattern;
};

struct leak_check {
	struct leaks *values, *encoded;
	struct encoder *encoder;
	struct writer text; /* of a value that is encoded */
	struct span bytes;
	struct search value, gb, pattern;
	bool packed;
	size_t counted; /* the bytes whose lines were counted */
	uint64_t line;
};

struct leak_check *
leak_check_new(void)
{
	struct leak_check *c = calloc(1, sizeof *c);

	if (c == NULL)
		return NULL;
	c->values = leaks_new();
	c->encoded = leaks_new();
	c->encoder = encoder_new(ENCODING_GB18030, NULL);
	if (c->values == NULL || c->encoded == NULL || c->encoder == NULL) {
		leak_check_free(c);
		return NULL;
	}
	return c;
}

void
leak_check_free(struct leak_check *c)
{
	if (c == NULL)
		return;
	leaks_free(c->values);
	leaks_free(c->encoded);
	encoder_free(c->encoder);
	writer_free(&c->text);
	free(c);
}

static bool
is_ascii(struct span text)
{
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.at[i] >= 0x80)
			return false;
	return true;
}

bool
leak_check_add(struct leak_check *c, struct span value, uint32_t field)
{
	size_t where;

	if (!leaks_add(c->values, value, field))
		return false;
	if (is_ascii(value))
		return true;
	writer_reset(&c->text);
	/* What GB18030 does not have cannot stand in such a file. */
	if (!encoder_add(c->encoder, value, &c->text, &where))
		return true;
	return !writer_failed(&c->text) &&
	       leaks_add(c->encoded, (struct span){ c->text.text, c->text.len }, field);
}

void
leak_check_ready(struct leak_check *c)
{
	leaks_sort(c->values);
	leaks_sort(c->encoded);
}

size_t
leak_check_short(const struct leak_check *c)
{
	return leaks_short(c->values);
}

static bool
is_utf8(struct span text)
{
	const char *end = text.at + text.len;
	uint32_t c = 0;
	size_t len;

	for (const char *at = text.at; at < end; at += len)
		if ((len = utf8_read(at, end, &c)) == 0)
			return false;
	return true;
}

/* What is packed cannot be searched, so nothing is proved about it. */
static bool
is_packed(struct span bytes)
{
	return bytes.len >= 4 && (memcmp(bytes.at, "PK\3\4", 4) == 0 ||
				     memcmp(bytes.at, "\x1f\x8b", 2) == 0);
}

static void
search_values(const struct leak_check *c, const struct leaks *values,
    struct search *search, size_t from)
{
	search->at = leaks_find(values, c->bytes, from, &search->field);
}

static void
search_pattern(struct leak_check *c, size_t from)
{
	c->pattern.at = personal_number_find(c->bytes, from, &c->pattern.pattern);
}

void
leak_check_begin(struct leak_check *c, struct span bytes)
{
	c->bytes = bytes;
	c->packed = is_packed(bytes);
	c->counted = 0;
	c->line = 1;
	search_values(c, c->values, &c->value, 0);
	c->gb.at = SIZE_MAX;
	if (!is_utf8(bytes))
		search_values(c, c->encoded, &c->gb, 0);
	search_pattern(c, 0);
}

/* The line of a place behind those that were asked for. */
static uint64_t
line_of(struct leak_check *c, size_t at)
{
	for (; c->counted < at; c->counted++)
		c->line += c->bytes.at[c->counted] == '\n';
	return c->line;
}

bool
leak_check_next(struct leak_check *c, struct leak *leak)
{
	if (c->packed) {
		c->packed = false;
		*leak = (struct leak){ .kind = LEAK_UNKNOWN };
		return true;
	}
	if (c->pattern.at == c->value.at && c->value.at != SIZE_MAX)
		search_pattern(c, c->pattern.at + 1);
	if (c->value.at != SIZE_MAX && c->value.at <= c->gb.at &&
	    c->value.at <= c->pattern.at) {
		*leak = (struct leak){ LEAK_VALUE, line_of(c, c->value.at),
			c->value.field, NULL };
		search_values(c, c->values, &c->value, c->value.at + 1);
		return true;
	}
	if (c->gb.at != SIZE_MAX && c->gb.at <= c->pattern.at) {
		*leak = (struct leak){ LEAK_VALUE, line_of(c, c->gb.at), c->gb.field,
			NULL };
		search_values(c, c->encoded, &c->gb, c->gb.at + 1);
		return true;
	}
	if (c->pattern.at == SIZE_MAX)
		return false;
	*leak = (struct leak){ LEAK_PATTERN, line_of(c, c->pattern.at), 0,
		c->pattern.pattern };
	search_pattern(c, c->pattern.at + 1);
	return true;
}

void
leak_check_write(
    struct writer *json, const char *file, const struct leak *leak, const char *field)
{
	static const char *const codes[] = { "leak", "leak-pattern", "leak-unknown" };

	writer_reset(json);
	writer_open_object(json);
	writer_name(json, "file");
	writer_string(json, file);
	if (leak->kind != LEAK_UNKNOWN) {
		writer_name(json, "line");
		writer_integer(json, (int64_t)leak->line);
	}
	writer_name(json, "code");
	writer_string(json, codes[leak->kind]);
	if (leak->kind == LEAK_VALUE) {
		writer_name(json, "field");
		writer_string(json, field);
	} else if (leak->kind == LEAK_PATTERN) {
		writer_name(json, "pattern");
		writer_string(json, leak->pattern);
	}
	writer_close_object(json);
}
