/*
 * written_year.h - a year that is being written
 *
 * Applicants go to standard output or to a file of the year's folder, as JSON Lines or
 * as rows of a spreadsheet.  As with sinks, an I/O error or a lack of memory ends the
 * program with STATUS_TROUBLE.
 */
#ifndef WRITTEN_YEAR_H
#define WRITTEN_YEAR_H

#include <stdbool.h>
#include <stdint.h>

#include "record/writer.h"
#include "stream/sink.h"
#include "stream/stream.h"
#include "synthetic/procedure.h"
#include "synthetic/sheet.h"

/* All zero but for what the caller sets: all fields down to truth. */
struct written_year {
	const struct procedure *procedure;
	void *made;          /* the procedure's year */
	struct sheet *sheet; /* NULL: JSON Lines */
	const char *folder;  /* NULL: there is none */
	struct sink *file;   /* of the applicants; NULL: standard output */
	struct sink *truth;  /* the list of defects, or NULL */

	uint64_t first_line; /* of an applicant */
	struct writer text;
};

/* Write what stands above the first applicant; with_title: the title of the table too.
 */
void written_year_begin(struct written_year *, bool with_title, struct stream *);

/* Write one applicant; write the defect that was planted in it, if any, to truth. */
void written_year_applicant(struct written_year *, uint64_t index, struct stream *);
void written_year_truth(struct written_year *, uint64_t index);

/*
 * Write the other files of the folder and then close all, the applicants last: where
 * their file is, the others are too.  Frees what the year holds.
 */
void written_year_close(struct written_year *);

#endif
