/*
 * skim.h - a line checked strictly, without a table of what is in it
 *
 * Most filters ask for a few members of a record.  For them a line is checked by all
 * the rules of record_parse(), and nothing more is kept than that it holds.  This is
 * done only for the lines that nearly all are: plain ones (plain_line.h), whose names
 * are those of the records before, in their order (shape.h).
 */
#ifndef SKIM_H
#define SKIM_H

#include <stdbool.h>

#include "record/shape.h"

/*
 * Whether [at, end) of a line, which begins with "{" and ends with "}", is an object by
 * RFC 8259 with the names of the first shape and none twice; then shapes->stands says
 * where, unless the line is NULL.  The line must be plain.  False says only that
 * record_parse() must tell: an object may have other names, or be too deep for here.
 */
bool skim_object(const char *line, const char *at, const char *end, struct shapes *);

#endif
