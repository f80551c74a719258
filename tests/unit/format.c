#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "formats/format.h"

static struct span
span(const char *text)
{
	return span_of(text);
}

/* The code of what is wrong with a text, or odd in it, or "". */
static const char *
fault_with(const char *format, const char *text, const struct format_settings *settings)
{
	struct format_fault fault;

	if (format_check(format_find(span(format)), span(text), settings, &fault) ==
	    FORMAT_HOLDS)
		return "";
	assert(fault.reason[0] != '\0');
	return fault.code;
}

static const char *
fault_of(const char *format, const char *text)
{
	static const struct format_settings settings = { .latest = 20200831 };

	return fault_with(format, text, &settings);
}

struct example {
	const char *text, *fault;
};

static void
expect(const char *format, const struct example *examples, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *fault = fault_of(format, examples[i].text);

		if (strcmp(fault, examples[i].fault) != 0)
			fprintf(stderr, "%s: \"%s\" is %s, not %s\n", format,
			    examples[i].text, fault, examples[i].fault);
		assert(strcmp(fault, examples[i].fault) == 0);
	}
}

#define EXPECT(format, ...)                                       \
	expect((format), (const struct example[]){ __VA_ARGS__ }, \
	    sizeof(const struct example[]){ __VA_ARGS__ } / sizeof(struct example))

static void
test_date(void)
{
	static const char *const good[] = { "2005-03-04", "2000-02-29", "0000-01-01",
		"9999-12-31" };
	static const char *const bad[] = { "", "2005-3-4", "20050304", "2005/03/04",
		"2005-02-29", "1900-02-29", "2005-04-31", "2005-00-01", "2005-13-01",
		"2005-01-00", "2005-03-04 ", "2005-03-0４", "2005-03-04T00:00:00Z" };

	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		assert(strcmp(fault_of("date", good[i]), "") == 0);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert(strcmp(fault_of("date", bad[i]), "format-date") == 0);
}

static void
test_mobile(void)
{
	EXPECT("cn-mobile", { "13900000000", "" }, { "19999999999", "" },
	    { "1.39E+10", "mobile-spreadsheet" },
	    { "13900000000.0", "mobile-spreadsheet" },
	    { "+8613900000000", "mobile-country-code" },
	    { "8613900000000", "mobile-country-code" },
	    { "+86 139 0000 0000", "mobile-country-code" },
	    { "139-0000-0000", "mobile-character" },
	    { "1390000000x", "mobile-character" },
	    { "13900000000/13900000001", "mobile-character" },
	    { "1３900000000", "mobile-character" },
	    { "0931-8888888", "mobile-character" }, { "", "mobile-length" },
	    { "1390000000", "mobile-length" }, { "139000000000", "mobile-length" },
	    { "12900000000", "mobile-range" }, { "23900000000", "mobile-range" });
}

static void
test_student_number(void)
{
	EXPECT("cn-student-number", { "G620102201409010015", "" },
	    { "L620102201409010099", "" }, { "L62010220140901001X", "" },
	    { "6.20102E+17", "student-number-spreadsheet" },
	    { "620102201409010015", "student-number-prefix" },
	    { "g620102201409010015", "student-number-prefix" },
	    { "", "student-number-prefix" }, { "G", "student-number-length" },
	    { "G62010220140901001", "student-number-length" },
	    { "L62010220140901O0015", "student-number-length" },
	    { "L62010220140901O015", "student-number-character" },
	    { "G620102201409010016", "id-checksum" },
	    { "G620102201409010000", "id-spreadsheet" },
	    { "G620102201402290015", "id-date" },
	    { "G62012319240507058x", "id-lower-case" });
}

