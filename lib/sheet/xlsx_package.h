/*
 * xlsx_package.h - the parts of a workbook: a zip file (libzip)
 *
 * Parts are read by name from the one file; nothing is unpacked to disk, so a name in
 * the file is never a path outside of it.
 */
#ifndef XLSX_PACKAGE_H
#define XLSX_PACKAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "sheet/xlsx_fault.h"

enum { XLSX_PACKAGE_PARTS = 100000 }; /* at most, in one file */

struct xlsx_package;

/*
 * Open a file that can be read at any place (no pipe); the descriptor stays the
 * caller's.  NULL with a fault if it is no zip file: the fault then says what it is.
 */
struct xlsx_package *xlsx_package_open(int fd, struct xlsx_fault *);

/* The same for bytes in memory, which are borrowed. */
struct xlsx_package *xlsx_package_of_bytes(
    const char *bytes, size_t len, struct xlsx_fault *);

void xlsx_package_free(struct xlsx_package *);

/*
 * Whether there is a part of that name.  If not, one whose name differs only in case or
 * has \ for / is meant, as some programs write it.
 */
bool xlsx_package_has(struct xlsx_package *, const char *name);

/* A part that is read from its beginning to its end. */
struct xlsx_entry;
struct xlsx_entry *xlsx_entry_open(
    struct xlsx_package *, const char *name, struct xlsx_fault *);

/*
 * The next bytes, unpacked; 0 at the end, where the checksum was right.  -1 with a
 * fault: the part is damaged.
 */
long xlsx_entry_read(struct xlsx_entry *, char *bytes, size_t len, struct xlsx_fault *);
void xlsx_entry_close(struct xlsx_entry *);

#endif
