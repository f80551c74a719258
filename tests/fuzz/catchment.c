/*
 * Catchment rules, whatever they say, the check of them, and the decision on a home.
 *
 * Each line but the last is a rule: a letter for what is odd about it, then schools,
 * kind, name, from, to, parity and district with '|' between.  The last line is an
 * address.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "address/address.h"
#include "address/address_value.h"
#include "catchment/catchment_check.h"
#include "catchment/catchment_decision.h"
#include "catchment/catchment_tally.h"

#include "target.h"

enum { MOST_ROWS = 48 };

static uint32_t
number_of(struct span text)
{
	uint32_t number = 0;

	for (size_t i = 0; i < text.len && i < 9; i++)
		number = number * 10 + (unsigned char)text.at[i] % 10;
	return number;
}

static void
add(struct catchment_table *table, struct span line, char id)
{
	struct catchment_row row = { .id = { &id, 1 }, .text = { "", 0 } };

	if (line.len == 0)
		return;
	row.except = line.at[0] == 'x';
	line.at++;
	line.len--;
	row.schools = span_cut(&line, '|');
	row.kind = span_cut(&line, '|');
	row.name = span_cut(&line, '|');
	row.from = number_of(span_cut(&line, '|'));
	row.to = number_of(span_cut(&line, '|'));
	row.parity = span_cut(&line, '|');
	row.district = span_cut(&line, '|');
	check(catchment_fault_reason(catchment_add(table, &row)) != NULL);
}

/* What is found wrong is about rules that there are. */
static void
check_table(const struct catchment_table *table)
{
	struct catchment_problems found;

	check(catchment_check(table, NULL, &found));
	for (size_t i = 0; i < found.count; i++) {
		check(found.problems[i].rule < catchment_count(table));
		check(found.problems[i].other == CATCHMENT_NO_RULE ||
		      found.problems[i].other < catchment_count(table));
	}
	free(found.problems);
}

static void
decide(const struct catchment_table *table, const struct home *home)
{
	struct catchment_decider *decider = catchment_decider_new(table);
	struct catchment_tally *tally = catchment_tally_new(table);
	struct catchment_decision d;

	check(decider != NULL && tally != NULL);
	catchment_decide(decider, home, &d);
	check(d.result != CATCHMENT_NO_MEMORY);
	if (d.result == CATCHMENT_DECIDED) {
		check(d.school_count > 0 && !catchment_rule(table, d.rule)->except);
		for (size_t i = 0; i < d.school_count; i++)
			check(d.schools[i] < catchment_school_count(table));
	}
	check((d.candidate_count > 1) || d.result != CATCHMENT_SEVERAL);
	catchment_tally_add(tally, &d);
	catchment_tally_free(tally);
	catchment_decider_free(decider);
}

static void
decide_address(const struct catchment_table *table, struct span line)
{
	struct address_parser *parser = address_parser_new(NULL);
	struct home_reader reader = { 0 };
	struct writer value = { 0 };
	struct record record;
	struct address address;
	struct home home;

	record_init(&record);
	check(parser != NULL && address_parse(parser, line, &address));
	address_value_write(&value, &address);
	check(!writer_failed(&value));
	check(record_parse(&record, value.text, value.len, NULL) == RECORD_OK);
	check(home_read(&reader, &record, record.values, &home) == HOME_OK);
	decide(table, &home);
	home_reader_free(&reader);
	record_free(&record);
	writer_free(&value);
	address_parser_free(parser);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct span text = { (const char *)data, size }, line = span_cut(&text, '\n');
	struct catchment_table *table = catchment_table_new(NULL);

	check(table != NULL);
	for (int row = 0; text.len > 0 && row < MOST_ROWS; row++) {
		add(table, line, (char)(row + 1));
		line = span_cut(&text, '\n');
	}
	check(catchment_finish(table));
	check_table(table);
	decide_address(table, line);
	catchment_table_free(table);
	return 0;
}
