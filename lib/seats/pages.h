/*
 * pages.h - large arrays that are read all over
 *
 * A machine finds a page of memory through a small table of its own, which holds
 * far fewer pages of 4 KiB than an array of 10^7 items has.  With pages of 2 MiB
 * serial.c takes 0.7 s where it took 0.9 s.
 */
#ifndef PAGES_H
#define PAGES_H

#include <stddef.h>

/*
 * Ask for large pages for an array that was just allocated or made larger; for
 * what is written to it from now on.
 * Only advice: without it, or where there are none, all goes on as before.
 */
void pages_advise(void *array, size_t bytes);

#endif
