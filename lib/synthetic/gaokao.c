#include <string.h>

#include "synthetic/candidate.h"
#include "synthetic/form.h"
#include "synthetic/gaokao.h"

enum { CANDIDATES_PER_PROGRAM = 268, USUAL_LEAST = 60, USUAL_CHOICES = 20 };

_Static_assert((int)CHOOSING_MOST == (int)PROCEDURE_CHOICES, "a list has room");
_Static_assert((int)ENROLMENT_MOST == (int)PROCEDURE_PROGRAMS, "so has a nation");
_Static_assert((int)NATION_MOST == (int)PROCEDURE_APPLICANTS, "of candidates");

static size_t
most_programs(uint64_t applicants)
{
	return enrolment_most(applicants);
}

static void *
open_sized(uint64_t seed, uint64_t applicants, struct procedure_size size)
{
	uint64_t programs = size.programs, most = enrolment_most(applicants);

	if (programs == 0) {
		programs = applicants / CANDIDATES_PER_PROGRAM;
		if (programs < USUAL_LEAST)
			programs = USUAL_LEAST;
		if (programs > most)
			programs = most;
	}
	return nation_new(seed, applicants, (uint32_t)programs,
	    size.choices > 0 ? (uint32_t)size.choices : USUAL_CHOICES);
}

static void
close_year(void *year)
{
	nation_free(year);
}

static size_t
count_choices(const void *year)
{
	return ((const struct nation *)year)->choices;
}

static void
add_text(struct writer *row, const char *text)
{
	writer_bytes(row, ",", 1);
	writer_bytes(row, text, strlen(text));
}

static void
add_number(struct writer *row, uint64_t number)
{
	struct phrase digits;

	phrase_clear(&digits);
	phrase_add_number(&digits, number, 0);
	add_text(row, digits.text);
}

static const char *
track_of(const struct candidate *c)
{
	return c->marks.subjects[3] == COLLEGE_PHYSICS ? "物理" : "历史";
}

static void
write_row(const void *year, uint64_t index, struct writer *row)
{
	const struct nation *nation = year;
	struct candidate c;
	size_t sat = 0;

	candidate_make(nation, index, &c);
	writer_bytes(row, c.id.text, c.id.len);
	add_text(row, c.person.name.text);
	add_text(row, c.male ? "男" : "女");
	add_text(row, c.province->name);
	add_text(row, track_of(&c));
	for (int subject = 0; subject < COLLEGE_SUBJECTS; subject++)
		if (sat < COLLEGE_SAT && c.marks.subjects[sat] == subject)
			add_number(row, c.marks.marks[sat++]);
		else
			add_text(row, "");
	add_number(row, c.marks.total);
	add_number(row, c.place);
	add_number(row, c.science);
	add_number(row, c.arts);
	for (uint32_t i = 0; i < nation->choices; i++)
		add_text(
		    row, i < c.choice_count ? nation->enrolment.ids[c.choices[i]] : "");
}

static void
write_record(const void *year, uint64_t index, struct writer *json)
{
	const struct nation *nation = year;
	struct candidate c;

	candidate_make(nation, index, &c);
	writer_open_object(json);
	form_text(json, "id", c.id.text);
	form_text(json, "name", c.person.name.text);
	form_text(json, "sex", c.male ? "男" : "女");
	form_text(json, "province", c.province->name);
	form_text(json, "track", track_of(&c));
	writer_name(json, "scores");
	writer_open_object(json);
	for (int i = 0; i < COLLEGE_SAT; i++)
		form_number(
		    json, college_subjects[c.marks.subjects[i]], c.marks.marks[i]);
	writer_close_object(json);
	form_number(json, "total", c.marks.total);
	writer_name(json, "places");
	writer_open_object(json);
	form_number(json, "unified", c.place);
	form_number(json, "science", c.science);
	form_number(json, "arts", c.arts);
	writer_close_object(json);
	writer_name(json, "choices");
	writer_open_array(json);
	for (uint32_t i = 0; i < c.choice_count; i++)
		writer_string_span(json,
		    (struct span){ nation->enrolment.ids[c.choices[i]], ENROLMENT_ID });
	writer_close_array(json);
	writer_close_object(json);
}

static size_t
count_programs(const void *year)
{
	return ((const struct nation *)year)->enrolment.programs;
}

static void
write_seats(
    const struct nation *nation, uint32_t number, bool own_order, struct writer *json)
{
	static const char *const needs[] = {
		[NEED_PHYSICS] = "applicant.track == '物理'",
		[NEED_CHEMISTRY] =
		    "applicant.track == '物理' && has(applicant.scores.chemistry)",
		[NEED_HISTORY] = "applicant.track == '历史'",
	};
	static const char *const orders[] = {
		[ORDER_SCIENCE] = "places.science",
		[ORDER_ARTS] = "places.arts",
	};
	const uint32_t *above = nation->enrolment.seats_above;
	struct enrolment_program p;

	enrolment_program(number, &p);
	writer_open_object(json);
	form_text(json, "id", nation->enrolment.ids[number]);
	form_text(json, "school", p.school.text);
	form_text(json, "name", p.field);
	form_text(json, "round", "regular");
	form_number(json, "capacity", above[number + 1] - above[number]);
	if (p.need != NEED_NONE)
		form_text(json, "eligible", needs[p.need]);
	if (own_order && p.order != ORDER_UNIFIED)
		form_text(json, "order", orders[p.order]);
	writer_close_object(json);
}

static void
write_program(const void *year, size_t number, struct writer *json)
{
	write_seats(year, (uint32_t)number, false, json);
}

static void
write_own_order(const void *year, size_t number, struct writer *json)
{
	write_seats(year, (uint32_t)number, true, json);
}

static const struct procedure_file files[] = {
	{ "programs-own-order.jsonl", count_programs, write_own_order },
	{ .name = NULL },
};

const struct procedure gaokao = {
	.name = "gaokao",
	.title = "2026年普通高等学校招生报名表（合成数据）",
	.columns = "考生号,姓名,性别,省份,首选科目,语文,数学,外语,物理,历史,化学,生物,"
		   "地理,思想政治,总分,位次,理科联测位次,文科联测位次",
	.choice_column = "志愿",
	.most_programs = most_programs,
	.open_sized = open_sized,
	.close = close_year,
	.choices = count_choices,
	.row = write_row,
	.record = write_record,
	.programs = count_programs,
	.program = write_program,
	.files = files,
};
