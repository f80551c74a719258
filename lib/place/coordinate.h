/*
 * coordinate.h - a longitude or a latitude of a record
 *
 * A coordinate is a JSON number, or a text that is one: spreadsheets export both. White
 * space (space, TAB, CR, LF) around the text does not count, and a text that is nothing
 * else is no coordinate, like null.
 */
#ifndef COORDINATE_H
#define COORDINATE_H

#include <stdint.h>

#include "record/path.h"

enum coordinate {
	COORDINATE_OK,
	COORDINATE_MISSING,
	COORDINATE_NOT_A_NUMBER,
	COORDINATE_RANGE, /* a number that position_parse() cannot hold */
	COORDINATE_NO_MEMORY,
};

/* Read the coordinate at a path, in billionths of a degree (position.h). */
enum coordinate coordinate_read(struct path *, struct record *, int64_t *billionths);

/*
 * The code of the reject ("place-missing", ...) and a sentence for people, for a
 * coordinate that is missing, not a number or out of range.  Static.
 */
const char *coordinate_code(enum coordinate);
const char *coordinate_reason(enum coordinate);

#endif
