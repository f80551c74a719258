#include <assert.h>
#include <stdlib.h>

#include "synthetic/random.h"

/* The first numbers of SplitMix64 from state 1234567, as published with it. */
static void
test_sequence(void)
{
	static const uint64_t published[] = {
		UINT64_C(6457827717110365317),
		UINT64_C(3203168211198807973),
		UINT64_C(9817491932198370423),
		UINT64_C(4593380528125082431),
		UINT64_C(16408922859458223821),
	};
	struct random r = { 1234567 };

	for (size_t i = 0; i < sizeof published / sizeof *published; i++)
		assert(random_next(&r) == published[i]);
}

/* printf 2020 | sha256sum */
static void
test_seed(void)
{
	assert(random_seed("") == UINT64_C(0xe3b0c44298fc1c14));
	assert(random_seed("abc") == UINT64_C(0xba7816bf8f01cfea));
}

static void
test_streams_differ(void)
{
	struct random a = random_stream(1, 1, 1), b = random_stream(1, 1, 2);
	struct random c = random_stream(1, 2, 1), d = random_stream(2, 1, 1);

	assert(a.state != b.state && a.state != c.state && a.state != d.state);
	assert(random_next(&a) == (b = random_stream(1, 1, 1), random_next(&b)));
}

/* Of 3 * 2^30 numbers, without rejection every third would come twice as often. */
static void
test_below_is_even(void)
{
	struct random r = random_stream(1, 1, 1);
	int seen[3] = { 0 }, small[7] = { 0 };

	for (int i = 0; i < 300000; i++) {
		uint32_t n = random_below(&r, UINT32_C(3) << 30);

		assert(n < UINT32_C(3) << 30);
		seen[n % 3]++;
		small[random_below(&r, 7)]++;
	}
	for (int i = 0; i < 3; i++)
		assert(abs(seen[i] - 100000) < 1500);
	for (int i = 0; i < 7; i++)
		assert(abs(small[i] - 300000 / 7) < 1000);
	assert(random_below(&r, 1) == 0);
}

static void
test_normal(void)
{
	struct random r = random_stream(1, 1, 1);
	long long sum = 0, squares = 0;
	int within = 0, count = 200000;

	for (int i = 0; i < count; i++) {
		long long n = random_normal(&r);

		sum += n;
		squares += n * n;
		within += n > -RANDOM_DEVIATION && n < RANDOM_DEVIATION;
	}
	assert(llabs(sum / count) < 10);
	assert(llabs(squares / count - RANDOM_DEVIATION * RANDOM_DEVIATION) < 10000);
	assert(abs(within - count * 683 / 1000) < 1500);
}

static void
test_weighted(void)
{
	static const uint16_t weights[] = { 0, 1, 0, 3, 0 };
	struct random r = random_stream(1, 1, 1);
	int seen[5] = { 0 };

	for (int i = 0; i < 40000; i++)
		seen[random_weighted(&r, weights, 5)]++;
	assert(seen[0] == 0 && seen[2] == 0 && seen[4] == 0);
	assert(abs(seen[1] - 10000) < 400 && seen[1] + seen[3] == 40000);
}

static void
test_shuffle(void)
{
	struct random r = random_stream(1, 1, 1);
	int first[4] = { 0 };

	for (int i = 0; i < 40000; i++) {
		uint32_t numbers[] = { 0, 1, 2, 3 };

		random_shuffle(&r, numbers, 4);
		assert((1 << numbers[0] | 1 << numbers[1] | 1 << numbers[2] |
			   1 << numbers[3]) == 15);
		first[numbers[0]]++;
	}
	for (int i = 0; i < 4; i++)
		assert(abs(first[i] - 10000) < 400);
}

int
main(void)
{
	test_sequence();
	test_seed();
	test_streams_differ();
	test_below_is_even();
	test_normal();
	test_weighted();
	test_shuffle();
	return 0;
}
