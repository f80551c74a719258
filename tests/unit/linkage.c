/*
 * linkage.c - clusters from keys and pairs, their guards, twins and homes
 *
 * Small cases that can be checked by eye; and random records in random orders, which
 * must give the same clusters.
 */
#undef NDEBUG
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "identity/homes.h"
#include "identity/linkage.h"
#include "synthetic/random.h"

enum { MOST = 40, KEYS = 3 };

/* Two certain keys, of which a person has one value each, and a weak one. */
static const enum strength strengths[KEYS] = { STRENGTH_CERTAIN, STRENGTH_CERTAIN,
	STRENGTH_WEAK };
static const bool one_each[KEYS] = { true, true, false };

static struct digest
digest(uint64_t n)
{
	return (struct digest){ n, n };
}

struct problem {
	uint32_t count, earlier;
	struct digest keys[MOST * KEYS], same[MOST], differ[MOST];
	uint32_t places[MOST];
	int32_t scores[MOST][MOST];
	struct linkage_pair pairs[MOST * MOST];
	size_t pair_count, firm;
	struct twin_keys twins;
};

static int32_t
score(void *context, uint32_t a, uint32_t b)
{
	return ((struct problem *)context)->scores[a][b];
}

static void
open_problem(struct problem *p, uint32_t count)
{
	memset(p, 0, sizeof *p);
	p->count = count;
	for (uint32_t i = 0; i < count; i++)
		p->places[i] = i;
}

static void
add_pair(struct problem *p, uint32_t a, uint32_t b, int32_t bits)
{
	p->scores[a][b] = p->scores[b][a] = bits;
	p->pairs[p->pair_count++] = (struct linkage_pair){ bits, a, b };
}

static void
run(struct problem *p, struct linkage *l, bool one_to_one)
{
	struct linkage_evidence e = { .count = p->count,
		.earlier = p->earlier,
		.places = p->places,
		.keys = KEYS,
		.strengths = strengths,
		.one_each = one_each,
		.digests = p->keys,
		.twins = &p->twins,
		.one_to_one = one_to_one,
		.pairs = p->pairs,
		.pair_count = p->pair_count,
		.match = 10000,
		.chain = -5000,
		.score = score,
		.context = p };

	p->twins = (struct twin_keys){ 1, 1, p->firm, p->same, p->differ };
	assert(linkage_run(l, &e));
}

static bool
are_one(const struct linkage *l, enum strength strength, uint32_t a, uint32_t b)
{
	return l->names[strength][a] == l->names[strength][b];
}

/* 0 and 1 by the first key; 2 with 1 by the weak key; 3 by nothing. */
static void
test_strengths(void)
{
	struct problem p;
	struct linkage l;

	open_problem(&p, 4);
	p.keys[0 * KEYS] = p.keys[1 * KEYS] = digest(7);
	p.keys[1 * KEYS + 2] = p.keys[2 * KEYS + 2] = digest(9);
	run(&p, &l, false);
	assert(are_one(&l, STRENGTH_CERTAIN, 0, 1));
	assert(!are_one(&l, STRENGTH_STRONG, 1, 2));
	assert(are_one(&l, STRENGTH_WEAK, 0, 2));
	assert(!are_one(&l, STRENGTH_WEAK, 0, 3));
	assert(
	    l.partners[0] == 1 && l.partners[2] == 1 && l.partners[3] == LINKAGE_NONE);
	linkage_close(&l);
}

/*
 * 0 and 2 have different numbers; 1 has none and shares the weak key with both: joining
 * it with either would be a guess.
 */
