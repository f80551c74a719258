#include "address/gazetteer_load.h"

#include <stdlib.h>

#include "address/gazetteer_build.h"
#include "settings/allocate.h"
#include "sheet/side_table.h"

static const struct side_column columns[] = { { "kind", "text", "类别", true },
	{ "name", "text", "名称", true }, { "within", "text", "上级", false },
	{ "now", "text", "现名", false }, { "from", "integer", "起始年", false },
	{ "until", "integer", "截止年", false }, { "road", "text", "道路", false },
	{ "number", "text", "门牌", false }, { .name = NULL } };

static const char *const notes[] = { "code", "note", "代码", "备注", NULL };

/* The parts of which there are rows. */
static const struct kind {
	const char *name, *chinese;
	enum address_part part;
} kinds[] = {
	{ "province", "省", ADDRESS_PROVINCE },
	{ "city", "市", ADDRESS_CITY },
	{ "district", "区县", ADDRESS_DISTRICT },
	{ "town", "街道乡镇", ADDRESS_TOWN },
	{ "community", "社区村", ADDRESS_COMMUNITY },
	{ "road", "道路", ADDRESS_ROAD },
	{ "compound", "小区", ADDRESS_COMPOUND },
};

/* lines has the line of each row that was added. */
struct reading {
	struct gazetteer *gazetteer;
	struct side_table *table;
	uint64_t *lines;
	size_t room, count;
};

static enum address_part
read_kind(struct side_table *table)
{
	struct span text = side_table_text(table, "kind");

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (span_is(text, kinds[i].name) || span_is(text, kinds[i].chinese))
			return kinds[i].part;
	side_table_fail(table, side_table_line(table),
	    gazetteer_fault_code(GAZETTEER_PART),
	    gazetteer_fault_reason(GAZETTEER_PART));
}

static uint32_t
read_year(struct side_table *table, const char *name)
{
	return side_table_integer(
	    table, name, 9999, "gazetteer-years", "a year has four digits");
}

static void
add_row(struct reading *r)
{
	const struct gazetteer_row row = { .part = read_kind(r->table),
		.name = side_table_text(r->table, "name"),
		.within = side_table_text(r->table, "within"),
		.now = side_table_text(r->table, "now"),
		.road = side_table_text(r->table, "road"),
		.number = side_table_text(r->table, "number"),
		.from = read_year(r->table, "from"),
		.until = read_year(r->table, "until") };
	enum gazetteer_fault fault = gazetteer_add(r->gazetteer, &row);

	if (fault == GAZETTEER_NO_MEMORY)
		allocate_fail();
	if (fault != GAZETTEER_OK)
		side_table_fail(r->table, side_table_line(r->table),
		    gazetteer_fault_code(fault), gazetteer_fault_reason(fault));
	r->lines = allocate_room(r->lines, &r->room, r->count + 1, sizeof *r->lines);
	r->lines[r->count++] = side_table_line(r->table);
}

struct gazetteer *
gazetteer_load(const struct gazetteer_settings *settings)
{
	struct reading r = { .gazetteer = gazetteer_new() };
	struct span city =
	    settings->city == NULL ? (struct span){ "", 0 } : span_of(settings->city);
	enum gazetteer_fault fault;
	size_t row;

	if (r.gazetteer == NULL)
		allocate_fail();
	if (settings->file != NULL)
		r.table = side_table_open(settings->file, columns, notes);
	while (r.table != NULL && side_table_next(r.table))
		add_row(&r);
	fault = gazetteer_finish(r.gazetteer, city, (uint32_t)settings->year, &row);
	if (fault == GAZETTEER_NO_MEMORY)
		allocate_fail();
	if (fault == GAZETTEER_CITY)
		settings_fail("city", "%s", gazetteer_fault_reason(fault));
	if (fault != GAZETTEER_OK)
		side_table_fail(r.table, row < r.count ? r.lines[row] : 0,
		    gazetteer_fault_code(fault), gazetteer_fault_reason(fault));
	if (r.table != NULL)
		side_table_close(r.table, "gazetteer-empty");
	free(r.lines);
	return r.gazetteer;
}
