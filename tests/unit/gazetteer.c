#include "address/gazetteer.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "address/address_line.h"
#include "address/gazetteer_build.h"

/* A row as one would write it: part, name, within, now, road, number, from, until. */
struct line {
	enum address_part part;
	const char *name, *within, *now, *road, *number;
	uint32_t from, until;
};

static struct span
text(const char *s)
{
	return s == NULL ? (struct span){ "", 0 } : span_of(s);
}

static enum gazetteer_fault
add(struct gazetteer *g, const struct line *line)
{
	const struct gazetteer_row row = { .part = line->part,
		.name = text(line->name),
		.within = text(line->within),
		.now = text(line->now),
		.road = text(line->road),
		.number = text(line->number),
		.from = line->from,
		.until = line->until };

	return gazetteer_add(g, &row);
}

/* A gazetteer of some rows, all of which can be added; they end in a row without name.
 */
static struct gazetteer *
make(const struct line *lines)
{
	struct gazetteer *g = gazetteer_new();

	assert(g != NULL);
	for (; lines->name != NULL; lines++)
		assert(add(g, lines) == GAZETTEER_OK);
	return g;
}

/* The first entry of a name; GAZETTEER_NONE: there is none. */
static uint32_t
find(const struct gazetteer *g, const char *name)
{
	struct address_line line = { 0 };
	uint32_t found;

	assert(address_line_read(&line, span_of(name)));
	found = gazetteer_exact(g, line.chars, line.count);
	address_line_free(&line);
	return found == GAZETTEER_NONE ? found : gazetteer_name(g, found)->entry;
}

static bool
lies_in(const struct gazetteer *g, const char *name, enum address_part part,
    const char *division)
{
	uint32_t entry = gazetteer_ancestor(g, find(g, name), part);

	return entry != GAZETTEER_NONE &&
	       span_is(gazetteer_entry(g, entry)->text, division);
}

static void
test_connected(void)
{
	static const struct line lines[] = {
		/* In no order. */
		{ .part = ADDRESS_COMPOUND,
		    .name = "丰和园",
		    .within = "雁南社区",
		    .road = "雁北路",
		    .number = "30号" },
		{ .part = ADDRESS_COMMUNITY,
		    .name = "雁南社区居委会",
		    .within = "雁南街道" },
		{ .part = ADDRESS_TOWN, .name = "雁南街道", .within = "城关区" },
		{ .part = ADDRESS_TOWN, .name = "城关镇", .within = "永登县" },
		{ .part = ADDRESS_DISTRICT, .name = "城关区" },
		{ .part = ADDRESS_DISTRICT, .name = "永登县" },
		{ .part = ADDRESS_DISTRICT, .name = "城关区", .within = "拉萨市" },
		{ .part = ADDRESS_CITY, .name = "拉萨市" },
		{ .part = ADDRESS_ROAD, .name = "北山2路" },
		{ .name = NULL },
	};
	struct gazetteer *g = make(lines);
	size_t row;

	assert(gazetteer_finish(g, span_of("甘肃省兰州市"), 0, &row) == GAZETTEER_OK);
	assert(gazetteer_count(g) == 11); /* with the city and its province */
	assert(lies_in(g, "丰和园", ADDRESS_COMMUNITY, "雁南社区"));
	assert(lies_in(g, "丰和园", ADDRESS_TOWN, "雁南街道"));
	assert(lies_in(g, "丰和园", ADDRESS_DISTRICT, "城关区"));
	assert(lies_in(g, "丰和园", ADDRESS_CITY, "兰州市"));
	assert(lies_in(g, "丰和园", ADDRESS_PROVINCE, "甘肃省"));
	assert(lies_in(g, "永登", ADDRESS_DISTRICT, "永登县"));
	assert(lies_in(g, "兰州", ADDRESS_CITY, "兰州市"));
	assert(
	    find(g, "城关镇") != GAZETTEER_NONE && find(g, "城关村") == GAZETTEER_NONE);
	assert(find(g, "丰和") == GAZETTEER_NONE); /* a beginning is no name */
	assert(find(g, "北山二路") == find(g, "北山２路"));
	assert(gazetteer_has(g, ADDRESS_ROAD) && !gazetteer_has(g, ADDRESS_PROVINCE));
	gazetteer_free(g);
}

/* The longest name of each kind; a road may begin as a division does. */
static void
test_longest(void)
{
	static const struct line lines[] = {
		{ .part = ADDRESS_CITY, .name = "天水市" },
		{ .part = ADDRESS_ROAD, .name = "天水路" },
		{ .part = ADDRESS_ROAD, .name = "天水路东巷" },
		{ .part = ADDRESS_COMPOUND, .name = "天水路12号院" },
		{ .name = NULL },
	};
	struct gazetteer *g = make(lines);
	struct address_line line = { 0 };
	struct gazetteer_found f;
	size_t row;

	assert(gazetteer_finish(g, span_of(""), 0, &row) == GAZETTEER_OK);
	assert(address_line_read(&line, span_of("在天水路十二号院")));
	gazetteer_find(g, line.chars, 0, line.count, &f);
	assert(f.road.name == GAZETTEER_NONE && f.road.end == 0);
	gazetteer_find(g, line.chars, 1, line.count, &f);
	assert(f.division.end == 3 && f.road.end == 4 && f.compound.end == 8);
	assert(gazetteer_name(g, f.division.name)->is_short);
	/* Not beyond the line. */
	gazetteer_find(g, line.chars, 1, 3, &f);
	assert(f.road.name == GAZETTEER_NONE && f.division.end == 3);
	address_line_free(&line);
	gazetteer_free(g);
}

