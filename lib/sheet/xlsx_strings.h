/*
 * xlsx_strings.h - the shared strings of a workbook
 *
 * A cell of text holds the number of a string, which stands once in a part of its own.
 * They are the only part that is held in memory.  Runs of rich text are joined; how to
 * pronounce a text (rPh) is not part of it.
 */
#ifndef XLSX_STRINGS_H
#define XLSX_STRINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "record/span.h"
#include "sheet/xlsx_fault.h"
#include "sheet/xlsx_package.h"

enum { XLSX_STRINGS_MOST = 256 << 20 }; /* bytes in memory, at most */

/* All zero: none. */
struct xlsx_strings {
	char *text;
	size_t len, room;
	uint32_t *ends; /* where each string ends; it begins where the last one ended */
	size_t count, ends_room;
};

/* Read the part of that name into empty strings.  False with a fault. */
bool xlsx_strings_read(struct xlsx_strings *, struct xlsx_package *, const char *part,
    struct xlsx_fault *);
void xlsx_strings_free(struct xlsx_strings *);

/* The string of a number, borrowed; false if there is none. */
static inline bool
xlsx_strings_get(const struct xlsx_strings *strings, size_t number, struct span *text)
{
	size_t begin;

	if (number >= strings->count)
		return false;
	begin = number == 0 ? 0 : strings->ends[number - 1];
	*text = (struct span){ strings->text + begin, strings->ends[number] - begin };
	return true;
}

#endif
