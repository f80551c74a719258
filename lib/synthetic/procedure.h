/*
 * procedure.h - an admission that a year can be invented for
 *
 * A procedure is a struct of functions over a year of its own kind.  Another one
 * is another module with such a struct, and one more pointer in procedures.c.
 */
#ifndef PROCEDURE_H
#define PROCEDURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "record/writer.h"

/* The most of them, in any procedure. */
enum {
	PROCEDURE_APPLICANTS = 100000000,
	PROCEDURE_PROGRAMS = 100000,
	PROCEDURE_CHOICES = 112
};

/* How many programs and choices a year is to have; 0: as the procedure has them. */
struct procedure_size {
	size_t programs, choices;
};

/* Another file of a year's folder.  line adds one line to the text, or nothing: then
 * there is no such line. */
struct procedure_file {
	const char *name; /* NULL: no more files */
	size_t (*lines)(const void *year);
	void (*line)(const void *year, size_t number, struct writer *text);
};

struct procedure {
	const char *name;
	const char *title;   /* of the spreadsheet */
	const char *columns; /* its column names, commas between them */
	/* What the columns of choices, which come last, are called before their number;
	 * NULL: they are among the columns. */
	const char *choice_column;

	/* A year: the seed, how many applicants, how many of a million get a defect.
	 * NULL if there is no memory. */
	void *(*open)(uint64_t seed, uint64_t applicants, uint32_t defect_rate);

	/* In the place of open, where sizes can be asked for, or NULL: a year of that
	 * size without defects; the most programs that are possible; how many choices a
	 * list has room for. */
	void *(*open_sized)(uint64_t seed, uint64_t applicants, struct procedure_size);
	size_t (*most_programs)(uint64_t applicants);
	size_t (*choices)(const void *year);

	void (*close)(void *year);

	/* One applicant, index from 0, added to the text: a row of the spreadsheet in
	 * UTF-8 without a line end, or a record. */
	void (*row)(const void *year, uint64_t index, struct writer *text);
	void (*record)(const void *year, uint64_t index, struct writer *text);

	/* What was planted in an applicant, as a JSON object: {"id":...,"row":line,
	 * "defect":...,"stage":...,...,"of":...}.  False, and nothing added, if
	 * nothing. NULL: this procedure plants none. */
	bool (*truth)(
	    const void *year, uint64_t index, uint64_t line, struct writer *text);

	size_t (*programs)(const void *year);
	void (*program)(const void *year, size_t number, struct writer *text);

	/* The districts as a GeoJSON document; NULL: there are none. */
	void (*districts)(struct writer *text);

	/* More files, or NULL. */
	const struct procedure_file *files;
};

/* A year by open or open_sized; the rate or the size, what it does not take, is 0. */
void *procedure_open(const struct procedure *, uint64_t seed, uint64_t applicants,
    struct procedure_size, uint32_t defect_rate);

/* The names of all columns of a year, commas between them and NUL at the end. */
void procedure_columns(const struct procedure *, const void *year, struct writer *);

#endif
