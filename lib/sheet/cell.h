/*
 * cell.h - what stands in a cell of a spreadsheet
 *
 * A value is taken over only if nothing has to be guessed: 87.50 stays 87.50, while
 * "1,234", "８７" or "about 90" are no numbers.  All texts are UTF-8.
 */
#ifndef CELL_H
#define CELL_H

#include <stdbool.h>
#include <stddef.h>

#include "record/record.h"
#include "text/unseen.h"

enum {
	CELL_DATE_SIZE = 11, /* YYYY-MM-DD and a NUL */
};

/* Whether it is seen at a glance that a cell, which is not empty, has nothing to trim:
 * most begin and end with a visible ASCII or a Han character, whose first of three
 * bytes is E4 to E9. */
static inline bool
cell_is_trimmed(struct span cell)
{
	const unsigned char *at = (const unsigned char *)cell.at;

	return ((at[0] > ' ' && at[0] < 0x7f) || (at[0] >= 0xe4 && at[0] <= 0xe9)) &&
	       ((at[cell.len - 1] > ' ' && at[cell.len - 1] < 0x7f) ||
		   (cell.len >= 3 && at[cell.len - 3] >= 0xe4 &&
		       at[cell.len - 3] <= 0xe9));
}

/*
 * The cell without what is unseen (unseen.h) at both ends: spaces of any kind, TAB, CR,
 * LF, a byte order mark ...  What a spreadsheet writes to CSV for digits that are text,
 * ="0123", is the text alone.
 */
struct span cell_trim_more(struct span);

static inline struct span
cell_trim(struct span cell)
{
	if (cell.len == 0 || (*cell.at != '=' && cell_is_trimmed(cell)))
		return cell;
	return cell_trim_more(cell);
}

/* The same for a cell of a format in which a text is known to be one. */
static inline struct span
cell_trim_typed(struct span cell)
{
	return cell.len == 0 || cell_is_trimmed(cell) ? cell : unseen_trim(cell);
}

/* A number as JSON (RFC 8259) has it; a whole one has no point and no exponent. */
bool cell_is_number(struct span);
bool cell_is_integer(struct span);

/* The day numbers of spreadsheets. */
enum cell_serials {
	CELL_NO_SERIALS,
	CELL_SERIALS_1900, /* 1 is 1900-01-01, 60 is a day that never was */
	CELL_SERIALS_1904, /* 0 is 1904-01-01 */
};

/*
 * A date: 2014-09-01, 20140901, 2014/9/1, 2014.9.1, 2014年9月1日 (or 号),
 * 二〇一四年九月一日, with spaces around the marks or none, or a day number if they are
 * declared.  The time of midnight may follow ("2014/9/1 0:00",
 * "2014-09-01T00:00:00.0"), since spreadsheets and databases add it.  Writes
 * YYYY-MM-DD; false if it is no date of the calendar.
 */
bool cell_date(struct span, enum cell_serials, char date[CELL_DATE_SIZE]);

/* The same for a day number, from 0. */
bool cell_serial_date(int serial, enum cell_serials, char date[CELL_DATE_SIZE]);

/* 1 for 是 true yes y 1, 0 for 否 false no n 0 (in any case); otherwise -1. */
int cell_boolean(struct span);

/*
 * What a spreadsheet writes where it has no value: #N/A and the other errors of
 * formulas, or "####" where a column was too narrow.
 */
bool cell_is_error(struct span);

/* The length of the unseen character that a text begins with, or 0. */
size_t cell_space(struct span);

/* Whether a text begins, or ends, with another one, unseen characters left out. */
bool cell_begins(struct span, const char *text);
bool cell_ends(struct span, const char *text);

#endif
