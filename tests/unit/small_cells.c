#include "publish/small_cells.h"

#undef NDEBUG
#include <assert.h>
#include <string.h>

#include "fixed_seed.h"

enum { SIDE = 4, INNER = SIDE * SIDE * SIDE };

/* A table of up to three dimensions, totals at 0; cells that count nobody are none. */
struct table {
	size_t dimensions, side[3];
	uint64_t count[SIDE + 1][SIDE + 1][SIDE + 1];
	size_t number[SIDE + 1][SIDE + 1][SIDE + 1]; /* of the cell */
	bool suppressed[SIDE + 1][SIDE + 1][SIDE + 1];
};

static size_t
last(const struct table *t, size_t dimension)
{
	return dimension < t->dimensions ? t->side[dimension] : 0;
}

/* Where the values of the dimensions that there are begin: a missing one is a total. */
static size_t
first(const struct table *t, size_t dimension)
{
	return dimension < t->dimensions ? 1 : 0;
}

static void
sum_up(const struct table *t, uint64_t count[SIDE + 1][SIDE + 1][SIDE + 1])
{
	for (size_t a = 0; a <= last(t, 0); a++)
		for (size_t b = 0; b <= last(t, 1); b++)
			for (size_t c = 0; c <= last(t, 2); c++) {
				if (a >= first(t, 0) && b >= first(t, 1) &&
				    c >= first(t, 2))
					continue;
				count[a][b][c] = 0;
			}
	for (size_t a = first(t, 0); a <= last(t, 0); a++)
		for (size_t b = first(t, 1); b <= last(t, 1); b++)
			for (size_t c = first(t, 2); c <= last(t, 2); c++)
				for (unsigned open = 1; open < 1u << t->dimensions;
				     open++)
					count[(open & 1) != 0 ? 0 : a]
					     [(open & 2) != 0 ? 0 : b]
					     [(open & 4) != 0 ? 0 : c] +=
					    count[a][b][c];
}

/* Sum up, and have the cells suppressed. */
static size_t
suppress(struct table *t, uint64_t least, bool totals)
{
	struct small_cells *cells = small_cells_new(t->dimensions);
	size_t count = 0, suppressed;

	assert(cells != NULL);
	sum_up(t, t->count);
	memset(t->suppressed, 0, sizeof t->suppressed);
	for (size_t a = 0; a <= last(t, 0); a++)
		for (size_t b = 0; b <= last(t, 1); b++)
			for (size_t c = 0; c <= last(t, 2); c++) {
				uint32_t at[3] = { (uint32_t)a, (uint32_t)b,
					(uint32_t)c };
				bool inner = a >= first(t, 0) && b >= first(t, 1) &&
					     c >= first(t, 2);

				if (t->count[a][b][c] == 0 || !(totals || inner))
					continue;
				assert(small_cells_add(cells, at, t->count[a][b][c]));
				t->number[a][b][c] = count++;
			}
	suppressed = small_cells_suppress(cells, least);
	for (size_t a = 0; a <= last(t, 0); a++)
		for (size_t b = 0; b <= last(t, 1); b++)
			for (size_t c = 0; c <= last(t, 2); c++)
				if (t->count[a][b][c] > 0 &&
				    (totals || (a > 0 && b >= first(t, 1) &&
						   c >= first(t, 2))))
					t->suppressed[a][b][c] =
					    small_cells_is_suppressed(
						cells, t->number[a][b][c]);
	small_cells_free(cells);
	return suppressed;
}

/*
 * The attack: every table of numbers from 1 in the suppressed cells that has the
 * published sums.  A number is known if it is the same in all.
 */
struct attack {
	const struct table *t;
	uint64_t guess[SIDE + 1][SIDE + 1][SIDE + 1];
	uint64_t least[SIDE + 1][SIDE + 1][SIDE + 1];
	uint64_t most[SIDE + 1][SIDE + 1][SIDE + 1];
	size_t at[INNER][3], open; /* the inner cells that are suppressed */
	uint64_t found;
};

static void
take(struct attack *k)
{
	const struct table *t = k->t;

	sum_up(t, k->guess);
	for (size_t a = 0; a <= last(t, 0); a++)
		for (size_t b = 0; b <= last(t, 1); b++)
			for (size_t c = 0; c <= last(t, 2); c++)
				if (!t->suppressed[a][b][c] &&
				    k->guess[a][b][c] != t->count[a][b][c])
					return;
	k->found++;
	for (size_t a = 0; a <= last(t, 0); a++)
		for (size_t b = 0; b <= last(t, 1); b++)
			for (size_t c = 0; c <= last(t, 2); c++) {
				uint64_t guess = k->guess[a][b][c];

				if (k->found == 1 || guess < k->least[a][b][c])
					k->least[a][b][c] = guess;
				if (k->found == 1 || guess > k->most[a][b][c])
					k->most[a][b][c] = guess;
			}
}