/* The entry of the name of today, in a year. */
static struct span
now(const char *name, uint32_t year, bool *old, bool *future)
{
	static const struct line lines[] = {
		{ .part = ADDRESS_DISTRICT, .name = "新津区", .from = 2020 },
		{ .part = ADDRESS_DISTRICT,
		    .name = "新津县",
		    .now = "新津区",
		    .from = 1983,
		    .until = 2020 },
		{ .part = ADDRESS_DISTRICT,
		    .name = "旧津县",
		    .now = "新津县",
		    .until = 1982 },
		{ .part = ADDRESS_ROAD, .name = "段家滩路" },
		{ .part = ADDRESS_ROAD, .name = "段家滩", .now = "段家滩路" },
		{ .name = NULL },
	};
	static char kept[64];
	struct gazetteer *g = make(lines);
	const struct gazetteer_entry *e;
	size_t row;

	assert(gazetteer_finish(g, span_of(""), year, &row) == GAZETTEER_OK);
	e = gazetteer_entry(g, find(g, name));
	*old = e->old;
	*future = e->future;
	snprintf(kept, sizeof kept, "%.*s", (int)gazetteer_entry(g, e->now)->text.len,
	    gazetteer_entry(g, e->now)->text.at);
	gazetteer_free(g);
	return span_of(kept);
}

static void
test_years(void)
{
	bool old, future;

	assert(span_is(now("新津县", 0, &old, &future), "新津区") && old);
	assert(span_is(now("新津县", 2021, &old, &future), "新津区") && old);
	assert(span_is(now("新津县", 2020, &old, &future), "新津县") && !old);
	assert(span_is(now("旧津县", 0, &old, &future), "新津区") && old);
	assert(span_is(now("旧津县", 2000, &old, &future), "新津县") && old);
	assert(span_is(now("新津区", 2019, &old, &future), "新津区") && future);
	assert(span_is(now("新津区", 2020, &old, &future), "新津区") && !future);
	/* A second name has no end. */
	assert(span_is(now("段家滩", 2020, &old, &future), "段家滩路") && !old);
}

static uint32_t
at_number(const struct gazetteer *g, const char *at)
{
	return gazetteer_at_number(g, span_of(at));
}

static void
test_numbers(void)
{
	static const struct line lines[] = {
		{ .part = ADDRESS_COMPOUND,
		    .name = "盛世小区",
		    .road = "天水路",
		    .number = "8号" },
		{ .part = ADDRESS_COMPOUND,
		    .name = "盛世小区",
		    .road = "东岗西路",
		    .number = "123-1号院" },
		{ .part = ADDRESS_COMPOUND,
		    .name = "丰和园",
		    .road = "雁北2路",
		    .number = "三十" },
		{ .part = ADDRESS_COMPOUND,
		    .name = "甲园",
		    .road = "天水路",
		    .number = "甲9号" },
		{ .part = ADDRESS_COMPOUND,
		    .name = "乙园",
		    .road = "天水路",
		    .number = "甲9号" },
		{ .name = NULL },
	};
	struct gazetteer *g = make(lines);
	const struct gazetteer_entry *e;
	size_t row;

	assert(gazetteer_finish(g, span_of("上海市"), 0, &row) == GAZETTEER_OK);
	assert(at_number(g, "天水路8号") == find(g, "盛世小区"));
	assert(at_number(g, "东岗西路123号附1号") == find(g, "盛世小区"));
	assert(at_number(g, "雁北二路30号") == find(g, "丰和园"));
	assert(at_number(g, "天水路甲9号") == GAZETTEER_NONE); /* of two */
	assert(at_number(g, "天水路88号") == GAZETTEER_NONE);
	e = gazetteer_entry(g, find(g, "丰和园"));
	assert(span_is(e->road, "雁北二路") && e->number.number == 30 && !e->several);
	e = gazetteer_entry(g, find(g, "盛世小区"));
	assert(e->road.len == 0 && e->number.number == 0 && e->several);
	assert(gazetteer_city(g, ADDRESS_CITY) == GAZETTEER_NONE);
	assert(lies_in(g, "丰和园", ADDRESS_PROVINCE, "上海市"));
	gazetteer_free(g);
}

