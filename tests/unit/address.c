/*
 * Addresses and their parts, as tests/addresses.txt has them; how many are right is
 * printed.
 */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "address/address.h"
#include "address/gazetteer_load.h"
#include "record/writer.h"

/* road=天水路 is written, road:天水路 in the gazetteer, road~天水路 inferred. */
static const char evidence_signs[] = "?=:~";

static void
put(struct writer *w, const char *text)
{
	writer_bytes(w, text, strlen(text));
}

/* The parts of an address on one line, as the table has them. */
static void
write_parts(struct writer *w, const struct address *a)
{
	const unsigned seen = ADDRESS_LEFT_OVER | ADDRESS_COARSE;

	writer_reset(w);
	for (int part = 0; part < ADDRESS_PARTS; part++) {
		const struct address_value *v = &a->parts[part];
		if (v->evidence == ADDRESS_NONE)
			continue;
		if (w->len > 0)
			put(w, " ");
		put(w, address_part_names[part]);
		writer_bytes(w, &evidence_signs[v->evidence], 1);
		writer_bytes(w, v->text.at, v->text.len);
	}
	if (a->rest.len > 0) {
		put(w, w->len > 0 ? " rest=" : "rest=");
		writer_bytes(w, a->rest.at, a->rest.len);
	}
	for (unsigned bit = 0, any = 0; bit < ADDRESS_MARKS; bit++)
		/* A rest, and that there is no room, are there to be seen. */
		if ((a->marks & ~seen & 1u << bit) != 0) {
			put(w, any++ > 0 ? "," : w->len > 0 ? " marks=" : "marks=");
			put(w, address_mark_names[bit]);
		}
	assert(!writer_failed(w));
}

/* What is canonical parses to itself. */
static bool
stays(struct address_parser *parser, const struct address *a)
{
	char *canonical = strndup(a->canonical.at, a->canonical.len);
	struct address again;
	bool same;

	assert(canonical != NULL);
	assert(address_parse(parser, span_of(canonical), &again));
	same = span_is(again.canonical, canonical);
	free(canonical);
	return same;
}

static bool
check(struct address_parser *parser, const char *line, const char *expected,
    struct writer *parts)
{
	struct address a;

	assert(address_parse(parser, span_of(line), &a));
	write_parts(parts, &a);
	if (!span_is((struct span){ parts->text, parts->len }, expected)) {
		printf("%s\n    expected: %s\n    parsed:   %.*s\n", line, expected,
		    (int)parts->len, parts->text);
		return false;
	}
	if (!stays(parser, &a)) {
		printf("%s\n    the canonical text does not parse to itself\n", line);
		return false;
	}
	return true;
}

/* A line without its LF; NULL at the end.  Comments and empty lines are skipped. */
static char *
next_line(FILE *file, char **line, size_t *size)
{
	ssize_t len;

	while ((len = getline(line, size, file)) > 0) {
		if ((*line)[len - 1] == '\n')
			(*line)[--len] = '\0';
		if (len > 0 && (*line)[0] != '#')
			return *line;
	}
	return NULL;
}

/* The parser for what follows "[...]" in the table. */
static struct address_parser *
parser_of(const char *section, const struct gazetteer *gazetteer)
{
	if (strcmp(section, "[without a gazetteer]") == 0)
		gazetteer = NULL;
	else
		assert(strcmp(section, "[with the gazetteer]") == 0);
	return address_parser_new(gazetteer);
}

static void
test_table(void)
{
	static const struct gazetteer_settings settings = {
		.file = "tests/addresses.csv", .city = "甘肃省兰州市"
	};
	struct gazetteer *gazetteer = gazetteer_load(&settings);
	FILE *file = fopen("tests/addresses.txt", "r");
	struct address_parser *parser = NULL;
	struct writer parts = { 0 };
	char *line = NULL, *expected = NULL;
	size_t line_size = 0, expected_size = 0;
	int count = 0, right = 0;

	assert(file != NULL);
	while (next_line(file, &line, &line_size) != NULL) {
		if (line[0] == '[') {
			address_parser_free(parser);
			parser = parser_of(line, gazetteer);
			assert(parser != NULL);
			continue;
		}
		assert(next_line(file, &expected, &expected_size) != NULL);
		assert(expected[0] == '\t' && parser != NULL);
		right += check(parser, line, expected + 1, &parts);
		count++;
	}
	printf("addresses: %d of %d right\n", right, count);
	assert(count > 0 && right == count);
	free(line);
	free(expected);
	writer_free(&parts);
	address_parser_free(parser);
	gazetteer_free(gazetteer);
	fclose(file);
}

/* Whether an address names no single home. */
static bool
is_coarse(struct address_parser *parser, const char *line)
{
	struct address a;

	assert(address_parse(parser, span_of(line), &a));
	return (a.marks & ADDRESS_COARSE) != 0;
}

static void
test_coarse(void)
{
	struct address_parser *parser = address_parser_new(NULL);

	assert(parser != NULL);
	assert(is_coarse(parser, "") && is_coarse(parser, "城关区"));
	assert(is_coarse(parser, "天水路") && !is_coarse(parser, "天水路12号"));
	assert(is_coarse(parser, "盛世小区3栋") && is_coarse(parser, "天水路12号3栋"));
	assert(is_coarse(parser, "天水路12号盛世小区"));
	assert(
	    !is_coarse(parser, "盛世小区3栋501室") && !is_coarse(parser, "桃树坪12号"));
	assert(!is_coarse(parser, "袁家营村三社12号"));
	address_parser_free(parser);
}

static void
test_numbers(void)
{
	struct address_parser *parser = address_parser_new(NULL);
	struct address a;

	assert(parser != NULL);
	assert(address_parse(parser, span_of("天水路甲12号院附3号"), &a));
	assert(a.number.number == 12 && a.number.attached == 3 &&
	       a.number.stem == U'甲' && a.number.yard && !address_is_odd(&a.number));
	assert(address_parse(parser, span_of("天水路13-2号5栋"), &a));
	assert(a.number.number == 13 && a.number.attached == 2 && a.number.stem == 0 &&
	       !a.number.yard && address_is_odd(&a.number));
	assert(a.parts[ADDRESS_BUILDING].integer == 5);
	assert(address_parse(parser, span_of(""), &a));
	assert(a.canonical.len == 0 && a.rest.len == 0 && a.number.number == 0);
	address_parser_free(parser);
}

int
main(void)
{
	setvbuf(stdout, NULL, _IOLBF, 0); /* what failed, before it ends */
	test_table();
	test_numbers();
	test_coarse();
	return 0;
}
