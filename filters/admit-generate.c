/*
 * admit-generate - invent a year of applicants and seats
 *
 * A seed and a number decide every byte, on any machine.  Each applicant is made by
 * itself, so memory does not grow with their number.  Records with known defects can
 * be strewn in, and the list of them written, so that a chain can be held against
 * what it has to find.  Everything is synthetic; the districts are schematic.
 */
#include <err.h>
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "record/writer.h"
#include "settings/allocate.h"
#include "settings/settings.h"
#include "stream/sink.h"
#include "stream/stream.h"
#include "synthetic/defect.h"
#include "synthetic/folder.h"
#include "synthetic/procedures.h"
#include "synthetic/random.h"
#include "synthetic/sheet.h"

static const char synopsis[] =
    "[--applicants N] [--seed TEXT] [--procedure NAME] [--programs N] [--choices N] "
    "[--format NAME] [--encoding NAME] [--title] [--defects RATE] [--truth FILE] "
    "[--output FOLDER]";

static struct stream_settings io;
static const char *procedure_text = "senior-high", *seed = "1", *folder, *truth;
static const char *format = "csv", *encoding, *defects = "0";
static long applicants = 22216, programs, choices; /* 0: not said */
static bool title;

static const struct setting settings[] = { SETTING_NUMBER(0, "applicants", "N",
					       &applicants, 1, PROCEDURE_APPLICANTS,
					       "make so many records (22216)"),
	SETTING_TEXT(0, "seed", "TEXT", &seed, "what decides every byte (1)"),
	SETTING_TEXT(0, "procedure", "NAME", &procedure_text,
	    "the admission: senior-high or gaokao (senior-high)"),
	SETTING_NUMBER(0, "programs", "N", &programs, 1, PROCEDURE_PROGRAMS,
	    "gaokao: make so many programs (one for 268 applicants)"),
	SETTING_NUMBER(0, "choices", "N", &choices, 1, PROCEDURE_CHOICES,
	    "gaokao: let a list have so many choices (20)"),
	SETTING_TEXT(0, "format", "NAME", &format, "csv or jsonl (csv)"),
	SETTING_TEXT(0, "encoding", "NAME", &encoding,
	    "of the CSV: gb18030, utf-8 or utf-8-bom (gb18030)"),
	SETTING_FLAG(0, "title", &title, "put a title and a blank row above the CSV"),
	SETTING_TEXT(0, "defects", "RATE", &defects,
	    "plant a defect in this part of the records, 0 to 1 (0)"),
	SETTING_TEXT(0, "truth", "FILE", &truth, "write what was planted to FILE"),
	SETTING_TEXT(0, "output", "FOLDER", &folder,
	    "write applicants and what belongs to them into FOLDER"),
	SETTING_TEXT(0, "summary", "FILE", &io.summary,
	    "append one line of counts to FILE at the end"),
	SETTING_FLAG(0, "quiet", &io.quiet, "show no progress"),
	SETTING_FLAG(0, "progress", &io.progress,
	    "show progress even if standard error is no terminal"),
	SETTING_END };

static const struct filter filter = {
	.name = "admit-generate",
	.synopsis = synopsis,
	.settings = settings,
	.no_policy = true,
};

/* A year that is being written. */
struct year {
	const struct procedure *procedure;
	void *made;
	struct sheet *sheet; /* NULL: JSON Lines */
	struct sink *file;   /* of the applicants; NULL: standard output */
	struct sink *truth;  /* NULL: nobody asks */
	uint64_t first_line; /* of an applicant */
	struct writer text;
};

static struct span
text_of(const struct year *year)
{
	if (writer_failed(&year->text))
		allocate_fail();
	return (struct span){ year->text.text, year->text.len };
}

static void
write_line(struct sink *sink, struct span line)
{
	sink_write(sink, line.at, line.len);
	sink_end_line(sink);
}

static struct sheet *
open_sheet(void)
{
	struct sheet *sheet;

	if (strcmp(format, "jsonl") == 0) {
		if (encoding != NULL || title)
			settings_fail(
			    title ? "title" : "encoding", "JSON Lines have none");
		return NULL;
	}
	if (strcmp(format, "csv") != 0)
		settings_fail("format", "neither csv nor jsonl");
	sheet = sheet_new(encoding != NULL ? encoding : "gb18030");
	if (sheet == NULL && errno == EINVAL)
		settings_fail("encoding", "none of gb18030, utf-8 and utf-8-bom");
	if (sheet == NULL)
		allocate_fail();
	return sheet;
}

