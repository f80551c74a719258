#include "amend/splice.h"

static enum record_fault
parse(struct splice *s)
{
	enum record_fault fault;

	if (writer_failed(&s->line) || writer_failed(&s->next))
		return RECORD_NO_MEMORY;
	fault = record_parse(&s->record, s->line.text, s->line.len, NULL);
	return fault != RECORD_OK || record_prepare_texts(&s->record)
		   ? fault
		   : RECORD_NO_MEMORY;
}

enum record_fault
splice_begin(struct splice *s, struct span line)
{
	writer_reset(&s->line);
	writer_bytes(&s->line, line.at, line.len);
	return parse(s);
}

void
splice_free(struct splice *s)
{
	record_free(&s->record);
	writer_free(&s->line);
	writer_free(&s->next);
}

/* Bytes of the line, up to the offset to, stand in the next line. */
static void
keep(struct splice *s, uint32_t from, uint32_t to)
{
	writer_bytes(&s->next, s->line.text + from, to - from);
}

/* The rest stays, and the next line becomes the line. */
static enum record_fault
finish(struct splice *s, uint32_t from)
{
	struct writer line;

	keep(s, from, (uint32_t)s->line.len);
	line = s->line;
	s->line = s->next;
	s->next = line;
	return parse(s);
}

enum record_fault
splice_replace(struct splice *s, const struct value *old, struct span value)
{
	uint32_t from = old->at, to = old->end;

	writer_reset(&s->next);
	keep(s, 0, from);
	writer_bytes(&s->next, value.at, value.len);
	return finish(s, to);
}

static bool
is_empty(const struct splice *s, const struct value *container)
{
	return container->next == (uint32_t)(container - s->record.values) + 1;
}

enum record_fault
splice_add_member(
    struct splice *s, const struct value *object, struct span name, struct span value)
{
	uint32_t brace = object->end - 1;

	writer_reset(&s->next);
	keep(s, 0, brace);
	writer_bytes(&s->next, ",", !is_empty(s, object));
	writer_quoted(&s->next, name);
	writer_bytes(&s->next, ":", 1);
	writer_bytes(&s->next, value.at, value.len);
	return finish(s, brace);
}

enum record_fault
splice_add_item(
    struct splice *s, const struct value *array, uint32_t index, struct span value)
{
	const struct value *values = s->record.values;
	uint32_t i = (uint32_t)(array - values) + 1, at = array->end - 1;
	bool last;

	for (; index > 0; index--)
		i = values[i].next;
	last = i == array->next;
	if (!last)
		at = values[i].at;
	writer_reset(&s->next);
	keep(s, 0, at);
	writer_bytes(&s->next, ",", last && !is_empty(s, array));
	writer_bytes(&s->next, value.at, value.len);
	writer_bytes(&s->next, ",", !last);
	return finish(s, at);
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The comma before it is removed too, or, of the first one, the comma behind it. */
enum record_fault
splice_remove(struct splice *s, const struct value *parent, const struct value *value)
{
	const char *line = s->line.text;
	uint32_t from = parent->type == VALUE_OBJECT ? value[-1].at : value->at;
	uint32_t to = value->end, before = from, behind = to;

	while (is_blank(line[before - 1]))
		before--;
	while (is_blank(line[behind]))
		behind++;
	if (line[before - 1] == ',')
		from = before - 1;
	else if (line[behind] == ',')
		to = behind + 1;
	writer_reset(&s->next);
	keep(s, 0, from);
	return finish(s, to);
}
