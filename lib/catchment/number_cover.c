#include "catchment/number_cover.h"

#include <stdlib.h>
#include <string.h>

/* A piece, once for odd and once for even numbers. */
struct piece {
	uint32_t next;  /* itself if it is free; else one behind it */
	uint32_t owner; /* the rule that has taken it */
	uint32_t claim; /* the first rule that has claimed it, of any school */
};

struct number_cover {
	uint32_t *starts; /* the first number of each piece, and of one behind them */
	size_t count;
	struct piece *pieces[2]; /* even, odd; count of them and one behind */
};

static int
compare_numbers(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

/* Numbers begin with 1, and a range without an end has none behind it. */
static uint32_t
first_of(const struct catchment_numbers *n)
{
	return n->from == 0 ? 1 : n->from;
}

static uint32_t
behind(const struct catchment_numbers *n)
{
	return n->to == UINT32_MAX ? UINT32_MAX : n->to + 1;
}

static void
find_starts(struct number_cover *c, const struct catchment_numbers *const ranges[],
    size_t count)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++) {
		c->starts[2 * i] = first_of(ranges[i]);
		c->starts[2 * i + 1] = behind(ranges[i]);
	}
	qsort(c->starts, 2 * count, sizeof *c->starts, compare_numbers);
	for (size_t i = 1; i < 2 * count; i++)
		if (c->starts[i] != c->starts[kept])
			c->starts[++kept] = c->starts[i];
	c->count = kept;
}

struct number_cover *
number_cover_new(const struct catchment_numbers *const ranges[], size_t count)
{
	struct number_cover *c = calloc(1, sizeof *c);
	bool fine = c != NULL;

	if (fine)
		c->starts = calloc(2 * count + 1, sizeof *c->starts);
	fine = fine && c->starts != NULL;
	if (fine && count > 0)
		find_starts(c, ranges, count);
	for (int odd = 0; fine && odd < 2; odd++) {
		c->pieces[odd] = calloc(c->count + 1, sizeof *c->pieces[odd]);
		fine = c->pieces[odd] != NULL;
		for (size_t i = 0; fine && i <= c->count; i++)
			c->pieces[odd][i] =
			    (struct piece){ .claim = NUMBER_COVER_NONE };
	}
	if (fine) {
		number_cover_begin(c);
		return c;
	}
	number_cover_free(c);
	return NULL;
}

void
number_cover_free(struct number_cover *c)
{
	if (c == NULL)
		return;
	free(c->starts);
	free(c->pieces[0]);
	free(c->pieces[1]);
	free(c);
}

void
number_cover_begin(struct number_cover *c)
{
	for (int odd = 0; odd < 2; odd++)
		for (size_t i = 0; i <= c->count; i++)
			c->pieces[odd][i].next = (uint32_t)i;
}

/* The first free piece from one on; the one behind the last is always free. */
static uint32_t
first_free(struct piece *pieces, uint32_t at)
{
	uint32_t free_one = at;

	while (pieces[free_one].next != free_one)
		free_one = pieces[free_one].next;
	while (pieces[at].next != free_one) {
		uint32_t next = pieces[at].next;

		pieces[at].next = free_one;
		at = next;
	}
	return free_one;
}

/* The piece that begins with a number. */
static uint32_t
piece_at(const struct number_cover *c, uint32_t number)
{
	const uint32_t *at = bsearch(
	    &number, c->starts, c->count + 1, sizeof *c->starts, compare_numbers);

	return (uint32_t)(at - c->starts);
}

/* Whether a piece has a number of a parity. */
static bool
has_number(const struct number_cover *c, uint32_t piece, int odd)
{
	uint32_t from = c->starts[piece], to = c->starts[piece + 1];

	return (from % 2 == 1) == (odd == 1) ? from < to : from + 1 < to;
}

static void
take(struct number_cover *c, const struct catchment_numbers *numbers, int odd,
    uint32_t rule, bool claim, struct number_taken *taken)
{
	struct piece *pieces = c->pieces[odd];
	uint32_t from = piece_at(c, first_of(numbers));
	uint32_t to = piece_at(c, behind(numbers));
	uint32_t at = first_free(pieces, from);

	if (at != from && taken->before == NUMBER_COVER_NONE)
		taken->before = pieces[from].owner;
	for (; at < to; at = first_free(pieces, at)) {
		struct piece *piece = &pieces[at];
		bool counts = has_number(c, at, odd);

		piece->owner = rule;
		piece->next = at + 1;
		taken->any |= counts;
		if (!counts || !claim)
			continue;
		if (piece->claim == NUMBER_COVER_NONE)
			piece->claim = rule;
		else if (piece->claim != rule && taken->rival == NUMBER_COVER_NONE)
			taken->rival = piece->claim;
	}
}

struct number_taken
number_cover_take(struct number_cover *c, const struct catchment_numbers *numbers,
    uint32_t rule, bool claim)
{
	struct number_taken taken = { .before = NUMBER_COVER_NONE,
		.rival = NUMBER_COVER_NONE };

	for (int odd = 0; odd < 2; odd++)
		if (numbers->parity == CATCHMENT_BOTH ||
		    (numbers->parity == CATCHMENT_ODD) == (odd == 1))
			take(c, numbers, odd, rule, claim, &taken);
	return taken;
}
