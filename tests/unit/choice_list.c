#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "fixed_seed.h"
#include "seats/choice_list.h"
#include "text/numbering.h"

enum { PROGRAMS = 3000, MOST = 100 };

static json_t *document;
static struct programs *programs;
static struct choice_list *list;
static struct record record;

/* Ids of 1 to 20 bytes, of which many begin or end alike. */
static void
write_id(char *id, size_t size, uint32_t number)
{
	char digits[16];
	int len = snprintf(digits, sizeof digits, "%u", number);

	snprintf(id, size, "%s%.*s%s", number % 3 == 0 ? "" : "1", number % 16,
	    "0000000000000000", digits);
	if (len % 2 == 0 && number % 5 == 0)
		snprintf(id, size, "%s\u5dde", digits);
}

static void
make_programs(void)
{
	struct programs_fault fault;
	char id[64];

	document = json_array();
	for (uint32_t i = 0; json_array_size(document) < PROGRAMS; i++) {
		write_id(id, sizeof id, i);
		json_array_append_new(
		    document, json_pack("{s:s,s:i}", "id", id, "capacity", 1));
	}
	json_array_append_new(document,
	    json_pack("{s:s,s:s,s:i}", "id", "last", "round", "only", "capacity", 1));
	programs = programs_read(document, NULL, NULL, &fault);
	if (programs == NULL)
		fprintf(stderr, "%s %zu\n", fault.code, fault.line);
	assert(programs != NULL);
	list = choice_list_new(programs);
	assert(list != NULL);
}

static bool
read_line(const char *line, uint32_t *choices, uint32_t *count, struct entry_fault *f)
{
	assert(record_parse(&record, line, strlen(line), NULL) == RECORD_OK);
	return choice_list_read(list, &record, &record.values[2], choices, count, f);
}

static void
expect_fault(const char *line, const char *code, uint32_t number)
{
	uint32_t choices[MOST], count;
	struct entry_fault f;

	assert(!read_line(line, choices, &count, &f));
	assert(strcmp(f.code, code) == 0 && f.field == NULL && count == number);
}

/* Lists of programs and of what is none; the answer is numbering_find()'s. */
static void
test_random(void)
{
	uint32_t choices[MOST], count, expected[MOST], wanted;
	struct entry_fault f;
	char line[8192], id[64];

	for (int turn = 0; turn < 3000; turn++) {
		uint32_t total = (uint32_t)(draw() % MOST);
		const char *code = NULL;
		size_t at = (size_t)snprintf(line, sizeof line, "{\"c\":[");

		for (wanted = 0; wanted < total; wanted++) {
			uint32_t number = (uint32_t)(draw() % (PROGRAMS + 3)), one;

			write_id(id, sizeof id, number);
			at += (size_t)snprintf(line + at, sizeof line - at, "%s\"%s\"",
			    wanted == 0 ? "" : ",", id);
			if (code != NULL)
				continue;
			one = numbering_find(programs->ids, span_of(id));
			code = one == NUMBERING_NONE ? "choice-unknown" : NULL;
			for (uint32_t i = 0; i < wanted; i++)
				if (code == NULL && expected[i] == one)
					code = "choice-twice";
			expected[wanted] = one;
			if (code != NULL)
				total = wanted + 1 + (uint32_t)(draw() % 3);
			count = wanted;
		}
		snprintf(line + at, sizeof line - at, "]}");
		if (code != NULL) {
			expect_fault(line, code, count);
			continue;
		}
		assert(read_line(line, choices, &count, &f) && count == wanted);
		assert(wanted == 0 ||
		       memcmp(choices, expected, wanted * sizeof *choices) == 0);
	}
}

static void
test_forms(void)
{
	uint32_t choices[MOST], count;
	struct entry_fault f;

	assert(read_line("{\"c\":[null,\"l\\u0061st\",null]}", choices, &count, &f));
	assert(count == 3 && choices[0] == programs_gap(programs));
	assert(choices[1] == PROGRAMS && choices[2] == programs_gap(programs));
	expect_fault("{\"c\":[\"last\",\"l\\u0061st\"]}", "choice-twice", 1);
	expect_fault("{\"c\":[null,\"last\\u0000\"]}", "choice-unknown", 1);
	expect_fault("{\"c\":[\"\"]}", "choice-unknown", 0);
	expect_fault("{\"c\":[\"last\",7]}", "choice-not-text", 1);
	expect_fault("{\"c\":[[\"last\"]]}", "choice-not-text", 0);
	assert(read_line("{\"c\":[]}", choices, &count, &f) && count == 0);
}

int
main(void)
{
	record_init(&record);
	make_programs();
	test_random();
	test_forms();
	record_free(&record);
	choice_list_free(list);
	choice_list_free(NULL);
	programs_free(programs);
	json_decref(document);
	return 0;
}
