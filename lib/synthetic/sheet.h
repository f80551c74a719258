/*
 * sheet.h - a table as a spreadsheet program saves it
 *
 * CSV with the line ends of such programs, CR LF, in GB18030 or UTF-8.  iconv(3)
 * does the encoding.
 */
#ifndef SHEET_H
#define SHEET_H

#include <stdint.h>

#include "record/record.h"

struct sheet;

/*
 * encoding is "gb18030", "utf-8", or "utf-8-bom" for UTF-8 with a byte order mark.
 * NULL with errno set: EINVAL if it is none of them, or iconv(3) does not know it.
 */
struct sheet *sheet_new(const char *encoding);
void sheet_free(struct sheet *);

/*
 * The head of the table: the names of the columns, which have commas between them;
 * above them, unless title is NULL, a title and a blank row.  Borrowed until the
 * next call; at is NULL if there is no memory.  *lines is how many lines these are.
 */
struct span sheet_head(
    struct sheet *, const char *title, const char *columns, uint64_t *lines);

/* A row of cells, which have commas between them and are UTF-8.  As above. */
struct span sheet_row(struct sheet *, struct span cells);

#endif
