#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "memory/array.h"
#include "settings/allocate.h"
#include "settings/status.h"

void
allocate_fail(void)
{
	errx(STATUS_TROUBLE, "no memory");
}

void *
allocate(size_t count, size_t size)
{
	void *memory = calloc(count > 0 ? count : 1, size);

	if (memory == NULL)
		allocate_fail();
	return memory;
}

void *
allocate_room(void *array, size_t *room, size_t wanted, size_t size)
{
	if (!array_reserve(&array, room, wanted, size))
		allocate_fail();
	return array;
}

char *
allocate_text(const char *text, size_t len)
{
	char *copy = allocate(len + 1, 1);

	memcpy(copy, text, len);
	return copy;
}

char *
allocate_print(const char *format, va_list args)
{
	va_list again;
	char *text;
	int len;

	va_copy(again, args);
	len = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (len < 0)
		allocate_fail();
	text = allocate((size_t)len + 1, 1);
	vsnprintf(text, (size_t)len + 1, format, args);
	return text;
}
