/*
 * hugepages.h - large arrays that are read all over
 *
 * A machine finds a page of memory through a small table of its own, which holds
 * far fewer pages of 4 KiB than an array of 10^7 items has.  With pages of 2 MiB
 * serial.c takes 0.7 s where it took 0.9 s.
 */
#ifndef HUGEPAGES_H
#define HUGEPAGES_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Ask for large pages for an array that was just allocated.
 * Only advice: without it, or where there are none, all goes on as before.
 */
void hugepages_advise(void *array, size_t bytes);

/*
 * Make an array of from bytes one of to bytes, which are not fewer; what it held stays,
 * what is new is not set.  Once it is large it stands on large pages, and is moved with
 * them and not copied.  from is 0 for none yet, or what an array of malloc(3) has,
 * which is taken over.  NULL, with the array as it was, if there is no memory.
 */
void *hugepages_grow(void *array, size_t from, size_t to);

/*
 * Have room for wanted items of size in such an array, twice as many as before when
 * there are too few; what array points to (a pointer of any type) may move.  False if
 * there is no memory; then all is as it was.
 */
bool hugepages_reserve(void *array, size_t *room, size_t wanted, size_t size);

/* Free such an array. */
void hugepages_free(void *array, size_t bytes);

/*
 * The next so many bytes that malloc(3) takes for small blocks stand on large pages: to
 * be called before something is made of very many of them, as a large document is.  The
 * heap is not made smaller from then on.  Only advice, as above.
 */
void hugepages_heap(size_t bytes);

#endif
