/*
 * mapping.h - bytes of a file, taken from the system's cache without a call
 *
 * A file that becomes shorter, or a disk that fails, is SIGBUS for those who read a
 * map.  Here it is an answer: bytes are copied out, and a copy that meets the signal
 * is given up.  While a map is open, SIGBUS is caught; one that no copy has caused
 * does what it would have done before.  For one thread.
 */
#ifndef MAPPING_H
#define MAPPING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct mapping;

/*
 * Bytes [0, len) of an open file, which may be closed at once.  NULL if the system has
 * no room for it, or cannot map such a file: it can still be read.
 */
struct mapping *mapping_open(int fd, uint64_t len);
void mapping_close(struct mapping *); /* NULL: nothing to do */

/*
 * Copy bytes [at, at + len), which must be among those.  False if the file has them no
 * more.  Where the end of a shorter file is in the same page, they may be zero instead:
 * who must know compares the file's size in the end.
 */
bool mapping_copy(const struct mapping *, char *to, uint64_t at, size_t len);

/* Bytes at that place will be copied soon. */
void mapping_expect(const struct mapping *, uint64_t at, size_t len);

#endif
