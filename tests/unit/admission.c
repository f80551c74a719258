#include <assert.h>
#include <string.h>

#include "seats/admission.h"

static struct record record;

/* What is unclear in a record, or NULL. */
static const char *
read_line(const char *line, struct admission *a)
{
	assert(record_parse(&record, line, strlen(line), NULL) == RECORD_OK);
	return admission_read(&record, a);
}

static bool
is(struct span have, const char *want)
{
	return have.at != NULL && have.len == strlen(want) &&
	       memcmp(have.at, want, have.len) == 0;
}

static void
test_clear(void)
{
	struct admission a;

	assert(read_line("{}", &a) == NULL && a.status == ADMISSION_NONE);
	assert(read_line("{\"admission\":null}", &a) == NULL &&
	       a.status == ADMISSION_NONE);
	assert(
	    read_line("{\"admission\":{\"round\":\"first\",\"program\":\"S\\u00301\","
		      "\"choice\":12,\"status\":\"admitted\"}}",
		&a) == NULL);
	assert(a.status == ADMISSION_ADMITTED && a.choice == 12);
	assert(is(a.round, "first") && is(a.program, "S01"));
	assert(
	    read_line("{\"admission\":{\"round\":\"first\",\"status\":\"unplaced\"}}",
		&a) == NULL);
	assert(a.status == ADMISSION_UNPLACED && a.program.at == NULL);
	/* somebody was admitted by hand */
	assert(
	    read_line("{\"admission\":{\"program\":\"S01\",\"status\":\"admitted\"}}",
		&a) == NULL);
	assert(a.status == ADMISSION_ADMITTED && a.choice == 0 && a.round.at == NULL);
}

static void
test_unclear(void)
{
	static const char *const cases[][2] = {
		{ "\"yes\"", "admission" },
		{ "{}", "admission.status" },
		{ "{\"status\":true}", "admission.status" },
		{ "{\"status\":\"Admitted\",\"program\":\"S01\"}", "admission.status" },
		{ "{\"status\":\"unplaced\",\"round\":1}", "admission.round" },
		{ "{\"status\":\"admitted\"}", "admission.program" },
		{ "{\"status\":\"admitted\",\"program\":1}", "admission.program" },
		{ "{\"status\":\"admitted\",\"program\":\"S\",\"choice\":\"1\"}",
		    "admission.choice" },
		{ "{\"status\":\"admitted\",\"program\":\"S\",\"choice\":0}",
		    "admission.choice" },
		{ "{\"status\":\"admitted\",\"program\":\"S\",\"choice\":1.5}",
		    "admission.choice" },
	};
	char line[128] = "{\"admission\":";
	struct admission a;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		strcpy(line + strlen("{\"admission\":"), cases[i][0]);
		strcat(line, "}");
		assert(strcmp(read_line(line, &a), cases[i][1]) == 0);
	}
}

static void
test_write(void)
{
	struct writer w = { 0 };
	struct admission a = { ADMISSION_ADMITTED, { "first", 5 }, { "S\"1", 3 }, 2,
		{ NULL, 0 }, { NULL, 0 } };
	const char *admitted =
	    "{\"round\":\"first\",\"program\":\"S\\\"1\",\"choice\":2,"
	    "\"status\":\"admitted\"}";
	const char *unplaced = "{\"round\":\"first\",\"status\":\"unplaced\"}";

	admission_write(&w, &a, (struct span){ NULL, 0 });
	assert(w.len == strlen(admitted) && memcmp(w.text, admitted, w.len) == 0);
	writer_reset(&w);
	a.status = ADMISSION_UNPLACED;
	admission_write(&w, &a, (struct span){ NULL, 0 });
	assert(w.len == strlen(unplaced) && memcmp(w.text, unplaced, w.len) == 0);
	assert(!writer_failed(&w));
	writer_free(&w);
}

int
main(void)
{
	record_init(&record);
	test_clear();
	test_unclear();
	test_write();
	record_free(&record);
	return 0;
}
