#include "synthetic/junior.h"

#include <string.h>

#include "synthetic/form.h"
#include "synthetic/pupil.h"

/* Of ten pupils one finds a seat at a private school, and the others at the district's
 * schools, where there are a few seats more. */
enum { PRIVATE_SHARE = 10 };

static void *
open_year(uint64_t seed, uint64_t applicants, uint32_t rate)
{
	(void)rate;
	return grade_new(seed, applicants);
}

static void
close_year(void *year)
{
	grade_free(year);
}

static struct phrase
number_of_mobile(const struct pupil *pupil)
{
	struct phrase text = { 0 };

	phrase_add(&text, "154");
	phrase_add_number(&text, pupil->mobile, 8);
	return text;
}

static struct phrase
area_of(const struct pupil *pupil)
{
	struct phrase text = { 0 };

	phrase_add_number(&text, city_districts[pupil->district].code, 0);
	return text;
}

static struct phrase
private_id(uint32_t n)
{
	struct phrase id;

	pupil_private_id(n, &id);
	return id;
}

static void
write_row(const void *year, uint64_t index, struct writer *row)
{
	char birth[BIRTH_TEXT_SIZE];
	struct pupil pupil;

	pupil_make(year, index, &pupil);
	birth_write(birth, pupil.birth);
	writer_bytes(row, pupil.id.text, pupil.id.len);
	form_cell(row, pupil.person.name.text);
	form_cell(row, pupil.male ? "男" : "女");
	form_cell(row, birth);
	form_cell(row, pupil.resident_id);
	form_cell(row, pupil.person.group);
	form_cell(row, number_of_mobile(&pupil).text);
	form_cell(row, area_of(&pupil).text);
	form_cell(row, pupil.home.address.text);
	form_cell(row, pupil.primary_code.text);
	form_cell(row, pupil.primary_name.text);
	form_cell(row, pupil.chosen ? "是" : "否");
	form_cell(row, pupil.catchment.text);
	form_cell(row, pupil.twins.text);
	form_cell(row,
	    pupil.sibling == PUPIL_NO_SIBLING ? "" : private_id(pupil.sibling).text);
	for (uint32_t i = 0; i < PUPIL_CHOICES; i++)
		form_cell(row,
		    i < pupil.choice_count ? private_id(pupil.choices[i]).text : "");
}

static void
member_primary(struct writer *json, const struct pupil *pupil)
{
	writer_name(json, "primary");
	writer_open_object(json);
	form_text(json, "code", pupil->primary_code.text);
	form_text(json, "name", pupil->primary_name.text);
	writer_close_object(json);
}

/* What one pupil has and another has not. */
static void
members_of_some(struct writer *json, const struct pupil *pupil)
{
	if (pupil->catchment.len > 0)
		form_text(json, "catchment", pupil->catchment.text);
	if (pupil->twins.len > 0)
		form_text(json, "twins", pupil->twins.text);
	if (pupil->sibling == PUPIL_NO_SIBLING)
		return;
	writer_name(json, "sibling");
	writer_open_object(json);
	form_text(json, "school", private_id(pupil->sibling).text);
	writer_close_object(json);
}

static void
write_record(const void *year, uint64_t index, struct writer *json)
{
	char birth[BIRTH_TEXT_SIZE];
	struct pupil pupil;

	pupil_make(year, index, &pupil);
	birth_write(birth, pupil.birth);
	writer_open_object(json);
	form_text(json, "id", pupil.id.text);
	form_text(json, "name", pupil.person.name.text);
	form_text(json, "sex", pupil.male ? "男" : "女");
	form_text(json, "birth", birth);
	form_text(json, "resident_id", pupil.resident_id);
	form_text(json, "ethnicity", pupil.person.group);
	form_text(json, "mobile", number_of_mobile(&pupil).text);
	form_text(json, "area", area_of(&pupil).text);
	form_text(json, "address", pupil.home.address.text);
	member_primary(json, &pupil);
	writer_name(json, "chosen");
	writer_boolean(json, pupil.chosen);
	members_of_some(json, &pupil);
	writer_name(json, "choices");
	writer_open_array(json);
	for (uint32_t i = 0; i < pupil.choice_count; i++)
		writer_string(json, private_id(pupil.choices[i]).text);
	writer_close_array(json);
	writer_close_object(json);
}

static size_t
count_schools(const void *year)
{
	size_t count = grade_private(year);

	for (size_t i = 0; i < CITY_DISTRICTS; i++)
		count += city_districts[i].juniors;
	return count;
}

static void
begin_program(struct writer *json, const char *id, const char *school, const char *name,
    const char *round, uint64_t seats)
{
	writer_open_object(json);
	form_text(json, "id", id);
	form_text(json, "school", school);
	form_text(json, "name", name);
	form_text(json, "round", round);
	form_number(json, "capacity", seats);
}

/* A private school: those first whose brother or sister is there.  The last one is for
 * minorities in half of its seats. */
static void
write_private(const struct grade *grade, uint32_t n, struct writer *json)
{
	static const char tiers[] =
	    "[\"has(applicant.sibling) && applicant.sibling.school "
	    "== program.id\",\"true\"]";
	uint64_t seats =
	    grade_records(grade) / PRIVATE_SHARE / grade_private(grade) + 1;
	struct phrase school;

	city_school(n % CITY_DISTRICTS, n / CITY_DISTRICTS, "实验中学", &school);
	begin_program(json, private_id(n).text, school.text, "民办", "lottery", seats);
	if (n + 1 < grade_private(grade)) {
		writer_name(json, "tiers");
		writer_raw(json, span_of(tiers));
	} else {
		writer_name(json, "groups");
		writer_open_array(json);
		writer_open_object(json);
		form_text(json, "id", "minority");
		form_number(json, "seats", seats / 2);
		form_text(json, "eligible", "applicant.ethnicity != '汉族'");
		writer_name(json, "unfilled");
		writer_raw(json, span_of("{\"to\":\"open\"}"));
		writer_close_object(json);
		writer_open_object(json);
		form_text(json, "id", "open");
		form_number(json, "seats", seats - seats / 2);
		form_text(json, "unfilled", "lapse");
		writer_close_object(json);
		writer_close_array(json);
	}
	writer_close_object(json);
}

static void
write_school(const void *year, size_t number, struct writer *json)
{
	uint32_t district = 0, n = (uint32_t)number, schools = grade_private(year);
	struct phrase id, school;
	uint64_t children;

	if (n < schools) {
		write_private(year, n, json);
		return;
	}
	for (n -= schools; n >= city_districts[district].juniors; district++)
		n -= city_districts[district].juniors;
	pupil_school_id(district, n, &id);
	city_school(district, n, "初级中学", &school);
	children = grade_records(year) * city_districts[district].share / 10000;
	begin_program(json, id.text, school.text, "公办", "feeder",
	    children * 21 / 20 / city_districts[district].juniors + 1);
	form_text(json, "eligible", "!applicant.chosen");
	writer_close_object(json);
}

const struct procedure junior = {
	.name = "junior",
	.title = "2020年初中入学报名表（合成数据）",
	.columns =
	    "申请编号,姓名,性别,出生日期,身份证件号码,民族,监护人手机号,区县代码,"
	    "家庭住址,小学代码,毕业小学,择校入学,片区初中,多胞胎组号,"
	    "同校兄姐学校,志愿1,志愿2,志愿3",
	.open = open_year,
	.close = close_year,
	.row = write_row,
	.record = write_record,
	.programs = count_schools,
	.program = write_school,
};
