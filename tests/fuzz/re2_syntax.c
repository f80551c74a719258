/*
 * Patterns of RE2: a pattern and a text, apart by the first LF.  A translation has room
 * and compiles or is refused; and a text written as a literal, in either of two ways,
 * is found where memmem(3) finds it.
 */
#define _GNU_SOURCE
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "cel/cel_pattern.h"
#include "cel/re2_syntax.h"
#include "record/scan.h"

#include "target.h"

static enum cel_match
find(struct span pattern, struct span text)
{
	uint64_t work = CEL_SEARCH_WORK;
	enum cel_fault fault;
	struct cel_pattern *p = cel_pattern_new(pattern, &fault);
	enum cel_match match = CEL_MATCH_GIVEN_UP;

	if (p != NULL)
		match = cel_pattern_find(p, text, &work);
	cel_pattern_free(p);
	return match;
}

/* Every mark is behind a backslash. */
static void
check_literal(struct span literal, struct span text)
{
	char *pattern = malloc(2 * literal.len + 1);
	size_t len = 0;
	enum cel_match match;

	for (size_t i = 0; i < literal.len; i++) {
		if (strchr("\\^$.|?*+()[]{}", literal.at[i]) != NULL)
			pattern[len++] = '\\';
		pattern[len++] = literal.at[i];
	}
	match = find((struct span){ pattern, len }, text);
	check(match == CEL_MATCH_GIVEN_UP ||
	      (match == CEL_MATCH) ==
		  (memmem(text.at, text.len, literal.at, literal.len) != NULL));
	free(pattern);
}

static void
check_quoted(struct span literal, struct span text)
{
	char *pattern = malloc(literal.len + 4);
	enum cel_match match;

	memcpy(pattern, "\\Q", 2);
	memcpy(pattern + 2, literal.at, literal.len);
	memcpy(pattern + 2 + literal.len, "\\E", 2);
	match = find((struct span){ pattern, literal.len + 4 }, text);
	check(match == CEL_MATCH_GIVEN_UP ||
	      (match == CEL_MATCH) ==
		  (memmem(text.at, text.len, literal.at, literal.len) != NULL));
	free(pattern);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *at = (const char *)data, *end = at + size, *line;
	struct span pattern, text;
	size_t len = 0;
	char *out;

	if (size == 0 || size > 1000 || !scan_is_utf8(at, end) ||
	    memchr(at, '\0', size) != NULL)
		return 0;
	line = memchr(at, '\n', size);
	pattern = (struct span){ at, (size_t)((line != NULL ? line : end) - at) };
	text = line != NULL ? (struct span){ line + 1, (size_t)(end - line - 1) }
			    : pattern;
	out = malloc(pattern.len * RE2_LONGEST + 1);
	if (re2_translate(pattern, out, &len))
		check(len <= pattern.len * RE2_LONGEST && scan_is_utf8(out, out + len));
	free(out);
	find(pattern, text);
	check_literal(pattern, text);
	if (memmem(pattern.at, pattern.len, "\\E", 2) == NULL &&
	    (pattern.len == 0 || pattern.at[pattern.len - 1] != '\\'))
		check_quoted(pattern, text);
	return 0;
}
