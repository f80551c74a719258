/*
 * Rows of a gazetteer, whatever they say, and an address that is parsed with them.
 *
 * Each line but the last is a row: a letter for its part, then name, within, now, road,
 * number, from and until with '|' between.  The last line is the address.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "address/address.h"
#include "address/gazetteer.h"
#include "address/gazetteer_build.h"

#include "target.h"

enum { FIELDS = 7, MOST_ROWS = 64 };

static uint32_t
year_of(struct span text)
{
	uint32_t year = 0;

	for (size_t i = 0; i < text.len && i < 4; i++)
		year = year * 10 + (unsigned char)text.at[i] % 10;
	return year;
}

static enum gazetteer_fault
add(struct gazetteer *g, struct span line)
{
	struct span fields[FIELDS];
	struct gazetteer_row row = { 0 };

	if (line.len == 0)
		return GAZETTEER_NAME;
	row.part = (enum address_part)((unsigned char)line.at[0] % ADDRESS_PARTS);
	line.at++;
	line.len--;
	for (int i = 0; i < FIELDS; i++)
		fields[i] = span_cut(&line, '|');
	row.name = fields[0];
	row.within = fields[1];
	row.now = fields[2];
	row.road = fields[3];
	row.number = fields[4];
	row.from = year_of(fields[5]);
	row.until = year_of(fields[6]);
	return gazetteer_add(g, &row);
}

/* Each entry has a name of today, which is its own, and lies in what is larger. */
static void
check_entries(const struct gazetteer *g)
{
	for (uint32_t i = 0; i < gazetteer_count(g); i++) {
		const struct gazetteer_entry *e = gazetteer_entry(g, i);

		check(e->text.len > 0);
		check(gazetteer_entry(g, e->now)->now == e->now);
		if (e->parent != GAZETTEER_NONE && e->part <= ADDRESS_COMMUNITY)
			check(gazetteer_entry(g, e->parent)->part < e->part);
		for (int part = 0; part <= ADDRESS_COMMUNITY; part++)
			(void)gazetteer_ancestor(g, i, (enum address_part)part);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct span text = { (const char *)data, size }, line = span_cut(&text, '\n');
	struct gazetteer *g = gazetteer_new();
	struct address_parser *parser;
	enum gazetteer_fault fault;
	struct address a;
	size_t row, rows = 0;

	check(g != NULL);
	for (; text.len > 0 && rows < MOST_ROWS; line = span_cut(&text, '\n'), rows++) {
		fault = add(g, line);
		check(gazetteer_fault_code(fault) != NULL);
	}
	fault = gazetteer_finish(g, span_of(size % 2 == 0 ? "甘肃省兰州市" : ""),
	    size % 3 == 0 ? 2020 : 0, &row);
	check(fault != GAZETTEER_NO_MEMORY && gazetteer_fault_reason(fault) != NULL);
	if (fault == GAZETTEER_OK) {
		check_entries(g);
		parser = address_parser_new(g);
		check(parser != NULL && address_parse(parser, line, &a));
		address_parser_free(parser);
	}
	gazetteer_free(g);
	return 0;
}