static void
test_different_ids(void)
{
	struct problem p;
	struct linkage l;

	open_problem(&p, 3);
	p.keys[0 * KEYS] = digest(1);
	p.keys[2 * KEYS] = digest(2);
	for (int i = 0; i < 3; i++)
		p.keys[i * KEYS + 2] = digest(5);
	run(&p, &l, false);
	assert(!are_one(&l, STRENGTH_WEAK, 0, 1) && !are_one(&l, STRENGTH_WEAK, 1, 2));
	assert(l.split_why[0] == LINKAGE_IDS && l.split_why[2] == LINKAGE_IDS);
	linkage_close(&l);

	/* By pairs: 1 is joined where the score is higher, the chain to 2 is cut. */
	open_problem(&p, 3);
	p.keys[0 * KEYS] = digest(1);
	p.keys[2 * KEYS] = digest(2);
	add_pair(&p, 0, 1, 12000);
	add_pair(&p, 1, 2, 15000);
	run(&p, &l, false);
	assert(are_one(&l, STRENGTH_STRONG, 1, 2) && !are_one(&l, STRENGTH_WEAK, 0, 1));
	assert(l.split_from[0] == 1 && l.split_why[0] == LINKAGE_IDS);
	linkage_close(&l);

	/* The first certain key wins over the second. */
	open_problem(&p, 2);
	p.keys[0] = p.keys[KEYS] = digest(1);
	p.keys[1] = digest(3);
	p.keys[KEYS + 1] = digest(4);
	run(&p, &l, false);
	assert(are_one(&l, STRENGTH_CERTAIN, 0, 1));
	linkage_close(&l);
	p.keys[1] = p.keys[KEYS + 1] = digest(3);
	p.keys[0] = digest(8);
	run(&p, &l, false);
	assert(!are_one(&l, STRENGTH_WEAK, 0, 1));
	linkage_close(&l);
}

/* 0 - 1 - 2 - 3 in a row, the ends far apart: the mean of the cross pairs decides. */
static void
test_chain(void)
{
	struct problem p;
	struct linkage l;

	open_problem(&p, 4);
	for (uint32_t i = 0; i < 4; i++)
		for (uint32_t j = 0; j < 4; j++)
			p.scores[i][j] = -30000;
	add_pair(&p, 0, 1, 20000);
	add_pair(&p, 2, 3, 19000);
	add_pair(&p, 1, 2, 11000);
	run(&p, &l, false);
	assert(
	    are_one(&l, STRENGTH_STRONG, 0, 1) && are_one(&l, STRENGTH_STRONG, 2, 3));
	assert(!are_one(&l, STRENGTH_WEAK, 1, 2));
	assert(l.split_why[1] == LINKAGE_CHAIN && l.split_from[1] == 2);
	linkage_close(&l);
}

/* Twins who are alike in all but what differs, and one of them twice. */
static void
test_twins(void)
{
	uint32_t persons[3];
	struct clusters twins;
	struct problem p;
	struct linkage l;

	open_problem(&p, 3);
	for (int i = 0; i < 3; i++)
		p.same[i] = digest(1);
	p.differ[0] = p.differ[2] = digest(1);
	p.differ[1] = digest(2);
	add_pair(&p, 0, 1, 40000);
	add_pair(&p, 1, 2, 40000);
	add_pair(&p, 0, 2, 30000);
	run(&p, &l, false);
	assert(are_one(&l, STRENGTH_STRONG, 0, 2));
	assert(!are_one(&l, STRENGTH_WEAK, 0, 1));
	memcpy(persons, l.names[STRENGTH_CERTAIN], sizeof persons);
	assert(clusters_open(&twins, 3, p.places));
	assert(twins_join(&p.twins, 0, persons, &twins));
	assert(clusters_size(&twins, clusters_find(&twins, 2)) == 3);
	assert(clusters_sort(&twins));
	assert(clusters_next(&twins, 0) == 1 && clusters_next(&twins, 1) == 2 &&
	       clusters_next(&twins, 2) == 0);
	clusters_close(&twins);
	linkage_close(&l);

	/* A certain key that is the same says that they are one; firm twins are two. */
	p.pair_count = 0;
	p.keys[0 * KEYS] = p.keys[1 * KEYS] = digest(7);
	for (p.firm = 0; p.firm < 2; p.firm++) {
		run(&p, &l, false);
		assert(are_one(&l, STRENGTH_CERTAIN, 0, 1) == (p.firm == 0));
		assert(l.split_why[1] == (p.firm == 0 ? LINKAGE_WHOLE : LINKAGE_TWINS));
		assert(p.firm == 0 || l.split_from[1] == 0);
		linkage_close(&l);
	}
	p.firm = 0;
	p.keys[0 * KEYS] = p.keys[1 * KEYS] = digest(0);

	/* What differs and is missing says nothing. */
	p.differ[1] = digest(0);
	assert(!twins_are(&p.twins, 0, 1));
}

