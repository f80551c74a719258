#include <string.h>

#include "audit/set_aside.h"

void
set_aside_open(struct set_aside *s, struct span bytes)
{
	*s = (struct set_aside){ .at = bytes.at, .end = bytes.at + bytes.len };
	record_init(&s->record);
	record_init(&s->line);
}

void
set_aside_close(struct set_aside *s)
{
	record_free(&s->record);
	record_free(&s->line);
}

static struct span
find_text(struct set_aside *s, const char *name)
{
	const struct value *v =
	    record_member(&s->line, &s->line.values[0], name, strlen(name));

	if (v == NULL || v->type != VALUE_STRING)
		return (struct span){ NULL, 0 };
	return record_text(&s->line, v);
}

/* Whether a line has a record. */
static bool
read_line(struct set_aside *s, struct span text)
{
	enum record_fault fault = record_parse(&s->line, text.at, text.len, NULL);
	const struct value *v;

	if (fault == RECORD_OK) {
		v = record_member(
		    &s->line, &s->line.values[0], "record", strlen("record"));
		if (v == NULL)
			return false;
		text = record_raw(&s->line, v);
		fault = record_parse(&s->record, text.at, text.len, NULL);
	}
	s->no_memory = fault == RECORD_NO_MEMORY;
	return fault == RECORD_OK;
}

bool
set_aside_next(struct set_aside *s)
{
	while (s->at < s->end && !s->no_memory) {
		struct span text = { s->at, (size_t)(s->end - s->at) };
		const char *end = memchr(text.at, '\n', text.len);

		if (end != NULL)
			text.len = (size_t)(end - text.at);
		s->at += text.len + 1;
		if (!read_line(s, text))
			continue;
		s->filter = find_text(s, "filter");
		s->code = find_text(s, "code");
		s->field = find_text(s, "field");
		return true;
	}
	return false;
}
