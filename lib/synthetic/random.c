#include <string.h>

#include <nettle/sha2.h>

#include "synthetic/random.h"

static const uint64_t golden_gamma = 0x9e3779b97f4a7c15;

/* The finaliser of SplitMix64: a bijection, so what differs stays different. */
static uint64_t
mix(uint64_t z)
{
	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
	z = (z ^ z >> 27) * 0x94d049bb133111eb;
	return z ^ z >> 31;
}

uint64_t
random_seed(const char *text)
{
	struct sha256_ctx context;
	uint8_t digest[8];
	uint64_t number = 0;

	sha256_init(&context);
	sha256_update(&context, strlen(text), (const uint8_t *)text);
	sha256_digest(&context, sizeof digest, digest);
	for (size_t i = 0; i < sizeof digest; i++)
		number = number << 8 | digest[i];
	return number;
}

struct random
random_stream(uint64_t seed, uint32_t purpose, uint64_t index)
{
	uint64_t z = mix(seed + golden_gamma * (purpose + UINT64_C(1)));

	return (struct random){ mix(z + golden_gamma * (index + 1)) };
}

uint64_t
random_next(struct random *r)
{
	return mix(r->state += golden_gamma);
}

uint32_t
random_below(struct random *r, uint32_t bound)
{
	uint64_t product = (random_next(r) >> 32) * bound;

	/* Of 2^32 equal parts, bound do not divide all: the first few go again. */
	if ((uint32_t)product < bound) {
		uint32_t uneven = -bound % bound;

		while ((uint32_t)product < uneven)
			product = (random_next(r) >> 32) * bound;
	}
	return (uint32_t)(product >> 32);
}

bool
random_one_in(struct random *r, uint32_t many)
{
	return random_below(r, many) == 0;
}

int32_t
random_normal(struct random *r)
{
	int32_t sum = 0;

	for (int word = 0; word < 2; word++) {
		uint64_t bits = random_next(r) >> 4;

		for (int part = 0; part < 6; part++, bits >>= 10)
			sum += (int32_t)(bits & 1023);
	}
	return sum - 12 * 1023 / 2;
}

size_t
random_weighted(struct random *r, const uint16_t weights[], size_t count)
{
	uint32_t total = 0, left;
	size_t i = 0;

	for (size_t n = 0; n < count; n++)
		total += weights[n];
	left = random_below(r, total);
	while (left >= weights[i])
		left -= weights[i++];
	return i;
}

void
random_shuffle(struct random *r, uint32_t numbers[], uint32_t count)
{
	for (uint32_t left = count; left > 1; left--) {
		uint32_t chosen = random_below(r, left);
		uint32_t last = numbers[left - 1];

		numbers[left - 1] = numbers[chosen];
		numbers[chosen] = last;
	}
}
