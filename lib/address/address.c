#include "address/address.h"

#include <stdlib.h>

#include "address/address_divisions.h"
#include "address/address_entries.h"
#include "address/address_home.h"
#include "address/address_line.h"
#include "address/address_name.h"
#include "address/address_parsing.h"
#include "address/gazetteer_build.h"

struct address_parser {
	struct gazetteer *none; /* where there is none; owned */
	struct address_line line;
	struct address_parsing parsing;
};

struct address_parser *
address_parser_new(const struct gazetteer *gazetteer)
{
	struct address_parser *parser = calloc(1, sizeof *parser);

	if (parser == NULL)
		return NULL;
	if (gazetteer == NULL)
		gazetteer = parser->none = gazetteer_new();
	if (gazetteer == NULL) {
		free(parser);
		return NULL;
	}
	parser->parsing.gazetteer = gazetteer;
	return parser;
}

void
address_parser_free(struct address_parser *parser)
{
	if (parser == NULL)
		return;
	gazetteer_free(parser->none);
	address_line_free(&parser->line);
	writer_free(&parser->parsing.texts);
	writer_free(&parser->parsing.canonical);
	writer_free(&parser->parsing.rest);
	free(parser);
}

/* Start with a line: all is empty but for the memory of the texts. */
static void
begin(struct address_parser *parser)
{
	struct address_parsing *p = &parser->parsing;
	struct writer texts = p->texts, canonical = p->canonical, rest = p->rest;

	writer_reset(&texts);
	writer_reset(&canonical);
	writer_reset(&rest);
	*p = (struct address_parsing){ .gazetteer = p->gazetteer,
		.chars = parser->line.chars,
		.starts = parser->line.starts,
		.count = parser->line.count,
		.texts = texts,
		.canonical = canonical,
		.rest = rest };
	address_chars_write(&p->texts, p->chars, p->count);
}

/* Whether a part is left out of the canonical text. */
static bool
is_left_out(const struct address_parsing *p, int part)
{
	bool has_road = parsing_has(p, ADDRESS_ROAD);
	bool is_known = parsing_has(p, ADDRESS_COMPOUND) &&
			p->taken[ADDRESS_COMPOUND].entry != GAZETTEER_NONE;

	switch (part) {
	case ADDRESS_TOWN:
	case ADDRESS_COMMUNITY:
		return parsing_has(p, ADDRESS_COMPOUND) ||
		       (has_road && parsing_has(p, ADDRESS_NUMBER));
	case ADDRESS_ROAD:
	case ADDRESS_LANE:
	case ADDRESS_NUMBER:
		return is_known && has_road;
	case ADDRESS_FLOOR:
		/* 5层501室, but 5层东户 */
		return parsing_has(p, ADDRESS_ROOM) && p->taken[part].integer > 0 &&
		       p->taken[ADDRESS_ROOM].integer / 100 == p->taken[part].integer;
	default:
		return false;
	}
}

/* Whether the address names no single home. */
static bool
is_coarse(const struct address_parsing *p)
{
	if (parsing_has(p, ADDRESS_ROOM))
		return false;
	return !parsing_has(p, ADDRESS_NUMBER) || parsing_has(p, ADDRESS_BUILDING) ||
	       parsing_has(p, ADDRESS_UNIT) || parsing_has(p, ADDRESS_FLOOR) ||
	       (parsing_has(p, ADDRESS_COMPOUND) && parsing_has(p, ADDRESS_ROAD));
}

static void
append(struct address_parsing *p, int part)
{
	struct span text = parsing_text(p, (enum address_part)part);

	writer_bytes(&p->canonical, text.at, text.len);
}

static void
write_canonical(struct address_parsing *p)
{
	/* A number stands behind what it is a number of: 天水路12号, 康乐园12号. */
	bool of_compound =
	    !parsing_has(p, ADDRESS_ROAD) && !parsing_has(p, ADDRESS_LANE);

	for (int part = 0; part < ADDRESS_PARTS; part++) {
		if (!is_left_out(p, part) && (part != ADDRESS_NUMBER || !of_compound))
			append(p, part);
		if (part == ADDRESS_COMPOUND && of_compound)
			append(p, ADDRESS_NUMBER);
	}
}

/* What was written; an empty text has an address too. */
static struct span
text_of(const struct writer *w)
{
	return w->len == 0 ? (struct span){ "", 0 } : (struct span){ w->text, w->len };
}

/* The parts, when no text is written any more. */
static void
give(const struct address_parsing *p, struct address *address)
{
	for (int part = 0; part < ADDRESS_PARTS; part++) {
		const struct address_taken *taken = &p->taken[part];
		size_t from = p->starts[taken->from], to = p->starts[taken->to];

		if (taken->evidence == ADDRESS_NONE) {
			address->parts[part].text = (struct span){ "", 0 };
			address->parts[part].written = (struct span){ "", 0 };
			continue;
		}
		address->parts[part] =
		    (struct address_value){ parsing_text(p, (enum address_part)part),
			    { p->texts.text + from, to - from }, taken->evidence,
			    taken->integer };
	}
	address->number = p->number;
	address->rest = text_of(&p->rest);
	address->canonical = text_of(&p->canonical);
	address->marks = p->marks;
}

bool
address_parse(struct address_parser *parser, struct span line, struct address *address)
{
	struct address_parsing *p = &parser->parsing;

	*address = (struct address){ 0 };
	if (!address_line_read(&parser->line, line))
		return false;
	begin(parser);
	if (writer_failed(&p->texts))
		return false;
	address_divisions(p);
	address_home(p);
	address_entries_infer(p);
	if (is_coarse(p))
		p->marks |= ADDRESS_COARSE;
	write_canonical(p);
	if (writer_failed(&p->texts) || writer_failed(&p->canonical) ||
	    writer_failed(&p->rest))
		return false;
	give(p, address);
	return true;
}

bool
address_name(struct address_parser *parser, struct span name, struct span *canonical)
{
	struct address_parsing *p = &parser->parsing;

	*canonical = (struct span){ "", 0 };
	if (!address_line_read(&parser->line, name))
		return false;
	begin(parser);
	address_name_write(&p->canonical, p->chars, p->count);
	if (writer_failed(&p->canonical))
		return false;
	*canonical = text_of(&p->canonical);
	return true;
}