static void
test_name(void)
{
	EXPECT("cn-name", { "张三", "" }, { "阿依古丽·买买提", "" }, { "〇", "" },
	    { "𠮷田", "" }, { "\uFA0E", "" }, { "", "name-empty" },
	    { "#REF!", "name-spreadsheet" }, { "张?", "name-lost-character" },
	    { "张？", "name-lost-character" }, { "张\uFFFD", "name-lost-character" },
	    { "张\uE000", "name-private-use" }, { "张\U00100000", "name-private-use" },
	    { "买买提•阿里", "name-dot-alike" }, { "买买提・阿里", "name-dot-alike" },
	    { "买买提.阿里", "name-dot-alike" }, { "买买提．阿里", "name-dot-alike" },
	    { "·张三", "name-dot" }, { "张三·", "name-dot" }, { "张··三", "name-dot" },
	    { "张　三", "name-space" }, { "张三 ", "name-space" },
	    { "张\u200B三", "name-invisible" }, { "张\uFEFF", "name-invisible" },
	    { "张\t三", "name-invisible" }, { "\uF900", "name-compatibility" },
	    { "⼀", "name-compatibility" }, { "张3", "name-character" },
	    { "Zhang", "name-character" }, { "张三（小）", "name-character" });
}

static void
test_address(void)
{
	EXPECT("cn-address", { "兰州市城关区南屏巷184号6号楼2单元903室", "" },
	    { "甘 肃, A座#2", "" }, { "", "address-empty" },
	    { "#N/A", "address-spreadsheet" }, { "1.2E+10", "address-spreadsheet" },
	    { "南?巷", "address-lost-character" },
	    { "南\uE123巷", "address-private-use" },
	    { "南屏巷\n1号", "address-invisible" },
	    { "南屏巷\xE3\x85\xA4号", "address-invisible" },
	    { "南屏巷\xF3\xA0\x84\x80号", "address-invisible" },
	    { "12-3-903", "address-no-han" });
}

static void
test_property_unit(void)
{
	EXPECT("cn-property-unit", { "620102001001GB00001F00010001", "" },
	    { "620102001001JC00012W00000000", "" },
	    { "6.20102E+27", "property-unit-spreadsheet" },
	    { "620102001001gb00001F00010001", "property-unit-character" },
	    { "620102 001001 GB00001 F00010001", "property-unit-character" },
	    { "620102001001GB00001F0001000", "property-unit-length" },
	    { "", "property-unit-length" },
	    { "62010200100GGB00001F00010001", "property-unit-area" },
	    { "020102001001GB00001F00010001", "property-unit-area" },
	    { "620102001001AB00001F00010001", "property-unit-parcel" },
	    { "620102001001GB0000AF00010001", "property-unit-parcel" },
	    { "620102001001GB00001A00010001", "property-unit-fixture" },
	    { "620102001001GB00001F0001000X", "property-unit-fixture" });
}

static void
test_resident_id(void)
{
	assert(strcmp(fault_of("cn-resident-id", "620102201409010015"), "") == 0);
	assert(strcmp(fault_of("cn-resident-id", "620102201409010016"),
		   "id-checksum") == 0);
	assert(
	    strcmp(fault_of("cn-resident-id", "6.20102E+17"), "id-spreadsheet") == 0);
}

static void
test_old_forms(void)
{
	const struct format_settings old = { .old_forms = true };

	assert(
	    strcmp(fault_of("cn-resident-id", "620102050901001"), "id-old-form") == 0);
	assert(strcmp(fault_with("cn-resident-id", "620102050901001", &old), "") == 0);
	assert(
	    strcmp(fault_of("cn-resident-id", "USA110105010112"), "id-old-card") == 0);
	assert(strcmp(fault_with("cn-resident-id", "USA110105010112", &old), "") == 0);
	assert(strcmp(fault_with("cn-resident-id", "USA110105013212", &old),
		   "id-character") == 0);
}

