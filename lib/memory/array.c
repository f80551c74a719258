#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "memory/array.h"

enum { FIRST_BYTES = 128 };

static size_t
larger_room(size_t room, size_t wanted, size_t size)
{
	size_t grown = room == 0 ? FIRST_BYTES / size : room + room / 2;

	return grown > wanted && grown <= SIZE_MAX / size ? grown : wanted;
}

bool
array_reserve(void *array, size_t *room, size_t wanted, size_t size)
{
	size_t more;
	void *items, *larger;

	if (wanted <= *room)
		return true;
	if (wanted > SIZE_MAX / size)
		return false;
	more = larger_room(*room, wanted, size);
	/* The type of the pointer is the caller's: only its bytes are touched here. */
	memcpy(&items, array, sizeof items);
	larger = realloc(items, more * size);
	if (larger == NULL)
		return false;
	memcpy(array, &larger, sizeof larger);
	*room = more;
	/* cppcheck-suppress memleak ; the caller has it */
	return true;
}