/* What cannot be asked of a procedure. */
static void
refuse(const struct procedure *procedure, uint32_t rate)
{
	size_t most = procedure->open_sized != NULL
			  ? procedure->most_programs((uint64_t)applicants)
			  : 0;

	if (procedure->truth == NULL && (rate > 0 || truth != NULL))
		settings_fail(rate > 0 ? "defects" : "truth",
		    "no defects are planted in this procedure");
	if (procedure->open_sized == NULL && (programs > 0 || choices > 0))
		settings_fail(programs > 0 ? "programs" : "choices",
		    "this procedure decides it by itself");
	if ((size_t)programs > most)
		settings_fail("programs", "at most %zu for so many applicants", most);
}

static void
open_year(struct year *year)
{
	struct procedure_size size = { (size_t)programs, (size_t)choices };
	uint32_t rate;

	year->first_line = 1;
	year->procedure = procedures_find(procedure_text);
	if (year->procedure == NULL)
		settings_fail("procedure", "no procedure that this program knows");
	if (!defect_rate_read(defects, &rate))
		settings_fail("defects", "no number from 0 to 1 with at most 6 places");
	refuse(year->procedure, rate);
	year->sheet = open_sheet();
	year->made = procedure_open(
	    year->procedure, random_seed(seed), (uint64_t)applicants, size, rate);
	if (year->made == NULL)
		allocate_fail();
	if (folder != NULL) {
		folder_make(folder);
		year->file = folder_open(folder,
		    year->sheet != NULL ? "applicants.csv" : "applicants.jsonl");
	}
	if (truth != NULL)
		year->truth = sink_open_file(truth, 0666);
}

static void
print(const struct year *year, struct stream *stream, struct span bytes)
{
	if (bytes.at == NULL)
		allocate_fail();
	if (year->file != NULL)
		sink_write(year->file, bytes.at, bytes.len);
	else
		stream_print(stream, bytes.at, bytes.len);
}

static void
write_truth(struct year *year, uint64_t index)
{
	writer_reset(&year->text);
	if (year->procedure->truth(
		year->made, index, year->first_line + index, &year->text))
		write_line(year->truth, text_of(year));
}

static void
write_applicant(struct year *year, uint64_t index, struct stream *stream)
{
	writer_reset(&year->text);
	if (year->sheet != NULL)
		year->procedure->row(year->made, index, &year->text);
	else
		year->procedure->record(year->made, index, &year->text);
	stream_begin(stream, folder, year->first_line + index, text_of(year));
	if (year->sheet == NULL && year->file == NULL) {
		stream_write(stream, text_of(year));
		return;
	}
	if (year->sheet != NULL)
		print(year, stream, sheet_row(year->sheet, text_of(year)));
	else
		write_line(year->file, text_of(year));
	stream_printed(stream);
}

static void
write_applicants(struct year *year, struct stream *stream)
{
	if (year->sheet != NULL) {
		const char *heading = title ? year->procedure->title : NULL;
		uint64_t lines;

		writer_reset(&year->text);
		procedure_columns(year->procedure, year->made, &year->text);
		print(year, stream,
		    sheet_head(year->sheet, heading, text_of(year).at, &lines));
		year->first_line += lines;
	}
	for (uint64_t i = 0; i < (uint64_t)applicants; i++) {
		write_applicant(year, i, stream);
		if (year->truth != NULL)
			write_truth(year, i);
	}
}

/* The applicants appear last: where they are, all is there. */
static void
close_year(struct year *year)
{
	if (year->truth != NULL)
		sink_close(year->truth);
	if (year->file != NULL) {
		folder_write_surroundings(folder, year->procedure, year->made);
		sink_close(year->file);
	}
	year->procedure->close(year->made);
	sheet_free(year->sheet);
	writer_free(&year->text);
}

int
main(int argc, char *argv[])
{
	static struct year year;
	struct stream *stream;

	if (*settings_read(argc, argv, &filter) != NULL)
		settings_usage();
	open_year(&year);
	stream = stream_open_output(&io);
	write_applicants(&year, stream);
	close_year(&year);
	return stream_close(stream);
}
