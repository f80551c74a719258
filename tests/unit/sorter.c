#include "sort/sorter.h"

#undef NDEBUG
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "fixed_seed.h"

struct entry {
	unsigned char *key;
	size_t len;
	uint32_t number;
};

/* What the sorter promises, said in the plainest way. */
static int
compare(const void *pa, const void *pb)
{
	const struct entry *a = pa, *b = pb;
	int order = memcmp(a->key, b->key, a->len < b->len ? a->len : b->len);

	if (order != 0)
		return order;
	if (a->len != b->len)
		return a->len < b->len ? -1 : 1;
	return a->number < b->number ? -1 : 1;
}

/* A key of up to max bytes out of letters 0 to alphabet - 1, after a shared start. */
static struct entry
draw_entry(uint32_t number, size_t start, size_t max, unsigned alphabet)
{
	struct entry e = { .len = start + draw() % (max + 1), .number = number };

	e.key = malloc(e.len + 1);
	assert(e.key != NULL);
	memset(e.key, 0, start);
	for (size_t i = start; i < e.len; i++)
		e.key[i] = (unsigned char)(draw() % alphabet);
	return e;
}

static void
check(size_t count, size_t start, size_t max, unsigned alphabet)
{
	struct entry *entries = malloc((count + 1) * sizeof *entries);
	struct sorter *sorter = sorter_new();
	struct sorted sorted;

	assert(entries != NULL && sorter != NULL);
	for (size_t i = 0; i < count; i++) {
		entries[i] = draw_entry((uint32_t)i, start, max, alphabet);
		assert(sorter_add(sorter, entries[i].key, entries[i].len, (uint32_t)i));
	}
	assert(sorter_count(sorter) == count);
	qsort(entries, count, sizeof *entries, compare);
	sorter_sort(sorter);
	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < count; i++) {
			assert(sorter_next(sorter, &sorted));
			assert(sorted.number == entries[i].number);
			assert(sorted.len == entries[i].len);
			assert(memcmp(sorted.key, entries[i].key, sorted.len) == 0);
		}
		assert(!sorter_next(sorter, &sorted));
		sorter_rewind(sorter);
	}
	for (size_t i = 0; i < count; i++)
		free(entries[i].key);
	free(entries);
	sorter_free(sorter);
}

static void
test_against_qsort(void)
{
	static const size_t counts[] = { 0, 1, 2, 23, 24, 25, 26, 100, 1000, 20000 };
	static const size_t lengths[] = { 0, 1, 3, 8, 9, 16, 40 };
	static const unsigned alphabets[] = { 1, 2, 10, 256 };
	static const size_t starts[] = { 0, 5, 64 };

	for (size_t c = 0; c < sizeof counts / sizeof *counts; c++)
		for (size_t l = 0; l < sizeof lengths / sizeof *lengths; l++)
			for (size_t a = 0; a < sizeof alphabets / sizeof *alphabets;
			     a++)
				for (size_t s = 0; s < sizeof starts / sizeof *starts;
				     s++)
					if (counts[c] <= 1000 || lengths[l] % 8 == 1)
						check(counts[c], starts[s], lengths[l],
						    alphabets[a]);
}

/* Each key is the beginning of the next: one ends at every depth. */
static void
test_staircase(void)
{
	enum { STEPS = 3000 };
	static const unsigned char zeros[STEPS];
	struct sorter *sorter = sorter_new();
	struct sorted sorted;

	assert(sorter != NULL);
	for (size_t i = 0; i < STEPS; i++)
		assert(sorter_add(sorter, zeros, STEPS - 1 - i, (uint32_t)i));
	sorter_sort(sorter);
	for (size_t i = 0; i < STEPS; i++)
		assert(sorter_next(sorter, &sorted) && sorted.len == i);
	sorter_free(sorter);
}

/* Half a million equal keys stay as they came, and cost no more than others. */
static void
test_all_equal(void)
{
	enum { COUNT = 500000 };
	struct sorter *sorter = sorter_new();
	struct sorted sorted;

	assert(sorter != NULL);
	for (uint32_t i = 0; i < COUNT; i++)
		assert(sorter_add(sorter, "the same twenty four by", 24, i));
	sorter_sort(sorter);
	for (uint32_t i = 0; i < COUNT; i++)
		assert(sorter_next(sorter, &sorted) && sorted.number == i);
	sorter_free(sorter);
}

int
main(void)
{
	test_against_qsort();
	test_staircase();
	test_all_equal();
	return 0;
}
