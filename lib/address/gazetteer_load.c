#include "address/gazetteer_load.h"

#include <err.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "address/gazetteer_build.h"
#include "record/record.h"
#include "settings/allocate.h"
#include "settings/document.h"
#include "sheet/table_rows.h"

/* A column of the table: the member of a row that it becomes, and its headings. */
struct heading {
	const char *name, *type, *alias;
	bool required;
};

static const struct heading headings[] = { { "kind", "text", "类别", true },
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

/* A table while it is read; lines has the line of each row that was added. */
struct reading {
	const char *file;
	struct gazetteer *gazetteer;
	struct record record;
	uint64_t *lines;
	size_t room, count;
};

static _Noreturn void
fail(const struct reading *r, uint64_t line, const char *code, const char *reason)
{
	if (line == 0)
		errx(STATUS_TROUBLE, "%s: %s: %s", r->file, code, reason);
	errx(STATUS_TROUBLE, "%s:%" PRIu64 ": %s: %s", r->file, line, code, reason);
}

static json_t *
make_map(void)
{
	json_t *map = json_object();
	int failed = 0;

	for (const struct heading *c = headings; c->name != NULL; c++)
		failed |= json_object_set_new(map, c->name,
		    json_pack("{s:s, s:s, s:b, s:[s]}", "to", c->name, "type", c->type,
			"required", c->required, "aliases", c->alias));
	for (const char *const *note = notes; *note != NULL; note++)
		failed |= json_object_set_new(map, *note, json_null());
	if (failed != 0)
		allocate_fail();
	return map;
}

/* A member of the row, decoded; of a number, its digits. */
static struct span
member(struct reading *r, const char *name)
{
	const struct value *v =
	    record_member(&r->record, r->record.values, name, strlen(name));
	struct span text = { "", 0 };

	if (v == NULL || v->type == VALUE_NULL)
		return text;
	text = v->type == VALUE_STRING ? record_text(&r->record, v)
				       : record_raw(&r->record, v);
	if (text.at == NULL)
		allocate_fail();
	return text;
}

static uint32_t
member_year(struct reading *r, const char *name, uint64_t line)
{
	struct span text = member(r, name);
	uint32_t year = 0;

	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] < '0' || text.at[i] > '9' || i == 4)
			fail(r, line, "gazetteer-years", "a year has four digits");
		year = year * 10 + (uint32_t)(text.at[i] - '0');
	}
	return year;
}

static enum address_part
member_kind(struct reading *r, uint64_t line)
{
	struct span text = member(r, "kind");

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (span_is(text, kinds[i].name) || span_is(text, kinds[i].chinese))
			return kinds[i].part;
	fail(r, line, gazetteer_fault_code(GAZETTEER_PART),
	    gazetteer_fault_reason(GAZETTEER_PART));
}

static void
add_row(struct reading *r, const struct table_rows_item *item)
{
	struct gazetteer_row row;
	enum gazetteer_fault fault;

	if (record_parse(&r->record, item->text.at, item->text.len, NULL) !=
		RECORD_OK ||
	    !record_prepare_texts(&r->record))
		allocate_fail();
	row = (struct gazetteer_row){ .part = member_kind(r, item->line),
		.name = member(r, "name"),
		.within = member(r, "within"),
		.now = member(r, "now"),
		.road = member(r, "road"),
		.number = member(r, "number"),
		.from = member_year(r, "from", item->line),
		.until = member_year(r, "until", item->line) };
	fault = gazetteer_add(r->gazetteer, &row);
	if (fault == GAZETTEER_NO_MEMORY)
		allocate_fail();
	if (fault != GAZETTEER_OK)
		fail(r, item->line, gazetteer_fault_code(fault),
		    gazetteer_fault_reason(fault));
	r->lines = allocate_room(r->lines, &r->room, r->count + 1, sizeof *r->lines);
	r->lines[r->count++] = item->line;
}

static void
read_rows(struct reading *r, struct table_rows *rows)
{
	struct table_rows_item item;
	enum table_rows_step step;
	const char *reason;
	uint64_t line;

	while ((step = table_rows_next(rows, &item)) < TABLE_ROWS_ENDED) {
		if (step == TABLE_ROWS_SET_ASIDE)
			fail(r, item.line, item.findings[0].code,
			    item.findings[0].reason);
		add_row(r, &item);
	}
	if (step == TABLE_ROWS_NO_MEMORY)
		allocate_fail();
	if (step == TABLE_ROWS_ENDED)
		return;
	reason = table_rows_reason(rows, &line);
	if (line == 0)
		errx(STATUS_TROUBLE, "%s: %s", r->file, reason);
	errx(STATUS_TROUBLE, "%s:%" PRIu64 ": %s", r->file, line, reason);
}

static void
read_table(struct reading *r)
{
	json_t *map = make_map();
	struct table_rows_source source = { .file = r->file };
	struct map_fault fault;
	struct table_rows *rows;
	char *bytes = document_read_bytes(r->file, &source.bytes.len);

	source.bytes.at = bytes;
	source.table = table_new(map, UNMAPPED_REFUSE, &fault);
	rows = source.table == NULL ? NULL : table_rows_new(&source);
	if (rows == NULL)
		allocate_fail();
	read_rows(r, rows);
	table_rows_free(rows);
	table_free(source.table);
	json_decref(map);
	free(bytes);
	if (r->count == 0)
		fail(r, 0, "gazetteer-empty", "there are no rows");
}

struct gazetteer *
gazetteer_load(const struct gazetteer_settings *settings)
{
	struct reading r = { .file = settings->file, .gazetteer = gazetteer_new() };
	struct span city =
	    settings->city == NULL ? (struct span){ "", 0 } : span_of(settings->city);
	enum gazetteer_fault fault;
	size_t row;

	if (r.gazetteer == NULL)
		allocate_fail();
	record_init(&r.record);
	if (settings->file != NULL)
		read_table(&r);
	fault = gazetteer_finish(r.gazetteer, city, (uint32_t)settings->year, &row);
	if (fault == GAZETTEER_NO_MEMORY)
		allocate_fail();
	if (fault == GAZETTEER_CITY)
		settings_fail("city", "%s", gazetteer_fault_reason(fault));
	if (fault != GAZETTEER_OK)
		fail(&r, row < r.count ? r.lines[row] : 0, gazetteer_fault_code(fault),
		    gazetteer_fault_reason(fault));
	record_free(&r.record);
	free(r.lines);
	return r.gazetteer;
}
