/*
 * delimiter.h - what stands between the cells of a file
 *
 * The delimiter is found in the first lines of a file, where quotes are respected: it
 * is that of comma, semicolon and tab of which most lines have the same number, at
 * least one; of several the one with more cells, then the comma, then the tab (in
 * UTF-16 the tab).
 */
#ifndef DELIMITER_H
#define DELIMITER_H

#include <stddef.h>
#include <stdint.h>

#include "record/span.h"
#include "sheet/encoding.h"

enum { DELIMITER_LINES = 20 }; /* that are looked at, blank ones left out */

struct delimiter {
	char byte;    /* 0: none was found */
	size_t lines; /* how many were looked at */
	size_t same;  /* how many of them have the same number of it */
	size_t count; /* that number */
	/* If none was found: the line from which on full-width commas stand between the
	 * cells, or 0. */
	uint64_t full_width_line;
};

/*
 * Find the delimiter in the beginning of a text, which is UTF-8 or in a GB encoding;
 * for UTF-16 what it was converted to.
 */
struct delimiter delimiter_find(struct span text, enum encoding);

/* "comma", "semicolon", "tab". */
const char *delimiter_name(char byte);

#endif
