#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "seats/applicants.h"

static struct programs *programs;
static json_t *document;
static struct record record;

static struct path *
new_path(const char *text)
{
	const char *why;
	struct path *path = path_new(text, &why);

	assert(path != NULL);
	return path;
}

static bool
add(struct applicants *a, const char *line, struct entry_fault *fault)
{
	assert(record_parse(&record, line, strlen(line), NULL) == RECORD_OK);
	return applicants_add(a, &record, 0, NULL, fault);
}

static void
test_arrays(void)
{
	struct path *choices = new_path("choices");
	struct path *order = new_path("rank.unified.order");
	struct applicants *a = applicants_new(programs, choices, order);
	struct entry_fault fault;

	assert(add(a,
	    "{\"choices\":[\"S02\",\"S01\"],\"rank\":{\"unified\":{\"order\":7}}}",
	    &fault));
	assert(add(a, "{\"choices\":[],\"rank\":{\"unified\":{\"order\":0}}}", &fault));
	assert(!add(a,
	    "{\"choices\":[\"S\\u003001\"],\"rank\":{\"unified\":{\"order\":1}}}",
	    &fault));
	assert(add(a,
	    "{\"choices\":[\"S\\u00301\"],\"rank\":{\"unified\":{\"order\":"
	    "9223372036854775807}}}",
	    &fault));
	assert(a->count == 3);
	assert(a->first[0] == 0 && a->first[1] == 2 && a->first[2] == 2 &&
	       a->first[3] == 3);
	assert(a->choices[0] == 1 && a->choices[1] == 0 && a->choices[2] == 0);
	assert(a->order[0] == 7 && a->order[1] == 0 && a->order[2] == INT64_MAX);
	applicants_free(a);
	applicants_free(NULL);
	path_free(choices);
	path_free(order);
}

/* A choice that was left empty keeps its number, twice and more. */
static void
test_gaps(void)
{
	struct path *choices = new_path("c"), *order = new_path("o");
	struct applicants *a = applicants_new(programs, choices, order);
	struct entry_fault fault;

	assert(add(a, "{\"c\":[null,\"S02\",null,\"S01\"],\"o\":1}", &fault));
	assert(a->first[1] == 4 && a->choices[1] == 1 && a->choices[3] == 0);
	assert(a->choices[0] == programs_gap(programs));
	assert(a->choices[2] == programs_gap(programs));
	assert(programs_id(programs, programs_gap(programs)).at == NULL);
	applicants_free(a);
	path_free(choices);
	path_free(order);
}

/* More than the first arrays hold. */
static void
test_many(void)
{
	struct path *choices = new_path("c"), *order = new_path("o");
	struct applicants *a = applicants_new(programs, choices, order);
	struct entry_fault fault;
	char line[64];

	for (uint32_t i = 0; i < 20000; i++) {
		snprintf(line, sizeof line, "{\"c\":[\"S02\",\"S01\"],\"o\":%u}", i);
		assert(add(a, line, &fault));
	}
	for (uint32_t i = 0; i < 20000; i++) {
		assert(a->first[i] == 2 * i && a->order[i] == i);
		assert(a->choices[2 * i] == 1 && a->choices[2 * i + 1] == 0);
	}
	applicants_free(a);
	path_free(choices);
	path_free(order);
}

static void
test_faults(void)
{
	static const struct {
		const char *line, *code, *field;
	} cases[] = {
		{ "{\"o\":1}", "choices-missing", "c" },
		{ "{\"c\":null,\"o\":1}", "choices-missing", "c" },
		{ "{\"c\":\"S01\",\"o\":1}", "choices-not-a-list", "c" },
		{ "{\"c\":{\"1\":\"S01\"},\"o\":1}", "choices-not-a-list", "c" },
		{ "{\"c\":[\"S01\",1],\"o\":1}", "choice-not-text", "c.1" },
		{ "{\"c\":[null,false],\"o\":1}", "choice-not-text", "c.1" },
		{ "{\"c\":[[\"S01\",\"S02\"]],\"o\":1}", "choice-not-text", "c.0" },
		{ "{\"c\":[\"S01\",\"S02\",\"S03\"],\"o\":1}", "choice-unknown",
		    "c.2" },
		{ "{\"c\":[\"\"],\"o\":1}", "choice-unknown", "c.0" },
		{ "{\"c\":[\"S01\",\"S02\",\"S01\"],\"o\":1}", "choice-twice", "c.2" },
		{ "{\"c\":[\"S01\"]}", "order-missing", "o" },
		{ "{\"c\":[\"S01\"],\"o\":null}", "order-missing", "o" },
		{ "{\"c\":[\"S01\"],\"o\":\"1\"}", "order-not-whole", "o" },
		{ "{\"c\":[\"S01\"],\"o\":1.5}", "order-not-whole", "o" },
		{ "{\"c\":[\"S01\"],\"o\":-1}", "order-not-whole", "o" },
		{ "{\"c\":[\"S01\"],\"o\":9223372036854775808}", "order-not-whole",
		    "o" },
	};
	struct path *choices = new_path("c"), *order = new_path("o");
	struct applicants *a = applicants_new(programs, choices, order);
	struct entry_fault fault;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert(!add(a, cases[i].line, &fault));
		assert(strcmp(fault.code, cases[i].code) == 0);
		assert(strcmp(fault.field, cases[i].field) == 0);
		assert(a->count == 0);
	}
	/* What a refused list named is not remembered. */
	assert(add(a, "{\"c\":[\"S01\",\"S02\"],\"o\":1}", &fault));
	applicants_free(a);
	path_free(choices);

	choices = new_path("/a~1b");
	a = applicants_new(programs, choices, order);
	assert(!add(a, "{\"a/b\":[7],\"o\":1}", &fault));
	assert(strcmp(fault.field, "/a~1b/0") == 0);
	applicants_free(a);
	path_free(choices);
	path_free(order);
}

