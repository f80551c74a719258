#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "sheet/cell.h"

#include "fixed_seed.h"

static struct span
span(const char *text)
{
	return span_of(text);
}

static bool
is(struct span got, const char *wanted)
{
	return got.len == strlen(wanted) && memcmp(got.at, wanted, got.len) == 0;
}

static void
test_trim(void)
{
	assert(is(cell_trim(span("")), ""));
	assert(is(cell_trim(span(" \t\r\n")), ""));
	assert(is(cell_trim(span("  a b  ")), "a b"));
	assert(is(cell_trim(span("\xe3\x80\x80 张\xe3\x80\x80三 \xe3\x80\x80")),
	    "张\xe3\x80\x80三"));
	assert(is(cell_trim(span("a\xe3\x80\x80")), "a"));
	assert(is(cell_trim(span("瀀")), "瀀")); /* U+7000 ends in 80 too */
	/* 、 is U+3001: the same first two bytes, and no space. */
	assert(is(cell_trim(span("、a、")), "、a、"));
	assert(is(cell_trim(span("=\"0123\"")), "0123"));
	assert(is(cell_trim(span(" =\"\" ")), ""));
	assert(is(cell_trim(span("=\"a\"\"b\"")), "=\"a\"\"b\""));
	assert(is(cell_trim(span("=\"")), "=\""));
	assert(is(cell_trim(span("=A1")), "=A1"));
}

static void
test_numbers(void)
{
	static const char *const numbers[] = { "0", "-0", "7", "87.50", "0.5", "-12.25",
		"620102201409010015", "6.20102E+17", "1e5", "1E-2",
		"100000000000000000000" };
	static const char *const others[] = { "", "-", "+1", "01", "00", "1.", ".5",
		"1,234", "８７", "87 ", "1e", "1e+", "0x1", "1.2.3", "NaN", "87分",
		"--1", "1-" };

	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		assert(cell_is_number(span(numbers[i])));
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		assert(!cell_is_number(span(others[i])) &&
		       !cell_is_integer(span(others[i])));
	assert(cell_is_integer(span("0")) && cell_is_integer(span("-12")));
	assert(!cell_is_integer(span("5.0")) && !cell_is_integer(span("1e5")));
}

static bool
date(const char *text, enum cell_serials serials, const char *wanted)
{
	char got[CELL_DATE_SIZE] = "";

	if (!cell_date(span(text), serials, got))
		return wanted == NULL;
	if (wanted == NULL || strcmp(got, wanted) != 0)
		fprintf(stderr, "%s: %s\n", text, got);
	return wanted != NULL && strcmp(got, wanted) == 0;
}

static void
test_dates(void)
{
	static const char *const first[] = { "2014-09-01", "2014-9-1", "20140901",
		"2014/9/1", "2014/09/01", "2014.9.1", "2014年9月1日", "2014年09月01日",
		"2014/9/1 0:00", "2014-09-01 00:00:00", "2014/9/1 0:00:00",
		"2014-09-01T00:00:00", "2014-09-01 00:00:00.0", "2014-09-01T00:00",
		"2014 年 9 月 1 日", "2014. 9. 1", "2014年9月1号", "二〇一四年九月一日",
		"二○一四年九月一日" };
	static const char *const none[] = { "", "2014", "201409", "2014-09",
		"2014年9月", "2014-13-01", "2014-00-01", "2014-09-31", "2014-09-00",
		"2015-02-29", "1900-02-29", "2014-9/1", "2014年9月1", "14-9-1",
		"2014-09-01 8:30", "2014-09-01 0:00:01", "2014-09-01T08:00",
		"2014-09-01 00:00:00.5", "2014-09-01 00:00:00.", "2014-09-01x",
		"二〇一四年〇月一日", "二〇一四年十〇月一日", "二〇一四年十三月一日",
		"201409011", "0000-01-01", "2014-009-01", "41883", "九月一日",
		"1/9/2014" };

	for (size_t i = 0; i < sizeof first / sizeof *first; i++)
		assert(date(first[i], CELL_NO_SERIALS, "2014-09-01"));
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		assert(date(none[i], CELL_NO_SERIALS, NULL));
	assert(date("2000-02-29", CELL_NO_SERIALS, "2000-02-29"));
	assert(date("二〇一六年十二月三十一日", CELL_NO_SERIALS, "2016-12-31"));
	assert(date("二零一六年十月二十日", CELL_NO_SERIALS, "2016-10-20"));
	assert(date("2016-2-29", CELL_NO_SERIALS, "2016-02-29"));
}

