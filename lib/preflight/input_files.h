/*
 * input_files.h - the files of a year: empty, cut off, twice, or those of another year
 *
 *	file-empty      error    it has no byte
 *	file-cut        error    its last line has no end: it was cut off, or is still
 *	                         being written
 *	file-twice      error    two files of the year are the same
 *	file-of-before  error    a table is that of an earlier year
 *
 * Lists of files are those of sha256sum(1): a digest, two characters, a name.  Only
 * tables and records (.csv, .xlsx, .jsonl) are compared with earlier years, since a
 * policy may well be the same; and only they have lines that must end.
 */
#ifndef INPUT_FILES_H
#define INPUT_FILES_H

#include <stdbool.h>
#include <stddef.h>

#include "preflight/preflight_findings.h"
#include "record/span.h"

struct input_files;

/* NULL if there is no memory. */
struct input_files *input_files_new(void);
void input_files_free(struct input_files *);

/*
 * Add a list, of this year or of an earlier one, which is borrowed.  Returns 0, or the
 * number of the first line that is none of sha256sum(1); SIZE_MAX if there is no
 * memory.
 */
size_t input_files_add(struct input_files *, struct span list, bool earlier);

/* The files of this year: a name, borrowed from the list. */
size_t input_files_count(const struct input_files *);
struct span input_files_name(const struct input_files *, size_t number);

/* Note that a file of this year is empty, or that its last byte ends no line. */
void input_files_note(struct input_files *, size_t number, bool empty, bool cut);

/* Tell what was found; false if there is no memory. */
bool input_files_check(struct input_files *, struct preflight_findings *);

#endif
