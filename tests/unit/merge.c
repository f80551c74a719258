#include "sort/merge.h"

#undef NDEBUG
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "fixed_seed.h"

enum { MOST_RUNS = 40, MOST_KEYS = 30 };

static int
compare(const void *a, const void *b)
{
	return strcmp(a, b);
}

/* Runs of short texts, in which many are equal; each ends with a text of no letter. */
static char keys[MOST_RUNS][MOST_KEYS + 1][4];

static size_t
draw_runs(size_t runs)
{
	size_t all = 0;

	memset(keys, 0, sizeof keys);
	for (size_t r = 0; r < runs; r++) {
		size_t count = draw() % MOST_KEYS;

		for (size_t i = 0; i < count; i++)
			for (size_t k = 0, len = 1 + draw() % 3; k < len; k++)
				keys[r][i][k] = (char)('a' + draw() % 3);
		qsort(keys[r], count, sizeof keys[r][0], compare);
		all += count;
	}
	return all;
}

static struct span
head(size_t run, size_t i)
{
	const char *key = keys[run][i];

	return (struct span){ *key != '\0' ? key : NULL, strlen(key) };
}

/* The least of all heads, found by looking at each. */
static void
check(size_t runs)
{
	size_t all = draw_runs(runs), next[MOST_RUNS] = { 0 }, taken = 0, least;
	struct merge *m = merge_new(runs);

	assert(m != NULL && merge_least(m) == runs);
	for (size_t r = 0; r < runs; r++)
		merge_set(m, r, head(r, 0));
	while ((least = merge_least(m)) < runs) {
		const char *key = keys[least][next[least]];

		assert(merge_head(m, least).at == key);
		for (size_t r = 0; r < runs; r++) {
			const char *other = keys[r][next[r]];
			int order = strcmp(key, other);

			assert(
			    *other == '\0' || order < 0 || (order == 0 && least <= r));
		}
		taken++;
		merge_set(m, least, head(least, ++next[least]));
	}
	assert(taken == all);
	merge_free(m);
}

int
main(void)
{
	for (size_t runs = 1; runs <= MOST_RUNS; runs++)
		for (int round = 0; round < 50; round++)
			check(runs);
	assert(merge_new(0) == NULL);
	return 0;
}
