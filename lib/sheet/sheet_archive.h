/*
 * sheet_archive.h - the archive (zip) that a spreadsheet file is
 *
 * Its parts are read piece by piece while it is written, so that none of them is ever
 * in memory.  All have the same date, so the bytes depend on the parts only.
 */
#ifndef SHEET_ARCHIVE_H
#define SHEET_ARCHIVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "record/span.h"

struct sheet_archive;

/*
 * An archive that will stand in a regular file, which is empty and stays the caller's.
 * NULL if there is no memory.
 */
struct sheet_archive *sheet_archive_new(int fd);

/*
 * The next piece of a part, not empty and borrowed until the next call; at == NULL at
 * the end.  number is that of the piece, counted from 0.
 */
typedef struct span sheet_archive_piece(void *context, size_t number);

/*
 * Add a part of so many bytes.  context lives until the archive is closed.  False if
 * there is no memory.
 */
bool sheet_archive_add(struct sheet_archive *, const char *name, uint64_t size,
    sheet_archive_piece *, void *context);

/* Write it all, and free.  False if that failed; errno may say why. */
bool sheet_archive_close(struct sheet_archive *);

/* Free it, and write nothing. */
void sheet_archive_free(struct sheet_archive *);

#endif
