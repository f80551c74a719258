/*
 * comparison.h - how far two records agree in one respect, in levels
 *
 * A comparison has tests in order, from the strongest to the weakest.  The level of a
 * pair is the number of the first test that holds; one more than the last if none does;
 * and COMPARISON_MISSING if one of the two has no value.  A test is a text:
 *
 *	exact                  the folded values are equal
 *	variant                the same characters, or such as stand for each other
 *	homophone              the same characters, or such as can be read alike
 *	jaro-winkler 0.92      at least so similar
 *	damerau-levenshtein 2  at most so many typing errors apart
 *	tokens 0.5             at least such a share of words in common
 *	days 30                two dates at most so many days apart
 *	identity 1             two identity numbers at most so many errors apart
 *
 * What each one computes is in similarity.h, variant.h and homophone.h.
 */
#ifndef COMPARISON_H
#define COMPARISON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "identity/value_table.h"

enum {
	COMPARISON_MAX_TESTS = 14,
	COMPARISON_MISSING = 15,
};

enum comparison_kind {
	COMPARISON_EXACT,
	COMPARISON_VARIANT,
	COMPARISON_HOMOPHONE,
	COMPARISON_JARO_WINKLER,
	COMPARISON_EDITS,
	COMPARISON_TOKENS,
	COMPARISON_DAYS,
	COMPARISON_IDENTITY,
};

struct comparison_test {
	enum comparison_kind kind;
	int32_t bound; /* in millionths for a share, else a count */
};

struct comparison {
	struct comparison_test tests[COMPARISON_MAX_TESTS];
	size_t count;
	bool tokens; /* a test compares words: values are token sets (token_set.h) */
};

/*
 * Add a test as it is written above.  False with *why, a static sentence, if the text
 * is something else or there are too many.
 */
bool comparison_add(struct comparison *, const char *text, const char **why);

/* How many levels there are, "none holds" included. */
static inline size_t
comparison_levels(const struct comparison *c)
{
	return c->count + 1;
}

/* The level of two values of a table; 0 is no value. */
unsigned comparison_level(
    const struct comparison *, const struct value_table *, uint32_t a, uint32_t b);

#endif
