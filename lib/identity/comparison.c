#include "identity/comparison.h"

#include <string.h>

#include "identity/similarity.h"
#include "record/decimal.h"
#include "text/homophone.h"
#include "text/utf8.h"
#include "text/variant.h"

static const struct {
	const char *name;
	enum comparison_kind kind;
	enum { NOTHING, SHARE, COUNT } bound;
} kinds[] = {
	{ "exact", COMPARISON_EXACT, NOTHING },
	{ "variant", COMPARISON_VARIANT, NOTHING },
	{ "homophone", COMPARISON_HOMOPHONE, NOTHING },
	{ "jaro-winkler", COMPARISON_JARO_WINKLER, SHARE },
	{ "damerau-levenshtein", COMPARISON_EDITS, COUNT },
	{ "tokens", COMPARISON_TOKENS, SHARE },
	{ "days", COMPARISON_DAYS, COUNT },
	{ "identity", COMPARISON_IDENTITY, COUNT },
};

enum { KINDS = sizeof kinds / sizeof *kinds, MOST_COUNT = 1000000 };

/* Read the number behind the name of a test. */
static bool
read_bound(const char *text, bool share, int32_t *bound)
{
	const struct decimal one = { share ? SIMILARITY_ONE : 1, 0 };
	struct decimal number;

	if (!decimal_parse(text, strlen(text), &number) ||
	    !decimal_multiply(number, one, &number) || number.scale != 0 ||
	    number.units < 0 || number.units > (share ? SIMILARITY_ONE : MOST_COUNT))
		return false;
	*bound = (int32_t)number.units;
	return true;
}

bool
comparison_add(struct comparison *c, const char *text, const char **why)
{
	size_t name = strcspn(text, " "), i = 0;
	struct comparison_test *test = &c->tests[c->count];
	const char *bound = text + name + strspn(text + name, " ");

	*why = "more than 14 tests";
	if (c->count == COMPARISON_MAX_TESTS)
		return false;
	while (i < KINDS && (strlen(kinds[i].name) != name ||
				strncmp(kinds[i].name, text, name) != 0))
		i++;
	*why = "must be exact, variant, homophone, jaro-winkler, damerau-levenshtein, "
	       "tokens, days or identity";
	if (i == KINDS)
		return false;
	*test = (struct comparison_test){ .kind = kinds[i].kind };
	*why = "this test has no number";
	if (kinds[i].bound == NOTHING && *bound != '\0')
		return false;
	*why = kinds[i].bound == SHARE
		   ? "needs a number from 0 to 1 with at most six places"
		   : "needs a whole number, 0 to 1000000";
	if (kinds[i].bound != NOTHING &&
	    !read_bound(bound, kinds[i].bound == SHARE, &test->bound))
		return false;
	c->tokens |= test->kind == COMPARISON_TOKENS;
	c->count++;
	return true;
}

/* The characters of a value, as many as there is room for, and one more. */
static struct characters
characters(struct span text, uint32_t room[SIMILARITY_MAX_LENGTH + 1])
{
	const char *at = text.at, *end = at + text.len;
	size_t len = 0;

	while (at < end && len <= SIMILARITY_MAX_LENGTH) {
		size_t bytes;

		if ((unsigned char)*at < 0x80) {
			room[len++] = (unsigned char)*at++;
			continue;
		}
		bytes = utf8_read(at, end, &room[len]);
		if (bytes == 0)
			room[len] = 0xFFFD, bytes = 1;
		len++;
		at += bytes;
	}
	return (struct characters){ room, len };
}

/* Two values, and their characters as soon as a test needs them. */
struct pair {
	struct span a, b;
	struct characters a_characters, b_characters;
	bool decoded;
	uint32_t a_room[SIMILARITY_MAX_LENGTH + 1], b_room[SIMILARITY_MAX_LENGTH + 1];
};

static void
decode(struct pair *p)
{
	if (p->decoded)
		return;
	p->a_characters = characters(p->a, p->a_room);
	p->b_characters = characters(p->b, p->b_room);
	p->decoded = true;
}

