/*
 * A search that is cut short follows all ways at once: it must find what PCRE2 finds
 * when it tries one way after the other without a bound.  Patterns and texts are made
 * at random.
 */
#define PCRE2_CODE_UNIT_WIDTH 8

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include <pcre2.h>

#include "fixed_seed.h"
#include "formats/bounded_search.h"

/* More places than are tried where no work is left; no pattern has the letter. */
enum { RUNS = 2000, BEFORE = 1100, MOST = 400 };

static size_t
put_pattern(char *to, int depth)
{
	static const char *const atoms[] = { "a", "b", "[ab]", "[^a]", ".", "\\b", "$",
		"(?=a)", "(?<!b)" };
	static const char *const repeats[] = { "", "*", "+", "?", "{2}", "{0,3}?", "+?",
		"{1,}", "{2,}?" };
	size_t len = 0;

	for (uint64_t i = draw() % 3 + 1; i > 0; i--) {
		const char *atom = atoms[draw() % 9];

		if (depth > 0 && draw() % 3 == 0) {
			to[len++] = '(';
			len += put_pattern(to + len, depth - 1);
			if (draw() % 2 == 0) {
				to[len++] = '|';
				len += put_pattern(to + len, depth - 1);
			}
			to[len++] = ')';
			atom = "";
		}
		len += (size_t)sprintf(to + len, "%s", atom);
		if (*atom == '\0' || strchr("ab[.", *atom) != NULL)
			len += (size_t)sprintf(to + len, "%s", repeats[draw() % 9]);
	}
	return len;
}

/* Above or at zero if it is found, else PCRE2_ERROR_NOMATCH or that it takes too long.
 */
static int
find_with_pcre2(struct span pattern, struct span text)
{
	int error, found;
	size_t at;
	pcre2_code *code = pcre2_compile(
	    (PCRE2_SPTR)pattern.at, pattern.len, PCRE2_UTF, &error, &at, NULL);
	pcre2_match_data *data = pcre2_match_data_create(1, NULL);
	pcre2_match_context *context = pcre2_match_context_create(NULL);

	assert(code != NULL && data != NULL);
	assert(context != NULL);
	pcre2_set_match_limit(context, 5000);
	found = pcre2_match(code, (PCRE2_SPTR)text.at, text.len, 0, 0, data, context);
	pcre2_match_context_free(context);
	pcre2_match_data_free(data);
	pcre2_code_free(code);
	return found;
}

static void
test_same(void)
{
	char pattern[MOST * 100], text[BEFORE + 16];
	int counts[4] = { 0 };

	memset(text, '~', sizeof text);
	for (int i = 0; i < RUNS; i++) {
		struct span p = { pattern, put_pattern(pattern, 2) };
		struct span t = { text, BEFORE + draw() % 16 };
		enum bounded_found found;
		struct bounded_search *s;
		uint64_t work;
		int error, want;
		size_t at;

		for (size_t n = BEFORE; n < t.len; n++)
			text[n] = "ab~"[draw() % 3];
		s = bounded_search_new(p, PCRE2_UTF, i % 2 == 0, &error, &at);
		assert(s != NULL);
		work = draw() % 2 * BOUNDED_SEARCH_WORK;
		found = bounded_search_find(s, t, &work);
		counts[found]++;
		want = find_with_pcre2(p, t);
		if (found != BOUNDED_GIVEN_UP && want != PCRE2_ERROR_MATCHLIMIT)
			assert((found == BOUNDED_FOUND) == (want >= 0));
		bounded_search_free(s);
	}
	assert(
	    counts[BOUNDED_FOUND] > RUNS / 4 && counts[BOUNDED_NOT_FOUND] > RUNS / 8);
	assert(counts[BOUNDED_GIVEN_UP] < RUNS / 4 && counts[BOUNDED_NO_MEMORY] == 0);
}

/* Repetitions that PCRE2 counts, in a text where each letter begins another one. */
static void
test_counts(void)
{
	static const char *const patterns[][2] = { { "[a-z]+[0-9]", "[a-z]+[0-9]?$" },
		{ "(a+)[0-9]", "(a+)[0-9]?$" }, { "[]a]{3,}?0", "[]a]{3,}?$" },
		{ "[^[:digit:]\\]]+0", "[^[:digit:]\\]]+$" },
		{ "[[:a]+0", "[[:a]{2,}$" }, { "\\x{61}+\\d", "\\x{61}+\\d*$" },
		{ "\\x61+0", "\\x61+$" }, { "\\p{Ll}{1,}\\pN+", "\\pL{2,}\\z" },
		{ "\\w+é+", "(\\w+é*)+$" } };
	static char text[100000];

	memset(text, 'a', sizeof text);
	for (size_t i = 0; i < 2 * (sizeof patterns / sizeof *patterns); i++) {
		struct span pattern = span_of(patterns[i / 2][i % 2]);
		uint64_t work = 0;
		int error;
		size_t at;
		struct bounded_search *s =
		    bounded_search_new(pattern, PCRE2_UTF, false, &error, &at);

		assert(s != NULL);
		assert(bounded_search_find(s, (struct span){ text, sizeof text },
			   &work) == (i % 2 == 0 ? BOUNDED_NOT_FOUND : BOUNDED_FOUND));
		bounded_search_free(s);
	}
}

static void
test_faults(void)
{
	int error;
	size_t at;

	assert(
	    bounded_search_new((struct span){ "a(", 2 }, 0, true, &error, &at) == NULL);
	assert(error == PCRE2_ERROR_MISSING_CLOSING_PARENTHESIS && at == 2);
}

int
main(void)
{
	test_same();
	test_counts();
	test_faults();
	return 0;
}
