/*
 * xlsx_date.h - the dates and times of a workbook
 *
 * A date is a number of days with a format that shows a date.  The fraction is the
 * time of the day, which is rounded to a second.
 */
#ifndef XLSX_DATE_H
#define XLSX_DATE_H

#include <stdbool.h>
#include <stddef.h>

#include "sheet/cell.h"
#include "sheet/xlsx_number.h"

enum { XLSX_DATE_SIZE = 20 }; /* YYYY-MM-DD HH:MM:SS and a NUL */

/*
 * Write YYYY-MM-DD, with HH:MM:SS behind it if it is not midnight; if time is true and
 * the number is less than a day, only HH:MM:SS.  False if there is no such day: in the
 * system of 1900 there is no day 0 and no day 60 (29 February 1900), in none a day
 * before the first one or behind the year 9999.
 */
bool xlsx_date_write(const struct xlsx_number *, enum cell_serials, bool time,
    char text[XLSX_DATE_SIZE]);

/*
 * The same from ISO 8601 as a cell of type "d" has it: a date, a time or both with a T
 * between them; fractions of a second are left out.  False for anything else, also for
 * a time zone other than Z.
 */
bool xlsx_date_of_iso(struct span, char text[XLSX_DATE_SIZE]);

#endif
