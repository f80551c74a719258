/* What stands in the cells of a workbook: numbers, dates, formats, texts. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sheet/xlsx_date.h"
#include "sheet/xlsx_format.h"
#include "sheet/xlsx_number.h"
#include "sheet/xlsx_text.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

/* "text", "~text" if digits were left out, "cut", or "none". */
static const char *
shown(const char *raw)
{
	static char text[XLSX_NUMBER_SIZE + 1];
	struct xlsx_number n;
	size_t len;

	if (!xlsx_number_read(span_of(raw), &n))
		return "none";
	if (xlsx_number_is_cut(&n))
		return "cut";
	text[0] = '~';
	len = xlsx_number_write(&n, text + 1);
	text[1 + len] = '\0';
	return n.rounded ? text : text + 1;
}

static void
test_numbers(void)
{
	static const char *const cases[][2] = {
		{ "0", "0" },
		{ "-0", "0" },
		{ "0.000", "0" },
		{ "87.5", "87.5" },
		{ "87.50", "87.5" },
		{ " 7\n", "7" },
		{ "+7", "7" },
		{ "007", "7" },
		{ "-12.25", "-12.25" },
		{ ".5", "0.5" },
		{ "5.", "5" },
		/* What is calculated in binary: 0.1 + 0.2, 1.1 * 1.1, 87.5 less a bit.
		 */
		{ "87.499999999999986", "~87.5" },
		{ "0.30000000000000004", "~0.3" },
		{ "1.2100000000000002", "~1.21" },
		{ "612.1301281230959", "~612.130128123096" },
		{ "1.0000000000000001E-2", "~0.01" },
		{ "8.7499999999999986E1", "~87.5" },
		{ "99999999999999.99", "~100000000000000" },
		{ "0.1234567890123445", "~0.123456789012345" },
		{ "0.12345678901234449", "~0.123456789012344" },
		{ "1E3", "1000" },
		{ "1.5e+3", "1500" },
		{ "1E-3", "0.001" },
		{ "100", "100" },
		{ "1e-20", "0.00000000000000000001" },
		{ "1e-22", "1E-22" },
		{ "1.5e-300", "1.5E-300" },
		{ "4.9406564584124654E-324", "~4.94065645841247E-324" },
		{ "1e-999999999999999999999999999", "1E-999999" },
		{ "123456789012345", "123456789012345" },
		{ "1.23456789012345E14", "123456789012345" },
		{ "1234567890123456", "cut" },
		{ "6.2010220140901005E+17", "cut" },
		{ "620102201409010000", "cut" },
		{ "1E15", "cut" },
		{ "999999999999999.9", "cut" },
		{ "1E309", "cut" },
		{ "1e999999999999999999999999999", "cut" },
		{ "", "none" },
		{ ".", "none" },
		{ "-", "none" },
		{ "1,5", "none" },
		{ "1e", "none" },
		{ "1e+", "none" },
		{ "0x10", "none" },
		{ "INF", "none" },
		{ "NaN", "none" },
		{ "1 2", "none" },
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		if (strcmp(shown(cases[i][0]), cases[i][1]) != 0) {
			fprintf(stderr, "%s: %s\n", cases[i][0], shown(cases[i][0]));
			abort();
		}
}

/* Any double that has at most 15 digits is shown as it was typed. */
static void
test_typed_numbers(void)
{
	for (int i = 0; i < 100000; i++) {
		char typed[32], raw[32];

		snprintf(typed, sizeof typed, "%d.%02d", i, i % 97);
		snprintf(raw, sizeof raw, "%.17g", strtod(typed, NULL));
		for (size_t n = strlen(typed);
		     typed[n - 1] == '0' || typed[n - 1] == '.'; n--) {
			bool point = typed[n - 1] == '.';

			typed[n - 1] = '\0';
			if (point)
				break;
		}
		assert(strcmp(shown(raw) + (*shown(raw) == '~'), typed) == 0);
	}
}

static const char *
date(const char *raw, enum cell_serials serials, bool time)
{
	static char text[XLSX_DATE_SIZE];
	struct xlsx_number n;

	assert(xlsx_number_read(span_of(raw), &n));
	return xlsx_date_write(&n, serials, time, text) ? text : "none";
}

static void
test_dates(void)
{
	enum cell_serials d1900 = CELL_SERIALS_1900, d1904 = CELL_SERIALS_1904;

	assert(strcmp(date("41883", d1900, false), "2014-09-01") == 0);
	assert(strcmp(date("40421", d1904, false), "2014-09-01") == 0);
	assert(strcmp(date("1", d1900, false), "1900-01-01") == 0);
	assert(strcmp(date("59", d1900, false), "1900-02-28") == 0);
	assert(strcmp(date("60", d1900, false), "none") == 0);
	assert(strcmp(date("60.5", d1900, true), "none") == 0);
	assert(strcmp(date("61", d1900, false), "1900-03-01") == 0);
	assert(strcmp(date("0", d1900, false), "none") == 0);
	assert(strcmp(date("0", d1904, false), "1904-01-01") == 0);
	assert(strcmp(date("-1", d1904, false), "none") == 0);
	assert(strcmp(date("2958465", d1900, false), "9999-12-31") == 0);
	assert(strcmp(date("2958466", d1900, false), "none") == 0);
	assert(strcmp(date("1E300", d1900, false), "none") == 0);
	/* Half past eight, as a double has it, and a day that is full but for a tick.
	 */
	assert(strcmp(date("41883.354166666664", d1900, false),
		   "2014-09-01 08:30:00") == 0);
	assert(strcmp(date("41883.999999999", d1900, false), "2014-09-02") == 0);
	assert(strcmp(date("0.354166666666667", d1900, true), "08:30:00") == 0);
	assert(strcmp(date("1.1574074074074073E-5", d1900, true), "00:00:01") == 0);
	assert(strcmp(date("0", d1900, true), "00:00:00") == 0);
	assert(strcmp(date("41883.5", d1900, true), "2014-09-01 12:00:00") == 0);
}

static void
test_iso_dates(void)
{
	static const char *const cases[][2] = {
		{ "2014-09-01", "2014-09-01" },
		{ "2014-09-01T00:00:00", "2014-09-01" },
		{ "2014-09-01T08:30", "2014-09-01 08:30:00" },
		{ "2014-09-01T08:30:05.123Z", "2014-09-01 08:30:05" },
		{ "T08:30:05", "08:30:05" },
		{ "08:30:05", "08:30:05" },
		{ "2014-02-30", "none" },
		{ "2014-9-1", "none" },
		{ "20140901", "none" },
		{ "2014-09-01T", "none" },
		{ "2014-09-01T24:00:00", "none" },
		{ "2014-09-01T08:30:00+08:00", "none" },
		{ "2014-09-01 08:30:00", "none" },
		{ "41883", "none" },
		{ "", "none" },
	};
	char text[XLSX_DATE_SIZE];

	for (size_t i = 0; i < COUNT(cases); i++)
		assert(
		    strcmp(xlsx_date_of_iso(span_of(cases[i][0]), text) ? text : "none",
			cases[i][1]) == 0);
}

static void
test_formats(void)
{
	static const char *const dates[] = { "yyyy-mm-dd", "m/d/yyyy",
		"yyyy\"年\"m\"月\"d\"日\"", "yyyy年m月d日",
		"[$-804]yyyy\"年\"m\"月\"d\"日\";@", "[DBNum1][$-804]yyyy\"年\"m\"月\"",
		"m\"月\"d\"日\"", "mmm", "[$-404]e/m/d", "[$-F800]dddd, mmmm dd, yyyy",
		"yyyy/m/d h:mm", "[Red]yy-m", "aaaa", "D/M/YY" };
	static const char *const times[] = { "h:mm", "mm:ss", "hh:mm:ss.000",
		"h:mm AM/PM", "上午/下午h\"时\"mm\"分\"", "[$-F400]h:mm:ss AM/PM" };
	static const char *const numbers[] = { "General", "0", "0.00", "@", "#,##0.00",
		"0.00E+00", "0.0e-0", "[h]:mm", "[hh]:mm:ss", "[mm]:ss", "[s]",
		"\"dd\"0", "0\\d", "0_y", "*m0", "[Red]0;[Blue]-0", "0.00\"元/yyyy\"",
		"[$USD] 0.00", "\"第\"General\"名\"", "[=1]\"男\";G/通用格式", "000000",
		"", "\"open", "[open", "\\" };

	for (size_t i = 0; i < COUNT(dates); i++)
		assert(xlsx_format_of_code(span_of(dates[i])) == XLSX_FORMAT_DATE);
	for (size_t i = 0; i < COUNT(times); i++)
		assert(xlsx_format_of_code(span_of(times[i])) == XLSX_FORMAT_TIME);
	for (size_t i = 0; i < COUNT(numbers); i++)
		assert(xlsx_format_of_code(span_of(numbers[i])) == XLSX_FORMAT_NUMBER);
	for (unsigned long id = 0; id < 70; id++) {
		bool dated = (id >= 14 && id <= 22) || (id >= 27 && id <= 36) ||
			     id == 45 || id == 47 || (id >= 50 && id <= 58);

		assert((xlsx_format_of_id(id) != XLSX_FORMAT_NUMBER) == dated);
	}
	assert(xlsx_format_of_id(20) == XLSX_FORMAT_TIME);
	assert(xlsx_format_of_id(14) == XLSX_FORMAT_DATE);
}

static const char *
decoded(const char *escaped)
{
	static char text[64];
	size_t len = strlen(escaped);

	memcpy(text, escaped, len);
	text[xlsx_text_decode(text, len)] = '\0';
	return text;
}

static void
test_texts(void)
{
	assert(strcmp(decoded("张三"), "张三") == 0);
	assert(strcmp(decoded("a_x000D_\nb"), "a\r\nb") == 0);
	assert(strcmp(decoded("_x005F_x000D_"), "_x000D_") == 0);
	assert(strcmp(decoded("_x4E2d_"), "中") == 0);
	assert(strcmp(decoded("_xD842__xDFB7_"), "\xf0\xa0\xae\xb7") == 0);
	assert(strcmp(decoded("_xD842_"), "_xD842_") == 0);
	assert(strcmp(decoded("_xDFB7__xD842_"), "_xDFB7__xD842_") == 0);
	assert(strcmp(decoded("_x0000_"), "_x0000_") == 0);
	assert(strcmp(decoded("__x0041_x0042_"), "_Ax0042_") == 0);
	assert(strcmp(decoded("_X0041_ _x41_ _x00G1_ _x0041 _"),
		   "_X0041_ _x41_ _x00G1_ _x0041 _") == 0);
	assert(strcmp(decoded(""), "") == 0);
}

int
main(void)
{
	test_numbers();
	test_typed_numbers();
	test_dates();
	test_iso_dates();
	test_formats();
	test_texts();
	return 0;
}