static void
guess(struct attack *k, size_t cell, uint64_t most)
{
	size_t *at;

	if (cell == k->open) {
		take(k);
		return;
	}
	at = k->at[cell];
	for (uint64_t n = 1; n <= most; n++) {
		k->guess[at[0]][at[1]][at[2]] = n;
		guess(k, cell + 1, most);
	}
}

static size_t attacked; /* tables in which there was something to be known */

/* How many small cells are known to who sees what is published. */
static size_t
attack(const struct table *t, uint64_t least, uint64_t most)
{
	static struct attack k;
	size_t known = 0;

	k = (struct attack){ .t = t };
	for (size_t a = first(t, 0); a <= last(t, 0); a++)
		for (size_t b = first(t, 1); b <= last(t, 1); b++)
			for (size_t c = first(t, 2); c <= last(t, 2); c++) {
				k.guess[a][b][c] = t->count[a][b][c];
				if (!t->suppressed[a][b][c])
					continue;
				k.at[k.open][0] = a;
				k.at[k.open][1] = b;
				k.at[k.open++][2] = c;
			}
	if (k.open > 7) /* too many tables: not this one */
		return 0;
	attacked += k.open > 0;
	guess(&k, 0, most);
	assert(k.found > 0);
	for (size_t a = 0; a <= last(t, 0); a++)
		for (size_t b = 0; b <= last(t, 1); b++)
			for (size_t c = 0; c <= last(t, 2); c++)
				if (t->count[a][b][c] > 0 && t->count[a][b][c] < least)
					known += k.least[a][b][c] == k.most[a][b][c];
	return known;
}

/* A row of three cells with its total: the next smallest cell hides the small one. */
static void
test_row(void)
{
	struct table t = { .dimensions = 1, .side = { 3 } };

	t.count[1][0][0] = 2;
	t.count[2][0][0] = 30;
	t.count[3][0][0] = 20;
	assert(suppress(&t, 5, true) == 2);
	assert(t.suppressed[1][0][0] && t.suppressed[3][0][0]);
	assert(!t.suppressed[2][0][0] && !t.suppressed[0][0][0]);

	/* Without a total nothing can be computed. */
	assert(suppress(&t, 5, false) == 1 && t.suppressed[1][0][0]);
	/* Nothing small, nothing suppressed. */
	assert(suppress(&t, 2, true) == 0);

	/* Two that count one each add up to 2: that is known, so a third one hides
	 * them. */
	t.count[1][0][0] = t.count[3][0][0] = 1;
	assert(suppress(&t, 2, true) == 3 && t.suppressed[2][0][0]);

	/* A single cell is as small as its total, and nothing else hides it. */
	t.count[2][0][0] = t.count[3][0][0] = 0;
	assert(suppress(&t, 5, true) == 2);
}

/*
 *	 3  20  30 | 53
 *	10  40   9 | 59
 *	13  60  39 | 112      the box of 3, 20, 10 and 40 hides 70; that of 3, 30, 10
 *	                      and 9 hides 49
 */
static void
test_rows_and_columns(void)
{
	const uint64_t counts[2][3] = { { 3, 20, 30 }, { 10, 40, 9 } };
	struct table t = { .dimensions = 2, .side = { 2, 3 } };

	for (size_t a = 0; a < 2; a++)
		for (size_t b = 0; b < 3; b++)
			t.count[a + 1][b + 1][0] = counts[a][b];
	assert(suppress(&t, 5, true) == 4);
	assert(t.suppressed[1][1][0] && t.suppressed[1][3][0]);
	assert(t.suppressed[2][1][0] && t.suppressed[2][3][0]);
	assert(attack(&t, 5, 40) == 0);
	/* The attack is one: it finds the small cell where one corner is published. */
	t.suppressed[2][3][0] = false;
	assert(attack(&t, 5, 40) == 1);
}

static void
test_random(size_t dimensions, size_t side, size_t tables)
{
	struct table t = { .dimensions = dimensions, .side = { side, side, side } };
	attacked = 0;
	for (size_t i = 0; i < tables; i++) {
		uint64_t least = 2 + draw() % 3, empty = 1 + draw() % 4;

		for (size_t a = first(&t, 0); a <= last(&t, 0); a++)
			for (size_t b = first(&t, 1); b <= last(&t, 1); b++)
				for (size_t c = first(&t, 2); c <= last(&t, 2); c++)
					t.count[a][b][c] =
					    draw() % empty == 1 ? 0 : draw() % 6;
		suppress(&t, least, true);
		assert(attack(&t, least, 6) == 0);
	}
	assert(attacked > tables / 3);
}

int
main(void)
{
	test_row();
	test_rows_and_columns();
	test_random(1, 4, 2000);
	test_random(2, 2, 2000);
	test_random(2, 3, 300);
	test_random(3, 2, 300);
	return 0;
}
