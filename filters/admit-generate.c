/*
 * admit-generate - invent a year of applicants and seats
 *
 * A seed and a number decide every byte, on any machine.  Each applicant is made by
 * itself, so memory does not grow with their number.  Some records can have a known
 * defect, and a list of these can be written, to check that a chain of filters finds
 * them.  Everything is synthetic; the districts are schematic.
 */
#include <err.h>
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "settings/allocate.h"
#include "settings/settings.h"
#include "stream/stream.h"
#include "synthetic/defect.h"
#include "synthetic/folder.h"
#include "synthetic/procedures.h"
#include "synthetic/random.h"
#include "synthetic/written_year.h"

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
	    "the admission: senior-high, primary, junior or gaokao (senior-high)"),
	SETTING_NUMBER(0, "programs", "N", &programs, 1, PROCEDURE_PROGRAMS,
	    "gaokao: make so many programs (one for 268 applicants)"),
	SETTING_NUMBER(0, "choices", "N", &choices, 1, PROCEDURE_CHOICES,
	    "gaokao: let a list have so many choices (20)"),
	SETTING_WORD(
	    0, "format", "NAME", &format, "of the records (csv)", "csv", "jsonl"),
	SETTING_WORD(0, "encoding", "NAME", &encoding, "of the CSV (gb18030)",
	    "gb18030", "utf-8", "utf-8-bom"),
	SETTING_FLAG(0, "title", &title, "put a title and a blank row above the CSV"),
	SETTING_TEXT(0, "defects", "RATE", &defects,
	    "plant a defect in this part of the records, 0 to 1 (0)"),
	SETTING_OPTION(0, SETTING_KIND_OUTPUT, "truth", "FILE", &truth,
	    "write what was planted to FILE"),
	SETTING_TEXT(0, "output", "FOLDER", &folder,
	    "write applicants and what belongs to them into FOLDER"),
	STREAM_OUTPUT_SETTINGS(&io), SETTING_END };

static const struct filter filter = {
	.name = "admit-generate",
	.synopsis = synopsis,
	.settings = settings,
	.no_policy = true,
};

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
	sheet = sheet_new(encoding != NULL ? encoding : "gb18030");
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
open_year(struct written_year *year)
{
	struct procedure_size size = { (size_t)programs, (size_t)choices };
	uint32_t rate;

	year->folder = folder;
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
}

static void
open_files(struct written_year *year)
{
	if (folder != NULL) {
		folder_make(folder);
		year->file = folder_open(folder,
		    year->sheet != NULL ? "applicants.csv" : "applicants.jsonl");
	}
	if (truth != NULL)
		year->truth = sink_open_file(truth, 0666);
}

static void
generate(struct written_year *year, uint64_t index, struct stream *stream)
{
	written_year_applicant(year, index, stream);
	if (year->truth != NULL)
		written_year_truth(year, index);
}

int
main(int argc, char *argv[])
{
	static struct written_year year;
	struct stream *stream;

	if (*settings_read(argc, argv, &filter) != NULL)
		settings_usage();
	open_year(&year);
	stream = stream_open_output(&io);
	open_files(&year);
	written_year_begin(&year, title, stream);
	for (uint64_t i = 0; i < (uint64_t)applicants; i++)
		generate(&year, i, stream);
	written_year_close(&year);
	return stream_close(stream);
}
