#define _GNU_SOURCE
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "findings/findings_table.h"

static struct span
span(const char *text)
{
	return span_of(text);
}

static void
test_table(void)
{
	static const char want[] =
	    "   count  finding      field         first lines          what it means\n"
	    "       7  type         a.*.b         x.csv:1,2,3,4,5 ...  must be a "
	    "string\n"
	    "       2  id-checksum  身份证件号码  x.csv:9 y.csv:2      does not add "
	    "up\n"
	    "       1  required                   x.csv:1              is missing\n"
	    "       9  name-space   name          x.csv:1,2,3,4,5 ...  (warning) has a "
	    "space\n";
	struct finding type = { "type", NULL, "/type", "must be a string" },
		       id = { "id-checksum", "身份证件号码", "/r", "does not add up" },
		       missing = { "required", NULL, NULL, "is missing" },
		       space = { "name-space", "name", NULL, "has a space" };
	struct findings_table *t = findings_table_new();
	struct writer w = { .text = NULL };
	char field[32];

	assert(t != NULL);
	for (unsigned i = 1; i <= 9; i++)
		assert(findings_table_add(t, &space, true, span("x.csv"), i));
	assert(findings_table_add(t, &missing, false, span("x.csv"), 1));
	assert(findings_table_add(t, &id, false, span("x.csv"), 9));
	assert(findings_table_add(t, &id, false, span("y.csv"), 2));
	for (unsigned i = 1; i <= 7; i++) {
		snprintf(field, sizeof field, "a.%u.b", i);
		type.field = field;
		assert(findings_table_add(t, &type, false, span("x.csv"), i));
	}
	findings_table_write(t, &w);
	assert(!writer_failed(&w));
	if (w.len != strlen(want) || memcmp(w.text, want, w.len) != 0)
		fprintf(stderr, "%.*s", (int)w.len, w.text);
	assert(w.len == strlen(want) && memcmp(w.text, want, w.len) == 0);
	writer_free(&w);
	findings_table_free(t);
}

/* Fields that nobody has named before do not fill the memory, nor the terminal. */
static void
test_many(void)
{
	struct finding found = { "unknown-field", NULL, "/a", "is no field" };
	struct findings_table *t = findings_table_new();
	struct writer w = { .text = NULL };
	size_t lines = 0;
	char field[32];

	for (unsigned i = 0; i < FINDINGS_TABLE_MOST + 500; i++) {
		snprintf(field, sizeof field, "x\n\033%u", i);
		found.field = field;
		assert(findings_table_add(t, &found, false, span("in\n"), i));
	}
	findings_table_write(t, &w);
	assert(!writer_failed(&w));
	for (size_t i = 0; i < w.len; i++) {
		lines += w.text[i] == '\n';
		assert(w.text[i] == '\n' || (unsigned char)w.text[i] >= ' ');
	}
	assert(lines == 1 + FINDINGS_TABLE_MOST + 1);
	assert(memmem(w.text, w.len, "     500  other-findings", 24) != NULL);
	writer_free(&w);
	findings_table_free(t);
}

int
main(void)
{
	test_table();
	test_many();
	return 0;
}
