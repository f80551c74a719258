#include <stdlib.h>
#include <string.h>

#include "synthetic/cohort.h"
#include "synthetic/random.h"

enum {
	DAYS = 365,
	SEQUENCES = 995,
	PLACES = DAYS * SEQUENCES, /* of one area and school year, at most */
	MAX_AREAS = 100,
	MOVED_IN = 12, /* one in so many was first registered elsewhere */
	OLDER = 25,    /* one in so many is a year older */
};

/* Other counties and districts of the province, GB/T 2260 (2019). */
static const uint32_t elsewhere[] = { 620201, 620302, 620321, 620402, 620403, 620421,
	620422, 620423, 620502, 620503, 620521, 620522, 620523, 620524, 620525, 620602,
	620621, 620622, 620623, 620702, 620721, 620722, 620723, 620724, 620725, 620802,
	620821, 620822, 620823, 620825, 620826, 620881, 620902, 620921, 620922, 620923,
	620924, 620981, 620982, 621002, 621021, 621022, 621023, 621024, 621025, 621026,
	621027, 621102, 621121, 621122, 621123, 621124, 621125, 621126, 621202, 621221,
	621222, 621223, 621224, 621225, 621226, 621227, 621228, 622901, 622921, 622922,
	622923, 622924, 622925, 622926, 622927, 623001, 623021, 623022, 623023, 623024,
	623025, 623026, 623027 };

enum { ELSEWHERE = sizeof elsewhere / sizeof *elsewhere };

/* One of the 10,000 kinds of children that come round in the table. */
struct kind {
	uint16_t district, of_district; /* which one of the district's */
	uint16_t group, of_group;       /* which one of the group's */
};

/* A group is an area and a year of birth: its children share one list of places. */
struct cohort {
	uint16_t birth_year;
	uint16_t districts;
	uint32_t sequences; /* of a member */
	uint32_t births;    /* members of one day */
	uint16_t in_district[COHORT_MAX_DISTRICTS];
	uint16_t in_group[2 * MAX_AREAS];
	uint32_t first_place[2 * MAX_AREAS];
	uint32_t areas[MAX_AREAS];
	struct kind kinds[COHORT_SHARES];
	uint32_t places[PLACES];
};

/* The areas are the districts' own, then those elsewhere. */
static uint16_t
choose_area(const struct cohort *c, uint16_t district, uint32_t *moved)
{
	uint32_t others = c->districts + (uint32_t)ELSEWHERE;

	if (!(++*moved % MOVED_IN == 0))
		return district;
	return (uint16_t)(*moved / MOVED_IN % others);
}

static void
deal_kinds(struct cohort *c, struct random random, const struct cohort_share shares[])
{
	uint32_t order[COHORT_SHARES], moved = 0;
	size_t n = 0;

	for (uint32_t i = 0; i < COHORT_SHARES; i++)
		order[i] = i;
	random_shuffle(&random, order, COHORT_SHARES);
	for (uint16_t d = 0; d < c->districts; d++)
		for (uint16_t i = 0; i < shares[d].share; i++, n++) {
			struct kind *kind = &c->kinds[order[n]];

			kind->district = d;
			kind->group = (uint16_t)(2 * choose_area(c, d, &moved) +
						 (i % OLDER == OLDER / 2));
		}
	for (n = 0; n < COHORT_SHARES; n++) {
		struct kind *kind = &c->kinds[n];

		kind->of_district = c->in_district[kind->district]++;
		kind->of_group = c->in_group[kind->group]++;
	}
}

static uint32_t
count_places(const struct cohort *c)
{
	return DAYS * c->births;
}

struct cohort *
cohort_new(uint64_t seed, uint16_t birth_year, uint32_t sequences,
    const struct cohort_share shares[], size_t districts)
{
	struct cohort *c = calloc(1, sizeof *c);
	struct random random = random_stream(seed, 'c', 0);

	if (c == NULL)
		return NULL;
	c->birth_year = birth_year;
	c->sequences = sequences;
	c->births = SEQUENCES / sequences;
	c->districts = (uint16_t)districts;
	for (size_t i = 0; i < districts; i++)
		c->areas[i] = shares[i].area;
	memcpy(c->areas + districts, elsewhere, sizeof elsewhere);
	deal_kinds(c, random_stream(seed, 'c', 1), shares);
	for (uint32_t i = 0; i < count_places(c); i++)
		c->places[i] = i;
	random_shuffle(&random, c->places, count_places(c));
	for (size_t i = 0; i < 2 * MAX_AREAS; i++)
		c->first_place[i] = random_below(&random, count_places(c));
	return c;
}

void
cohort_free(struct cohort *c)
{
	free(c);
}

/* The n-th day of a school year that begins in September; 29 February is never used. */
static struct birth
day_of(uint32_t year, uint32_t n)
{
	static const uint8_t lengths[] = { 30, 31, 30, 31, 31, 28, 31, 30, 31, 30, 31,
		31 };
	uint32_t month = 0;

	while (n >= lengths[month])
		n -= lengths[month++];
	return (struct birth){ (uint16_t)(year + (month >= 4)),
		(uint8_t)((month + 8) % 12 + 1), (uint8_t)(n + 1) };
}

struct member
cohort_member(const struct cohort *c, uint64_t index)
{
	uint64_t round = index / COHORT_SHARES;
	const struct kind *kind = &c->kinds[index % COHORT_SHARES];
	uint64_t turn = round * c->in_group[kind->group] + kind->of_group;
	uint32_t places = count_places(c);
	uint32_t place = c->places[(turn + c->first_place[kind->group]) % places];
	uint32_t sequence = place % c->births * c->sequences + 1;
	uint32_t year =
	    c->birth_year - kind->group % 2U - (uint32_t)(turn / places) * 2U;

	return (struct member){
		.district = kind->district,
		.serial =
		    round * c->in_district[kind->district] + kind->of_district + 1,
		.area = c->areas[kind->group / 2],
		.birth = day_of(year, place / c->births),
		.sequence = sequence,
		.male = sequence % 2 == 1,
	};
}