/* Choices that are closed by a mark; and then all are forgotten. */
static void
test_locked(void)
{
	struct path *choices = new_path("c"), *order = new_path("o");
	struct applicants *a = applicants_new(programs, choices, order);
	const char *line = "{\"c\":[\"S02\",\"S01\"],\"o\":1}";
	struct entry_fault fault;

	assert(!a->asked);
	applicants_may_be_locked(a);
	assert(add(a, line, &fault));
	assert(record_parse(&record, line, strlen(line), NULL) == RECORD_OK);
	assert(applicants_add(a, &record, WISH_LOCKED, NULL, &fault));
	assert(a->asked && !a->wished && a->first[2] == 4);
	assert(applicants_program(a, 0) == 1 && applicants_program(a, 1) == 0);
	assert(applicants_mark(a, 0) == WISH_NOT_OFFERED);
	assert(applicants_mark(a, 1) == 0);
	assert(applicants_program(a, 2) == 1 && applicants_mark(a, 2) == WISH_LOCKED);
	assert(applicants_program(a, 3) == 0 && applicants_mark(a, 3) == WISH_LOCKED);
	applicants_forget(a);
	assert(a->count == 0);
	assert(add(a, "{\"c\":[\"S01\"],\"o\":7}", &fault));
	assert(a->count == 1 && a->first[1] == 1 && a->order[0] == 7);
	assert(applicants_program(a, 0) == 0);
	applicants_free(a);
	path_free(choices);
	path_free(order);
}

/* An applicant who takes any has all programs of the round, in the order of the list.
 */
static void
test_any(void)
{
	struct leftover_program list[] = { { 2, 40 }, { 0, 90 }, { 1, 90 } };
	uint32_t offered[] = { 0, 1, 2 };
	const struct leftover l = { .count = 3, .list = list, .offered = offered };
	json_t *lines = json_loads(
	    "[{\"id\":\"A\",\"round\":\"r\",\"capacity\":1,\"order\":\"none\"},"
	    "{\"id\":\"B\",\"round\":\"r\",\"capacity\":1,\"eligible\":\"applicant.o > "
	    "5\"},"
	    "{\"id\":\"C\",\"round\":\"r\",\"capacity\":1,\"groups\":["
	    "{\"id\":\"g\",\"seats\":1,\"unfilled\":\"lapse\",\"tiers\":[\"true\"]}]}]",
	    0, NULL);
	struct programs_fault bad;
	struct programs *p = programs_read(lines, "r", NULL, &bad);
	struct path *order = new_path("o");
	struct applicants *a = applicants_new(p, NULL, order);
	struct entry_fault fault;

	assert(record_parse(&record, "{\"o\":5}", 7, NULL) == RECORD_OK);
	assert(applicants_add_any(a, &record, &l, 0, &fault));
	assert(a->first[1] == 3 && a->order[0] == 5);
	/* C has groups, and its claim has the metres; A's own order is not asked for.
	 */
	assert(a->wishes[0].program == 2 && a->wishes[0].priority == 0);
	assert(a->claim_first[1] == 1 && a->claims[0].priority == 40);
	assert(a->wishes[1].program == 0 && a->wishes[1].priority == 90);
	assert(a->wishes[2].program == 1);
	assert(a->wishes[2].priority == WISH_NOT_ELIGIBLE);
	assert(applicants_add_any(a, &record, &l, WISH_NOT_AGREED, &fault));
	assert(a->first[2] == 4 && a->wishes[3].priority == WISH_NOT_AGREED);
	assert(record_parse(&record, "{}", 2, NULL) == RECORD_OK);
	assert(!applicants_add_any(a, &record, &l, 0, &fault));
	assert(strcmp(fault.code, "order-missing") == 0 && a->count == 2);
	applicants_free(a);
	programs_free(p);
	json_decref(lines);
	path_free(order);
}

int
main(void)
{
	struct programs_fault fault;

	document = json_loads("[{\"id\":\"S01\",\"round\":\"first\",\"capacity\":1},"
			      "{\"id\":\"S02\",\"round\":\"second\",\"capacity\":1}]",
	    0, NULL);
	programs = programs_read(document, "first", NULL, &fault);
	record_init(&record);
	test_arrays();
	test_gaps();
	test_many();
	test_faults();
	test_locked();
	test_any();
	record_free(&record);
	programs_free(programs);
	json_decref(document);
	return 0;
}
