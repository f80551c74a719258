/* Lists of the files of two years, and what is found: by eye. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "preflight/input_files.h"

/* 64 digits, of which all are the same. */
#define A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
#define C "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"

static struct input_files *
read_lists(const char *now, const char *earlier)
{
	struct input_files *f = input_files_new();

	assert(f != NULL);
	assert(input_files_add(f, span_of(now), false) == 0);
	assert(input_files_add(f, span_of(earlier), true) == 0);
	return f;
}

/* "code file;" for each finding. */
static void
expect(struct input_files *f, const char *expected)
{
	struct preflight_findings findings = { 0 };
	char told[512] = "";

	assert(input_files_check(f, &findings));
	for (size_t i = 0; i < findings.count; i++)
		snprintf(told + strlen(told), sizeof told - strlen(told), "%s %.*s;",
		    findings.all[i].code, (int)findings.all[i].file.len,
		    findings.all[i].file.at);
	if (strcmp(told, expected) != 0) {
		fprintf(stderr, "found \"%s\", not \"%s\"\n", told, expected);
		abort();
	}
	preflight_findings_free(&findings);
	input_files_free(f);
}

static void
test_digests(void)
{
	expect(read_lists("", ""), "");
	expect(read_lists(A "  a.csv\n" B "  b.csv\n", C "  a.csv\n"), "");
	/* The same bytes, under whatever name. */
	expect(read_lists(A "  a.csv\n" A "  b.csv\n", ""), "file-twice b.csv;");
	expect(read_lists(A "  a.csv\n", B "  x\n" A "  old.csv\n"),
	    "file-of-before a.csv;");
	/* Rules may well be those of last year, tables may not. */
	expect(read_lists(A "  policy.json\n" B "  list.xlsx\n" C "  in.jsonl",
		   A "  policy.json\n" B "  list.xlsx\n" C "  in.jsonl\n"),
	    "file-of-before list.xlsx;file-of-before in.jsonl;");
	/* What an earlier year had twice is no matter of this one. */
	expect(read_lists(A "  a.csv\n", B "  b.csv\n" B "  c.csv\n"), "");
	/* Read as binary; a name with a backslash. */
	expect(read_lists(A " *a.csv\n\\" A "  b\\\\c.csv\n", ""),
	    "file-twice b\\\\c.csv;");
}

static void
test_bytes(void)
{
	struct input_files *f =
	    read_lists(A "  a.csv\n" B "  policy.json\n" C "  list.xlsx\n", "");

	assert(input_files_count(f) == 3);
	assert(span_is(input_files_name(f, 2), "list.xlsx"));
	/* Only what has lines is cut. */
	for (size_t i = 0; i < 3; i++)
		input_files_note(f, i, false, true);
	expect(f, "file-cut a.csv;");
	f = read_lists(A "  a.csv\n" B "  policy.json\n", A "  a.csv\n");
	input_files_note(f, 0, true, false);
	input_files_note(f, 1, true, false);
	expect(f, "file-empty a.csv;file-empty policy.json;");
}

static void
test_wrong_lines(void)
{
	static const struct {
		const char *list;
		size_t line;
	} cases[] = {
		{ "\n", 1 },
		{ A, 1 },
		{ A "  ", 1 },
		{ A "  a\n\n" B "  b\n", 2 },
		{ "A" A "  a\n", 1 },
		{ A "  a\n" B "  b\nc  c", 3 },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct input_files *f = input_files_new();

		assert(f != NULL);
		assert(input_files_add(f, span_of(cases[i].list), i % 2 == 0) ==
		       cases[i].line);
		input_files_free(f);
	}
}

int
main(void)
{
	test_digests();
	test_bytes();
	test_wrong_lines();
	return 0;
}
