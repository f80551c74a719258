/*
 * allocate.h - memory for set-up and for filters, which cannot go on without it
 *
 * If there is none, the program ends with STATUS_TROUBLE and one message.  Modules
 * that read data do not use these functions: they return an error.
 */
#ifndef ALLOCATE_H
#define ALLOCATE_H

#include <stdarg.h>
#include <stddef.h>

/* End the program because there is no memory: the one message for that. */
_Noreturn void allocate_fail(void);

/* count items of size bytes, all zero. */
void *allocate(size_t count, size_t size);

/*
 * Room for at least wanted items of size bytes in an array with room for *room, as
 * array_reserve() makes it (array.h).  Returns the array, which may have moved.
 */
void *allocate_room(void *array, size_t *room, size_t wanted, size_t size);

/* A copy of len bytes with a NUL behind them. */
char *allocate_text(const char *text, size_t len);

/* A text of any length as vprintf(3) prints it. */
char *allocate_print(const char *format, va_list) __attribute__((format(printf, 1, 0)));

#endif
