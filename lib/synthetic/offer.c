#include <stdlib.h>

#include "sort/interval.h"
#include "synthetic/city.h"
#include "synthetic/offer.h"

enum {
	CHILDREN_PER_PROGRAM = 370,
	FEWEST_PROGRAMS = 24,
	SEATS_PERCENT = 62,
	SELECTIVE = 4, /* one school in so many has a selective class too */
};

struct offer {
	uint64_t applicants;
	size_t count;
	struct program programs[];
};

static size_t
how_many(uint64_t applicants, uint64_t seats)
{
	uint64_t count = applicants / CHILDREN_PER_PROGRAM;

	if (count < FEWEST_PROGRAMS)
		count = FEWEST_PROGRAMS;
	return (size_t)(count < seats ? count : seats);
}

/* Every district is in turn as often as its share of the schools says. */
static uint32_t
next_district(int64_t credit[CITY_DISTRICTS])
{
	uint32_t richest = 0;

	for (uint32_t d = 0; d < CITY_DISTRICTS; d++) {
		credit[d] += city_districts[d].seats_share;
		if (credit[d] > credit[richest])
			richest = d;
	}
	credit[richest] -= 10000;
	return richest;
}

static void
name_programs(struct offer *offer, struct random *r)
{
	int64_t credit[CITY_DISTRICTS];
	uint32_t schools[CITY_DISTRICTS] = { 0 };
	bool selective[CITY_DISTRICTS] = {
		false
	}; /* and still without another class */
	int width = offer->count < 100 ? 2 : offer->count < 1000 ? 3 : 5;

	/* Schools in town come first in fame. */
	for (uint32_t d = 0; d < CITY_DISTRICTS; d++)
		credit[d] = city_districts[d].rural ? -8000 : 0;
	for (size_t i = 0; i < offer->count; i++) {
		struct program *p = &offer->programs[i];
		uint32_t d = next_district(credit);

		selective[d] = !selective[d] && random_one_in(r, SELECTIVE);
		phrase_add(&p->id, "S");
		phrase_add_number(&p->id, i + 1, width);
		p->district = d;
		p->selective = selective[d];
		city_school(d, schools[d], "高级中学", &p->school);
		schools[d] += !selective[d];
	}
}

/* Share out the seats by random weights; each program gets at least one. */
static void
share_seats(struct offer *offer, struct random *r, uint64_t seats)
{
	uint64_t spare = seats - offer->count, weights = 0, given = 0, before = 0;

	for (size_t i = 0; i < offer->count; i++) {
		struct program *p = &offer->programs[i];

		p->capacity = (60 + random_below(r, 81)) / (p->selective ? 3 : 1);
		weights += p->capacity;
	}
	for (size_t i = 0; i < offer->count; i++) {
		struct program *p = &offer->programs[i];
		uint64_t upto;

		before += p->capacity;
		upto = spare * before / weights;
		p->seats_above = given + i;
		p->capacity = (uint32_t)(upto - given + 1);
		given = upto;
	}
}

/* Which seats are for junior schools, and which come in the second round. */
static void
set_rounds(struct offer *offer)
{
	for (size_t i = 0; i < offer->count; i++) {
		struct program *p = &offer->programs[i];

		if (i < offer->count / 2 && !p->selective)
			p->quota = p->capacity / 2;
		p->second = i >= offer->count - offer->count * 3 / 10;
	}
}

struct offer *
offer_new(uint64_t seed, uint64_t applicants)
{
	uint64_t seats = (applicants * SEATS_PERCENT + 99) / 100;
	size_t count = how_many(applicants, seats);
	struct offer *offer =
	    calloc(1, sizeof *offer + count * sizeof *offer->programs);
	struct random random = random_stream(seed, 'o', 0);

	if (offer == NULL)
		return NULL;
	offer->applicants = applicants;
	offer->count = count;
	name_programs(offer, &random);
	share_seats(offer, &random, seats);
	set_rounds(offer);
	return offer;
}

void
offer_free(struct offer *offer)
{
	free(offer);
}

size_t
offer_count(const struct offer *offer)
{
	return offer->count;
}

const struct program *
offer_program(const struct offer *offer, size_t number)
{
	return &offer->programs[number];
}

/*
 * How many of 10,000 are better: the upper tail of the normal distribution (any
 * published table), at every quarter of a deviation, linear between them.
 */
