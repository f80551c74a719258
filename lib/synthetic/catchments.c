#include "synthetic/catchments.h"

#include "synthetic/form.h"

/* How a road or a village is divided among two schools. */
enum division { WHOLE, BY_NUMBER, BY_PARITY };

enum { ROAD_BORDER = CITY_HOUSES / 2, TEAM_BORDER = CITY_TEAMS / 2 };

/* A road, or a village behind all roads. */
struct stretch {
	uint32_t district, number;
};

static bool
is_village(const struct stretch *s)
{
	return s->number >= CITY_ROADS;
}

static enum division
division_of(const struct stretch *s)
{
	if (s->number % 4 == 0)
		return BY_NUMBER;
	return s->number % 4 == 1 && !is_village(s) ? BY_PARITY : WHOLE;
}

/* The first or the second half goes to a school that is far from the other one. */
static uint32_t
school_of(const struct stretch *s, uint32_t half)
{
	uint32_t schools = city_districts[s->district].juniors;

	return (s->number * 17 + s->district + half * (schools / 2 + 1)) % schools;
}

/* How many of the stretches of a district there are. */
static uint32_t
count_stretches(uint32_t district)
{
	return CITY_ROADS + (city_districts[district].rural ? CITY_VILLAGES : 0);
}

uint32_t
catchments_school(uint32_t district, const struct home *home)
{
	struct stretch s = { district,
		home->road + (home->in_village ? CITY_ROADS : 0) };
	uint32_t border = home->in_village ? TEAM_BORDER : ROAD_BORDER, half = 0;

	switch (division_of(&s)) {
	case WHOLE:
		break;
	case BY_NUMBER:
		half = home->number > border;
		break;
	case BY_PARITY:
		half = home->number % 2 == 0;
		break;
	}
	return school_of(&s, half);
}

/* How many of a million children of a district live on a stretch: see city_home(). */
static uint32_t
share_of(const struct stretch *s)
{
	bool rural = city_districts[s->district].rural;
	uint32_t all = 1000000, third = all / 3;

	if (is_village(s))
		return third * 2 / CITY_VILLAGES;
	return (rural ? third : all) / CITY_ROADS;
}

uint32_t
catchments_share(uint32_t district, uint32_t school)
{
	uint32_t share = 0;

	for (uint32_t i = 0; i < count_stretches(district); i++) {
		struct stretch s = { district, i };
		uint32_t halves = division_of(&s) == WHOLE ? 1 : 2;

		for (uint32_t half = 0; half < halves; half++)
			if (school_of(&s, half) == school)
				share += share_of(&s) / halves;
	}
	return share;
}

void
catchments_school_id(uint32_t district, uint32_t school, struct phrase *id)
{
	phrase_clear(id);
	phrase_add_number(id, city_districts[district].code * 100 + school + 1, 0);
}

/* Each stretch has two rows, of which the second one of a whole stretch is empty. */
size_t
catchments_rows(void)
{
	size_t rows = 1;

	for (uint32_t d = 0; d < CITY_DISTRICTS; d++)
		rows += 2 * count_stretches(d);
	return rows;
}

/* Numbers from and to, and the parity, of a half, with commas between. */
static void
write_half(const struct stretch *s, uint32_t half, struct phrase *text)
{
	uint32_t border = is_village(s) ? TEAM_BORDER : ROAD_BORDER;

	switch (division_of(s)) {
	case WHOLE:
		phrase_add(text, ",,");
		break;
	case BY_NUMBER:
		phrase_add_number(text, half == 0 ? 1 : border + 1, 0);
		phrase_add(text, ",");
		if (half == 0)
			phrase_add_number(text, border, 0);
		phrase_add(text, ",");
		break;
	case BY_PARITY:
		phrase_add(text, half == 0 ? ",,单" : ",,双");
		break;
	}
}

static void
write_rule(const struct stretch *s, uint32_t half, struct writer *row)
{
	struct phrase id = { 0 }, school = { 0 }, name = { 0 }, numbers = { 0 };

	phrase_add_number(&id, city_districts[s->district].code, 0);
	phrase_add(&id, "-");
	phrase_add_number(&id, s->number + 1, 3);
	if (division_of(s) != WHOLE)
		phrase_add(&id, half == 0 ? "a" : "b");
	catchments_school_id(s->district, school_of(s, half), &school);
	if (is_village(s))
		city_village(s->number - CITY_ROADS, &name);
	else
		city_road(s->number, &name);
	write_half(s, half, &numbers);
	writer_bytes(row, id.text, id.len);
	form_cell(row, school.text);
	form_cell(row, is_village(s) ? "社区村" : "道路");
	form_cell(row, name.text);
	writer_bytes(row, ",", 1);
	writer_bytes(row, numbers.text, numbers.len);
	form_cell(row, city_districts[s->district].name);
}

void
catchments_row(size_t number, struct writer *row)
{
	static const char header[] = "编号,学校,类别,名称,起号,止号,单双,区县";
	uint32_t rest = (uint32_t)(number - 1), district = 0, half;
	struct stretch s;

	if (number == 0) {
		writer_bytes(row, header, sizeof header - 1);
		return;
	}
	half = rest % 2;
	rest /= 2;
	while (rest >= count_stretches(district))
		rest -= count_stretches(district++);
	s = (struct stretch){ district, rest };
	if (half == 0 || division_of(&s) != WHOLE)
		write_rule(&s, half, row);
}
