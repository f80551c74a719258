/*
 * sheet_number.h - numbers and days that a spreadsheet holds as they are
 *
 * A spreadsheet computes in binary64 and shows 15 significant digits.  A number is
 * written as a number only if it is shown again with the digits that it has in the
 * record; everything else is written as a text.
 */
#ifndef SHEET_NUMBER_H
#define SHEET_NUMBER_H

#include <stdbool.h>

#include "record/span.h"

enum {
	SHEET_NUMBER_DIGITS = 15,   /* that are shown */
	SHEET_NUMBER_DECIMALS = 15, /* digits behind the point, at most */
};

/*
 * Whether a number of JSON is shown with its own digits, if it is shown with *decimals
 * digits behind the point.  So 87.50 is, with 2; 620102201409010015, 1e5 and -0 are
 * not.
 */
bool sheet_number_read(struct span digits, unsigned *decimals);

/*
 * Whether a text is a day, written 2014-09-01, and its number in the 1900 system of
 * dates.  Days before 1900-03-01 have none: spreadsheets count 1900-02-29, which never
 * was.
 */
bool sheet_day_read(struct span text, unsigned *serial);

#endif
