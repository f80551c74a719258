#include "address/address_parsing.h"

#include "address/address_name.h"

void
parsing_begin(struct address_parsing *p, enum address_part part, size_t from, size_t to)
{
	p->taken[part] = (struct address_taken){ .from = from,
		.to = to,
		.text = { p->texts.len, 0 },
		.evidence = from < to ? ADDRESS_WRITTEN : ADDRESS_INFERRED,
		.name = GAZETTEER_NONE,
		.entry = GAZETTEER_NONE };
}

void
parsing_end(struct address_parsing *p, enum address_part part)
{
	struct address_place *text = &p->taken[part].text;

	text->len = p->texts.len - text->at;
}

/* Most names are spelled as they stand in the line, which is there already. */
void
parsing_take(struct address_parsing *p, enum address_part part, size_t from, size_t to)
{
	parsing_begin(p, part, from, to);
	if (address_name_has_numbers(p->chars + from, to - from)) {
		address_name_write(&p->texts, p->chars + from, to - from);
		parsing_end(p, part);
	} else {
		p->taken[part].text = (struct address_place){ p->starts[from],
			p->starts[to] - p->starts[from] };
	}
}

void
parsing_set_text(struct address_parsing *p, enum address_part part, struct span text)
{
	p->taken[part].text.at = p->texts.len;
	writer_bytes(&p->texts, text.at, text.len);
	parsing_end(p, part);
}

void
parsing_take_entry(struct address_parsing *p, enum address_part part, size_t from,
    size_t to, uint32_t entry)
{
	const struct gazetteer_entry *e = gazetteer_entry(p->gazetteer, entry);

	parsing_begin(p, part, from, to);
	if (e->old)
		p->marks |= ADDRESS_OLD_NAME;
	if (from < to)
		p->taken[part].evidence = ADDRESS_GAZETTEER;
	p->taken[part].entry = e->now;
	parsing_set_text(p, part, gazetteer_entry(p->gazetteer, e->now)->text);
}

struct span
parsing_text(const struct address_parsing *p, enum address_part part)
{
	struct address_place text = p->taken[part].text;

	return text.len > 0 ? (struct span){ p->texts.text + text.at, text.len }
			    : (struct span){ "", 0 };
}

void
parsing_extend(
    struct address_parsing *p, enum address_part part, struct span text, size_t to)
{
	struct address_taken *taken = &p->taken[part];

	parsing_set_text(p, part, text);
	address_name_write(&p->texts, p->chars + taken->to, to - taken->to);
	parsing_end(p, part);
	taken->to = to;
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

const struct gazetteer_found *
parsing_find(struct address_parsing *p)
{
	if (p->found_at != p->at + 1) {
		gazetteer_find(p->gazetteer, p->chars, p->at, p->count, &p->found);
		p->found_at = p->at + 1;
	}
	return &p->found;
}