/* Records 0 and 1 of the other file; 2 is like both, and likes 1 better. */
static void
test_one_to_one(void)
{
	struct problem p;
	struct linkage l;

	open_problem(&p, 4);
	p.earlier = 2;
	add_pair(&p, 0, 2, 20000);
	add_pair(&p, 1, 2, 21000);
	add_pair(&p, 0, 3, 20000);
	run(&p, &l, true);
	assert(are_one(&l, STRENGTH_WEAK, 1, 2) && are_one(&l, STRENGTH_WEAK, 0, 3));
	assert(!are_one(&l, STRENGTH_WEAK, 0, 2));
	linkage_close(&l);

	/* A tie: the pair whose records come first in the order. */
	p.pair_count = 0;
	add_pair(&p, 1, 2, 20000);
	add_pair(&p, 0, 2, 20000);
	run(&p, &l, true);
	assert(are_one(&l, STRENGTH_WEAK, 0, 2) && !are_one(&l, STRENGTH_WEAK, 1, 2));
	linkage_close(&l);
}

static void
shuffle(struct random *r, uint32_t *order, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		order[i] = i;
	for (uint32_t i = count; i > 1; i--) {
		uint32_t j = (uint32_t)random_below(r, i), other = order[i - 1];

		order[i - 1] = order[j];
		order[j] = other;
	}
}

/* Another digest for the same value, as in another process. */
static struct digest
other_digest(struct digest d, uint64_t secret)
{
	return d.high == 0 ? d : digest((d.high ^ secret) * 0x9e3779b97f4a7c15);
}

/* The same problem with record i at order[i], its pairs in another order too. */
static void
move(const struct problem *from, struct problem *to, const uint32_t *order,
    struct random *r)
{
	uint32_t pairs[MOST * MOST];
	uint64_t secret = random_next(r) << 8;

	open_problem(to, from->count);
	to->firm = from->firm;
	for (uint32_t i = 0; i < from->count; i++) {
		for (int k = 0; k < KEYS; k++)
			to->keys[order[i] * KEYS + (uint32_t)k] =
			    other_digest(from->keys[i * KEYS + (uint32_t)k], secret);
		to->same[order[i]] = from->same[i];
		to->differ[order[i]] = from->differ[i];
		to->places[order[i]] = from->places[i];
		for (uint32_t j = 0; j < from->count; j++)
			to->scores[order[i]][order[j]] = from->scores[i][j];
	}
	shuffle(r, pairs, (uint32_t)from->pair_count);
	for (size_t i = 0; i < from->pair_count; i++) {
		const struct linkage_pair *p = &from->pairs[pairs[i]];

		to->pairs[i] =
		    (struct linkage_pair){ p->score, order[p->b], order[p->a] };
	}
	to->pair_count = from->pair_count;
}

static void
make_random(struct problem *p, struct random *r)
{
	/* Many have no number, or few; few agree in the weak key, or many. */
	uint32_t lacking = 1 + random_below(r, 3), often = 1 + random_below(r, 4);

	open_problem(p, 2 + (uint32_t)random_below(r, MOST - 2));
	p->firm = random_below(r, 2);
	for (uint32_t i = 0; i < p->count; i++) {
		for (int k = 0; k < KEYS; k++)
			if (k == KEYS - 1 || random_below(r, 4) >= lacking)
				p->keys[i * KEYS + (uint32_t)k] =
				    digest(1 + random_below(r, p->count / often + 1));
		p->same[i] = digest(random_below(r, 10));
		p->differ[i] = digest(random_below(r, 3));
		for (uint32_t j = 0; j < i; j++) {
			/* Few different scores, so that there are ties. */
			int32_t bits = ((int32_t)random_below(r, 60) - 35) * 1000;

			p->scores[i][j] = p->scores[j][i] = bits;
			if (bits >= 0)
				add_pair(p, i, j, bits);
		}
	}
}

/* No cluster breaks a guard, whatever joined it. */
static void
check_guards(const struct problem *p, const struct linkage *l)
{
	for (uint32_t i = 0; i < p->count; i++)
		for (uint32_t j = 0; j < i; j++) {
			struct digest x = p->keys[i * KEYS], y = p->keys[j * KEYS];

			if (x.high != 0 && x.high == y.high && p->firm == 0)
				assert(are_one(l, STRENGTH_CERTAIN, i, j));
			if (x.high != 0 && y.high != 0 && x.high != y.high)
				assert(!are_one(l, STRENGTH_WEAK, i, j));
			if (are_one(l, STRENGTH_WEAK, i, j) &&
			    !are_one(l, STRENGTH_CERTAIN, i, j))
				assert(!twins_are(&p->twins, i, j));
			for (int s = STRENGTH_CERTAIN; s < STRENGTH_WEAK; s++)
				if (are_one(l, (enum strength)s, i, j))
					assert(are_one(l, STRENGTH_WEAK, i, j));
		}
}

