#include <string.h>

#include "cel/cel_function.h"
#include "cel/cel_text.h"
#include "text/unseen.h"
#include "text/utf8.h"

enum {
	STRING = CEL_SET(CEL_STRING),
	INT = CEL_SET(CEL_INT),
	LIST = CEL_SET(CEL_LIST),
};

static struct cel_value
contains(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	size_t found;

	(void)run, (void)count;
	return cel_bool(cel_text_find(cel_span(args[0]), cel_span(args[1]), 0, &found));
}

static struct cel_value
starts_with(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	(void)run, (void)count;
	return cel_bool(
	    args[0].len >= args[1].len &&
	    (args[1].len == 0 || memcmp(args[0].text, args[1].text, args[1].len) == 0));
}

static struct cel_value
ends_with(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	(void)run, (void)count;
	return cel_bool(
	    args[0].len >= args[1].len &&
	    (args[1].len == 0 || memcmp(args[0].text + args[0].len - args[1].len,
				     args[1].text, args[1].len) == 0));
}

static struct cel_value
char_at(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	struct span text = cel_span(args[0]);
	size_t from, to;

	(void)run, (void)count;
	if (!cel_text_offset(text, args[1].integer, &from))
		return cel_error(CEL_FAULT_INDEX);
	if (from == text.len)
		return cel_text(CEL_STRING, "", 0);
	cel_text_offset((struct span){ text.at + from, text.len - from }, 1, &to);
	return cel_text(CEL_STRING, text.at + from, to);
}

static struct cel_value
index_of(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	struct span text = cel_span(args[0]);
	size_t from = 0, found;

	(void)run;
	if (count == 3 && !cel_text_offset(text, args[2].integer, &from))
		return cel_error(CEL_FAULT_INDEX);
	if (!cel_text_find(text, cel_span(args[1]), from, &found))
		return cel_int(-1);
	return cel_int((int64_t)cel_text_count((struct span){ text.at, found }));
}

static struct cel_value
last_index_of(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	struct span text = cel_span(args[0]), part = cel_span(args[1]);
	size_t from = text.len;

	if (count == 3 && !cel_text_offset(text, args[2].integer, &from))
		return cel_error(CEL_FAULT_INDEX);
	if (part.len > text.len)
		return cel_int(-1);
	if (from > text.len - part.len)
		from = text.len - part.len;
	for (;; from--) {
		if (!cel_spend(run, part.len / 64 + 1))
			return cel_error(CEL_FAULT_STEPS);
		if (part.len == 0 || memcmp(text.at + from, part.at, part.len) == 0)
			return cel_int(
			    (int64_t)cel_text_count((struct span){ text.at, from }));
		if (from == 0)
			return cel_int(-1);
	}
}

static struct cel_value
with_case(struct cel_run *run, struct cel_value text, char first, char last, int shift)
{
	char *bytes = cel_take(run, text.len);

	if (bytes == NULL)
		return cel_error(CEL_FAULT_STEPS);
	for (uint32_t i = 0; i < text.len; i++) {
		char c = text.text[i];

		bytes[i] = c >= first && c <= last ? (char)(c + shift) : c;
	}
	return cel_text(CEL_STRING, bytes, text.len);
}

static struct cel_value
lower_ascii(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	(void)count;
	return with_case(run, args[0], 'A', 'Z', 'a' - 'A');
}

static struct cel_value
upper_ascii(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	(void)count;
	return with_case(run, args[0], 'a', 'z', 'A' - 'a');
}

/* Bytes up to the end of the character that begins at a place. */
static size_t
character_length(struct span text, size_t at)
{
	size_t len;

	cel_text_offset((struct span){ text.at + at, text.len - at }, 1, &len);
	return len;
}

static struct cel_value
replace(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	struct span text = cel_span(args[0]), old = cel_span(args[1]);
	int64_t limit = count == 4 ? args[3].integer : -1;
	struct cel_builder b = { .run = run };
	size_t at = 0, found;

	/* The table has one set for the third and the fourth argument. */
	if (args[2].kind != CEL_STRING || (count == 4 && args[3].kind != CEL_INT))
		return cel_error(CEL_FAULT_NO_OVERLOAD);
	for (; limit != 0 && cel_text_find(text, old, at, &found); limit--) {
		if (!cel_spend(run, 1))
			return cel_error(CEL_FAULT_STEPS);
		cel_build(&b, text.at + at, found - at);
		cel_build(&b, args[2].text, args[2].len);
		at = found + old.len;
		if (old.len > 0)
			continue;
		/* Nothing is found everywhere: before each character and at the end. */
		if (at == text.len)
			return cel_built(&b);
		found = character_length(text, at);
		cel_build(&b, text.at + at, found);
		at += found;
	}
	cel_build(&b, text.at + at, text.len - at);
	return cel_built(&b);
}

/* How many parts split() makes, up to a limit; they are stored if items is not NULL. */
static size_t
split_parts(
    struct span text, struct span separator, uint64_t limit, struct cel_value *items)
{
	size_t count = 0, at = 0, found;

	while (count + 1 < limit) {
		if (separator.len == 0) {
			if (at == text.len)
				break;
			found = at + character_length(text, at);
			if (found == text.len)
				break;
		} else if (!cel_text_find(text, separator, at, &found)) {
			break;
		}
		if (items != NULL)
			items[count] = cel_text(CEL_STRING, text.at + at, found - at);
		count++;
		at = found + separator.len;
	}
	if (separator.len == 0 && text.len == 0)
		return 0;
	if (items != NULL)
		items[count] = cel_text(CEL_STRING, text.at + at, text.len - at);
	return count + 1;
}

