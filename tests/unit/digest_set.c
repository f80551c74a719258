#include "identity/digest_set.h"

#undef NDEBUG
#include <assert.h>
#include <stdlib.h>

#include "fixed_seed.h"

/* The plainest set: an array that is searched from its start. */
struct naive {
	struct digest digests[2000];
	uint32_t numbers[2000];
	size_t count;
};

static const uint32_t *
naive_find(const struct naive *naive, struct digest digest)
{
	for (size_t i = 0; i < naive->count; i++)
		if (naive->digests[i].high == digest.high &&
		    (uint32_t)naive->digests[i].low == (uint32_t)digest.low)
			return &naive->numbers[i];
	return NULL;
}

/* high and low out of few values, crowded at one end, so that slots are fought for. */
static struct digest
draw_digest(int crowded)
{
	struct digest digest = { draw(), draw() };

	if (crowded == 1)
		digest.high |= UINT64_MAX << 10;
	if (crowded == 2)
		digest.high &= 0x3FF;
	digest.high &= ~(uint64_t)0 << (draw() % 2);
	digest.low = digest.low % 3 | digest.low << 32;
	return digest;
}

static void
check(int crowded)
{
	struct digest_set *set = digest_set_new();
	struct naive naive = { .count = 0 };

	assert(set != NULL);
	for (uint32_t i = 0; i < 4000; i++) {
		struct digest digest = draw_digest(crowded);
		const uint32_t *expected = naive_find(&naive, digest);
		uint32_t number = 0;

		digest_set_prefetch(set, digest);
		assert(digest_set_find(set, digest, &number) == (expected != NULL));
		assert(expected == NULL || number == *expected);
		if (draw() % 2 == 0 && naive.count < 2000) {
			assert(digest_set_add(set, digest, i));
			if (expected == NULL) {
				naive.digests[naive.count] = digest;
				naive.numbers[naive.count++] = i;
			}
		}
		assert(digest_set_count(set) == naive.count);
	}
	for (size_t i = 0; i < naive.count; i++) {
		uint32_t number;

		assert(digest_set_find(set, naive.digests[i], &number));
		assert(number == naive.numbers[i]);
	}
	digest_set_free(set);
}

static void
test_extremes(void)
{
	struct digest_set *set = digest_set_new();
	const struct digest zeros = { 0, 0 }, ones = { UINT64_MAX, UINT64_MAX };
	uint32_t number;

	assert(set != NULL);
	assert(!digest_set_find(set, zeros, &number));
	assert(digest_set_add(set, zeros, 0));
	assert(digest_set_add(set, ones, DIGEST_SET_MAX_NUMBER));
	assert(digest_set_add(set, zeros, 7));
	assert(digest_set_find(set, zeros, &number) && number == 0);
	assert(digest_set_find(set, ones, &number) && number == DIGEST_SET_MAX_NUMBER);
	assert(digest_set_count(set) == 2);
	digest_set_free(set);
}

/* Many more than the first table holds. */
static void
test_growing(void)
{
	enum { COUNT = 100000 };
	struct digest_set *set = digest_set_new();
	uint32_t number;

	assert(set != NULL);
	for (uint32_t i = 0; i < COUNT; i++)
		assert(digest_set_add(set,
		    (struct digest){ i * UINT64_C(0x9E3779B97F4A7C15), i % 5 }, i));
	for (uint32_t i = 0; i < COUNT; i++) {
		struct digest digest = { i * UINT64_C(0x9E3779B97F4A7C15), i % 5 };

		assert(digest_set_find(set, digest, &number) && number == i);
		digest.low++;
		assert(!digest_set_find(set, digest, &number));
	}
	assert(digest_set_count(set) == COUNT);
	digest_set_free(set);
}

int
main(void)
{
	for (int crowded = 0; crowded < 3; crowded++)
		check(crowded);
	test_extremes();
	test_growing();
	return 0;
}