/* What is wrong with the last of some rows, and that it is the last. */
static enum gazetteer_fault
fault_of(const struct line *lines, const char *city)
{
	struct gazetteer *g = gazetteer_new();
	enum gazetteer_fault fault = GAZETTEER_OK;
	size_t row = 0, count = 0;

	for (; lines->name != NULL && fault == GAZETTEER_OK; lines++, count++)
		fault = add(g, lines);
	if (fault == GAZETTEER_OK) {
		fault = gazetteer_finish(g, span_of(city), 0, &row);
		assert(fault == GAZETTEER_OK || fault == GAZETTEER_CITY ||
		       row + 1 == count);
	}
	assert(lines->name == NULL);
	gazetteer_free(g);
	return fault;
}

#define FAULT(city, ...) \
	fault_of((const struct line[]){ __VA_ARGS__, { .name = NULL } }, city)

static void
test_faults(void)
{
	assert(FAULT("", { .part = ADDRESS_LANE, .name = "一巷" }) == GAZETTEER_PART);
	assert(FAULT("", { .part = ADDRESS_ROAD, .name = " 　" }) == GAZETTEER_NAME);
	assert(FAULT("", { .part = ADDRESS_ROAD,
			     .name = "一路",
			     .from = 2001,
			     .until = 2000 }) == GAZETTEER_YEARS);
	assert(FAULT("", { .part = ADDRESS_ROAD,
			     .name = "一路",
			     .road = "二路",
			     .number = "5号" }) == GAZETTEER_NUMBER);
	assert(
	    FAULT("", { .part = ADDRESS_COMPOUND, .name = "甲园", .road = "二路" }) ==
	    GAZETTEER_NUMBER);
	assert(FAULT("", { .part = ADDRESS_COMPOUND,
			     .name = "甲园",
			     .road = "二路",
			     .number = "门口" }) == GAZETTEER_NUMBER);
	assert(FAULT("", { .part = ADDRESS_TOWN, .name = "东镇", .within = "南区" }) ==
	       GAZETTEER_WITHIN);
	assert(FAULT("", { .part = ADDRESS_TOWN, .name = "东镇" },
		   { .part = ADDRESS_DISTRICT, .name = "南区", .within = "东镇" }) ==
	       GAZETTEER_WITHIN);
	assert(FAULT("", { .part = ADDRESS_PROVINCE,
			     .name = "甘肃省",
			     .within = "兰州市" }) == GAZETTEER_WITHIN);
	assert(FAULT("", { .part = ADDRESS_CITY, .name = "甲市" },
		   { .part = ADDRESS_CITY, .name = "乙市" },
		   { .part = ADDRESS_DISTRICT, .name = "东城区", .within = "甲市" },
		   { .part = ADDRESS_DISTRICT, .name = "东城区", .within = "乙市" },
		   { .part = ADDRESS_TOWN, .name = "东镇", .within = "东城区" }) ==
	       GAZETTEER_SEVERAL);
	assert(FAULT("", { .part = ADDRESS_CITY, .name = "甲市" },
		   { .part = ADDRESS_CITY, .name = "乙市" },
		   { .part = ADDRESS_DISTRICT, .name = "东城区", .within = "甲市" },
		   { .part = ADDRESS_DISTRICT, .name = "东城区", .within = "乙市" },
		   { .part = ADDRESS_TOWN, .name = "东镇", .within = "乙市/东城区" }) ==
	       GAZETTEER_OK);
	assert(FAULT("", { .part = ADDRESS_ROAD, .name = "一路", .now = "二路" }) ==
	       GAZETTEER_NOW);
	assert(FAULT("", { .part = ADDRESS_DISTRICT, .name = "二路区" },
		   { .part = ADDRESS_ROAD, .name = "一路", .now = "二路区" }) ==
	       GAZETTEER_NOW);
	assert(FAULT("", { .part = ADDRESS_ROAD, .name = "一路", .now = "一路" }) ==
	       GAZETTEER_NOW);
	assert(FAULT("兰州市", { .part = ADDRESS_ROAD, .name = "一路" }) ==
	       GAZETTEER_CITY);
	assert(FAULT("甘肃省", { .part = ADDRESS_ROAD, .name = "一路" }) ==
	       GAZETTEER_CITY);
	assert(FAULT("甘肃省城关区", { .part = ADDRESS_ROAD, .name = "一路" }) ==
	       GAZETTEER_CITY);
	assert(FAULT("甘肅省蘭州市", { .part = ADDRESS_ROAD, .name = "一路" }) ==
	       GAZETTEER_OK);
}

/* Names that lead to names are followed, but not round in a circle. */
static void
test_circle(void)
{
	static const struct line lines[] = {
		{ .part = ADDRESS_ROAD, .name = "一路", .now = "二路" },
		{ .part = ADDRESS_ROAD, .name = "二路", .now = "三路" },
		{ .part = ADDRESS_ROAD, .name = "三路", .now = "一路" },
		{ .name = NULL },
	};
	struct gazetteer *g = make(lines);
	size_t row;

	assert(
	    gazetteer_finish(g, span_of(""), 0, &row) == GAZETTEER_CIRCLE && row == 0);
	gazetteer_free(g);
}

int
main(void)
{
	test_connected();
	test_longest();
	test_years();
	test_numbers();
	test_faults();
	test_circle();
	return 0;
}
