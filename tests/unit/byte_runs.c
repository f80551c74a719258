/*
 * The runs of bytes, in their two forms, against one that looks at each byte.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "record/byte_runs.h"
#include "record/scan.h"

#include "fixed_seed.h"

enum { LONGEST = 70, ROUNDS = 200000 };

static const char *
digits_slowly(const char *at, const char *end)
{
	while (at < end && *at >= '0' && *at <= '9')
		at++;
	return at;
}

static bool
is_between(char byte, unsigned low, unsigned high)
{
	return (unsigned char)byte >= low && (unsigned char)byte <= high;
}

static const char *
han_slowly(const char *at, const char *end)
{
	while (end - at >= 3 && is_between(at[0], 0xe1, 0xec) &&
	       is_between(at[1], 0x80, 0xbf) && is_between(at[2], 0x80, 0xbf))
		at += 3;
	return at;
}

/* It may end early, but only where fewer than eight bytes are left. */
static bool
is_han_run(const char *run, const char *at, const char *end)
{
	const char *longest = han_slowly(at, end);

	return run == longest ||
	       (run < longest && (run - at) % 3 == 0 && end - run < 8);
}

static const char *
text_slowly(const char *at, const char *end)
{
	while (at < end && strchr("\"\\", *at) == NULL)
		at++;
	return at < end && *at == '\0' ? text_slowly(at + 1, end) : at;
}

/* By recursion: behind the value that begins at at, or NULL. */
static const char *
nested_slowly(const char *at, const char *end)
{
	while (at < end) {
		if (*at == ']' || *at == '}')
			return at + 1;
		if (*at == '[' || *at == '{') {
			if ((at = nested_slowly(at + 1, end)) == NULL)
				return NULL;
		} else if (*at == '"') {
			for (at++; at < end && *at != '"'; at++)
				if (*at == '\\' && at + 1 < end)
					at++;
			at += at < end;
		} else
			at++;
	}
	return NULL;
}

/* Mostly brackets and quotes. */
static void
compare_nested(char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		text[i] =
		    "[]{}\"\\xyz,12 \xe5\xb8]"[draw() % (draw() % 8 == 0 ? 17 : 5)];
	if (len == 0)
		return;
	text[0] = draw() % 2 == 0 ? '[' : '{';
	assert(
	    byte_runs_nested(text, text + len) == nested_slowly(text + 1, text + len));
	assert(byte_runs_nested_portable(text, text + len) ==
	       nested_slowly(text + 1, text + len));
}

/* With few bytes that cannot stand in one. */
static void
compare_number(char *text, size_t len)
{
	const char *quick;

	for (size_t i = 0; i < len; i++)
		text[i] = "0123456789.-eE+,"[draw() % (draw() % 4 == 0 ? 16 : 10)];
	quick = byte_runs_number(text, text + len);
	assert(quick == NULL || quick == scan_any_number(text, text + len));
	assert(scan_number(text, text + len) == scan_any_number(text, text + len));
}

static void
compare(const char *at, const char *end)
{
	const char *quote = end > at ? memchr(at, '"', (size_t)(end - at)) : NULL;

	assert(byte_runs_quote(at, end) == (quote != NULL ? quote : end));
	assert(byte_runs_quote_portable(at, end) == (quote != NULL ? quote : end));
	assert(byte_runs_text(at, end) == text_slowly(at, end));
	assert(byte_runs_text_portable(at, end) == text_slowly(at, end));
	assert(byte_runs_plain(at, end) == byte_runs_plain_slowly(at, end));
	assert(byte_runs_plain_portable(at, end) == byte_runs_plain_slowly(at, end));
	assert(byte_runs_digits(at, end) == digits_slowly(at, end));
	assert(byte_runs_digits_portable(at, end) == digits_slowly(at, end));
	assert(is_han_run(byte_runs_han(at, end), at, end));
	assert(is_han_run(byte_runs_han_portable(at, end), at, end));
}

/* Mostly of one kind, so that runs are long, with any byte in between. */
static void
fill(char *text, size_t len)
{
	uint64_t kind = (draw() % 3);

	for (size_t i = 0; i < len; i++) {
		if ((draw() % 40) == 0)
			text[i] = (char)(draw() % 256);
		else if (kind == 0)
			text[i] = (char)('0' + (draw() % 10));
		else if (kind == 1)
			text[i] = (char)(' ' + (draw() % 95));
		else
			text[i] = (char)(i % 3 == 0 ? 0xe0 + (draw() % 14)
						    : 0x80 + (draw() % 64));
	}
}

int
main(void)
{
	for (int i = 0; i < ROUNDS; i++) {
		size_t len = (draw() % LONGEST);
		char *text = malloc(len + 1); /* a byte more is a fault under ASan */

		assert(text != NULL);
		fill(text, len);
		text = realloc(text, len > 0 ? len : 1);
		assert(text != NULL);
		compare(text, text + len);
		compare_nested(text, len);
		compare_number(text, len);
		free(text);
	}
	return 0;
}
