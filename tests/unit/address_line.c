#include "address/address_line.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "address/address_name.h"
#include "address/address_number.h"
#include "address/address_numeral.h"
#include "record/writer.h"

/* The line in UTF-8. */
static bool
reads_as(const char *typed, const char *wanted)
{
	struct address_line line = { 0 };
	struct writer w = { 0 };
	bool same;

	assert(address_line_read(&line, span_of(typed)));
	address_chars_write(&w, line.chars, line.count);
	same = span_is((struct span){ w.text, w.len }, wanted) &&
	       line.starts[line.count] == w.len;
	for (size_t i = 0; i < ADDRESS_LINE_MARGIN; i++)
		same &= line.chars[line.count + i] == 0;
	address_line_free(&line);
	writer_free(&w);
	return same;
}

static void
test_lines(void)
{
	assert(reads_as("", ""));
	assert(reads_as(" 　\t", ""));
	assert(reads_as("蘭州市 城關區　天水路", "兰州市城关区天水路"));
	assert(reads_as("１２３号ａ座", "123号A座"));
	assert(reads_as("园3 2 501", "园3-2-501"));
	assert(reads_as("路 1 2 号", "路12号")); /* all are spread */
	assert(reads_as("3号 楼", "3号楼"));
	assert(reads_as("3－2—501", "3-2-501"));
	assert(reads_as("3/2\\501", "3-2-501"));
	assert(reads_as("3.2.501", "3-2-501"));
	assert(reads_as("3一2一501", "3-2-501"));
	assert(reads_as("一楼", "一楼"));
	assert(reads_as("路，12号（院）", "路,12号,院,"));
	assert(reads_as("5\xE2\x80\x8B号", "5号"));
	assert(reads_as("路\xff号", "路\xef\xbf\xbd号"));
	assert(reads_as("\xe5\x8f", "\xef\xbf\xbd\xef\xbf\xbd"));
	assert(reads_as("𠮷路", "𠮷路"));
}

static uint32_t
numeral(const char *typed, size_t *len)
{
	struct address_line line = { 0 };
	uint32_t value = 0;

	assert(address_line_read(&line, span_of(typed)));
	*len = address_numeral(line.chars, &value);
	address_line_free(&line);
	return value;
}

static void
test_numerals(void)
{
	static const struct {
		const char *typed;
		uint32_t value;
		size_t len;
	} cases[] = { { "12号", 12, 2 }, { "０１２", 12, 3 }, { "十", 10, 1 },
		{ "十二", 12, 2 }, { "二十", 20, 2 }, { "二十三号", 23, 3 },
		{ "一百", 100, 2 }, { "一百零三", 103, 4 }, { "一百二十三", 123, 5 },
		{ "一千零一", 1001, 4 }, { "两百", 200, 2 }, { "五〇一", 501, 3 },
		{ "五零一", 501, 3 }, { "5〇1", 501, 3 }, { "一二三", 123, 3 },
		{ "三", 3, 1 }, { "百", 0, 0 }, { "号", 0, 0 }, { "", 0, 0 },
		{ "零", 0, 1 }, { "二十十", 20, 2 }, { "123456789", 123456789, 9 },
		{ "1234567890", 0, 0 } };

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		size_t len;
		uint32_t value = numeral(cases[i].typed, &len);

		assert(len == cases[i].len && (len == 0 || value == cases[i].value));
	}
	for (uint32_t value = 1; value < 100; value++) {
		char32_t chinese[4] = { 0 };
		uint32_t again;

		assert(address_numeral(chinese, &again) == 0);
		assert(address_numeral_write(chinese, value) <= 3);
		assert(address_numeral(chinese, &again) > 0 && again == value);
	}
}

static bool
is_named(const char *typed, const char *wanted)
{
	struct address_line line = { 0 };
	struct writer w = { 0 };
	bool same;

	assert(address_line_read(&line, span_of(typed)));
	address_name_write(&w, line.chars, line.count);
	same = span_is((struct span){ w.text, w.len }, wanted);
	address_line_free(&line);
	writer_free(&w);
	return same;
}

static void
test_names(void)
{
	assert(is_named("北山2路", "北山二路"));
	assert(is_named("北山二路", "北山二路"));
	assert(is_named("第12大街", "第十二大街"));
	assert(is_named("20支弄", "二十支弄"));
	assert(is_named("九六一三厂", "9613厂"));
	assert(is_named("9613厂", "9613厂"));
	assert(is_named("一二村", "一二村"));
	assert(is_named("1二村", "十二村"));
	assert(is_named("00村", "00村"));
	assert(is_named("312国道", "312国道"));
}

static bool
is_number(const char *typed, bool behind_road, const char *wanted)
{
	struct address_line line = { 0 };
	struct address_number number;
	struct writer w = { 0 };
	bool same;

	assert(address_line_read(&line, span_of(typed)));
	if (address_number_read(line.chars, behind_road, &number) > 0)
		address_number_write(&w, &number);
	same = span_is((struct span){ w.text, w.len }, wanted);
	address_line_free(&line);
	writer_free(&w);
	return same;
}

static void
test_house_numbers(void)
{
	static const char *const same[] = { "甲12号附3号", "甲12号附3", "甲12附3号",
		"12甲号之3", "甲12-3号", "甲12号-3", "甲12号院附3号", "甲十二号附三号",
		NULL };

	for (const char *const *typed = same; *typed != NULL; typed++)
		assert(is_number(*typed, false, "甲12号附3号"));
	assert(
	    is_number("12号A", false, "12A号") && is_number("12A号", false, "12A号"));
	assert(is_number("12", true, "12号") && is_number("12", false, ""));
	assert(is_number("12-3-501", true, "12号") && is_number("12#", true, "12号"));
	assert(is_number("12号楼", true, "") && is_number("12栋", true, ""));
	assert(is_number("0号", true, "") && is_number("号", true, ""));
	assert(is_number("9613厂", true, "") && is_number("12号线", true, ""));
	/* 501 is a room. */
	assert(is_number("12号-501", true, "12号"));
}

int
main(void)
{
	test_lines();
	test_numerals();
	test_names();
	test_house_numbers();
	return 0;
}
