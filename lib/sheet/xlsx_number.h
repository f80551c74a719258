/*
 * xlsx_number.h - the number in a cell, as a spreadsheet shows it
 *
 * A workbook holds numbers as the digits of a binary double, 17 of them: what was typed
 * as 87.5 may stand there as 87.499999999999986.  Spreadsheets calculate and show 15
 * digits.  The digits are rounded as they stand, half up, never through a double.
 */
#ifndef XLSX_NUMBER_H
#define XLSX_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

#include "record/span.h"

enum {
	XLSX_DIGITS = 15,
	XLSX_NUMBER_SIZE = 48, /* the longest text */
};

/* 0.DIGITS times 10 to the power of point.  Zero has no digits, and point is 0. */
struct xlsx_number {
	bool negative;
	bool rounded;                      /* digits other than 0 were left out */
	unsigned char digits[XLSX_DIGITS]; /* 0 to 9; neither first nor last is 0 */
	size_t count;
	long point;
};

/*
 * Read a number of XML Schema: a sign, digits, a point, an exponent.  False if it is
 * none; INF and NaN are none.
 */
bool xlsx_number_read(struct span raw, struct xlsx_number *);

/*
 * Whether its whole part has more than 15 digits.  Then a spreadsheet has written
 * zeros for the last ones, as it does to identity numbers.
 */
bool xlsx_number_is_cut(const struct xlsx_number *);

/*
 * Write a number that is not cut as JSON has it; returns the length.  Without an
 * exponent, unless there are more than 20 zeros behind the point.
 */
size_t xlsx_number_write(const struct xlsx_number *, char text[XLSX_NUMBER_SIZE]);

#endif
