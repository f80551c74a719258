/*
 * xlsx_format.h - whether a number format shows a date
 *
 * A date in a workbook is a number, and only the format of its cell tells it.
 * ECMA-376, part 1, 18.8.30 and 18.8.31.
 */
#ifndef XLSX_FORMAT_H
#define XLSX_FORMAT_H

#include "record/span.h"

enum xlsx_format {
	XLSX_FORMAT_NUMBER, /* also a text, a duration as [h]:mm, a percentage */
	XLSX_FORMAT_DATE,   /* a date, perhaps with a time */
	XLSX_FORMAT_TIME,   /* the time of a day */
};

/*
 * The format of a number that no file needs to define.  Those of East Asia (27 to 36,
 * 50 to 58) differ by language, but each shows a date or a time in all of them; one
 * that is a time in some is called a time.
 */
enum xlsx_format xlsx_format_of_id(unsigned long id);

/*
 * The format of a code such as yyyy"年"m"月"d"日": what stands in quotes, in brackets,
 * or behind \, _ and * is text.
 */
enum xlsx_format xlsx_format_of_code(struct span code);

#endif