/* What most dates look like is read quickly; behind midnight the same date is not. */
static void
test_dates_both_ways(void)
{
	size_t dates = 0;

	for (int round = 0; round < 300000; round++) {
		char text[32], quick[CELL_DATE_SIZE] = "", slow[CELL_DATE_SIZE] = "";
		char mark = "-/."[draw() % 3];
		int len = snprintf(text, sizeof text, "%0*u%c%0*u%c%0*u", 4,
		    (unsigned)(draw() % 2030), mark, (int)(1 + draw() % 2),
		    (unsigned)(draw() % 14), mark, (int)(1 + draw() % 2),
		    (unsigned)(draw() % 34));

		if (draw() % 2 == 0)
			text[draw() % (unsigned)len] = "0123456789-/. x:"[draw() % 16];
		len -= (int)(draw() % 16 == 0); /* in memory without a NUL there */
		cell_date((struct span){ text, (size_t)len }, CELL_NO_SERIALS, quick);
		memcpy(text + len, " 0:00", 6);
		cell_date(span(text), CELL_NO_SERIALS, slow);
		assert(strcmp(quick, slow) == 0);
		dates += *quick != '\0';
	}
	assert(dates > 100000 && dates < 280000);
}

static void
test_serials(void)
{
	/* The same day in both systems. */
	assert(date("41883", CELL_SERIALS_1900, "2014-09-01"));
	assert(date("40421", CELL_SERIALS_1904, "2014-09-01"));
	assert(date("0", CELL_SERIALS_1900, NULL));
	assert(date("1", CELL_SERIALS_1900, "1900-01-01"));
	assert(date("59", CELL_SERIALS_1900, "1900-02-28"));
	assert(date("60", CELL_SERIALS_1900, NULL));
	assert(date("61", CELL_SERIALS_1900, "1900-03-01"));
	assert(date("0", CELL_SERIALS_1904, "1904-01-01"));
	assert(date("59", CELL_SERIALS_1904, "1904-02-29"));
	assert(date("2958465", CELL_SERIALS_1900, "9999-12-31"));
	assert(date("2958466", CELL_SERIALS_1900, NULL));
	assert(date("2957003", CELL_SERIALS_1904, "9999-12-31"));
	assert(date("2957004", CELL_SERIALS_1904, NULL));
	assert(date("-1", CELL_SERIALS_1900, NULL));
	assert(date("41883.5", CELL_SERIALS_1900, NULL));
	/* Eight digits stay a date. */
	assert(date("20140901", CELL_SERIALS_1900, "2014-09-01"));
	assert(date("2014/9/1", CELL_SERIALS_1904, "2014-09-01"));
}

static void
test_words(void)
{
	assert(cell_boolean(span("是")) == 1 && cell_boolean(span("否")) == 0);
	assert(cell_boolean(span("TRUE")) == 1 && cell_boolean(span("n")) == 0);
	assert(cell_boolean(span("")) == -1 && cell_boolean(span("是的")) == -1);

	assert(cell_is_error(span("#N/A")) && cell_is_error(span("#REF!")));
	assert(cell_is_error(span("####")) && cell_is_error(span("##")));
	assert(!cell_is_error(span("#")) && !cell_is_error(span("#12")));
	assert(!cell_is_error(span("##1")) && !cell_is_error(span("")));

	assert(cell_begins(span("合 计："), "合计") &&
	       cell_begins(span("\xe3\x80\x80合\n计"), "合计"));
	assert(!cell_begins(span("合"), "合计") && !cell_begins(span(""), "合计"));
}

int
main(void)
{
	test_trim();
	test_numbers();
	test_dates();
	test_dates_both_ways();
	test_serials();
	test_words();
	return 0;
}
