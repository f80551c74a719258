#include <err.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "settings/allocate.h"
#include "settings/status.h"

void *
allocate(size_t count, size_t size)
{
	void *memory = calloc(count > 0 ? count : 1, size);

	if (memory == NULL)
		err(STATUS_TROUBLE, NULL);
	return memory;
}

void *
allocate_room(void *array, size_t *room, size_t wanted, size_t size)
{
	size_t more = *room + *room / 2;

	if (wanted <= *room)
		return array;
	if (more < wanted)
		more = wanted < 16 ? 16 : wanted;
	if (more > SIZE_MAX / size || (array = realloc(array, more * size)) == NULL)
		errx(STATUS_TROUBLE, "not enough memory");
	*room = more;
	return array;
}

char *
allocate_text(const char *text, size_t len)
{
	char *copy = allocate(len + 1, 1);

	memcpy(copy, text, len);
	return copy;
}
