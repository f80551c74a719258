/*
 * sheet_file_check.h - whether a spreadsheet file that was just written is whole
 *
 * The library that writes it does not notice when its temporary files are cut short, as
 * on a full disk.  So the file is read again before anybody gets it.
 */
#ifndef SHEET_FILE_CHECK_H
#define SHEET_FILE_CHECK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Whether every part of the file decompresses, has its checksum and ends as XML, and
 * the rows of sheet i take rows[i] bytes.  The file descriptor stays open.
 */
bool sheet_file_check(int fd, const uint64_t *rows, size_t sheets);

#endif
