/*
 * admit-tally - count records by what they have in common
 *
 * Records are counted as they come and not held; in memory is one number for each
 * combination of values.  What comes out is one record for each, in the order of
 * the values.  A table of places (one score, one place) counts from the best score
 * down and says how many are at each score or above it.  A table that is published
 * hides what counts few, and what they could be computed from.
 */
#include <err.h>

#include "publish/demand_load.h"
#include "publish/row_table.h"
#include "publish/tally_rows.h"
#include "publish/totals_load.h"
#include "record/path.h"
#include "record/writer.h"
#include "settings/allocate.h"
#include "stream/stream.h"

static struct stream_settings io;
static struct totals_settings counted;
static struct text_list colours;
static const char *seats_file;
static bool as_csv, as_table;

static const struct setting settings[] = {
	SETTING_FLAG(0, "as-places", &counted.as_places,
	    "from the best score down: how many have it, how many have it or better"),
	SETTING_LIST(0, "by", "PATH", &counted.by,
	    "count by the values there; may be given again, and be 'PATH desc'"),
	SETTING_OPTION(0, SETTING_KIND_FLAG, "csv", NULL, &as_csv, "write CSV"),
	SETTING_LIST(0, "last", "PATH", &counted.last,
	    "the values of the last one by 'PATH [asc | desc]'; may be given again"),
	SETTING_LIST(0, "quantile", "PATH PART", &counted.quantiles,
	    "a number that this part does not exceed, 'total 0.5'"),
	SETTING_FILE(0, "seats", "FILE", &seats_file,
	    "programs whose seats are compared with the counts by the first key"),
	SETTING_NUMBER(0, "small", "N", &counted.small, 2, 1000000,
	    "suppress counts below N, and what they could be computed from"),
	SETTING_LIST(0, "sum", "PATH", &counted.sums, "the sum of the numbers there"),
	SETTING_OPTION(
	    0, SETTING_KIND_FLAG, "table", NULL, &as_table, "write a table for people"),
	SETTING_FLAG(
	    0, "totals", &counted.totals, "count by fewer of the keys as well"),
	SETTING_LIST(0, "warn", "COLOUR RATIO", &colours,
	    "the colour from so many records for each seat on, 'red 1.0'"),
	SETTING_TEXT(0, "within", "PATH", &counted.within,
	    "count each pool, named at PATH, apart"),
	STREAM_SETTINGS(&io), SETTING_END
};

static const struct filter filter = {
	.name = "admit-tally",
	.synopsis =
	    "[--as-places] [--csv | --table] [--last \"path [asc | desc]\"] ... "
	    "[-p policy] [--quantile \"path part\"] ... [-r file] "
	    "[--seats file [--warn \"colour ratio\"]] ... [--small n] "
	    "[--sum path] ... [--totals] [--within path] "
	    "[--by \"path [asc | desc]\"] ... [entry] [file ...]",
	.settings = settings,
	.entries = true,
};

static struct totals *table;
static struct demand *demand;
static const char *first_key;
static struct tally_rows *rows; /* of a table that hides small counts */
static struct row_table *sheet; /* NULL: the output is records */
static struct writer json, lines;

static void
open_sheet(void)
{
	struct writer columns = { 0 };

	tally_columns(totals_whole(table), &columns);
	if (demand != NULL)
		demand_columns(demand, &columns);
	sheet = row_table_new(as_table);
	if (writer_failed(&columns) || sheet == NULL ||
	    !row_table_add_columns(sheet, (struct span){ columns.text, columns.len }) ||
	    !row_table_add_header(sheet, &lines))
		allocate_fail();
	writer_free(&columns);
}

