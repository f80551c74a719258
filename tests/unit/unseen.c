#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "text/identifier.h"
#include "text/unseen.h"

enum { CODE_POINTS = 0x110000 };

/*
 * Another reading of the Unicode Character Database, by awk: the code points of the
 * properties, one a line.
 */
static const char oracle[] =
    "cd /usr/share/unicode && awk '"
    "function hex(s,  i, n) {"
    "    for (i = 1; i <= length(s); i++)"
    "        n = n * 16 + index(\"0123456789ABCDEF\", substr(s, i, 1)) - 1;"
    "    return n"
    "}"
    "{ sub(/#.*/, \"\"); gsub(/[ \\t]/, \"\") }"
    "split($0, part, \";\") == 2 {"
    "    split(part[1], ends, \"[.][.]\");"
    "    last = ends[2] == \"\" ? ends[1] : ends[2];"
    "    for (c = hex(ends[1]); c <= hex(last); c++) print part[2], c"
    "}' PropList.txt DerivedCoreProperties.txt extracted/DerivedGeneralCategory.txt";

enum { UNSEEN = 1, SPACE = 2, WHITE = 4, STARTS = 8, CONTINUES = 16 };

static const struct {
	const char *property;
	unsigned char bits;
} properties[] = {
	{ "White_Space", UNSEEN | WHITE },
	{ "Default_Ignorable_Code_Point", UNSEEN },
	{ "Cc", UNSEEN },
	{ "Zs", SPACE },
	{ "ID_Start", STARTS },
	{ "ID_Continue", CONTINUES },
	{ "Join_Control", CONTINUES },
};

static void
read_oracle(unsigned char *bits)
{
	FILE *from = popen(oracle, "r");
	char property[64];
	unsigned long c;

	assert(from != NULL);
	while (fscanf(from, "%63s %lu", property, &c) == 2)
		for (size_t i = 0; i < sizeof properties / sizeof *properties; i++)
			if (strcmp(property, properties[i].property) == 0)
				bits[c] |= properties[i].bits;
	assert(pclose(from) == 0);
}

static void
test_all_code_points(void)
{
	unsigned char *bits = calloc(CODE_POINTS, 1);
	size_t unseen = 0;

	assert(bits != NULL);
	read_oracle(bits);
	for (uint32_t c = 0; c < CODE_POINTS; c++) {
		assert(unseen_is(c) == ((bits[c] & UNSEEN) != 0));
		assert(unseen_is_space(c) == ((bits[c] & SPACE) != 0));
		assert(unseen_is_white_space(c) == ((bits[c] & WHITE) != 0));
		assert(identifier_starts(c) == ((bits[c] & STARTS) != 0));
		assert(
		    identifier_continues(c) == ((bits[c] & (STARTS | CONTINUES)) != 0));
		unseen += unseen_is(c);
	}
	assert(unseen > 4000); /* most of them reserved, U+E0000 to U+E0FFF */
	assert(!unseen_is(CODE_POINTS) && !unseen_is(UINT32_MAX));
	free(bits);
}

/* Text, what is left of it when it is trimmed, and whether it is readable. */
static void
test_texts(void)
{
	static const struct {
		const char *text, *trimmed;
		bool readable;
	} cases[] = {
		{ "", "", false }, { " ", "", false }, { "7 3 9", "7 3 9", true },
		{ "7  3", "7  3", false }, { " 7", "7", false },
		{ "7\r\n", "7", false }, { "\t7\t", "7", false },
		{ "7\x7f", "7", false },
		{ "\xef\xbb\xbf"
		  "7",
		    "7", false },            /* U+FEFF, a byte order mark */
		{ "7\xc2\xa0", "7", false }, /* U+00A0 */
		{ "\xe3\x80\x80 7 \xe3\x80\x80", "7", false }, /* U+3000 */
		{ "A\xe2\x80\x8b", "A", false },               /* U+200B */
		{ "A\xe2\x80\x8b"
		  "B",
		    "A\xe2\x80\x8b"
		    "B",
		    false },
		{ "\xe5\xbc\xa0\xf3\xa0\x84\x80", "\xe5\xbc\xa0", false }, /* U+E0100 */
		{ "\xe3\x85\xa4", "", false },                             /* U+3164 */
		{ "\xe5\xbc\xa0 \xe4\xb8\x89", "\xe5\xbc\xa0 \xe4\xb8\x89", true },
		{ "\xe2\x80", "\xe2\x80", false }, /* not UTF-8: seen */
		{ "\x80\x8b", "\x80\x8b", false }, { " \xff ", "\xff", false },
		{ "a\xed\xa0\x80", "a\xed\xa0\x80", false }, /* a surrogate */
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct span text = span_of(cases[i].text), trimmed = unseen_trim(text);

		assert(span_is(trimmed, cases[i].trimmed));
		assert(unseen_is_all(text) == (trimmed.len == 0));
		assert(unseen_is_readable(text) == cases[i].readable);
		assert(unseen_at_start(text) + trimmed.len + unseen_at_end(text) ==
			   text.len ||
		       trimmed.len == 0);
	}
	assert(!unseen_is_readable((struct span){ "a\0b", 3 }));
	assert(unseen_trim((struct span){ "\0a\0", 3 }).len == 1);
}

int
main(void)
{
	test_texts();
	if (access("/usr/share/unicode/PropList.txt", R_OK) != 0)
		return 77;
	test_all_code_points();
	return 0;
}
