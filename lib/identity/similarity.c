#include "identity/similarity.h"

#include <stdbool.h>
#include <string.h>

#include "formats/calendar.h"
#include "identity/token_set.h"

enum {
	SHORT = 64,
	WINKLER_PREFIX = 4,
	WINKLER_SHARE = 10,
	OLD_ID = 15,
	NEW_ID = 18,
	YEAR_AT = 6, /* in an identity number */
	DATE = 8,
};

static bool
same_text(struct characters a, struct characters b)
{
	return a.len == b.len &&
	       (a.len == 0 || memcmp(a.at, b.at, a.len * sizeof *a.at) == 0);
}

/* The same where both are short: what is free of b is a bit each. */
static size_t
match_short(struct characters a, struct characters b, bool *in_a, bool *in_b)
{
	size_t longer = a.len > b.len ? a.len : b.len;
	size_t reach = longer / 2 > 0 ? longer / 2 - 1 : 0;
	uint64_t open = b.len == SHORT ? UINT64_MAX : (UINT64_C(1) << b.len) - 1;
	size_t count = 0;

	for (size_t i = 0; i < a.len && open != 0; i++) {
		size_t from = i > reach ? i - reach : 0;
		uint64_t same = 0, window;

		if (from >= b.len)
			break;
		for (size_t j = 0; j < b.len; j++)
			same |= (uint64_t)(b.at[j] == a.at[i]) << j;
		window = open & same & UINT64_MAX << from;
		if (i + reach + 1 < SHORT)
			window &= (UINT64_C(1) << (i + reach + 1)) - 1;
		if (window == 0)
			continue;
		window &= ~window + 1; /* the first one */
		open &= ~window;
		in_a[i] = true;
		count++;
	}
	for (size_t j = 0; j < b.len; j++)
		in_b[j] = (open >> j & 1) == 0;
	return count;
}

/* Mark the characters that match; returns their number. */
static size_t
match(struct characters a, struct characters b, bool *in_a, bool *in_b)
{
	size_t longer = a.len > b.len ? a.len : b.len;
	size_t reach = longer / 2 > 0 ? longer / 2 - 1 : 0;
	size_t count = 0;

	if (a.len <= SHORT && b.len <= SHORT)
		return match_short(a, b, in_a, in_b);
	for (size_t i = 0; i < a.len; i++) {
		size_t from = i > reach ? i - reach : 0;
		size_t to = i + reach + 1 < b.len ? i + reach + 1 : b.len;

		for (size_t j = from; j < to; j++) {
			if (in_b[j] || a.at[i] != b.at[j])
				continue;
			in_a[i] = in_b[j] = true;
			count++;
			break;
		}
	}
	return count;
}

/* How many of the characters that match stand in another order. */
static size_t
out_of_order(
    struct characters a, struct characters b, const bool *in_a, const bool *in_b)
{
	size_t count = 0;

	for (size_t i = 0, j = 0; i < a.len; i++) {
		if (!in_a[i])
			continue;
		while (!in_b[j])
			j++;
		count += a.at[i] != b.at[j++];
	}
	return count;
}

int32_t
similarity_jaro(struct characters a, struct characters b)
{
	bool in_a[SIMILARITY_MAX_LENGTH], in_b[SIMILARITY_MAX_LENGTH];
	int64_t m, turned, one, other;

	if (same_text(a, b))
		return SIMILARITY_ONE;
	if (a.len == 0 || b.len == 0 || a.len > SIMILARITY_MAX_LENGTH ||
	    b.len > SIMILARITY_MAX_LENGTH)
		return 0;
	memset(in_a, 0, a.len);
	memset(in_b, 0, b.len);
	m = (int64_t)match(a, b, in_a, in_b);
	if (m == 0)
		return 0;
	turned = (int64_t)out_of_order(a, b, in_a, in_b) / 2;
	one = (int64_t)a.len;
	other = (int64_t)b.len;
	/* (m/one + m/other + (m - turned)/m) / 3; at most 10^6 3 2^27 */
	return (int32_t)(SIMILARITY_ONE *
			 (m * m * other + m * m * one + (m - turned) * one * other) /
			 (3 * m * one * other));
}

