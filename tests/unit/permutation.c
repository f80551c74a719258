#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "synthetic/permutation.h"

enum { MANY = 100000 };

static bool taken[MANY];

static void
take(uint64_t place, uint64_t size)
{
	assert(place < size && !taken[place]);
	taken[place] = true;
}

static void
check(uint64_t seed, uint64_t size)
{
	struct random r = random_stream(seed, 'p', 0);
	struct permutation p = permutation_new(&r, size);
	struct drift *d = malloc(sizeof *d);

	assert(d != NULL);
	memset(taken, 0, sizeof taken);
	for (uint64_t i = 0; i < size; i++)
		take(permutation_at(&p, i), size);
	drift_new(d, &r, size);
	memset(taken, 0, sizeof taken);
	for (uint64_t i = 0; i < size; i++) {
		uint64_t place = drift_at(d, i);

		take(place, size);
		assert((place > i ? place - i : i - place) <= size * 3 / 20 + 2);
	}
	free(d);
}

/* Of ten equal parts, each sends about a tenth of its own into each. */
static void
test_mixed(void)
{
	struct random r = random_stream(1, 'p', 0);
	struct permutation p = permutation_new(&r, MANY);
	unsigned moved[10][10] = { 0 }, even = 0;

	for (uint64_t i = 0; i < MANY; i++)
		moved[i / (MANY / 10)][permutation_at(&p, i) / (MANY / 10)]++;
	for (int from = 0; from < 10; from++)
		for (int to = 0; to < 10; to++)
			assert(moved[from][to] > 850 && moved[from][to] < 1150);
	/* Neighbours are not moved in step. */
	for (uint64_t i = 2; i < MANY; i++)
		even += permutation_at(&p, i) - permutation_at(&p, i - 1) ==
			permutation_at(&p, i - 1) - permutation_at(&p, i - 2);
	assert(even < MANY / 100);
}

int
main(void)
{
	for (uint64_t size = 1; size <= 300; size++)
		for (uint64_t seed = 0; seed < 5; seed++)
			check(seed, size);
	for (uint64_t seed = 0; seed < 5; seed++) {
		check(seed, 65536);
		check(seed, 65537);
		check(seed, MANY);
	}
	test_mixed();
	return 0;
}
