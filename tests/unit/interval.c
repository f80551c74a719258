#include <assert.h>
#include <stdint.h>

#include "sort/interval.h"

static uint64_t
start(const void *starts, size_t i)
{
	return ((const uint64_t *)starts)[i];
}

/* The same by looking at each. */
static size_t
look(const uint64_t *starts, size_t count, uint64_t number)
{
	size_t last = 0;

	for (size_t i = 0; i < count; i++)
		if (starts[i] <= number)
			last = i;
	return last;
}

int
main(void)
{
	const uint64_t starts[] = { 0, 3, 3, 7, 20 };

	assert(interval_find(starts, 5, 0, start) == 0);
	assert(interval_find(starts, 5, 2, start) == 0);
	assert(interval_find(starts, 5, 3, start) == 2); /* interval 1 is empty */
	assert(interval_find(starts, 5, 6, start) == 2);
	assert(interval_find(starts, 5, 7, start) == 3);
	assert(interval_find(starts, 5, UINT64_MAX, start) == 4);
	assert(interval_find(starts + 1, 4, 0, start) == 0);
	for (size_t count = 1; count <= 5; count++)
		for (uint64_t number = 0; number < 25; number++)
			assert(interval_find(starts, count, number, start) ==
			       look(starts, count, number));
	return 0;
}
