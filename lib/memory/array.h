/*
 * array.h - arrays that grow
 *
 * One way to grow an array for all that read data: it returns an error and never
 * ends the program.  Set-up uses allocate.h, which does.
 */
#ifndef ARRAY_H
#define ARRAY_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Make room for at least wanted items of size bytes each.  array is the address of the
 * pointer to the first item (NULL for none yet), *room the number of items that there
 * is room for.  Grows by half at least; what is new is not set.  False, with array and
 * *room as they were, if there is no memory or the bytes cannot be counted.
 */
bool array_reserve(void *array, size_t *room, size_t wanted, size_t size);

#endif
