#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "formats/pattern.h"

static struct span
span(const char *text)
{
	return span_of(text);
}

static enum pattern_result
match(const char *pattern, const char *text)
{
	char why[PATTERN_FAULT_SIZE];
	struct pattern *p = pattern_new(span(pattern), why);
	enum pattern_result result;

	if (p == NULL)
		fprintf(stderr, "%s: %s\n", pattern, why);
	assert(p != NULL);
	result = pattern_match(p, span(text), NULL);
	pattern_free(p);
	return result;
}

/* Each pattern with a text in which it is found and one in which it is not. */
static void
test_meaning(void)
{
	static const char *const cases[][3] = {
		{ "b", "abc", "ac" },
		{ "^b", "bc", "abc" },
		{ "^[0-9]{3}$", "123", "123\n" },
		{ "^a|b$", "ab\n...b", "cb\n" },
		{ "^\\d$", "7", "７" },
		{ "^\\w$", "_", "é" },
		{ "^\\s$", "\xc2\xa0", "\xe2\x80\x8b" },
		{ "^\\s$", "\xe3\x80\x80", "" },
		{ "^\\S$", "张", "\xef\xbb\xbf" },
		{ "^[\\s]$", "\xe3\x80\x80", "x" },
		{ "^[^\\S]$", "\xe2\x80\xa8", "x" },
		{ "^[a\\S]$", "b", "\xe3\x80\x80" },
		{ "^.$", "张", "\xe2\x80\xa9" },
		{ "^.$", "\v", "\r" },
		{ "^\\v$", "\v", "\f" },
		{ "^\\cJ$", "\n", "J" },
		{ "^\\x41\\u5F20$", "A张", "A弓" },
		{ "^\\u{1F600}$", "😀", "😁" },
		{ "^\\uD83D\\uDE00$", "😀", "😁" },
		{ "^[\\u4E00-\\u9FFF·]{2,20}$", "古丽·巴哈尔", "Ann" },
		{ "^\\p{Letter}+$", "é张", "7" },
		{ "^\\p{Lu}\\P{gc=Lu}$", "Aa", "AA" },
		{ "^\\p{Script=Han}+$", "张三", "Zhang" },
		{ "^[[:alpha:]\\]$", "a]", "a" }, /* two classes to PCRE2, not here */
		{ "^[^]$", "\n", "" },
		{ "a[]|b", "b", "a" },
		{ "^(?:(a)|b)\\1$", "b", "ab" }, /* an unset group is empty */
		{ "^(?<y>.)\\k<y>$", "oo", "ow" },
		{ "^(?=.*x).{2}$", "ax", "aa" },
		{ "(?<!1)2", "32", "12" },
		{ "^a{2}?b\\{,2\\}$", "aab{,2}", "aabb" },
		/* a group in a repetition begins anew each time */
		{ "^(?:(a)|b)*\\1$", "ab", "aab b" },
		{ "^(?:(a)|b)*\\1c$", "abc", "abac" },
		{ "^(?:(a)|(b)|c)*\\1\\2$", "abc", "ac b" },
		{ "^(a*)*\\1$", "aa", "aab" },
		{ "^(?:(?=(a)))?\\1b$", "b", "ab" },
		/* looking behind goes from right to left, over texts of any length */
		{ "(?<=\\1(a))b", "aab", "ab" },
		{ "(?<=([ab]+)([bc]+))$", "abc", "a" },
		{ "(?<!a.*)b", "b", "a..b" },
		{ "(?<=^\\p{L}+)\\d", "\xe5\xbc\xa0z7", "7" },
		/* half of a pair is no character of any text */
		{ "^[\\ud83d]|b$", "b", "\xf0\x9f\x98\x80" },
		{ "^[^\\ud800-\\udfff]$", "\xee\x80\x80", "" },
		{ "^[]*a$", "a", "b" },
		{ "^[^\\W\\p{L}]$", "7", "\xf0\x9f\x98\x80" },
		{ "^(?<\\u0061\xe5\xbc\xa0>.)\\k<a\xe5\xbc\xa0>$", "oo", "ow" },
		{ "^[\\b]$", "\b", "b" },
		{ "^\\0$", "", "0" },
		{ "\\bcat\\b", "a cat", "cats" },
		{ "^\\$\\/[\\-]$", "$/-", "$/" },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *const *c = cases[i];

		if (strcmp(c[0], "^\\0$") != 0)
			assert(match(c[0], c[1]) == PATTERN_MATCH);
		assert(match(c[0], c[2]) == PATTERN_NO_MATCH);
	}
}

static void
test_nul(void)
{
	char why[PATTERN_FAULT_SIZE];
	struct pattern *p = pattern_new(span("^\\0$"), why);

	assert(pattern_match(p, (struct span){ "\0", 1 }, NULL) == PATTERN_MATCH);
	pattern_free(p);
	p = pattern_new((struct span){ "^\0$", 3 }, why);
	assert(pattern_match(p, (struct span){ "\0", 1 }, NULL) == PATTERN_MATCH);
	pattern_free(p);
}

