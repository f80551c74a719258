#include <string.h>

#include "synthetic/applicant.h"
#include "synthetic/form.h"
#include "synthetic/offer_record.h"
#include "synthetic/senior_high.h"

static void *
open_year(uint64_t seed, uint64_t applicants, uint32_t defect_rate)
{
	return year_new(seed, applicants, defect_rate);
}

static void
close_year(void *year)
{
	year_free(year);
}

/* What stands in both forms, digit for digit. */
struct texts {
	struct phrase junior_code, area, mobile, lon, lat, marks[EXAM_SUBJECTS], total;
};

static void
write_texts(const struct applicant *a, struct texts *t)
{
	phrase_clear(&t->junior_code);
	phrase_add_number(&t->junior_code, a->junior_code, 0);
	phrase_clear(&t->area);
	phrase_add_number(&t->area, city_districts[a->district].code, 0);
	phrase_clear(&t->mobile);
	phrase_add(&t->mobile, "154");
	phrase_add_number(&t->mobile, a->mobile, 8);
	phrase_clear(&t->lon);
	phrase_add_decimal(&t->lon, (uint64_t)a->home.at.x, 6);
	phrase_clear(&t->lat);
	phrase_add_decimal(&t->lat, (uint64_t)a->home.at.y, 6);
	for (int i = 0; i < EXAM_SUBJECTS; i++) {
		phrase_clear(&t->marks[i]);
		exam_write(&t->marks[i], a->marks.subjects[i]);
	}
	phrase_clear(&t->total);
	exam_write(&t->total, a->marks.total);
}

/* As such programs show a date in Chinese settings: 2005/3/4. */
static void
add_date(struct writer *row, struct birth date)
{
	struct phrase text = { 0 };

	phrase_add_number(&text, date.year, 0);
	phrase_add(&text, "/");
	phrase_add_number(&text, date.month, 0);
	phrase_add(&text, "/");
	phrase_add_number(&text, date.day, 0);
	form_cell(row, text.text);
}

static void
add_choices(struct writer *row, const struct offer *offer, const uint32_t choices[],
    size_t count, size_t columns)
{
	for (size_t i = 0; i < columns; i++)
		form_cell(
		    row, i < count ? offer_program(offer, choices[i])->id.text : "");
}

static void
write_row(const void *year, uint64_t index, struct writer *row)
{
	const struct offer *offer = year_offer(year);
	struct applicant a;
	struct texts t;

	applicant_make(year, index, &a);
	write_texts(&a, &t);
	writer_bytes(row, a.id.text, a.id.len);
	form_cell(row, a.person.name.text);
	form_cell(row, a.male ? "男" : "女");
	add_date(row, a.birth);
	form_cell(row, a.resident_id);
	form_cell(row, a.student_number);
	form_cell(row, a.person.group);
	form_cell(row, t.junior_code.text);
	form_cell(row, a.junior.text);
	form_cell(row, t.area.text);
	form_cell(row, t.mobile.text);
	form_cell(row, a.home.address.text);
	form_cell(row, t.lon.text);
	form_cell(row, t.lat.text);
	for (int i = 0; i < EXAM_SUBJECTS; i++)
		form_cell(row, t.marks[i].text);
	form_cell(row, t.total.text);
	add_choices(row, offer, a.choices, a.choice_count, OFFER_MAX_CHOICES);
	form_cell(row, a.quota ? "是" : "否");
	add_choices(row, offer, a.feeder, a.feeder_count, OFFER_MAX_FEEDER);
	add_choices(row, offer, a.supplementary, a.supplementary_count,
	    OFFER_MAX_SUPPLEMENTARY);
}

static void
member_choices(struct writer *json, const struct offer *offer, const char *name,
    const uint32_t choices[], size_t count)
{
	writer_name(json, name);
	writer_open_array(json);
	for (size_t i = 0; i < count; i++)
		writer_string(json, offer_program(offer, choices[i])->id.text);
	writer_close_array(json);
}

static void
write_record(const void *year, uint64_t index, struct writer *json)
{
	const struct offer *offer = year_offer(year);
	char birth[BIRTH_TEXT_SIZE];
	struct applicant a;
	struct texts t;

	applicant_make(year, index, &a);
	write_texts(&a, &t);
	birth_write(birth, a.birth);
	writer_open_object(json);
	form_text(json, "id", a.id.text);
	form_text(json, "name", a.person.name.text);
	form_text(json, "sex", a.male ? "男" : "女");
	form_text(json, "birth", birth);
	form_text(json, "resident_id", a.resident_id);
	form_text(json, "student_number", a.student_number);
	form_text(json, "ethnicity", a.person.group);
	writer_name(json, "junior");
	writer_open_object(json);
	form_text(json, "code", t.junior_code.text);
	form_text(json, "name", a.junior.text);
	writer_close_object(json);
	form_text(json, "area", t.area.text);
	form_text(json, "mobile", t.mobile.text);
	form_text(json, "address", a.home.address.text);
	form_digits(json, "lon", &t.lon);
	form_digits(json, "lat", &t.lat);
	writer_name(json, "scores");
	writer_open_object(json);
	for (int i = 0; i < EXAM_SUBJECTS; i++)
		form_digits(json, exam_subjects[i].key, &t.marks[i]);
	writer_close_object(json);
	form_digits(json, "total", &t.total);
	member_choices(json, offer, "choices", a.choices, a.choice_count);
	writer_name(json, "quota");
	writer_boolean(json, a.quota);
	member_choices(json, offer, "feeder", a.feeder, a.feeder_count);
	member_choices(
	    json, offer, "supplementary", a.supplementary, a.supplementary_count);
	writer_close_object(json);
}

static bool
write_truth(const void *year, uint64_t index, uint64_t line, struct writer *json)
{
	struct applicant a;

	applicant_make(year, index, &a);
	if (a.defect == DEFECT_NONE)
		return false;
	writer_open_object(json);
	form_text(json, "id", a.id.text);
	form_number(json, "row", line);
	form_text(json, "defect", defect_name(a.defect));
	form_text(json, "stage", defect_stage(a.defect));
	if (a.duplicate_of.len > 0)
		form_text(json, "of", a.duplicate_of.text);
	writer_close_object(json);
	return true;
}

static size_t
count_programs(const void *year)
{
	return offer_count(year_offer(year));
}

static void
write_program(const void *year, size_t number, struct writer *json)
{
	offer_record_write(year_offer(year), number, json);
}

const struct procedure senior_high = {
	.name = "senior-high",
	.title = "2020年高中阶段学校招生报名表（合成数据）",
	.columns =
	    "报名号,姓名,性别,出生日期,身份证件号码,全国学籍号,民族,毕业学校代码,"
	    "毕业学校,"
	    "区县代码,监护人手机号,家庭住址,经度,纬度,语文,数学,英语,物理,化学,"
	    "道德与法治,"
	    "历史,体育,总分,志愿1,志愿2,志愿3,志愿4,志愿5,志愿6,志愿7,志愿8,"
	    "志愿9,志愿10,"
	    "志愿11,志愿12,指标资格,指标志愿1,指标志愿2,征集志愿1,征集志愿2,征集志愿3",
	.open = open_year,
	.close = close_year,
	.row = write_row,
	.record = write_record,
	.truth = write_truth,
	.programs = count_programs,
	.program = write_program,
	.districts = city_geojson,
};
