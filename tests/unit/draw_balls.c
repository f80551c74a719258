#include "draw/draw_balls.h"

#undef NDEBUG
#include <assert.h>
#include <stdbool.h>

static void
check(uint32_t n, struct draw_balls expected)
{
	struct draw_balls got = draw_balls(n);

	assert(got.more.numbers == expected.more.numbers);
	assert(got.more.one_in == expected.more.one_in);
	assert(got.less.numbers == expected.less.numbers);
	assert(expected.less.numbers == 0 || got.less.one_in == expected.less.one_in);
}

static void
test_vectors(void)
{
	check(845, (struct draw_balls){ { 440, 800 }, { 405, 900 } });
	check(1003, (struct draw_balls){ { 997, 1000 }, { 6, 2000 } });
	check(900, (struct draw_balls){ { 900, 900 }, { 0, 0 } });
	check(1, (struct draw_balls){ { 1, 1 }, { 0, 0 } });
	check(10, (struct draw_balls){ { 10, 10 }, { 0, 0 } });
	check(11, (struct draw_balls){ { 9, 10 }, { 2, 20 } });
	check(UINT32_MAX,
	    (struct draw_balls){ { 4294967295u - 294967295u * 5ull, 4000000000ull },
		{ 294967295u * 5ull, 5000000000ull } });
}

/* Whether a number from 1 to n ends with these digits. */
static bool
possible(uint64_t digits, uint64_t power, uint32_t n)
{
	return (digits > 0 ? digits : power) <= n;
}

/*
 * Draw every number: which balls are in for each digit, the rest taken out.  Of
 * leading digits there are as many as n has.
 */
static uint64_t
one_in(uint32_t number, uint32_t n)
{
	uint64_t chance = 1, power = 1;

	for (; power <= n; power *= 10) {
		uint64_t drawn = number % power;
		unsigned balls = 0;

		for (unsigned digit = 0; digit < 10; digit++)
			balls += possible(drawn + digit * power, power * 10, n);
		chance *= balls;
	}
	return chance;
}

static void
test_every_ball(void)
{
	for (uint32_t n = 1; n <= 2100; n++) {
		struct draw_balls got = draw_balls(n);
		uint64_t more = 0, less = 0;

		for (uint32_t number = 1; number <= n; number++) {
			uint64_t chance = one_in(number, n);

			more += chance == got.more.one_in;
			less += chance == got.less.one_in;
		}
		assert(more == got.more.numbers && less == got.less.numbers);
		assert(more + less == n);
		/* The chances of all numbers are 1 together. */
		assert(more * got.less.one_in + less * got.more.one_in ==
		       got.more.one_in * got.less.one_in);
	}
}

int
main(void)
{
	test_vectors();
	test_every_ball();
	return 0;
}
