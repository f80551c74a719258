/*
 * Groups whose numbers are on another scale: medians that can be checked by eye, and
 * random years in which groups that were moved must be told, and no other.
 */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fixed_seed.h"
#include "preflight/scales.h"

enum { LEAST = 3, MOST_GROUPS = 12 };

static struct path *value, *by;

/* Numbers of a group around a median, so many on each side of it. */
static void
add_group(struct scales *s, int name, long median, int each_side, bool last)
{
	for (int i = -each_side; i <= each_side; i++) {
		char line[96];
		struct record record;
		int len = snprintf(line, sizeof line,
		    "{\"school\":\"S%d\",\"score\":%ld.5}", name, median + i);

		record_init(&record);
		assert(record_parse(&record, line, (size_t)len, NULL) == RECORD_OK);
		assert(scales_add(s, &record, last));
		record_free(&record);
	}
}

/* "code S1 S2;" for each code, in the order of the findings. */
static void
expect(struct scales *s, const char *expected)
{
	struct preflight_findings findings = { 0 };
	char told[512] = "";
	const char *code = "";

	assert(scales_check(s, &findings));
	for (size_t i = 0; i < findings.count; i++) {
		const struct preflight_finding *f = &findings.all[i];

		assert(f->severity == PREFLIGHT_ERROR && span_is(f->field, "score"));
		snprintf(told + strlen(told), sizeof told - strlen(told), "%s%s %.*s",
		    strcmp(code, f->code) == 0 ? "" : f->code,
		    strcmp(code, f->code) == 0 ? "" : ":", (int)f->group.len,
		    f->group.len > 0 ? f->group.at : "");
		code = f->code;
	}
	if (strcmp(told, expected) != 0) {
		fprintf(stderr, "told \"%s\", not \"%s\"\n", told, expected);
		abort();
	}
	preflight_findings_free(&findings);
	scales_free(s);
}

static struct scales *
new_scales(void)
{
	struct scales *s = scales_new(value, by, LEAST);

	assert(s != NULL);
	return s;
}

/* Medians of this year and, if they are not 0, of the last one, from S1 on. */
static void
expect_of(const long *now, const long *last, int count, const char *expected)
{
	struct scales *s = new_scales();

	for (int i = 0; i < count; i++) {
		if (now[i] > 0)
			add_group(s, i + 1, now[i], 2, false);
		if (last != NULL && last[i] > 0)
			add_group(s, i + 1, last[i], 2, true);
	}
	expect(s, expected);
}

static void
test_by_eye(void)
{
	const long alike[] = { 120, 124, 128, 118 };

	expect_of(alike, NULL, 4, "");
	expect_of((const long[]){ 120, 124, 82, 128, 118 }, NULL, 5, "other-scale: S3");
	/* Two groups say nothing, three do. */
	expect_of((const long[]){ 120, 82 }, NULL, 2, "");
	expect_of((const long[]){ 120, 82, 124 }, NULL, 3, "other-scale: S2");
	/* Half and half: nobody knows who is right. */
	expect_of(
	    (const long[]){ 120, 82, 124, 80 }, NULL, 4, "two-scales: S1 S2 S3 S4");
	/* A wide spread is no gap. */
	expect_of((const long[]){ 60, 80, 100, 120, 140 }, NULL, 5, "");
	/* Last year tells which half has changed, and that all have. */
	expect_of((const long[]){ 120, 82, 124, 80 }, alike, 4, "other-scale: S2 S4");
	expect_of((const long[]){ 80, 82, 84, 80 }, alike, 4, "scale-changed: ");
	expect_of((const long[]){ 80, 82, 84, 125 }, alike, 4, "other-scale: S1 S2 S3");
	/* S4 is new: it should be where the others were. */
	expect_of((const long[]){ 120, 124, 128, 82 },
	    (const long[]){ 120, 124, 128, 0 }, 4, "other-scale: S4");
	/* A school that has always been poor is no mistake. */
	expect_of((const long[]){ 120, 124, 82, 128 },
	    (const long[]){ 121, 120, 80, 127 }, 4, "");
	/* It is gone. */
	expect_of((const long[]){ 120, 124, 0, 128 },
	    (const long[]){ 121, 120, 80, 127 }, 4, "");
}

static void
test_few_numbers(void)
{
	struct scales *s = new_scales();

	for (int i = 1; i <= 4; i++)
		add_group(s, i, 120, 2, false);
	add_group(s, 5, 10, 0, false);
	expect(s, "");
	expect(new_scales(), "");
}

/* Schools between 100 and 125; some of those of this year count in two thirds. */
static void
test_random(void)
{
	for (int round = 0; round < 500; round++) {
		int count = 4 + (int)(draw() % (MOST_GROUPS - 3));
		long now[MOST_GROUPS], last[MOST_GROUPS];
		char expected[256] = "";
		int moved = 0;

		for (int i = 0; i < count; i++) {
			last[i] = 100 + (long)(draw() % 26);
			now[i] = last[i] + (long)(draw() % 11) - 5;
			if (i > 0 && draw() % 4 == 0) {
				now[i] = now[i] * 3 / 5;
				snprintf(expected + strlen(expected),
				    sizeof expected - strlen(expected), "%s S%d",
				    moved++ == 0 ? "other-scale:" : "", i + 1);
			}
		}
		expect_of(now, last, count, expected);
	}
}

int
main(void)
{
	const char *why;

	value = path_new("score", &why);
	by = path_new("school", &why);
	assert(value != NULL && by != NULL);
	test_by_eye();
	test_few_numbers();
	test_random();
	path_free(value);
	path_free(by);
	return 0;
}
