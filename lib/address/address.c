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
	writer_free(&parser->parsing.rest);
	free(parser);
}

/* Start with a line: all is empty but for the memory of the texts. */
static void
begin(struct address_parser *parser)
{
	struct address_parsing *p = &parser->parsing;
	struct writer texts = p->texts, rest = p->rest;

	writer_reset(&texts);
	writer_reset(&rest);
	*p = (struct address_parsing){ .gazetteer = p->gazetteer,
		.chars = parser->line.chars,
		.count = parser->line.count,
		.texts = texts,
		.rest = rest };
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
		return parsing_has(p, ADDRESS_ROOM);
	default:
		return false;
	}
}

/* The canonical text, behind the other texts. */
static struct address_place
write_canonical(struct address_parsing *p)
{
	struct address_place canonical = { p->texts.len, 0 };
	/* A number stands behind what it is a number of: 天水路12号, 康乐园12号. */
	bool of_compound =
	    !parsing_has(p, ADDRESS_ROAD) && !parsing_has(p, ADDRESS_LANE);

	for (int part = 0; part < ADDRESS_PARTS; part++) {
		if (!is_left_out(p, part) && (part != ADDRESS_NUMBER || !of_compound))
			parsing_append_text(p, (enum address_part)part);
		if (part == ADDRESS_COMPOUND && of_compound)
			parsing_append_text(p, ADDRESS_NUMBER);
	}
	canonical.len = p->texts.len - canonical.at;
	return canonical;
}

/* The characters as they were written, behind the other texts. */
static void
write_written(struct address_parsing *p, struct address_place written[ADDRESS_PARTS])
{
	for (int part = 0; part < ADDRESS_PARTS; part++) {
		const struct address_taken *taken = &p->taken[part];

		written[part].at = p->texts.len;
		address_chars_write(
		    &p->texts, p->chars + taken->from, taken->to - taken->from);
		written[part].len = p->texts.len - written[part].at;
	}
}

static struct span
span_at(const struct address_parsing *p, struct address_place place)
{
	return place.len == 0 ? (struct span){ "", 0 }
			      : (struct span){ p->texts.text + place.at, place.len };
}

bool
address_parse(struct address_parser *parser, struct span line, struct address *address)
{
	struct address_parsing *p = &parser->parsing;
	struct address_place canonical, written[ADDRESS_PARTS];

	*address = (struct address){ 0 };
	if (!address_line_read(&parser->line, line))
		return false;
	begin(parser);
	address_divisions(p);
	address_home(p);
	address_entries_infer(p);
	canonical = write_canonical(p);
	write_written(p, written);
	if (writer_failed(&p->texts) || writer_failed(&p->rest))
		return false;
	for (int part = 0; part < ADDRESS_PARTS; part++) {
		const struct address_taken *taken = &p->taken[part];

		address->parts[part] = (struct address_value){ span_at(p, taken->text),
			span_at(p, written[part]), taken->evidence, taken->integer };
	}
	address->number = p->number;
	address->rest = p->rest.len == 0 ? (struct span){ "", 0 }
					 : (struct span){ p->rest.text, p->rest.len };
	address->canonical = span_at(p, canonical);
	address->marks = p->marks;
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
	address_name_write(&p->texts, p->chars, p->count);
	if (writer_failed(&p->texts))
		return false;
	*canonical = span_at(p, (struct address_place){ 0, p->texts.len });
	return true;
}
