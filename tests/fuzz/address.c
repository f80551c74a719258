/*
 * Any line as an address, with a gazetteer and without: texts stay UTF-8, and every
 * character of the line stands in a part or in the rest.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "address/address.h"
#include "address/address_line.h"
#include "address/address_value.h"
#include "address/gazetteer_build.h"
#include "record/record.h"
#include "text/utf8.h"

#include "target.h"

static struct gazetteer *
make_gazetteer(void)
{
	static const struct {
		enum address_part part;
		const char *name, *within, *now, *road, *number;
		uint32_t until;
	} rows[] = {
		{ ADDRESS_DISTRICT, "城关区", "", "", "", "", 0 },
		{ ADDRESS_DISTRICT, "榆中县", "", "", "", "", 0 },
		{ ADDRESS_DISTRICT, "金城区", "", "城关区", "", "", 1950 },
		{ ADDRESS_TOWN, "东岗街道", "城关区", "", "", "", 0 },
		{ ADDRESS_TOWN, "城关镇", "榆中县", "", "", "", 0 },
		{ ADDRESS_TOWN, "城关镇", "城关区", "", "", "", 0 },
		{ ADDRESS_COMMUNITY, "三号村", "榆中县/城关镇", "", "", "", 0 },
		{ ADDRESS_ROAD, "天水路", "", "", "", "", 0 },
		{ ADDRESS_ROAD, "天水", "", "天水路", "", "", 0 },
		{ ADDRESS_ROAD, "2号路", "", "", "", "", 0 },
		{ ADDRESS_COMPOUND, "盛世小区", "城关区", "", "天水路", "12号", 0 },
		{ ADDRESS_COMPOUND, "904库", "榆中县", "", "天水路", "甲7号附1号", 0 },
		{ ADDRESS_COMPOUND, "一号院", "榆中县", "", "", "", 0 },
		{ ADDRESS_COMPOUND, "一号院", "城关区", "", "", "", 0 },
	};
	struct gazetteer *g = gazetteer_new();
	size_t row;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct gazetteer_row r = { .part = rows[i].part,
			.name = span_of(rows[i].name),
			.within = span_of(rows[i].within),
			.now = span_of(rows[i].now),
			.road = span_of(rows[i].road),
			.number = span_of(rows[i].number),
			.until = rows[i].until };

		check(gazetteer_add(g, &r) == GAZETTEER_OK);
	}
	check(gazetteer_finish(g, span_of("甘肃省兰州市"), 0, &row) == GAZETTEER_OK);
	return g;
}

/* Whether a character stands in a text, which must be UTF-8. */
static bool
holds(struct span text, char32_t c)
{
	const char *at = text.at, *end = at + text.len;
	bool found = false;

	while (at < end) {
		uint32_t other = 0;
		size_t len = utf8_read(at, end, &other);

		check(len > 0);
		found |= other == c;
		at += len;
	}
	return found;
}

/* A division that is written twice is a part once: 甘肃甘肃省. */
static void
check_characters(const struct address_line *line, const struct address *a)
{
	for (size_t i = 0; i < line->count; i++) {
		char32_t c = line->chars[i];
		bool found = c == ADDRESS_STOP || c == '-' || c == U'市' ||
			     c == U'辖' || c == U'区' || holds(a->rest, c);

		for (int part = 0; part < ADDRESS_PARTS && !found; part++)
			found = holds(a->parts[part].written, c) ||
				holds(a->parts[part].text, c);
		check(found);
	}
}

static void
check_value(const struct address *a)
{
	struct writer w = { 0 };
	struct record record;

	address_value_write(&w, a);
	record_init(&record);
	check(!writer_failed(&w) &&
	      record_parse(&record, w.text, w.len, NULL) == RECORD_OK);
	record_free(&record);
	writer_free(&w);
}

static void
check_address(const struct address *a)
{
	for (int part = 0; part < ADDRESS_PARTS; part++) {
		const struct address_value *v = &a->parts[part];

		check((v->evidence == ADDRESS_NONE) == (v->text.len == 0));
		check((v->written.len > 0) == (v->evidence == ADDRESS_WRITTEN ||
						  v->evidence == ADDRESS_GAZETTEER));
	}
	check((a->parts[ADDRESS_NUMBER].evidence != ADDRESS_NONE) ==
	      (a->number.number > 0));
	check((a->rest.len > 0) == ((a->marks & ADDRESS_LEFT_OVER) != 0));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct gazetteer *gazetteer;
	static struct address_parser *parsers[2];
	static struct address_line line;
	const struct span text = { (const char *)data, size };
	struct address a;

	if (gazetteer == NULL) {
		gazetteer = make_gazetteer();
		parsers[0] = address_parser_new(NULL);
		parsers[1] = address_parser_new(gazetteer);
	}
	check(address_line_read(&line, text));
	for (int i = 0; i < 2; i++) {
		check(address_parse(parsers[i], text, &a));
		check_address(&a);
		check_characters(&line, &a);
		check_value(&a);
	}
	return 0;
}