static bool
are_variants(struct characters a, struct characters b)
{
	if (a.len != b.len)
		return false;
	for (size_t i = 0; i < a.len; i++)
		if (!variant_characters(a.at[i], b.at[i]))
			return false;
	return true;
}

/* Whether a byte is inside of a character of UTF-8, or a text ends before it. */
static bool
is_inside(struct span text, size_t at)
{
	return at < text.len && ((unsigned char)text.at[at] & 0xC0) == 0x80;
}

/*
 * Take off what both begin and end with, in whole characters: then there is little to
 * decode.  Where bytes are no UTF-8, what is inside of a character is not certain, and
 * less is taken off.
 */
static void
trim(struct span *a, struct span *b)
{
	size_t shorter = a->len < b->len ? a->len : b->len, front = 0, back = 0;

	while (front < shorter && a->at[front] == b->at[front])
		front++;
	while (front > 0 && (is_inside(*a, front) || is_inside(*b, front)))
		front--;
	shorter -= front;
	while (back < shorter && a->at[a->len - 1 - back] == b->at[b->len - 1 - back])
		back++;
	while (back > 0 && is_inside(*a, a->len - back))
		back--;
	*a = (struct span){ a->at + front, a->len - front - back };
	*b = (struct span){ b->at + front, b->len - front - back };
}

static bool
are_within(struct pair *p, size_t most)
{
	uint32_t a_room[SIMILARITY_MAX_LENGTH + 1], b_room[SIMILARITY_MAX_LENGTH + 1];
	struct span a = p->a, b = p->b;

	/* How long a text may be is said of the whole of it. */
	if (a.len > SIMILARITY_MAX_LENGTH || b.len > SIMILARITY_MAX_LENGTH) {
		decode(p);
		return similarity_edits_within(p->a_characters, p->b_characters, most);
	}
	trim(&a, &b);
	return similarity_edits_within(
	    characters(a, a_room), characters(b, b_room), most);
}

static bool
is_number_of_18(struct span text)
{
	if (text.len != 18)
		return false;
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.at[i] >= 0x80)
			return false;
	return true;
}

static bool
are_identities_within(struct pair *p, size_t most)
{
	if (is_number_of_18(p->a) && is_number_of_18(p->b))
		return are_within(p, most);
	decode(p);
	return similarity_identity_within(p->a_characters, p->b_characters, most);
}

static bool
holds(const struct comparison_test *test, struct pair *p)
{
	int32_t days;

	switch (test->kind) {
	case COMPARISON_EXACT:
		return false; /* values of a table are equal by their numbers */
	case COMPARISON_VARIANT:
		decode(p);
		return are_variants(p->a_characters, p->b_characters);
	case COMPARISON_HOMOPHONE:
		decode(p);
		return homophone_texts(p->a_characters.at, p->a_characters.len,
		    p->b_characters.at, p->b_characters.len);
	case COMPARISON_JARO_WINKLER:
		decode(p);
		return similarity_jaro_winkler(p->a_characters, p->b_characters) >=
		       test->bound;
	case COMPARISON_EDITS:
		return are_within(p, (size_t)test->bound);
	case COMPARISON_TOKENS:
		return similarity_tokens(p->a, p->b) >= test->bound;
	case COMPARISON_DAYS:
		days = similarity_days(p->a, p->b);
		return days >= 0 && days <= test->bound;
	case COMPARISON_IDENTITY:
		return are_identities_within(p, (size_t)test->bound);
	}
	return false;
}

unsigned
comparison_level(const struct comparison *c, const struct value_table *values,
    uint32_t a, uint32_t b)
{
	struct pair pair;

	if (a == 0 || b == 0)
		return COMPARISON_MISSING;
	if (a == b)
		return 0;
	pair.a = value_table_text(values, a);
	pair.b = value_table_text(values, b);
	pair.decoded = false;
	for (unsigned level = 0; level < c->count; level++)
		if (holds(&c->tests[level], &pair))
			return level;
	return (unsigned)c->count;
}
