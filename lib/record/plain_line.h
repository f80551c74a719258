/*
 * plain_line.h - whether a line is one of the many whose texts need no second look
 *
 * A line is plain if it is UTF-8 (no surrogates, nothing overlong) without a backslash
 * and without a control byte.  Whatever its texts are, each of them ends at the next
 * quote, and is what it stands for.  Vectors say it of a whole line without a branch on
 * what is in it, which costs less than to look at each text by itself.
 */
#ifndef PLAIN_LINE_H
#define PLAIN_LINE_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Whether the len bytes at line are plain.  False says nothing where the processor has
 * no vectors for it (AVX2): there the portable form would gain nothing.
 */
bool plain_line(const char *line, size_t len);

/* Whether plain_line() says something. */
bool plain_line_is_known(void);

/* The same, by scan.h. */
bool plain_line_portable(const char *line, size_t len);

#endif
