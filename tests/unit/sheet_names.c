#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "sheet/sheet_names.h"
#include "text/fold.h"
#include "text/utf8.h"

static void
expect(struct sheet_names *names, const char *key, const char *wanted)
{
	size_t number, again;

	assert(sheet_names_find(names, span_of(key), &number) == SHEET_NEW);
	assert(number + 1 == sheet_names_count(names));
	assert(strcmp(sheet_names_at(names, number), wanted) == 0);
	assert(sheet_names_find(names, span_of(key), &again) == SHEET_FOUND);
	assert(again == number);
}

static void
test_names(void)
{
	struct sheet_names *names = sheet_names_new();
	size_t number;

	expect(names, "一中", "一中");
	expect(names, " 一中", "一中~2");
	expect(names, "a/b", "a／b");
	expect(names, "a／b", "a／b~2");
	expect(names, "A", "A");
	expect(names, "a", "a~2");
	expect(names, "a~2", "a~2~2");
	expect(names, "'", "\u2019");
	expect(names, "it's", "it's");
	expect(names, "history", "history~2");
	expect(names, "x\u200by", "x y");
	expect(names, "1234567890123456789012345678901",
	    "1234567890123456789012345678901");
	expect(names, "12345678901234567890123456789012",
	    "12345678901234567890123456789~2");
	/* A cut never leaves half a character, nor an apostrophe at the end. */
	expect(names, "a23456789012345678901234567890\U00020087",
	    "a23456789012345678901234567890");
	expect(names, "b23456789012345678901234567890'x",
	    "b23456789012345678901234567890\u2019");
	assert(sheet_names_find(names, span_of(""), &number) == SHEET_NO_NAME);
	assert(sheet_names_find(names, span_of(" \u3000\u200b"), &number) ==
	       SHEET_NO_NAME);
	sheet_names_free(names);
}

/* Of any keys, no two names are the same and none is too long. */
static void
test_any(void)
{
	static const char *const pieces[] = { "a", "A", "'", "/", "一", " ",
		"\U00020087", "0123456789", "~2" };
	struct sheet_names *names = sheet_names_new();
	uint64_t seed = 20190901;

	for (int round = 0; round < 500; round++) {
		char key[256] = "k";
		size_t number;

		for (int i = 0; i < 12; i++) {
			seed = seed * 6364136223846793005u + 1442695040888963407u;
			strcat(key,
			    pieces[(seed >> 33) % (sizeof pieces / sizeof *pieces)]);
		}
		assert(sheet_names_find(names, span_of(key), &number) <= SHEET_NEW);
	}
	for (size_t i = 0; i < sheet_names_count(names); i++) {
		const char *at = sheet_names_at(names, i), *name = at;
		size_t units = 0;

		assert(strpbrk(name, "[]:*?/\\") == NULL && *name != '\'');
		assert(name[strlen(name) - 1] != '\'');
		while (*at != '\0')
			units += utf8_next(&at) > 0xffff ? 2 : 1;
		assert(units >= 1 && units <= 31);
		for (size_t j = 0; j < i; j++)
			assert(strcmp(name, sheet_names_at(names, j)) != 0);
	}
	sheet_names_free(names);
}

int
main(void)
{
	test_names();
	test_any();
	return 0;
}