static void
test_any_order(void)
{
	struct random r = random_stream(42, 'l', 0);

	for (int trial = 0; trial < 300; trial++) {
		static struct problem p, moved;
		struct linkage l, other;
		uint32_t order[MOST];

		make_random(&p, &r);
		shuffle(&r, order, p.count);
		move(&p, &moved, order, &r);
		run(&p, &l, false);
		check_guards(&p, &l);
		run(&moved, &other, false);
		for (uint32_t i = 0; i < p.count; i++) {
			for (int s = 0; s < STRENGTHS; s++)
				assert(
				    order[l.names[s][i]] == other.names[s][order[i]]);
			assert(l.split_why[i] == other.split_why[order[i]]);
			if (l.split_why[i] != LINKAGE_WHOLE)
				assert(order[l.split_from[i]] ==
				       other.split_from[order[i]]);
			if (l.partners[i] == LINKAGE_NONE)
				assert(other.partners[order[i]] == LINKAGE_NONE);
			else
				assert(
				    order[l.partners[i]] == other.partners[order[i]]);
		}
		linkage_close(&l);
		linkage_close(&other);
	}
}

/* Homes */

static int
is_excepted(void *context, uint32_t record, uint32_t user)
{
	const uint32_t *siblings = context;

	return siblings[record] != 0 && siblings[record] == siblings[user];
}

static void
test_homes(void)
{
	enum { COUNT = 7 };
	static const int32_t year[COUNT] = { 2014, 2015, 2017, 2020, 2020, 2020,
		HOMES_NO_YEAR };
	static const uint32_t places[COUNT] = { 0, 1, 2, 3, 4, 5, 6 };
	uint32_t siblings[COUNT] = { 0 }, users[COUNT];
	/* Home 1 by unit in 0, 1 and 3; 2 and 4 by address only; 5 is nobody else's. */
	const struct digest units[COUNT] = { { 1, 1 }, { 1, 1 }, { 0, 0 }, { 1, 1 },
		{ 0, 0 }, { 5, 5 }, { 1, 1 } };
	const struct digest addresses[COUNT] = { { 8, 8 }, { 9, 9 }, { 8, 8 }, { 9, 9 },
		{ 8, 8 }, { 8, 8 }, { 8, 8 } };
	struct homes homes = { .count = COUNT,
		.earlier = 3,
		.units = units,
		.addresses = addresses,
		.year = year,
		.places = places,
		.persons = places,
		.years = 6,
		.is_excepted = is_excepted,
		.context = siblings };

	assert(homes_judge(&homes, users));
	assert(users[0] == HOMES_NONE && users[1] == HOMES_NONE);
	assert(users[3] == 1); /* 2015 is five years before, 2014 is six */
	/* 5 has another unit than anybody, but 4 has none: the address decides, and the
	 * same year is nearer than 2017. */
	assert(users[4] == 5);
	assert(users[5] == 4);
	assert(users[6] == HOMES_NONE);

	/* 1 is excepted, and 0 is six years before: not within six. */
	siblings[1] = siblings[3] = 1;
	assert(homes_judge(&homes, users));
	assert(users[3] == HOMES_NONE);
	homes.years = 7;
	assert(homes_judge(&homes, users));
	assert(users[3] == 0);
}

static bool
year_is(const char *text, bool school, int32_t expected)
{
	int32_t year;

	return homes_read_year((struct span){ text, strlen(text) }, school, &year) &&
	       year == expected;
}

static void
test_years(void)
{
	int32_t year;

	assert(year_is("2020", false, 2020) && year_is("2020", true, 2020));
	assert(year_is("2020-08-31", false, 2020) && year_is("2020-08-31", true, 2019));
	assert(year_is("2020-09-01", true, 2020));
	assert(!homes_read_year((struct span){ "20", 2 }, false, &year));
	assert(!homes_read_year((struct span){ "2020-13-01", 10 }, false, &year));
	assert(homes_is_unit((struct span){ "620102001001gb00001f00010001", 28 }));
	assert(!homes_is_unit((struct span){ "620102001001gb00001f0001000", 27 }));
	assert(!homes_is_unit((struct span){ "620102001001gb00001f0001-001", 28 }));
}

int
main(void)
{
	test_strengths();
	test_different_ids();
	test_chain();
	test_twins();
	test_one_to_one();
	test_any_order();
	test_homes();
	test_years();
	return 0;
}