static void
open_output(void)
{
	const char **names = allocate(counted.by.count, sizeof *names);

	for (size_t i = 0; i < counted.by.count; i++)
		names[i] = path_text(
		    tally_path(totals_whole(table), i + (counted.within != NULL)));
	first_key = names[0];
	if (seats_file != NULL && (counted.as_places || counted.within != NULL ||
				      (counted.by.count > 1 && !counted.totals)))
		settings_fail("seats",
		    "needs a count by the first key alone: give one, or --totals");
	demand = demand_load(seats_file, &colours);
	if (counted.small > 0 &&
	    (rows = tally_rows_new(names, counted.by.count)) == NULL)
		allocate_fail();
	if (as_csv || as_table)
		open_sheet();
}

/* Count a record, or set it aside. */
static void
tally(struct stream *stream, struct record *record)
{
	const char *key;

	switch (totals_count(table, record, &key)) {
	case RANKING_OK:
		stream_drop(stream);
		break;
	case RANKING_MISSING:
		stream_reject(
		    stream, "tally-missing-key", key, "there is nothing at %s", key);
		break;
	case RANKING_FAILED: /* not here: the keys of a tally are paths */
	case RANKING_WRONG:
		stream_reject(stream, "tally-bad-key", key, "%s is %s", key,
		    counted.as_places || totals_load_is_number(&counted, key)
			? "no number"
			: "neither a number, a text nor a boolean");
		break;
	case RANKING_RANGE:
		if (key == NULL)
			errx(STATUS_TROUBLE, "a sum has too many digits");
		stream_reject(stream, "tally-number-range", key,
		    "the number at %s has too many digits", key);
		break;
	case RANKING_NO_MEMORY:
		allocate_fail();
	}
}

/* Write the row in json: as a record, or as a row of the sheet. */
static void
write_row(struct stream *stream)
{
	struct span row = { json.text, json.len };

	if (writer_failed(&json))
		allocate_fail();
	if (sheet == NULL)
		stream_make(stream, row);
	else if (!row_table_add(sheet, row, &lines))
		allocate_fail();
}

/* The row in json is whole: write it, or have it wait for the others. */
static void
add_row(struct stream *stream)
{
	if (rows == NULL)
		write_row(stream);
	else if (writer_failed(&json) ||
		 !tally_rows_add(rows, (struct span){ json.text, json.len }))
		allocate_fail();
}

/* The schools that nobody asks for, and those that have no seats. */
static void
close_demand(struct stream *stream)
{
	while (demand_next_unasked(demand, first_key, &json))
		add_row(stream);
	if (demand_unknown(demand) == 0)
		return;
	warnx("seats: no-seats: %zu values of %s have no seats in %s",
	    demand_unknown(demand), first_key, seats_file);
	stream_fail_check(stream);
}

static void
write_rows(struct stream *stream)
{
	bool by_first;

	if (!totals_close(table))
		allocate_fail();
	while (totals_next(table, &json, &by_first)) {
		if (demand != NULL && by_first &&
		    !demand_add_to(demand, first_key, &json))
			allocate_fail();
		add_row(stream);
	}
	if (demand != NULL)
		close_demand(stream);
	if (rows != NULL)
		tally_rows_suppress(rows, (uint64_t)counted.small);
	for (size_t i = 0; rows != NULL && i < tally_rows_count(rows); i++) {
		tally_rows_write(rows, i, &json);
		write_row(stream);
	}
	if (sheet == NULL)
		return;
	if (!row_table_close(sheet, &lines) || writer_failed(&lines))
		allocate_fail();
	stream_print(stream, lines.text, lines.len);
}

int
main(int argc, char *argv[])
{
	char **files = settings_read(argc, argv, &filter);
	struct record *record;
	struct stream *stream;

	if (as_csv && as_table)
		settings_usage();
	table = totals_load(&counted);
	open_output();
	stream = stream_open(files, &io);
	stream_fold(stream);
	while ((record = stream_next(stream)) != NULL)
		tally(stream, record);
	write_rows(stream);
	totals_free(table);
	demand_free(demand);
	tally_rows_free(rows);
	row_table_free(sheet);
	return stream_close(stream);
}
