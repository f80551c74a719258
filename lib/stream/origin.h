/*
 * origin.h - where a record comes from, for people
 *
 * Behind a pipe, "<stdin>:10" says nothing.  A record that was a row of a table has
 * that table's file and line in its field "source"; any other one is named by the file
 * and the line from which it was read.
 */
#ifndef ORIGIN_H
#define ORIGIN_H

#include <stdbool.h>
#include <stdint.h>

#include "record/record.h"

/*
 * The "source" of a record: a name, which is not empty and has no U+0000, and a line
 * from
 * 1.  Borrowed from the record.  False if it has none, or if memory ran out.
 */
bool origin_find(struct record *, struct span *file, uint64_t *line);

/*
 * "applicants.csv:12", in one line of UTF-8: the source of the record that stands in
 * the bytes, or else file and line.  New; lack of memory ends the program.
 */
char *origin_text(const char *file, uint64_t line, struct span bytes);

#endif