/* Errors of ECMA-262 with the flag u, most of which PCRE2 by itself lets through. */
static void
test_refused(void)
{
	static const char *const bad[] = { "(", ")", "[", "[a", "a**", "*", "+a", "a++",
		"a{2}{3}", "a{2}+", "a???", "\\", "\\A", "\\z", "\\Z", "\\Qa\\E", "\\G",
		"\\K", "\\R", "\\X", "\\h", "\\e", "\\a", "\\N", "\\C", "\\i", "\\_",
		"\\张", "\\x4", "\\u12", "\\u{110000}", "\\u{}", "\\c1", "\\c", "\\p",
		"\\pL", "\\p{^L}", "\\p{Nonsense}", "\\01", "\\2", "[\\1]", "[\\B]",
		"\\k", "(?i)a", "(?#a)", "(?>a)", "(?|a)", "(?P<a>b)", "(?'a'b)",
		"(?R)", "(*ACCEPT)", "(*UTF)a", "[b-a]", "(?<a", ".{0.5}", "a{,6}", "{",
		"}", "]", "a{", "a{1", "a{2,1}", "\\-", "[a-\\d]", "[\\d-a]", "^*",
		"\\b+", "(?=a)*", "(?<=a)?", "(?!a){2}", "\\p{lu}", "\\p{Han}",
		"\\p{sc=han}", "\\p{Script}", "\\p{L", "(?<1>a)", "(?<>a)",
		"(?<a>)(?<a>)", "\\k<a>", "(?<a>)\\k<b>", "(?<a>)\\k", "(a)\\2", "\\00",
		"[\\00]", "[\\_]", "(?-i:a)", "a{99999999999999999999,1}" };
	char why[PATTERN_FAULT_SIZE];

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct pattern *p = pattern_new(span(bad[i]), why);

		assert(p == NULL && why[0] != '\0');
		assert(strcmp(why, "no memory") != 0);
	}
	assert(pattern_new(span("ab\\A"), why) == NULL);
	assert(strcmp(why,
		   "at byte 3: ECMAScript has no such escape with the flag u") == 0);
	assert(pattern_new(span("^.{0.5}$"), why) == NULL);
	assert(strcmp(why, "at byte 2: a lone brace; \\{ is the character") == 0);
	/* What PCRE2 cannot do has its place, too. */
	assert(pattern_is_one(span("(?:ab){70000}")));
	assert(pattern_new(span("(?:ab){70000}"), why) == NULL);
	assert(strncmp(why, "at byte 6: ", 11) == 0);
}

static void
test_limit(void)
{
	char *text = malloc(1000001);

	assert(text != NULL);
	assert(
	    match("^(a+)+$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab") == PATTERN_NO_MATCH);
	assert(match("^(a+)+\\1$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab") ==
	       PATTERN_TOO_LONG);
	memset(text, 'a', 1000000);
	text[1000000] = '\0';
	assert(match("^a*$", text) == PATTERN_MATCH);
	assert(match("b$", text) == PATTERN_NO_MATCH);
	assert(match("^(?:a|b)*c", text) != PATTERN_MATCH);
	/* The search that is not PCRE2's keeps to the stack that there is. */
	assert(match("^(?:(a)|b)*\\1$", text) == PATTERN_TOO_LONG);
	assert(match("^(?:(?:(?:((a)|b)|c)|d)+)*\\2$", text) == PATTERN_TOO_LONG);
	assert(match("^(?:(a)|(a)|b)*\\1\\2c",
		   "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa") ==
	       PATTERN_TOO_LONG);
	free(text);
}

/* The searches of one record that are not PCRE2's share their steps as well. */
static void
test_shared_limit(void)
{
	char why[PATTERN_FAULT_SIZE];
	struct pattern *p = pattern_new(span("^(?:(a)|b|a)*\\1c"), why);
	uint64_t work = BOUNDED_SEARCH_WORK;
	struct span text = span("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");

	assert(p != NULL);
	for (int i = 0; i < 10; i++) {
		assert(work > 0);
		assert(pattern_match(p, text, &work) == PATTERN_TOO_LONG);
	}
	assert(work == 0);
	assert(pattern_match(p, span("bab"), &work) == PATTERN_NO_MATCH);
	assert(pattern_match(p, span("abc"), &work) == PATTERN_MATCH);
	pattern_free(p);
}

/* The sanitizers have a malloc of their own. */
#ifndef __SANITIZE_ADDRESS__
static bool no_memory;

void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);

void *
malloc(size_t size)
{
	return no_memory ? NULL : __libc_malloc(size);
}

void *
calloc(size_t count, size_t size)
{
	return no_memory ? NULL : __libc_calloc(count, size);
}

void *
realloc(void *old, size_t size)
{
	return no_memory ? NULL : __libc_realloc(old, size);
}

/* Compiled with memory, searched without: no answer, and not "too long" either. */
static void
test_no_memory(void)
{
	static const char *const patterns[] = { "^(?:(a)|b)*\\1$", "^(a|aa)+$" };
	char why[PATTERN_FAULT_SIZE];

	for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
		struct pattern *p = pattern_new(span(patterns[i]), why);
		struct span text = span("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!");
		enum pattern_result without;

		assert(p != NULL);
		no_memory = true;
		without = pattern_match(p, text, NULL);
		no_memory = false;
		assert(without == PATTERN_NO_MEMORY);
		assert(pattern_match(p, text, NULL) == PATTERN_NO_MATCH);
		pattern_free(p);
	}
}
#else
static void
test_no_memory(void)
{
}
#endif

/* No text at all is an empty one for each way of searching. */
static void
test_nowhere(void)
{
	static const char *const patterns[] = { "^$", "(?<!a)$", "a" };
	char why[PATTERN_FAULT_SIZE];

	for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
		struct pattern *p = pattern_new(span_of(patterns[i]), why);

		assert(p != NULL);
		assert(pattern_match(p, (struct span){ NULL, 0 }, NULL) ==
		       (i < 2 ? PATTERN_MATCH : PATTERN_NO_MATCH));
		pattern_free(p);
	}
}

int
main(void)
{
	test_nowhere();
	test_meaning();
	test_nul();
	test_refused();
	test_limit();
	test_shared_limit();
	test_no_memory();
	return 0;
}
