/*
 * row_kind.h - what a row below the header row is
 */
#ifndef ROW_KIND_H
#define ROW_KIND_H

#include <stddef.h>

#include "record/record.h"
#include "sheet/header.h"

enum row_kind {
	ROW_RECORD,
	ROW_BLANK,  /* no cell is filled */
	ROW_HEADER, /* the header row again */
	ROW_TOTAL, /* its first filled cell begins with 合计, 总计, 小计, 共计 */
	ROW_NOTE,  /* of several columns only the first is filled */
	ROW_WRONG_WIDTH, /* more or fewer cells than the header row */
};

enum row_kind row_kind(
    const struct header_row *, const struct span *cells, size_t count);

#endif
