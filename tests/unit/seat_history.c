#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "explain/seat_history.h"

/* What a record had at each of the rounds "one", "two" and "three": "before/given". */
static const struct {
	const char *admission, *at[3];
} cases[] = {
	{ "null", { "-/-", "-/-", "-/-" } },
	{ "{\"round\":\"three\",\"status\":\"unplaced\"}", { "-/-", "-/-", "-/-" } },
	{ "{\"round\":\"one\",\"program\":\"A\",\"status\":\"admitted\"}",
	    { "-/A", "A/-", "A/-" } },
	{ "{\"round\":\"two\",\"program\":\"B\",\"status\":\"admitted\"}",
	    { "-/-", "-/B", "B/-" } },
	{ "{\"round\":\"three\",\"program\":\"C\",\"status\":\"admitted\","
	  "\"released\":[{\"round\":\"one\",\"program\":\"A\"},"
	  "{\"round\":\"two\",\"program\":\"B\"}]}",
	    { "-/A", "A/B", "B/C" } },
	{ "{\"round\":\"three\",\"program\":\"C\",\"status\":\"admitted\","
	  "\"released\":[{\"round\":\"one\",\"program\":\"A\"}]}",
	    { "-/A", "A/-", "A/C" } },
	/* From before the chain, or by hand. */
	{ "{\"round\":\"zero\",\"program\":\"Z\",\"status\":\"admitted\"}",
	    { "Z/-", "Z/-", "Z/-" } },
	{ "{\"program\":\"Z\",\"status\":\"admitted\"}", { "Z/-", "Z/-", "Z/-" } },
	{ "{\"round\":\"two\",\"program\":\"B\",\"status\":\"admitted\","
	  "\"released\":[{\"program\":\"Z\"}]}",
	    { "Z/-", "Z/B", "B/-" } },
	/* After the chain. */
	{ "{\"round\":\"four\",\"program\":\"D\",\"status\":\"admitted\","
	  "\"released\":[{\"round\":\"three\",\"program\":\"C\"}]}",
	    { "-/-", "-/-", "-/C" } },
};

static bool
is(const struct admission *a, char program)
{
	return program == '-'
		   ? a == NULL
		   : a != NULL && a->program.len == 1 && *a->program.at == program;
}

static void
read(struct record *record, struct admission *a, const char *admission)
{
	static char line[512]; /* which the record borrows */
	int len = snprintf(line, sizeof line, "{\"admission\":%s}", admission);

	assert(len > 0 && (size_t)len < sizeof line);
	assert(record_parse(record, line, (size_t)len, NULL) == RECORD_OK);
	assert(admission_read(record, a) == NULL);
}

int
main(void)
{
	static const char *const names[] = { "one", "two", "three" };
	struct seat_history h = { 0 };
	struct record record = { 0 };
	struct entry_fault fault;
	struct admission a;

	for (size_t i = 0; i < 3; i++)
		assert(seat_history_add_round(
		    &h, (struct span){ names[i], strlen(names[i]) }));
	for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
		read(&record, &a, cases[c].admission);
		assert(seat_history_read(&h, &record, &a, &fault));
		for (size_t i = 0; i < 3; i++) {
			struct seat_then then = seat_history_at(&h, i);

			assert(is(then.before, cases[c].at[i][0]));
			assert(is(then.given, cases[c].at[i][2]));
		}
	}
	read(&record, &a,
	    "{\"round\":\"two\",\"program\":\"B\",\"status\":\"admitted\","
	    "\"released\":[{\"program\":\"A\"},7]}");
	assert(!seat_history_read(&h, &record, &a, &fault));
	assert(strcmp(fault.code, "admission-unclear") == 0);
	assert(strcmp(fault.field, "admission.released") == 0);
	assert(is(seat_history_at(&h, 1).before, '-'));
	assert(is(seat_history_at(&h, 1).given, '-'));
	read(&record, &a, cases[2].admission);
	assert(seat_history_read(&h, &record, &a, &fault));
	seat_history_clear(&h);
	assert(is(seat_history_at(&h, 0).given, '-'));
	seat_history_free(&h);
	record_free(&record);
	return 0;
}
