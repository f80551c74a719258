/*
 * How many records should be what: random marks of schools, counted again from the
 * numbers that the records were made of, and what is unusual by a rank of each share.
 */
#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fixed_seed.h"
#include "preflight/expectations.h"

enum { SCHOOLS = 8, RECORDS = 60, LEAST = 5, LARGE = 40 };

/* A random year: which schools a record lists, in this order, and which have marked
 * it. */
struct year {
	int listed[RECORDS][SCHOOLS], count[RECORDS];
	bool marked[RECORDS][SCHOOLS];
};

static const char rules_text[] =
    "[{\"id\":\"share\",\"by\":\"choices\",\"of\":\"program.id in applicant.marks\","
    "  \"at-most\":\"30%\",\"at-least\":2},"
    " {\"id\":\"usual\",\"by\":\"choices\",\"of\":\"program.id in applicant.marks\","
    "  \"at-most\":\"usual\"},"
    " {\"id\":\"first\",\"by\":\"choices.0\",\"of\":\"size(applicant.marks) > 0\","
    "  \"at-most\":5},"
    " {\"id\":\"all\",\"of\":\"size(applicant.marks) > 2\",\"at-most\":\"20%\"}]";

static void
make_year(struct year *y)
{
	uint64_t often[SCHOOLS];

	for (int s = 0; s < SCHOOLS; s++)
		often[s] = draw() % 10;
	for (int r = 0; r < RECORDS; r++) {
		y->count[r] = 1 + (int)(draw() % 4);
		for (int i = 0; i < y->count[r]; i++) {
			int s = (int)(draw() % SCHOOLS);

			y->listed[r][i] = s;
			y->marked[r][s] |= draw() % 10 < often[s];
		}
	}
}

static void
add_record(struct expectations *e, const struct year *y, int r)
{
	char line[256] = "{\"choices\":[";
	const char *comma = "";
	struct record record;

	for (int i = 0; i < y->count[r]; i++, comma = ",")
		snprintf(line + strlen(line), sizeof line - strlen(line), "%s\"S%d\"",
		    comma, y->listed[r][i]);
	strcat(line, ",5,null],\"marks\":[");
	comma = "";
	for (int s = 0; s < SCHOOLS; s++)
		if (y->marked[r][s]) {
			snprintf(line + strlen(line), sizeof line - strlen(line),
			    "%s\"S%d\"", comma, s);
			comma = ",";
		}
	strcat(line, "]}");
	record_init(&record);
	assert(record_parse(&record, line, strlen(line), NULL) == RECORD_OK);
	assert(expectations_add(e, &record));
	record_free(&record);
}

static bool
lists(const struct year *y, int r, int s)
{
	for (int i = 0; i < y->count[r]; i++)
		if (y->listed[r][i] == s)
			return true;
	return false;
}

static int
marks_of(const struct year *y, int r)
{
	int marks = 0;

	for (int s = 0; s < SCHOOLS; s++)
		marks += y->marked[r][s];
	return marks;
}

/* The smallest share, in thousandths, that half of the judged ones do not exceed. */
static int
median_of(const int *count, const int *of)
{
	int judged = 0;

	for (int s = 0; s < SCHOOLS; s++)
		judged += of[s] >= LEAST;
	for (int permille = 0; permille <= 1000; permille++) {
		int below = 0;

		for (int s = 0; s < SCHOOLS; s++)
			below +=
			    of[s] >= LEAST && count[s] * 1000 < (permille + 1) * of[s];
		if (2 * below >= judged)
			return permille;
	}
	abort();
}

/* A bit for each school whose finding of a rule is expected. */
static unsigned
expected_of(const struct year *y, const char *rule)
{
	int count[SCHOOLS] = { 0 }, of[SCHOOLS] = { 0 }, first[SCHOOLS] = { 0 };
	int median;
	unsigned schools = 0;

	for (int s = 0; s < SCHOOLS; s++)
		for (int r = 0; r < RECORDS; r++) {
			of[s] += lists(y, r, s);
			count[s] += lists(y, r, s) && y->marked[r][s];
			first[s] += y->listed[r][0] == s && marks_of(y, r) > 0;
		}
	median = median_of(count, of);
	for (int s = 0; s < SCHOOLS; s++) {
		bool large = of[s] >= LEAST && 10 * count[s] >= 4 * of[s];
		bool found =
		    strcmp(rule, "share") == 0
			? of[s] > 0 && (10 * count[s] > 3 * of[s] || count[s] < 2)
		    : strcmp(rule, "usual") == 0
			? large && (4 * count[s] >= 3 * of[s] ||
				       count[s] * 1000 / of[s] > 2 * median)
			: first[s] > 5;

		schools |= (unsigned)found << s;
	}
	return schools;
}

static bool
many_marked(const struct year *y)
{
	int records = 0;

	for (int r = 0; r < RECORDS; r++)
		records += marks_of(y, r) > 2;
	return 5 * records > RECORDS;
}

/* The rules of a text, which must be kept for as long as they are used. */
static struct expectations *
read_rules(const char *text, json_t **json, char **why)
{
	*json = json_loads(text, 0, NULL);
	assert(*json != NULL);
	return expectations_new(*json, NULL, LEAST, LARGE, why);
}

static void
check_year(uint64_t *found)
{
	static const char *const by_school[] = { "share", "usual", "first" };
	struct preflight_findings findings = { 0 };
	struct year y = { 0 };
	unsigned told[3] = { 0 };
	bool all = false;
	json_t *json;
	char *why;
	struct expectations *e = read_rules(rules_text, &json, &why);

	assert(e != NULL);
	make_year(&y);
	for (int r = 0; r < RECORDS; r++)
		add_record(e, &y, r);
	assert(expectations_check(e, &findings));
	for (size_t i = 0; i < findings.count; i++) {
		const struct preflight_finding *f = &findings.all[i];

		assert(strcmp(f->code, "expectation") == 0);
		all |= span_is(f->field, "all");
		for (int rule = 0; rule < 3; rule++)
			if (span_is(f->field, by_school[rule]))
				told[rule] |= 1U << (f->group.at[1] - '0');
	}
	for (int rule = 0; rule < 3; rule++) {
		assert(told[rule] == expected_of(&y, by_school[rule]));
		found[rule] += told[rule] != 0;
	}
	assert(all == many_marked(&y));
	preflight_findings_free(&findings);
	expectations_free(e);
	json_decref(json);
}

static void
expect_refused(const char *rule, const char *reason)
{
	json_t *json;
	char *why;

	assert(read_rules(rule, &json, &why) == NULL);
	if (why == NULL || strcmp(why, reason) != 0) {
		fprintf(stderr, "%s: \"%s\"\n", rule, why == NULL ? "" : why);
		abort();
	}
	free(why);
	json_decref(json);
}

int
main(void)
{
	uint64_t found[3] = { 0 };

	for (int i = 0; i < 2000; i++)
		check_year(found);
	assert(found[0] > 500 && found[1] > 500 && found[2] > 500);
	expect_refused("[{\"id\":\"x\",\"of\":\"true\",\"at-most\":\"usual\"}]",
	    "/0/at-most: what is usual needs groups: add the path by");
	expect_refused("[{\"id\":\"x\",\"of\":\"program.id == 'S1'\",\"at-most\":1}]",
	    "/0/of: it names the program: add the path by, where its id stands");
	expect_refused("[{\"id\":\"x\",\"of\":\"true\",\"at-least\":\"usual\"}]",
	    "/0: a limit is neither a whole number nor a percentage such as \"20%\", "
	    "and at-most is not \"usual\" either");
	return 0;
}
