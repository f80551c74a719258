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

/* Room for at least wanted items in an array that has room for *room; what is new is
 * not set. */
void *allocate_room(void *array, size_t *room, size_t wanted, size_t size);

char *allocate_text(const char *text, size_t len);

#endif
