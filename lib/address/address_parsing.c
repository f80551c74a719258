#include "address/address_parsing.h"

#include "address/address_name.h"

static struct address_taken *
begin(struct address_parsing *p, enum address_part part, size_t from, size_t to)
{
	struct address_taken *taken = &p->taken[part];

	*taken = (struct address_taken){ .from = from,
		.to = to,
		.text = { p->texts.len, 0 },
		.evidence = ADDRESS_WRITTEN,
		.name = GAZETTEER_NONE,
		.entry = GAZETTEER_NONE };
	return taken;
}

void
parsing_take(struct address_parsing *p, enum address_part part, size_t from, size_t to)
{
	struct address_taken *taken = begin(p, part, from, to);

	address_name_write(&p->texts, p->chars + from, to - from);
	taken->text.len = p->texts.len - taken->text.at;
}

void
parsing_infer(struct address_parsing *p, enum address_part part)
{
	begin(p, part, 0, 0)->evidence = ADDRESS_INFERRED;
}

void
parsing_set_text(struct address_parsing *p, enum address_part part, struct span text)
{
	struct address_place *place = &p->taken[part].text;

	place->at = p->texts.len;
	writer_bytes(&p->texts, text.at, text.len);
	place->len = p->texts.len - place->at;
}

void
parsing_take_entry(struct address_parsing *p, enum address_part part, size_t from,
    size_t to, uint32_t entry)
{
	const struct gazetteer_entry *e = gazetteer_entry(p->gazetteer, entry);
	struct address_taken *taken = begin(p, part, from, to);

	if (e->old)
		p->marks |= ADDRESS_OLD_NAME;
	taken->evidence = from < to ? ADDRESS_GAZETTEER : ADDRESS_INFERRED;
	taken->entry = e->now;
	parsing_set_text(p, part, gazetteer_entry(p->gazetteer, e->now)->text);
}

struct span
parsing_text(const struct address_parsing *p, enum address_part part)
{
	struct address_place text = p->taken[part].text;

	return (struct span){ p->texts.text + text.at, text.len };
}

void
parsing_extend(struct address_parsing *p, enum address_part part, size_t to)
{
	struct address_taken *taken = &p->taken[part];
	size_t at = p->texts.len;

	parsing_append_text(p, part);
	address_name_write(&p->texts, p->chars + taken->to, to - taken->to);
	taken->text = (struct address_place){ at, p->texts.len - at };
	taken->to = to;
}

/* The writer may move its bytes, so they are not copied from there. */
void
parsing_append_text(struct address_parsing *p, enum address_part part)
{
	struct address_place text = p->taken[part].text;

	for (size_t i = 0; i < text.len && !writer_failed(&p->texts); i++) {
		char byte = p->texts.text[text.at + i];

		writer_bytes(&p->texts, &byte, 1);
	}
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
	while (p->at < p->count &&
	       (p->chars[p->at] == ADDRESS_STOP || p->chars[p->at] == '-'))
		p->at++;
}