static uint32_t
better_than(int32_t ability)
{
	static const uint16_t tail[] = { 9987, 9970, 9938, 9878, 9772, 9599, 9332, 8944,
		8413, 7734, 6915, 5987, 5000, 4013, 3085, 2266, 1587, 1056, 668, 401,
		228, 122, 62, 30, 13 };
	enum { STEP = RANDOM_DEVIATION / 4, STEPS = sizeof tail / sizeof *tail - 1 };
	int32_t at = ability + 3 * RANDOM_DEVIATION;

	if (at < 0)
		return tail[0];
	if (at / STEP >= STEPS)
		return tail[STEPS];
	return (uint32_t)(tail[at / STEP] -
			  (tail[at / STEP] - tail[at / STEP + 1]) * (at % STEP) / STEP);
}

static uint64_t
seats_above(const void *programs, size_t i)
{
	return ((const struct program *)programs)[i].seats_above;
}

/* The program that this place in the order of all children would just get. */
static size_t
program_for(const struct offer *offer, uint64_t place)
{
	return interval_find(offer->programs, offer->count, place, seats_above);
}

/* Whether a child would go to a program: at home yes, far away if it is famous. */
static bool
would_go(const struct offer *offer, struct random *r, uint32_t district, size_t program)
{
	if (offer->programs[program].district == district)
		return true;
	if (program <= offer->count / 6)
		return !random_one_in(r, 4);
	return random_one_in(r, city_districts[district].rural ? 6 : 3);
}

size_t
offer_choose(const struct offer *offer, struct random *r, uint32_t district,
    int32_t ability, uint32_t choices[OFFER_MAX_CHOICES])
{
	static const uint16_t wanted_weights[OFFER_MAX_CHOICES] = { 2, 3, 5, 7, 9, 12,
		12, 13, 10, 10, 7, 10 };
	size_t wanted = random_weighted(r, wanted_weights, OFFER_MAX_CHOICES) + 1,
	       count = 0;
	uint32_t many = (uint32_t)offer->count;
	size_t aim =
	    program_for(offer, offer->applicants * better_than(ability) / 10000);
	size_t reach = random_below(r, many / 4 + 2);
	size_t modest = many - many / 5; /* nobody aims at the last places only */

	if (aim > modest)
		aim = modest;
	for (size_t i = aim > reach ? aim - reach : 0; i < many && count < wanted;
	     i += 1 + random_below(r, many / 40 + 1))
		if (would_go(offer, r, district, i))
			choices[count++] = (uint32_t)i;
	if (count == 0)
		choices[count++] = random_below(r, many);

	/* Not everybody sees the schools in the same order. */
	for (size_t i = 1; i < count; i++)
		if (random_one_in(r, 6)) {
			uint32_t liked = choices[i];

			choices[i] = choices[i - 1];
			choices[i - 1] = liked;
		}
	return count;
}

/* Shared out evenly; where schools begin to get one more differs by program. */
uint32_t
offer_cell(const struct offer *offer, size_t program, uint32_t junior)
{
	const struct program *p = &offer->programs[program];
	uint64_t juniors = city_districts[p->district].juniors;
	uint64_t turn = (junior + program * 7) % juniors;

	return (uint32_t)(p->quota * (turn + 1) / juniors - p->quota * turn / juniors);
}

size_t
offer_choose_feeder(const struct offer *offer, struct random *r, uint32_t district,
    uint32_t junior, int32_t ability, uint32_t choices[OFFER_MAX_FEEDER])
{
	static const uint16_t wanted_weights[] = { 3, 3, 4 };
	size_t wanted = random_weighted(r, wanted_weights, OFFER_MAX_FEEDER + 1),
	       count = 0;
	size_t aim =
	    program_for(offer, offer->applicants * better_than(ability) / 10000);
	size_t reach = random_below(r, (uint32_t)offer->count / 2 + 1);

	for (size_t i = aim > reach ? aim - reach : 0;
	     i < offer->count && count < wanted; i++)
		if (offer->programs[i].district == district &&
		    offer_cell(offer, i, junior) > 0)
			choices[count++] = (uint32_t)i;
	return count;
}

size_t
offer_choose_supplementary(const struct offer *offer, struct random *r,
    uint32_t district, uint32_t choices[OFFER_MAX_SUPPLEMENTARY])
{
	static const uint16_t wanted_weights[] = { 2, 3, 3, 2 };
	size_t wanted = random_weighted(r, wanted_weights, OFFER_MAX_SUPPLEMENTARY + 1);
	size_t half = offer->count / 2, count = 0;

	for (size_t i = half + random_below(r, (uint32_t)(offer->count - half));
	     i < offer->count && count < wanted; i++)
		if (would_go(offer, r, district, i))
			choices[count++] = (uint32_t)i;
	return count;
}
