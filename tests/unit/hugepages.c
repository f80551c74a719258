#include "memory/hugepages.h"

#undef NDEBUG
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

/* The heap grows at once, and the blocks that it had room for come out of that. */
static void
test_heap(void)
{
	enum { BLOCKS = 100000, SIZE = 64, HEAP = 16 << 20 };
	static char *blocks[BLOCKS];
	char *before = sbrk(0);

	hugepages_heap(HEAP);
#if defined __GLIBC__ && !defined __SANITIZE_ADDRESS__
	assert((char *)sbrk(0) - before > HEAP / 2);
#endif
	before = sbrk(0);
	for (size_t i = 0; i < BLOCKS; i++) {
		assert((blocks[i] = malloc(SIZE)) != NULL);
		blocks[i][0] = blocks[i][SIZE - 1] = (char)i;
	}
#if defined __GLIBC__ && !defined __SANITIZE_ADDRESS__
	assert((char *)sbrk(0) == before);
#endif
	for (size_t i = 0; i < BLOCKS; i++) {
		assert(blocks[i][0] == (char)i && blocks[i][SIZE - 1] == (char)i);
		free(blocks[i]);
	}
	hugepages_heap(100); /* not worth it */
	assert((char *)sbrk(0) == before);
}

/* An array keeps what it holds while it grows from a few bytes to 300 MB. */
int
main(void)
{
	size_t count = 1000, held = 0;
	uint64_t *numbers, *larger;

	test_heap();
	numbers = malloc(count * sizeof *numbers);
	assert(numbers != NULL);
	while (count < 40000000) {
		for (size_t i = held; i < count; i += 512)
			numbers[i] = i;
		held = count / 512 * 512 + (count % 512 > 0 ? 512 : 0);
		larger = hugepages_grow(
		    numbers, count * sizeof *numbers, 3 * count * sizeof *numbers);
		assert(larger != NULL);
		numbers = larger;
		for (size_t i = 0; i < count; i += 512)
			assert(numbers[i] == i);
		count *= 3;
	}
	/* What cannot be had leaves the array as it was. */
	assert(hugepages_grow(numbers, count * sizeof *numbers, SIZE_MAX / 2) == NULL);
	assert(numbers[512] == 512);
	hugepages_free(numbers, count * sizeof *numbers);

	/* The same by twos, from nothing. */
	numbers = NULL;
	count = 0;
	for (size_t i = 0; i < 3000000; i++) {
		assert(hugepages_reserve(&numbers, &count, i + 1, sizeof *numbers));
		assert(count > i && (i == 0 || count <= 2 * i + 513));
		numbers[i] = i;
	}
	for (size_t i = 0; i < 3000000; i++)
		assert(numbers[i] == i);
	assert(!hugepages_reserve(&numbers, &count, SIZE_MAX / 8, sizeof *numbers));
	hugepages_free(numbers, count * sizeof *numbers);

	numbers = hugepages_grow(NULL, 0, (size_t)64 << 20);
	assert(numbers != NULL);
	numbers[0] = 1;
	hugepages_free(numbers, (size_t)64 << 20);
	numbers = hugepages_grow(NULL, 0, 8);
	assert(numbers != NULL);
	hugepages_free(numbers, 8);
	return 0;
}
