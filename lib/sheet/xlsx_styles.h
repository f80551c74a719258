/*
 * xlsx_styles.h - which cells of a workbook show a date, by their style
 */
#ifndef XLSX_STYLES_H
#define XLSX_STYLES_H

#include <stdbool.h>
#include <stddef.h>

#include "sheet/xlsx_fault.h"
#include "sheet/xlsx_format.h"
#include "sheet/xlsx_package.h"

enum { XLSX_STYLES_MOST = 1 << 17 }; /* at most; Excel allows 65,490 */

/* A format that the workbook defines. */
struct xlsx_defined_format {
	unsigned long id;
	enum xlsx_format format;
};

/* All zero: none, and every number is one. */
struct xlsx_styles {
	unsigned char *formats; /* enum xlsx_format of each style */
	size_t count, room;
	struct xlsx_defined_format *defined;
	size_t defined_count, defined_room;
};

/* Read the part of that name into empty styles.  False with a fault. */
bool xlsx_styles_read(
    struct xlsx_styles *, struct xlsx_package *, const char *part, struct xlsx_fault *);
void xlsx_styles_free(struct xlsx_styles *);

/* The format of a style; a number for one that is not there. */
static inline enum xlsx_format
xlsx_styles_format(const struct xlsx_styles *styles, size_t style)
{
	return style < styles->count ? (enum xlsx_format)styles->formats[style]
				     : XLSX_FORMAT_NUMBER;
}

#endif