int32_t
similarity_jaro_winkler(struct characters a, struct characters b)
{
	int32_t jaro = similarity_jaro(a, b), prefix = 0;

	while (prefix < WINKLER_PREFIX && (size_t)prefix < a.len &&
	       (size_t)prefix < b.len && a.at[prefix] == b.at[prefix])
		prefix++;
	return jaro == 0 ? 0 : jaro + (SIMILARITY_ONE - jaro) * prefix / WINKLER_SHARE;
}

/*
 * Row i of the table is row i of the matrix of Lowrance and Wagner, whose first row and
 * column stand for "nothing to swap with".  Only cells at most band from the diagonal
 * are computed: with the others any number of steps is more than band.
 */
static size_t
count_edits(struct characters a, struct characters b, size_t *table, size_t band)
{
	size_t width = b.len + 2, most = a.len + b.len;

	table[0] = most;
	for (size_t i = 0; i <= a.len; i++) {
		table[(i + 1) * width] = most;
		table[(i + 1) * width + 1] = i;
	}
	for (size_t j = 0; j <= b.len; j++) {
		table[j + 1] = most;
		table[width + j + 1] = j;
	}
	for (size_t i = 1; i <= a.len; i++) {
		size_t column = 0; /* the last one of b that equals a[i] */
		size_t from = i > band ? i - band : 1;
		size_t to = i + band < b.len ? i + band : b.len;

		if (from > 1)
			table[(i + 1) * width + from] = most;
		if (to < b.len)
			table[(i + 1) * width + to + 2] = most;
		for (size_t j = from; j <= to; j++) {
			size_t row = i - 1; /* the last one of a that equals b[j] */
			size_t last = row > band ? row - band : 0;
			bool same = a.at[i - 1] == b.at[j - 1];
			size_t best = table[i * width + j] + !same, other;

			other = table[(i + 1) * width + j] + 1;
			best = other < best ? other : best;
			other = table[i * width + j + 1] + 1;
			best = other < best ? other : best;
			while (row > last && a.at[row - 1] != b.at[j - 1])
				row--;
			if (row > last && column > 0 &&
			    (row > column ? row - column : column - row) <= band) {
				other = table[row * width + column] + (i - row - 1) +
					1 + (j - column - 1);
				best = other < best ? other : best;
			}
			table[(i + 1) * width + j + 1] = best;
			if (same)
				column = j;
		}
	}
	return table[(a.len + 1) * width + b.len + 1];
}

/* Take off what both begin and end with: no step is needed there. */
static void
trim(struct characters *a, struct characters *b)
{
	while (a->len > 0 && b->len > 0 && a->at[0] == b->at[0]) {
		a->at++, b->at++;
		a->len--, b->len--;
	}
	while (a->len > 0 && b->len > 0 && a->at[a->len - 1] == b->at[b->len - 1])
		a->len--, b->len--;
}

int32_t
similarity_tokens(struct span a, struct span b)
{
	size_t both = 0, all = 0;
	struct span x, y;
	bool has_x = token_set_next(&a, &x), has_y = token_set_next(&b, &y);

	while (has_x || has_y) {
		int order = !has_x ? 1 : !has_y ? -1 : token_set_compare(x, y);

		all++;
		both += order == 0;
		if (order <= 0)
			has_x = token_set_next(&a, &x);
		if (order >= 0)
			has_y = token_set_next(&b, &y);
	}
	return all == 0 ? 0 : (int32_t)(SIMILARITY_ONE * (uint64_t)both / all);
}

/* Days since a day before the year 0 of the Gregorian calendar; -1 if it has none. */
static int32_t
read_day(struct span text)
{
	int32_t digits[DATE], year, month, day;
	size_t count = 0;

	if (text.len != DATE && text.len != DATE + 2)
		return -1;
	for (size_t i = 0; i < text.len; i++) {
		if (text.len > DATE && (i == 4 || i == 7)) {
			if (text.at[i] != '-')
				return -1;
			continue;
		}
		if (text.at[i] < '0' || text.at[i] > '9')
			return -1;
		digits[count++] = text.at[i] - '0';
	}
	year = digits[0] * 1000 + digits[1] * 100 + digits[2] * 10 + digits[3];
	month = digits[4] * 10 + digits[5];
	day = digits[6] * 10 + digits[7];
	if (!calendar_has((unsigned)year, (unsigned)month, (unsigned)day))
		return -1;
	/* A year begins in March here, so that the odd day is its last one. */
	year -= month <= 2;
	month = (month + 9) % 12;
	return year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 +
	       day;
}

