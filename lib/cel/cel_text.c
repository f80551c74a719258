#define _GNU_SOURCE /* memmem() */

#include <string.h>

#include "cel/cel_number.h"
#include "cel/cel_text.h"
#include "cel/cel_time.h"

static bool
begins_character(char byte)
{
	return ((unsigned char)byte & 0xC0) != 0x80;
}

size_t
cel_text_count(struct span text)
{
	size_t count = 0;

	for (size_t i = 0; i < text.len; i++)
		count += begins_character(text.at[i]);
	return count;
}

bool
cel_text_offset(struct span text, int64_t index, size_t *offset)
{
	size_t i = 0;

	if (index < 0)
		return false;
	for (; index > 0 && i < text.len; index--)
		for (i++; i < text.len && !begins_character(text.at[i]);)
			i++;
	*offset = i;
	return index == 0;
}

bool
cel_text_find(struct span text, struct span part, size_t from, size_t *found)
{
	const char *at;

	if (from > text.len)
		return false;
	if (part.len == 0) {
		*found = from;
		return true;
	}
	at = text.len > from
		 ? memmem(text.at + from, text.len - from, part.at, part.len)
		 : NULL;
	if (at != NULL)
		*found = (size_t)(at - text.at);
	return at != NULL;
}

void
cel_build(struct cel_builder *b, const char *text, size_t len)
{
	if (b->failed || len == 0)
		return;
	if (len > b->size - b->len) {
		size_t size = (b->len + len) * 2;
		char *larger = cel_take(b->run, size);

		if (larger == NULL) {
			b->failed = true;
			return;
		}
		if (b->len > 0)
			memcpy(larger, b->text, b->len);
		b->text = larger;
		b->size = size;
	}
	memcpy(b->text + b->len, text, len);
	b->len += len;
}

struct cel_value
cel_built(const struct cel_builder *b)
{
	return b->failed ? cel_error(CEL_FAULT_STEPS)
			 : cel_text(CEL_STRING, b->text != NULL ? b->text : "", b->len);
}

static bool
build_number(struct cel_builder *b, struct cel_value v)
{
	char text[CEL_DOUBLE_TEXT], *to = text + sizeof text;
	uint64_t n;

	if (v.kind == CEL_DOUBLE && !cel_number_is_long(v)) {
		cel_build(b, text, cel_number_format(cel_number_double(v), text));
		return true;
	}
	if (v.kind == CEL_DECIMAL || v.kind == CEL_DOUBLE) {
		struct decimal d = { .units = v.integer, .scale = v.scale };

		cel_build(b, text, decimal_format(d, text));
		return true;
	}
	n = v.kind == CEL_INT && v.integer < 0 ? 0 - v.natural : v.natural;
	do
		*--to = (char)('0' + n % 10);
	while ((n /= 10) > 0);
	if (v.kind == CEL_INT && v.integer < 0)
		*--to = '-';
	cel_build(b, to, (size_t)(text + sizeof text - to));
	return true;
}

bool
cel_build_value(struct cel_builder *b, struct cel_value v)
{
	char text[CEL_TIME_TEXT];

	switch (v.kind) {
	case CEL_BOOL:
		cel_build(b, v.truth ? "true" : "false", v.truth ? 4 : 5);
		return true;
	case CEL_INT:
	case CEL_UINT:
	case CEL_DOUBLE:
	case CEL_DECIMAL:
		return build_number(b, v);
	case CEL_STRING:
		cel_build(b, v.text, v.len);
		return true;
	case CEL_TIMESTAMP:
		cel_build(b, text, cel_timestamp_format(v, text));
		return true;
	case CEL_DURATION:
		cel_build(b, text, cel_duration_format(v, text));
		return true;
	default:
		return false;
	}
}
