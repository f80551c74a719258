#include "address/address_parsing.h"

#include <string.h>

#include "address/address_name.h"

void
parsing_write_text(struct writer *w, const char *text)
{
	writer_bytes(w, text, strlen(text));
}

void
parsing_write_integer(struct writer *w, uint32_t value)
{
	char digits[10];
	size_t at = sizeof digits;

	do
		digits[--at] = (char)('0' + value % 10);
	while ((value /= 10) > 0);
	writer_bytes(w, digits + at, sizeof digits - at);
}

void
parsing_take(struct address_parsing *p, enum address_part part, size_t from, size_t to)
{
	struct address_taken *taken = &p->taken[part];

	taken->from = from;
	taken->to = to;
	taken->evidence = ADDRESS_WRITTEN;
	taken->text.at = p->texts.len;
	address_name_write(&p->texts, p->chars + from, to - from);
	taken->text.len = p->texts.len - taken->text.at;
}

void
parsing_set_text(struct address_parsing *p, enum address_part part, const char *text)
{
	struct address_taken *taken = &p->taken[part];

	taken->text.at = p->texts.len;
	parsing_write_text(&p->texts, text);
	taken->text.len = p->texts.len - taken->text.at;
}

void
parsing_leave(struct address_parsing *p, size_t from, size_t to)
{
	while (from < to && p->chars[from] == ADDRESS_STOP)
		from++;
	while (from < to && p->chars[to - 1] == ADDRESS_STOP)
		to--;
	if (from == to)
		return;
	if (p->rest.len > 0)
		writer_bytes(&p->rest, " ", 1);
	for (size_t i = from; i < to; i++)
		address_chars_write(
		    &p->rest, p->chars[i] == ADDRESS_STOP ? U" " : p->chars + i, 1);
	p->marks |= ADDRESS_LEFT_OVER;
}

void
parsing_skip_stops(struct address_parsing *p)
{
	while (p->at < p->count && p->chars[p->at] == ADDRESS_STOP)
		p->at++;
}
