/*
 * procedure.h - the admissions that a year can be invented for
 *
 * A procedure is a row of functions over a year of its own kind.  Another one
 * (gaokao, primary) is another module with such a row, and a line in procedure.c.
 */
#ifndef PROCEDURE_H
#define PROCEDURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "record/writer.h"

struct procedure {
	const char *name;
	const char *title;   /* of the spreadsheet */
	const char *columns; /* its column names, commas between them */

	/* A year: the seed, how many applicants, how many of a million get a defect.
	 * NULL if there is no memory. */
	void *(*open)(uint64_t seed, uint64_t applicants, uint32_t defect_rate);
	void (*close)(void *year);

	/* One applicant, index from 0, added to the text: a row of the spreadsheet in
	 * UTF-8 without a line end, or a record. */
	void (*row)(const void *year, uint64_t index, struct writer *text);
	void (*record)(const void *year, uint64_t index, struct writer *text);

	/* What was planted in an applicant, as a JSON object: {"id":...,"row":line,
	 * "defect":...,"stage":...,"of":...}.  False, and nothing added, if nothing. */
	bool (*truth)(
	    const void *year, uint64_t index, uint64_t line, struct writer *text);

	size_t (*programs)(const void *year);
	void (*program)(const void *year, size_t number, struct writer *text);

	/* The districts as a GeoJSON document. */
	void (*districts)(struct writer *text);
};

/* The procedure of that name, or NULL. */
const struct procedure *procedure_find(const char *name);

#endif
