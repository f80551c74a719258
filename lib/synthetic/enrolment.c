#include <stdlib.h>
#include <string.h>

#include "sort/interval.h"
#include "synthetic/enrolment.h"
#include "synthetic/provinces.h"

enum { SEATS_PERCENT = 80, FIELDS = 18, SCHOOLS_ABREAST = 16 };

/* clang-format off */
static const struct {
	const char *name;
	enum enrolment_need need;
	enum enrolment_order order;
} fields[FIELDS] = {
	{ "数学类", NEED_CHEMISTRY, ORDER_SCIENCE },
	{ "物理学类", NEED_CHEMISTRY, ORDER_SCIENCE },
	{ "计算机类", NEED_CHEMISTRY, ORDER_UNIFIED },
	{ "电子信息类", NEED_CHEMISTRY, ORDER_UNIFIED },
	{ "机械类", NEED_CHEMISTRY, ORDER_UNIFIED },
	{ "化学类", NEED_CHEMISTRY, ORDER_SCIENCE },
	{ "临床医学类", NEED_CHEMISTRY, ORDER_UNIFIED },
	{ "土木类", NEED_PHYSICS, ORDER_UNIFIED },
	{ "护理学类", NEED_PHYSICS, ORDER_UNIFIED },
	{ "建筑类", NEED_NONE, ORDER_UNIFIED },
	{ "经济学类", NEED_NONE, ORDER_UNIFIED },
	{ "工商管理类", NEED_NONE, ORDER_UNIFIED },
	{ "法学类", NEED_NONE, ORDER_ARTS },
	{ "教育学类", NEED_NONE, ORDER_UNIFIED },
	{ "外国语言文学类", NEED_NONE, ORDER_ARTS },
	{ "中国语言文学类", NEED_NONE, ORDER_ARTS },
	{ "历史学类", NEED_HISTORY, ORDER_ARTS },
	{ "新闻传播学类", NEED_HISTORY, ORDER_UNIFIED },
};
/* clang-format on */

/* Sixteen schools of one fame have their programs among each other. */
static uint32_t
school_of(uint32_t number)
{
	return number / (FIELDS * SCHOOLS_ABREAST) * SCHOOLS_ABREAST +
	       number % SCHOOLS_ABREAST;
}

/* A school has each field once, since 7 and 18 have no divisor in common. */
static uint32_t
field_of(uint32_t number)
{
	return (number / SCHOOLS_ABREAST * 7 + number % SCHOOLS_ABREAST * 5) % FIELDS;
}

uint32_t
enrolment_most(uint64_t candidates)
{
	if (candidates / 2 > ENROLMENT_MOST)
		return ENROLMENT_MOST;
	return candidates < 2 ? 1 : (uint32_t)(candidates / 2);
}

/* Share out the seats by random weights; each program gets at least one. */
static void
share_seats(struct enrolment *e, struct random *r)
{
	uint64_t spare = e->seats - e->programs, weights = 0, before = 0;

	for (uint32_t i = 0; i < e->programs; i++) {
		e->seats_above[i] = 20 + random_below(r, 181);
		weights += e->seats_above[i];
	}
	for (uint32_t i = 0; i < e->programs; i++) {
		uint64_t weight = e->seats_above[i];

		e->seats_above[i] = (uint32_t)(spare * before / weights + i);
		before += weight;
	}
	e->seats_above[e->programs] = (uint32_t)e->seats;
}

bool
enrolment_new(
    struct enrolment *e, uint64_t seed, uint64_t candidates, uint32_t programs)
{
	struct random r = random_stream(seed, 'e', programs);

	e->programs = programs;
	e->seats = (candidates * SEATS_PERCENT + 99) / 100;
	e->seats_above = malloc((programs + (size_t)1) * sizeof *e->seats_above);
	e->sights = malloc(programs * sizeof *e->sights);
	e->ids = malloc(programs * sizeof *e->ids);
	if (e->seats_above == NULL || e->sights == NULL || e->ids == NULL)
		return false;
	share_seats(e, &r);
	for (uint32_t i = 0; i < programs; i++) {
		struct phrase id = { 0 };

		/* Some are on everybody's lips: the n-th of eight by 1/n. */
		e->sights[i].talk = (uint8_t)(256 / (1 + random_below(&r, 8)) - 1);
		e->sights[i].need = (uint8_t)fields[field_of(i)].need;
		phrase_add_number(&id, 10001 + school_of(i), 5);
		phrase_add_number(&id, field_of(i) + 1, 2);
		memcpy(e->ids[i], id.text, ENROLMENT_ID + 1);
	}
	return true;
}

void
enrolment_free(struct enrolment *e)
{
	free(e->seats_above);
	free(e->sights);
	free(e->ids);
}

void
enrolment_program(uint32_t number, struct enrolment_program *p)
{
	uint32_t field = field_of(number);

	province_school(school_of(number), &p->school);
	p->field = fields[field].name;
	p->need = fields[field].need;
	p->order = fields[field].order;
}

bool
enrolment_open(enum enrolment_need need, const struct college_marks *m)
{
	switch (need) {
	case NEED_NONE:
		break;
	case NEED_PHYSICS:
		return m->subjects[3] == COLLEGE_PHYSICS;
	case NEED_CHEMISTRY:
		return m->subjects[3] == COLLEGE_PHYSICS &&
		       m->subjects[4] == COLLEGE_CHEMISTRY;
	case NEED_HISTORY:
		return m->subjects[3] == COLLEGE_HISTORY;
	}
	return true;
}

static uint64_t
seats_above(const void *seats, size_t i)
{
	return ((const uint32_t *)seats)[i];
}

uint32_t
enrolment_at(const struct enrolment *e, uint64_t place)
{
	return (uint32_t)interval_find(e->seats_above, e->programs, place, seats_above);
}
