/*
 * xlsx_value.h - what stands in a cell of a workbook
 */
#ifndef XLSX_VALUE_H
#define XLSX_VALUE_H

#include <stdbool.h>
#include <stddef.h>

#include "record/span.h"
#include "sheet/xlsx_date.h"
#include "sheet/xlsx_format.h"
#include "sheet/xlsx_number.h"

enum { XLSX_VALUE_SIZE = XLSX_NUMBER_SIZE };

/* The attribute t of a cell (ECMA-376, part 1, 18.18.11). */
enum xlsx_type {
	XLSX_TYPE_NUMBER, /* "n", or no attribute */
	XLSX_TYPE_SHARED,
	XLSX_TYPE_INLINE,
	XLSX_TYPE_TEXT, /* "str": of a formula */
	XLSX_TYPE_BOOLEAN,
	XLSX_TYPE_ERROR,
	XLSX_TYPE_DATE,
	XLSX_TYPE_UNKNOWN,
};

/* attribute: its value, or NULL. */
enum xlsx_type xlsx_type_of(const char *attribute);

/* Why a cell has no value; the codes are in xlsx_rows.h. */
enum xlsx_lack {
	XLSX_LACKS_NOTHING,
	XLSX_LACKS_ERROR,
	XLSX_LACKS_DIGITS,
	XLSX_LACKS_DAY,
	XLSX_LACKS_VALUE,
	XLSX_LACKS_MERGED,
	XLSX_LACKS_CHARACTER,
	XLSX_LACKS_SENSE,
};

/* The code, and what is said of the cell behind its name. */
const char *xlsx_lack_code(enum xlsx_lack);
const char *xlsx_lack_reason(enum xlsx_lack);

/* A value as a text; rounded: digits of the raw one were left out. */
struct xlsx_value {
	char text[XLSX_VALUE_SIZE];
	size_t len;
	bool rounded;
};

/*
 * The value of a number, a truth value, an error or a date, from its raw text, which is
 * not empty.
 */
enum xlsx_lack xlsx_value_read(struct xlsx_value *, enum xlsx_type, struct span raw,
    enum xlsx_format, enum cell_serials);

#endif
