/*
 * Lines that are plain, by vectors, against the form that looks at each character: all
 * that can be wrong with one or two characters, at every place of a line.
 */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "record/plain_line.h"

#include "fixed_seed.h"

enum { LONGEST = 100, ROUNDS = 100000 };

/* A byte more is a fault under ASan. */
static void
compare(const char *line, size_t len)
{
	char *copy = malloc(len > 0 ? len : 1);

	assert(copy != NULL);
	memcpy(copy, line, len);
	if (plain_line_is_known())
		assert(plain_line(copy, len) == plain_line_portable(copy, len));
	else
		assert(!plain_line(copy, len));
	free(copy);
}

/* Each pair of bytes, at the end and where a register ends, and behind a first byte. */
static void
test_pairs(void)
{
	static const char firsts[] = "x\xc3\xe4\xf0\xf4\xed\xe0";
	char line[36];

	for (unsigned pair = 0; pair < 0x10000; pair++)
		for (size_t i = 0; i < sizeof firsts - 1; i++) {
			size_t at = 29 + pair % 3;

			memset(line, 'a', sizeof line);
			line[at] = firsts[i];
			line[at + 1] = (char)(pair >> 8);
			line[at + 2] = (char)(pair & 0xff);
			compare(line, at + 3);
			line[at + 3] = (char)0x80;
			compare(line, at + 4);
		}
}

/* Characters of all lengths, whole as a rule. */
static void
test_characters(void)
{
	static const char *const characters[] = { "a", "{", "\x7f", "\xc2\x80",
		"\xdf\xbf", "\xe0\xa0\x80", "\xe5\x9f\x8e", "\xed\x9f\xbf",
		"\xee\x80\x80", "\xef\xbf\xbf", "\xf0\x90\x80\x80", "\xf0\xa0\x80\x80",
		"\xf4\x8f\xbf\xbf" };
	char line[LONGEST + 4];

	for (int i = 0; i < ROUNDS; i++) {
		size_t len = 0, longest = draw() % LONGEST;

		while (len < longest) {
			const char *c = characters[draw() % 13];

			memcpy(line + len, c, strlen(c));
			len += strlen(c);
		}
		assert(plain_line_portable(line, len));
		compare(line, len);
		if (len > 0 && draw() % 2 == 0)
			line[draw() % len] = (char)(draw() % 256);
		compare(line, draw() % (len + 1));
	}
}

int
main(void)
{
	assert(plain_line_portable("", 0) && plain_line_portable("{\"a\":1}", 7));
	assert(!plain_line_portable("\\", 1) && !plain_line_portable("\t", 1));
	assert(!plain_line_portable("\xed\xa0\x80", 3));
	if (!plain_line_is_known())
		puts("no vectors here");
	test_pairs();
	test_characters();
	return 0;
}
