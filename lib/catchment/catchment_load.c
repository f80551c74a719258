#include "catchment/catchment_load.h"

#include <err.h>
#include <inttypes.h>

#include "settings/allocate.h"
#include "settings/status.h"
#include "sheet/side_table.h"

static const struct side_column columns[] = { { "id", "text", "编号", true },
	{ "schools", "text", "学校", true }, { "kind", "text", "类别", true },
	{ "name", "text", "名称", true }, { "from", "integer", "起号", false },
	{ "to", "integer", "止号", false }, { "parity", "text", "单双", false },
	{ "district", "text", "区县", false }, { "except", "boolean", "排除", false },
	{ "text", "text", "原文", false }, { .name = NULL } };

static const char *const notes[] = { "note", "备注", NULL };

/* No house has a number of more digits. */
enum { MOST = 999999999 };

_Noreturn void
catchment_load_fail(
    const struct catchment_file *f, uint32_t rule, enum catchment_fault fault)
{
	errx(STATUS_TROUBLE, "%s:%" PRIu64 ": %s: %s", f->file, f->lines[rule],
	    catchment_fault_code(fault), catchment_fault_reason(fault));
}

static uint32_t
read_number(struct side_table *table, const char *name)
{
	return side_table_integer(table, name, MOST, "catchment-numbers",
	    "a number of a house, lane or building is a whole number below "
	    "1000000000");
}

static void
add_row(struct catchment_table *rules, struct side_table *table)
{
	const struct catchment_row row = { .id = side_table_text(table, "id"),
		.schools = side_table_text(table, "schools"),
		.kind = side_table_text(table, "kind"),
		.name = side_table_text(table, "name"),
		.district = side_table_text(table, "district"),
		.parity = side_table_text(table, "parity"),
		.text = side_table_text(table, "text"),
		.from = read_number(table, "from"),
		.to = read_number(table, "to"),
		.except = span_is(side_table_text(table, "except"), "true") };
	enum catchment_fault fault = catchment_add(rules, &row);

	if (fault == CATCHMENT_FAULT_NO_MEMORY)
		allocate_fail();
	if (fault != CATCHMENT_OK)
		side_table_fail(table, side_table_line(table),
		    catchment_fault_code(fault), catchment_fault_reason(fault));
}

struct catchment_file
catchment_load(const char *file, const struct gazetteer *gazetteer)
{
	struct catchment_file f = { .file = file,
		.table = catchment_table_new(gazetteer) };
	struct side_table *table;
	size_t room = 0;

	if (f.table == NULL)
		allocate_fail();
	table = side_table_open(file, columns, notes);
	while (side_table_next(table)) {
		uint32_t rule = catchment_count(f.table);

		add_row(f.table, table);
		f.lines =
		    allocate_room(f.lines, &room, (size_t)rule + 1, sizeof *f.lines);
		f.lines[rule] = side_table_line(table);
	}
	side_table_close(table, "catchment-empty");
	if (!catchment_finish(f.table))
		allocate_fail();
	return f;
}