int32_t
similarity_days(struct span a, struct span b)
{
	int32_t one = read_day(a), other = read_day(b);

	if (one < 0 || other < 0)
		return -1;
	return one < other ? other - one : one - other;
}

/* The first 17 characters of a number of 18. */
static struct characters
without_check(struct characters text, uint32_t room[NEW_ID])
{
	if (text.len == NEW_ID)
		text.len--;
	if (text.len != OLD_ID)
		return text;
	memcpy(room, text.at, YEAR_AT * sizeof *room);
	room[YEAR_AT] = '1';
	room[YEAR_AT + 1] = '9';
	memcpy(
	    room + YEAR_AT + 2, text.at + YEAR_AT, (OLD_ID - YEAR_AT) * sizeof *room);
	return (struct characters){ room, NEW_ID - 1 };
}

/*
 * What one text has that the other has not, in any order: no fewer steps make them
 * equal.  Characters are counted by their last bits, which can only make it less.
 */
static size_t
least_edits(struct characters a, struct characters b)
{
	enum { KINDS = 64 };
	int16_t counts[KINDS] = { 0 };
	size_t more = 0, less = 0;

	for (size_t i = 0; i < a.len; i++)
		counts[a.at[i] % KINDS]++;
	for (size_t i = 0; i < b.len; i++)
		counts[b.at[i] % KINDS]--;
	for (size_t i = 0; i < KINDS; i++) {
		more += counts[i] > 0 ? (size_t)counts[i] : 0;
		less += counts[i] < 0 ? (size_t)-counts[i] : 0;
	}
	return more > less ? more : less;
}

static struct characters
behind(struct characters text, size_t count)
{
	return (struct characters){ text.at + count, text.len - count };
}

/* One step where nothing is common at the ends, and neither text is empty: a character
 * for another one, or two that are swapped. */
static bool
is_one_edit(struct characters a, struct characters b)
{
	return (a.len == 1 && b.len == 1) ||
	       (a.len == 2 && b.len == 2 && a.at[0] == b.at[1] && a.at[1] == b.at[0]);
}

/* One step or none. */
static bool
are_one_edit_apart(struct characters a, struct characters b)
{
	trim(&a, &b);
	return a.len + b.len <= 1 || (a.len > 0 && b.len > 0 && is_one_edit(a, b));
}

/* Whether b begins with the first two characters of a, swapped, and one between. */
static bool
is_swap_around_one(struct characters a, struct characters b)
{
	return a.len >= 2 && b.len >= 3 && a.at[0] == b.at[2] && a.at[1] == b.at[0] &&
	       same_text(behind(a, 2), behind(b, 3));
}

/* Two steps where nothing is common at the ends, and neither text is empty: the first
 * one is at the start. */
static bool
are_two_edits(struct characters a, struct characters b)
{
	return are_one_edit_apart(behind(a, 1), behind(b, 1)) ||
	       are_one_edit_apart(behind(a, 1), b) ||
	       are_one_edit_apart(a, behind(b, 1)) ||
	       (a.len >= 2 && b.len >= 2 && a.at[0] == b.at[1] && a.at[1] == b.at[0] &&
		   are_one_edit_apart(behind(a, 2), behind(b, 2))) ||
	       is_swap_around_one(a, b) || is_swap_around_one(b, a);
}

bool
similarity_edits_within(struct characters a, struct characters b, size_t most)
{
	enum { WIDTH = SIMILARITY_MAX_LENGTH + 2 };
	static size_t table[WIDTH * WIDTH];

	if (same_text(a, b))
		return true;
	if (a.len > SIMILARITY_MAX_LENGTH || b.len > SIMILARITY_MAX_LENGTH)
		return false;
	trim(&a, &b);
	if (a.len == 0 || b.len == 0)
		return a.len + b.len <= most;
	if ((a.len > b.len ? a.len - b.len : b.len - a.len) > most)
		return false;
	if (most <= 2)
		return most > 0 &&
		       (is_one_edit(a, b) || (most == 2 && are_two_edits(a, b)));
	if (least_edits(a, b) > most)
		return false;
	return count_edits(a, b, table, most) <= most;
}

bool
similarity_identity_within(struct characters a, struct characters b, size_t most)
{
	uint32_t one[NEW_ID], other[NEW_ID];

	if (a.len != OLD_ID && b.len != OLD_ID)
		return similarity_edits_within(a, b, most);
	return similarity_edits_within(
	    without_check(a, one), without_check(b, other), most);
}
