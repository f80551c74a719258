/*
 * draw_balls.h - how even a draw of the first number with digit balls is
 *
 * A number from 1 to n is drawn digit by digit, the last digit first, from balls
 * 0 to 9; a ball that could not be part of any number from 1 to n is taken out
 * before the digit is drawn.  (Leading zeros are digits: 7 is 007 where n is 845.)
 *
 * All digits but the first can be any of the ten, whatever was drawn before.  For
 * the first digit a balls are left, or a + 1 where what was drawn is not zero and
 * not above n without its first digit; a is that first digit of n.  So there are
 * two chances at most, 1 / (a 10^k) and 1 / ((a + 1) 10^k), and k is the number
 * of digits less one.
 *
 *	n = 845    440 numbers have a chance of 1/800, 405 of 1/900
 *	n = 1003   997 numbers have 1/1000; 1 to 3 and 1001 to 1003 have 1/2000
 *	n = 900    all have 1/900
 */
#ifndef DRAW_BALLS_H
#define DRAW_BALLS_H

#include <stdint.h>

#include "record/writer.h"

/* So many numbers with a chance of 1 / one_in each. */
struct draw_chance {
	uint64_t numbers, one_in;
};

/*
 * The chances of the numbers from 1 to n, which is not 0: more has the greater
 * chance, less the smaller.  If all chances are equal, less.numbers is 0.
 */
struct draw_balls {
	struct draw_chance more, less;
};

struct draw_balls draw_balls(uint32_t n);

/*
 * As JSON, {"of":845,"ratio":"9:8","chances":[{"chance":"1/800","numbers":440},
 * ...]}; where all chances are equal there is one, and the ratio is 1:1.
 */
void draw_balls_write(uint32_t n, struct writer *);

#endif
