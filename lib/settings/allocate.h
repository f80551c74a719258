/*
 * allocate.h - memory for set-up and for filters, which cannot go on without
 *
 * No memory ends the program with STATUS_TROUBLE.  Modules that read data do not
 * use these: they return an error.
 */
#ifndef ALLOCATE_H
#define ALLOCATE_H

#include <stddef.h>

/* count items of size bytes, all zero. */
void *allocate(size_t count, size_t size);

/*
 * Room for at least wanted items of size bytes in an array that has room for
 * *room; grows by half, what is new is not set.  Returns the array, moved or not.
 */
void *allocate_room(void *array, size_t *room, size_t wanted, size_t size);

/* A copy of len bytes with a NUL behind them. */
char *allocate_text(const char *text, size_t len);

#endif
