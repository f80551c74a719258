#include <string.h>

#include "synthetic/catchments.h"
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
	struct phrase household, share, sibling, private; /* empty: there is none */
	char household_since[BIRTH_TEXT_SIZE], home_since[BIRTH_TEXT_SIZE];
};

/* The n-th private school, from 0. */
static void
write_private_id(uint32_t n, struct phrase *id)
{
	phrase_clear(id);
	phrase_add(id, "M");
	phrase_add_number(id, n + 1, 2);
}

/* What the family can show, of which the school is the one that serves the home. */
static void
write_standing(const struct child *child, struct texts *t)
{
	const struct standing *s = &child->standing;
	uint32_t school = catchments_school(child->district, &child->home);
	uint32_t other = (school + 1) % city_districts[child->district].juniors;

	if (s->has_household) {
		catchments_school_id(
		    child->district, s->is_elsewhere ? other : school, &t->household);
		birth_write(t->household_since, s->household_since);
	}
	if (s->share > 0) {
		phrase_add_decimal(&t->share, s->share, 2);
		birth_write(t->home_since, s->home_since);
	}
	if (s->has_sibling)
		catchments_school_id(child->district, school, &t->sibling);
	if (s->seeks_private)
		write_private_id(s->private_school, &t->private);
}

static void
write_texts(const struct child *child, struct texts *t)
{
	*t = (struct texts){ 0 };
	phrase_add_number(&t->area, city_districts[child->district].code, 0);
	phrase_add(&t->mobile, "154");
	phrase_add_number(&t->mobile, child->mobile, 8);
	phrase_add_decimal(&t->lon, (uint64_t)child->home.at.x, 6);
	phrase_add_decimal(&t->lat, (uint64_t)child->home.at.y, 6);
	write_standing(child, t);
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
	form_cell(row, t.household.text);
	form_cell(row, t.household_since);
	form_cell(row, t.share.text);
	form_cell(row, t.home_since);
	form_cell(row, t.sibling.text);
	form_cell(row, child.agrees ? "是" : "否");
	form_cell(row, t.private.text);
}

static void
member_home(struct writer *json, const char *unit, const struct texts *t)
{
	writer_name(json, "home");
	writer_open_object(json);
	form_text(json, "unit", unit);
	if (t != NULL && t->share.len > 0) {
		form_digits(json, "share", &t->share);
		form_text(json, "since", t->home_since);
	}
	writer_close_object(json);
}

/* What one family has and another has not. */
static void
members_of_some(struct writer *json, const struct texts *t)
{
	if (t->household.len > 0) {
		writer_name(json, "household");
		writer_open_object(json);
		form_text(json, "catchment", t->household.text);
		form_text(json, "since", t->household_since);
		writer_close_object(json);
	}
	if (t->sibling.len > 0) {
		writer_name(json, "sibling");
		writer_open_object(json);
		form_text(json, "school", t->sibling.text);
		writer_close_object(json);
	}
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
	member_home(json, child.unit, &t);
	form_digits(json, "lon", &t.lon);
	form_digits(json, "lat", &t.lat);
	members_of_some(json, &t);
	writer_name(json, "agrees");
	writer_boolean(json, child.agrees);
	if (t.private.len > 0) {
		writer_name(json, "private");
		writer_open_array(json);
		writer_string(json, t.private.text);
		writer_close_array(json);
	}
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
	size_t count = STANDING_PRIVATE;

	(void)year;
	for (size_t i = 0; i < CITY_DISTRICTS; i++)
		count += city_districts[i].juniors;
	return count;
}

/* A school has five or ten seats in a hundred more than children, or, one in five, too
 * few. */
static uint64_t
count_seats(uint64_t applicants, uint32_t district, uint32_t school)
{
	uint64_t children = applicants * city_districts[district].share / 10000 *
			    catchments_share(district, school) / 1000000;
	uint64_t percent = school % 5 == 0 ? 80 : school % 5 < 3 ? 105 : 110;

	return children * percent / 100 + 1;
}

/* Private schools stand first; of five children who list one two find a seat. */
static void
write_private(const void *year, uint32_t n, struct writer *json)
{
	struct phrase id, name;

	write_private_id(n, &id);
	city_school(n % CITY_DISTRICTS, n, "实验小学", &name);
	writer_open_object(json);
	form_text(json, "id", id.text);
	form_text(json, "school", name.text);
	form_text(json, "round", "private");
	form_number(json, "capacity", intake_records(year) / 25 / STANDING_PRIVATE + 1);
	writer_close_object(json);
}

static void
write_school(const void *year, size_t number, struct writer *json)
{
	struct phrase id, name, lon = { 0 }, lat = { 0 };
	uint32_t district = 0, n = (uint32_t)number;
	struct point at;

	if (n < STANDING_PRIVATE) {
		write_private(year, n, json);
		return;
	}
	n -= STANDING_PRIVATE;
	while (n >= city_districts[district].juniors)
		n -= city_districts[district++].juniors;
	catchments_school_id(district, n, &id);
	city_school(district, n, "小学", &name);
	at = city_school_place(district, n);
	phrase_add_decimal(&lon, (uint64_t)at.x, 6);
	phrase_add_decimal(&lat, (uint64_t)at.y, 6);
	writer_open_object(json);
	form_text(json, "id", id.text);
	form_text(json, "school", name.text);
	writer_name(json, "round");
	writer_raw(json, span_of("[\"catchment\",\"placement\"]"));
	form_number(json, "capacity", count_seats(intake_records(year), district, n));
	form_digits(json, "lon", &lon);
	form_digits(json, "lat", &lat);
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
	catchments_school_id(place.district,
	    (uint32_t)(index % city_districts[place.district].juniors), &school);
	writer_open_object(json);
	form_text(json, "id", place.id.text);
	form_text(json, "name", place.name.text);
	form_text(json, "birth", birth);
	form_text(json, "guardian", place.guardian);
	form_text(json, "address", place.address.text);
	if (place.unit[0] != '\0')
		member_home(json, place.unit, NULL);
	form_number(json, "year", place.year);
	writer_name(json, "admission");
	writer_open_object(json);
	form_text(json, "program", school.text);
	writer_close_object(json);
	writer_close_object(json);
}

static size_t
count_rules(const void *year)
{
	(void)year;
	return catchments_rows();
}

static void
write_rule(const void *year, size_t number, struct writer *row)
{
	(void)year;
	catchments_row(number, row);
}

static const struct procedure_file files[] = {
	{ "catchments.csv", count_rules, write_rule },
	{ "earlier.jsonl", count_records, write_earlier_place },
	{ .name = NULL },
};

const struct procedure primary = {
	.name = "primary",
	.title = "2020年小学入学报名表（合成数据）",
	.columns =
	    "申请编号,姓名,性别,出生日期,身份证件号码,监护人身份证件号码,监护人手机号,"
	    "区县代码,家庭住址,不动产单元号,经度,纬度,户口所在片区,落户时间,"
	    "产权比例,购房时间,同校兄姐学校,服从统筹,民办志愿",
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
