#define _GNU_SOURCE /* mremap(2), sbrk(2) */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "memory/hugepages.h"

enum { PAGE = 4096, LARGE_PAGE = 2 << 20, FIRST_BYTES = 4096 };

enum { MOST_MAPPED = 65536 }; /* blocks: as mallopt(3) has it before anything is set */

void
hugepages_advise(void *array, size_t bytes)
{
#ifdef MADV_HUGEPAGE
	size_t before = (size_t)(-(uintptr_t)array & (PAGE - 1));

	if (bytes >= 2 * LARGE_PAGE)
		(void)madvise((char *)array + before, bytes - before, MADV_HUGEPAGE);
#else
	(void)array;
	(void)bytes;
#endif
}

void
hugepages_heap(size_t bytes)
{
#ifdef __GLIBC__
	char *before = sbrk(0);
	void *volatile room; /* or the compiler leaves the block out */

	if (bytes < 2 * LARGE_PAGE)
		return;
	mallopt(M_MMAP_MAX, 0);        /* the block comes from the heap, */
	mallopt(M_TRIM_THRESHOLD, -1); /* which stays as it is when it is free again */
	room = malloc(bytes);
	free(room);
	mallopt(M_MMAP_MAX, MOST_MAPPED);
	hugepages_advise(before, (size_t)((char *)sbrk(0) - before));
#else
	(void)bytes;
#endif
}

#ifdef MREMAP_FIXED

static bool
is_large(size_t bytes)
{
	return bytes >= 4 * LARGE_PAGE;
}

static size_t
whole_pages(size_t bytes)
{
	return (bytes + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE;
}

/*
 * Room that begins with a large page: realloc(3) does not see to that, and a mapping
 * that is moved from one such place to another keeps its large pages.
 */
static char *
find_room(size_t bytes)
{
	size_t all = bytes + LARGE_PAGE, before;
	char *room =
	    mmap(NULL, all, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (room == MAP_FAILED)
		return NULL;
	before = (size_t)(-(uintptr_t)room & (LARGE_PAGE - 1));
	if (before > 0)
		munmap(room, before);
	munmap(room + before + bytes, LARGE_PAGE - before);
	return room + before;
}

void *
hugepages_grow(void *array, size_t from, size_t to)
{
	char *room;

	if (!is_large(to))
		return realloc(array, to);
	if (to > SIZE_MAX - 2 * (size_t)LARGE_PAGE ||
	    (room = find_room(whole_pages(to))) == NULL)
		return NULL;
	if (is_large(from)) {
		if (mremap(array, whole_pages(from), whole_pages(to),
			MREMAP_MAYMOVE | MREMAP_FIXED, room) == MAP_FAILED) {
			munmap(room, whole_pages(to));
			return NULL;
		}
	} else {
		if (from > 0)
			memcpy(room, array, from);
		free(array);
	}
	hugepages_advise(room, whole_pages(to));
	return room;
}

void
hugepages_free(void *array, size_t bytes)
{
	if (is_large(bytes))
		munmap(array, whole_pages(bytes));
	else
		free(array);
}

#else

void *
hugepages_grow(void *array, size_t from, size_t to)
{
	void *larger = realloc(array, to);

	(void)from;
	if (larger != NULL)
		hugepages_advise(larger, to);
	return larger;
}

void
hugepages_free(void *array, size_t bytes)
{
	(void)bytes;
	free(array);
}

#endif

bool
hugepages_reserve(void *array, size_t *room, size_t wanted, size_t size)
{
	void *old, *larger;
	size_t more = *room > 0 ? *room : FIRST_BYTES / size + 1;

	if (wanted <= *room)
		return true;
	if (wanted > SIZE_MAX / 2 / size)
		return false;
	while (more < wanted)
		more *= 2;
	memcpy(&old, array, sizeof old);
	if ((larger = hugepages_grow(old, *room * size, more * size)) == NULL)
		return false;
	memcpy(array, &larger, sizeof larger);
	*room = more;
	return true;
}
