/* What RE2 reads otherwise than PCRE2, after the syntax page of RE2. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cel/re2_syntax.h"

static void
check(const char *pattern, const char *want)
{
	size_t size = strlen(pattern), len = 0;
	char *out = malloc(size * RE2_LONGEST + 1);
	bool right = re2_translate((struct span){ pattern, size }, out, &len);

	if (right != (want != NULL) ||
	    (right && (len != strlen(want) || memcmp(out, want, len) != 0))) {
		printf("%s: %.*s\n", pattern, right ? (int)len : 7,
		    right ? out : "refused");
		assert(0);
	}
	free(out);
}

int
main(void)
{
	static const char *const same[] = { "", "abc", "a|b", "(a)(?:b)", "(?i)a",
		"(?i-s:a)", "(?P<n>a)", "(?<n>a)", "a*?b+?c??", "a{2}b{2,}c{2,3}?",
		"[a-z]", "[^\\d]", "[[:alpha:]x]", "[[:^digit:]]", "\\pN", "\\p{^Lu}",
		"\\PL", "\\.\\_", "\\x41\\x{10FFFF}", "\\Qa.b\\E", "\\A\\bz\\z", "[-a]",
		"[a-]", "\\0", "(a{100}){10}", "((a{10}|b{10}){10}){10}",
		"(a{0,}){1000}", "(a{1000})*", "(a{1000})b{1000}", "(?-i)\\p{Lu}",
		"\\p{Lu}(?i)a", "[a-b-c]" };
	static const char *const wrong[] = { "\\xZ", "\\x4", "\\x{}", "\\x{ 41 }",
		"\\p{Xan}x\\1", "\\p", "\\p{", "\\p{latin}", "\\p{Grek}", "\\p{L&}",
		"\\pX", "\\p{sc:Greek}", "\\1", "\\h", "\\R", "\\Z", "\\K", "\\C",
		"\\e", "\\cA", "\\", "\\\xC3\xA9", "a**", "a++", "a{2}{3}", "a{1001}",
		"(?=a)", "(?!a)", "(?<=a)", "(?<!a)", "(?>a)", "(?#c)", "(*UTF)a",
		"(?)", "(?i-)", "(?-)", "(?x)a", "(?P=n)", "(?|a)", "[", "[a",
		"[[.a.]]", "[[=a=]]", "[[:alpha:", "[\\d-z]", "[a-\\d]", "[\\b]",
		"[\\Qa\\E]", "(a{100}){11}", "((a{10}){10}b){11}", "(a{2,}){501}",
		"(?i)\\p{Lu}", "(?i)[\\p{^Greek}]", "(?s-m:(?i:a))\\pM" };

	for (size_t i = 0; i < sizeof same / sizeof *same; i++)
		check(same[i], same[i]);
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		check(wrong[i], NULL);
	check("\\v", "\\x0B");
	check("[\\v]", "[\\x0B]");
	check("\\s\\S", "[\\t\\n\\f\\r\\x20][^\\t\\n\\f\\r\\x20]");
	check("[^\\s]", "[^\\t\\n\\f\\r\\x20]");
	check("[\\S]", "[\\x00-\\x08\\x0B\\x0E-\\x1F\\x21-\\x{10FFFF}]");
	check("\\p{Greek}\\P{^Old_Persian}", "\\p{sc:Greek}\\P{^sc:Old_Persian}");
	check("{,6}", "\\{,6\\}");
	check("a{b}", "a\\{b\\}");
	check("[]a]", "[\\]a]");
	check("[[a]", "[\\[a]");
	check("[:alpha:]", "[\\:alpha:]");
	check("[^:a:]", "[^\\:a:]");
	check("\\Qa", "\\Qa\\E");
	return 0;
}
