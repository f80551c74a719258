/*
 * plain_fields.h - the fields of a row whose cells are JSON as they stand
 *
 * The quick form of what layout.c does with any row: texts are copied in pieces of a
 * fixed size, and numbers that are short.  It does not say what is wrong with a row.
 */
#ifndef PLAIN_FIELDS_H
#define PLAIN_FIELDS_H

#include "sheet/rows.h"
#include "sheet/steps.h"

/*
 * Write the fields of a row, behind the bracket that opens the record; returns the end.
 * There is room for JSON_STRING_MOST bytes for each of its cells, for what the steps
 * write, and for ROW_BYTES_BEHIND more.  NULL if the row is of ROW_BYTES_ANY, or a cell
 * needs a closer look; what was written is then of no use.
 */
char *plain_fields(char *out, const struct steps *, const struct row *);

#endif
