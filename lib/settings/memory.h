/* memory.h - how much memory a filter may take, as users say it */
#ifndef MEMORY_H
#define MEMORY_H

#include <stddef.h>

/*
 * Bytes of a text like 64M: a whole number and K, M, G or nothing behind it, by
 * powers of 1024; from 1M.  NULL stands for a quarter of the machine's memory.  Any
 * other text ends the program: it is the setting of that name.
 */
size_t memory_read(const char *name, const char *text);

#endif
