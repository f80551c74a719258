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

struct pair {
	struct span a, b;
	struct characters a_characters, b_characters;
};

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

static bool
holds(const struct comparison_test *test, const struct pair *p)
{
	int32_t days;

	switch (test->kind) {
	case COMPARISON_EXACT:
		return false; /* values of a table are equal by their numbers */
	case COMPARISON_VARIANT:
		return are_variants(p->a_characters, p->b_characters);
	case COMPARISON_HOMOPHONE:
		return homophone_texts(p->a_characters.at, p->a_characters.len,
		    p->b_characters.at, p->b_characters.len);
	case COMPARISON_JARO_WINKLER:
		return similarity_jaro_winkler(p->a_characters, p->b_characters) >=
		       test->bound;
	case COMPARISON_EDITS:
		return similarity_edits_within(
		    p->a_characters, p->b_characters, (size_t)test->bound);
	case COMPARISON_TOKENS:
		return similarity_tokens(p->a, p->b) >= test->bound;
	case COMPARISON_DAYS:
		days = similarity_days(p->a, p->b);
		return days >= 0 && days <= test->bound;
	case COMPARISON_IDENTITY:
		return similarity_identity_within(
		    p->a_characters, p->b_characters, (size_t)test->bound);
	}
	return false;
}

unsigned
comparison_level(const struct comparison *c, const struct value_table *values,
    uint32_t a, uint32_t b)
{
	uint32_t a_room[SIMILARITY_MAX_LENGTH + 1], b_room[SIMILARITY_MAX_LENGTH + 1];
	struct pair pair;

	if (a == 0 || b == 0)
		return COMPARISON_MISSING;
	if (a == b)
		return 0;
	pair.a = value_table_text(values, a);
	pair.b = value_table_text(values, b);
	pair.a_characters = characters(pair.a, a_room);
	pair.b_characters = characters(pair.b, b_room);
	for (unsigned level = 0; level < c->count; level++)
		if (holds(&c->tests[level], &pair))
			return level;
	return (unsigned)c->count;
}
