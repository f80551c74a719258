#include <string.h>

#include "synthetic/child.h"
#include "synthetic/form.h"
#include "synthetic/primary.h"

static void *
open_year(uint64_t seed, uint64_t applicants, uint32_t rate)
{
	return intake_new(seed, applicants, rate);
}

static void
close_year(void *year)
{
	intake_free(year);
}

/* What stands in both forms, digit for digit. */
struct texts {
	struct phrase area, mobile, lon, lat;
};

static void
write_texts(const struct child *child, struct texts *t)
{
	*t = (struct texts){ 0 };
	phrase_add_number(&t->area, city_districts[child->district].code, 0);
	phrase_add(&t->mobile, "154");
	phrase_add_number(&t->mobile, child->mobile, 8);
	phrase_add_decimal(&t->lon, (uint64_t)child->home.at.x, 6);
	phrase_add_decimal(&t->lat, (uint64_t)child->home.at.y, 6);
}

static void
write_row(const void *year, uint64_t index, struct writer *row)
{
	char birth[BIRTH_TEXT_SIZE];
	struct child child;
	struct texts t;

	child_make(year, index, &child);
	write_texts(&child, &t);
	birth_write(birth, child.birth);
	writer_bytes(row, child.id.text, child.id.len);
	form_cell(row, child.person.name.text);
	form_cell(row, child.male ? "男" : "女");
	form_cell(row, birth);
	form_cell(row, child.resident_id.text);
	form_cell(row, child.guardian);
	form_cell(row, t.mobile.text);
	form_cell(row, t.area.text);
	form_cell(row, child.home.address.text);
	form_cell(row, child.unit);
	form_cell(row, t.lon.text);
	form_cell(row, t.lat.text);
	form_cell(row, child.agrees ? "是" : "否");
}

static void
member_home(struct writer *json, const char *unit)
{
	writer_name(json, "home");
	writer_open_object(json);
	form_text(json, "unit", unit);
	writer_close_object(json);
}

static void
write_record(const void *year, uint64_t index, struct writer *json)
{
	char birth[BIRTH_TEXT_SIZE];
	struct child child;
	struct texts t;

	child_make(year, index, &child);
	write_texts(&child, &t);
	birth_write(birth, child.birth);
	writer_open_object(json);
	form_text(json, "id", child.id.text);
	form_text(json, "name", child.person.name.text);
	form_text(json, "sex", child.male ? "男" : "女");
	form_text(json, "birth", birth);
	if (child.resident_id.len > 0)
		form_text(json, "resident_id", child.resident_id.text);
	form_text(json, "guardian", child.guardian);
	form_text(json, "mobile", t.mobile.text);
	form_text(json, "area", t.area.text);
	form_text(json, "address", child.home.address.text);
	member_home(json, child.unit);
	form_digits(json, "lon", &t.lon);
	form_digits(json, "lat", &t.lat);
	writer_name(json, "agrees");
	writer_boolean(json, child.agrees);
	writer_close_object(json);
}

static bool
write_truth(const void *year, uint64_t index, uint64_t line, struct writer *json)
{
	struct child child;

	child_make(year, index, &child);
	if (child.relation == RELATION_NONE)
		return false;
	writer_open_object(json);
	form_text(json, "id", child.id.text);
	form_number(json, "row", line);
	form_text(json, "defect", relation_name(child.relation));
	form_text(json, "stage", "dedup");
	form_text(json, "finding", relation_finding(child.relation));
	if (child.original.len > 0)
		form_text(json, "of", child.original.text);
	writer_close_object(json);
	return true;
}

/* Schools of a district are numbered from 1; here all of the city, from 0. */
static size_t
count_schools(const void *year)
{
	size_t count = 0;

	(void)year;
	for (size_t i = 0; i < CITY_DISTRICTS; i++)
		count += city_districts[i].juniors;
	return count;
}

static void
write_school_id(uint32_t district, uint32_t number, struct phrase *id)
{
	phrase_clear(id);
	phrase_add_number(id, city_districts[district].code * 100 + number + 1, 0);
}

static uint64_t
count_seats(uint64_t applicants, const struct district *district)
{
	uint64_t children = applicants * district->share / 10000;

	return children * 21 / 20 / district->juniors + 1;
}

static void
write_school(const void *year, size_t number, struct writer *json)
{
	struct phrase id, name;
	uint32_t district = 0, n = (uint32_t)number;

	while (n >= city_districts[district].juniors)
		n -= city_districts[district++].juniors;
	write_school_id(district, n, &id);
	city_school(district, n, "小学", &name);
	writer_open_object(json);
	form_text(json, "id", id.text);
	form_text(json, "school", name.text);
	form_text(json, "round", "catchment");
	form_number(json, "capacity",
	    count_seats(intake_records(year), &city_districts[district]));
	writer_close_object(json);
}

static size_t
count_records(const void *year)
{
	return (size_t)intake_records(year);
}

static void
write_earlier_place(const void *year, size_t index, struct writer *json)
{
	char birth[BIRTH_TEXT_SIZE];
	struct earlier_place place;
	struct phrase school;

	if (!child_earlier_place(year, index, &place))
		return;
	birth_write(birth, place.birth);
	write_school_id(place.district,
	    (uint32_t)(index % city_districts[place.district].juniors), &school);
	writer_open_object(json);
	form_text(json, "id", place.id.text);
	form_text(json, "name", place.name.text);
	form_text(json, "birth", birth);
	form_text(json, "guardian", place.guardian);
	form_text(json, "address", place.address.text);
	if (place.unit[0] != '\0')
		member_home(json, place.unit);
	form_number(json, "year", place.year);
	writer_name(json, "admission");
	writer_open_object(json);
	form_text(json, "program", school.text);
	writer_close_object(json);
	writer_close_object(json);
}

static const struct procedure_file files[] = {
	{ "earlier.jsonl", count_records, write_earlier_place },
	{ .name = NULL },
};

const struct procedure primary = {
	.name = "primary",
	.title = "2020年小学入学报名表（合成数据）",
	.columns =
	    "申请编号,姓名,性别,出生日期,身份证件号码,监护人身份证件号码,监护人手机号,"
	    "区县代码,家庭住址,不动产单元号,经度,纬度,服从统筹",
	.open = open_year,
	.close = close_year,
	.row = write_row,
	.record = write_record,
	.truth = write_truth,
	.programs = count_schools,
	.program = write_school,
	.districts = city_geojson,
	.files = files,
};