static struct cel_value
split(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	struct span text = cel_span(args[0]), separator = cel_span(args[1]);
	uint64_t limit =
	    count == 3 && args[2].integer >= 0 ? args[2].natural : UINT64_MAX;
	struct cel_value *items, list;

	if (limit == 0)
		return cel_new_items(run, CEL_LIST, 0, &items);
	list = cel_new_items(
	    run, CEL_LIST, split_parts(text, separator, limit, NULL), &items);
	if (list.kind != CEL_ERROR)
		split_parts(text, separator, limit, items);
	return list;
}

static struct cel_value
substring(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	struct span text = cel_span(args[0]);
	size_t from, to = text.len;

	(void)run;
	if (!cel_text_offset(text, args[1].integer, &from) ||
	    (count == 3 && !cel_text_offset(text, args[2].integer, &to)) || from > to)
		return cel_error(CEL_FAULT_INDEX);
	return cel_text(CEL_STRING, text.at + from, to - from);
}

/* Bytes of the white space character at the place (White_Space of Unicode), or 0. */
static size_t
white_space(const char *at, const char *end)
{
	uint32_t c = 0;
	size_t len = utf8_read(at, end, &c);

	return len > 0 && unseen_is_white_space(c) ? len : 0;
}

static struct cel_value
trim(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	const char *at = args[0].text, *end = at + args[0].len, *last;
	size_t len;

	(void)run, (void)count;
	while (at < end && (len = white_space(at, end)) > 0)
		at += len;
	while (at < end) {
		for (last = end - 1;
		     last > at && ((unsigned char)*last & 0xC0) == 0x80;)
			last--;
		if (white_space(last, end) == 0)
			break;
		end = last;
	}
	return cel_text(CEL_STRING, at, (size_t)(end - at));
}

static struct cel_value
join(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	struct cel_iterator it = cel_iterate(args[0]);
	struct cel_builder b = { .run = run };
	bool first = true;

	while (cel_next(&it)) {
		if (it.value.kind != CEL_STRING)
			return it.value.kind == CEL_ERROR
				   ? it.value
				   : cel_error(CEL_FAULT_NO_OVERLOAD);
		if (!cel_spend(run, 1))
			return cel_error(CEL_FAULT_STEPS);
		if (!first && count == 2)
			cel_build(&b, args[1].text, args[1].len);
		cel_build(&b, it.value.text, it.value.len);
		first = false;
	}
	return cel_built(&b);
}

static struct cel_value
reverse(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	struct span text = cel_span(args[0]);
	char *bytes = cel_take(run, text.len);

	(void)count;
	if (bytes == NULL)
		return cel_error(CEL_FAULT_STEPS);
	for (size_t at = 0, len; at < text.len; at += len) {
		len = character_length(text, at);
		memcpy(bytes + text.len - at - len, text.at + at, len);
	}
	return cel_text(CEL_STRING, bytes, text.len);
}

static struct cel_value
quote(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	static const char marks[] = "\a\b\f\n\r\t\v\\\"", letters[] = "abfnrtv\\\"";
	struct cel_builder b = { .run = run };

	(void)count;
	cel_build(&b, "\"", 1);
	for (uint32_t i = 0; i < args[0].len; i++) {
		const char *c = &args[0].text[i];
		const char *mark = *c != '\0' ? strchr(marks, *c) : NULL;

		if (mark != NULL) {
			cel_build(&b, "\\", 1);
			c = &letters[mark - marks];
		}
		cel_build(&b, c, 1);
	}
	cel_build(&b, "\"", 1);
	return cel_built(&b);
}

static struct cel_value
format(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	(void)count;
	return cel_format(run, cel_span(args[0]), args[1]);
}

const struct cel_function cel_string_functions[] = {
	{ "contains", true, 2, 2, { STRING, STRING }, CEL_BOOL, contains },
	{ "startsWith", true, 2, 2, { STRING, STRING }, CEL_BOOL, starts_with },
	{ "endsWith", true, 2, 2, { STRING, STRING }, CEL_BOOL, ends_with },
	{ "charAt", true, 2, 2, { STRING, INT }, CEL_STRING, char_at },
	{ "indexOf", true, 2, 3, { STRING, STRING, INT }, CEL_INT, index_of },
	{ "lastIndexOf", true, 2, 3, { STRING, STRING, INT }, CEL_INT, last_index_of },
	{ "lowerAscii", true, 1, 1, { STRING }, CEL_STRING, lower_ascii },
	{ "upperAscii", true, 1, 1, { STRING }, CEL_STRING, upper_ascii },
	{ "replace", true, 3, 3, { STRING, STRING, STRING }, CEL_STRING, replace },
	{ "replace", true, 4, 4, { STRING, STRING, STRING | INT }, CEL_STRING,
	    replace },
	{ "split", true, 2, 3, { STRING, STRING, INT }, CEL_LIST, split },
	{ "substring", true, 2, 3, { STRING, INT, INT }, CEL_STRING, substring },
	{ "trim", true, 1, 1, { STRING }, CEL_STRING, trim },
	{ "join", true, 1, 2, { LIST, STRING }, CEL_STRING, join },
	{ "reverse", true, 1, 1, { STRING }, CEL_STRING, reverse },
	{ "format", true, 2, 2, { STRING, LIST }, CEL_STRING, format },
	{ "strings.quote", false, 1, 1, { STRING }, CEL_STRING, quote },
	{ 0 },
};
