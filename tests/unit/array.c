/* Arrays that grow keep what they hold, and fail without losing it. */
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>

#include "memory/array.h"

int
main(void)
{
	uint32_t *numbers = NULL;
	size_t room = 0, before, moves = 0;

	assert(array_reserve(&numbers, &room, 0, sizeof *numbers) && numbers == NULL);
	for (uint32_t i = 0; i < 100000; i++) {
		before = room;
		assert(array_reserve(&numbers, &room, i + 1, sizeof *numbers));
		moves += room != before;
		assert(room > i);
		numbers[i] = i;
	}
	for (uint32_t i = 0; i < 100000; i++)
		assert(numbers[i] == i);
	/* By half each time: 32 items grow to 100,000 in 20 steps. */
	assert(moves <= 21);

	before = room;
	assert(!array_reserve(&numbers, &room, SIZE_MAX, sizeof *numbers));
	assert(!array_reserve(&numbers, &room, SIZE_MAX / 4 + 1, sizeof *numbers));
	assert(room == before && numbers[99999] == 99999);

	/* An item larger than the first step, and rooms of exactly what is wanted. */
	free(numbers);
	numbers = NULL;
	room = 0;
	assert(array_reserve(&numbers, &room, 3, 4096) && room == 3);
	free(numbers);
	return 0;
}
