#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "text/escaped.h"

static void
expect(const char *text, const char *wanted)
{
	char *got = escaped_text(text);

	assert(got != NULL && strcmp(got, wanted) == 0);
	free(got);
}

static void
expect_line(const char *text, const char *wanted)
{
	char *got = escaped_line(text);

	assert(got != NULL && strcmp(got, wanted) == 0);
	free(got);
}

int
main(void)
{
	expect("", "");
	expect("a.csv", "a.csv");
	expect("张三.csv", "张三.csv");
	expect("\xd5\xc5.csv", "\\xd5\\xc5.csv");
	expect("张\xff三", "张\\xff三");
	expect("\xe5\xbc", "\\xe5\\xbc");          /* cut */
	expect("\xed\xa0\x80", "\\xed\\xa0\\x80"); /* half of a surrogate */
	expect("a\\b", "a\\b");
	expect_line("a\nb\x1b[2J\x7f\xc2\x85", "a\\x0ab\\x1b[2J\\x7f\\xc2\\x85");
	expect_line("张三\xff", "张三\\xff");
	return 0;
}
