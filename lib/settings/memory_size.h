/* memory_size.h - how much memory a filter may use, as a setting */
#ifndef MEMORY_SIZE_H
#define MEMORY_SIZE_H

#include <stddef.h>

/*
 * The bytes of a text like 64M: a whole number with K, M, G (powers of 1024) or nothing
 * behind it, 1M or more.  NULL is a quarter of the machine's memory.  Any other text
 * ends the program with a message about the setting of that name.
 */
size_t memory_size_read(const char *name, const char *text);

#endif