static void
test_areas(void)
{
	static const char csv[] = "code,from,to,name\n620102,1983,,a\n620199,,1985,b\n"
				  "620199,1990,2004,c\r\n";
	struct format_settings settings = { .latest = 0 };
	unsigned long line;
	const char *why;
	struct area_table *areas = area_table_new(span(csv), &why, &line);

	assert(areas != NULL && why == NULL);
	settings.areas = areas;
	assert(strcmp(fault_with("cn-resident-id", "620102201409010015", &settings),
		   "") == 0);
	assert(strcmp(fault_with("cn-resident-id", "620104201408310027", &settings),
		   "id-area-unknown") == 0);
	assert(strcmp(fault_with("cn-resident-id", "810000201001010019", &settings),
		   "") == 0);
	assert(area_table_find(areas, 620199, 2004) == AREA_FOUND);
	assert(area_table_find(areas, 620199, 2005) == AREA_RETIRED);
	assert(area_table_find(areas, 620198, 2004) == AREA_UNKNOWN);
	assert(area_table_find(areas, 620102, 1950) == AREA_FOUND);
	area_table_free(areas);
	assert(area_table_new(span("code,from,to,name\n62010,,,x\n"), &why, &line) ==
		   NULL &&
	       line == 2 && strcmp(why, "the code is not six digits") == 0);
	assert(area_table_new(span("code\n"), &why, &line) == NULL && line == 1);
	assert(area_table_new(span("code,from,to,name\n620102,83,,x\n"), &why, &line) ==
		   NULL &&
	       strcmp(why, "a year is not four digits") == 0);
}

/* Every standard format with one that holds and one that does not. */
static void
test_standard(void)
{
	static const struct {
		const char *format, *good, *bad;
	} cases[] = {
		{ "date", "2005-03-04", "2005-3-4" },
		{ "date-time", "2005-03-04T08:30:00+08:00", "2005-03-04 08:30" },
		{ "time", "08:30:00Z", "08:30" },
		{ "duration", "P3D", "3D" },
		{ "email", "a@example.com", "a@" },
		{ "idn-email", "张@例子.测试", "张＠例子.测试" },
		{ "hostname", "example.com", "example_.com" },
		{ "idn-hostname", "例子.测试", "例子..测试" },
		{ "ipv4", "192.0.2.1", "192.0.2" },
		{ "ipv6", "2001:db8::1", "2001:db8:1" },
		{ "uri", "https://example.com/a?b#c", "/a" },
		{ "uri-reference", "/a", "/a b" },
		{ "iri", "https://例子.测试/路", "路" },
		{ "iri-reference", "路", "<路>" },
		{ "uri-template", "/a/{b}", "/a/{b" },
		{ "json-pointer", "/a/0", "a" },
		{ "relative-json-pointer", "1/a", "/a" },
		{ "uuid", "2eb8aa08-aa98-11ea-b4aa-73b441d16380", "2eb8aa08" },
		{ "regex", "^[0-9]+$", "[0-9" },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char code[64];

		snprintf(code, sizeof code, "format-%s", cases[i].format);
		EXPECT(cases[i].format, { cases[i].good, "" }, { cases[i].bad, code });
	}
	EXPECT("time", { "23:59:60Z", "" }, { "15:59:60-08:00", "" },
	    { "23:58:60Z", "format-time" }, { "23:59:60+01:00", "format-time" },
	    { "08:30:06.Z", "format-time" }, { "24:00:00Z", "format-time" });
	EXPECT("duration", { "PT1H2M", "" }, { "P1Y2D", "format-duration" },
	    { "PT1H2S", "format-duration" }, { "P1DT", "format-duration" },
	    { "P1Y1Y", "format-duration" }, { "P1W2D", "format-duration" });
	/* What stands behind a NUL is looked at, too. */
	assert(format_check(format_find(span("uri")), (struct span){ "a:b\0 <", 7 },
		   &(struct format_settings){ .latest = 0 },
		   &(struct format_fault){ NULL, NULL }) == FORMAT_BROKEN);
}

static void
test_names(void)
{
	assert(format_find(span("cn-resident")) == NULL);
	assert(format_find(span("e-mail")) == NULL);
	assert(format_find(span("cn-mobile")) != NULL);
}

int
main(void)
{
	test_date();
	test_mobile();
	test_student_number();
	test_name();
	test_address();
	test_property_unit();
	test_resident_id();
	test_old_forms();
	test_areas();
	test_standard();
	test_names();
	return 0;
}
