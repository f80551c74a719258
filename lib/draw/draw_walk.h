/*
 * draw_walk.h - draws on a ring of numbers, as they are held in public
 *
 * Before the draw the lots have tickets, 1 to n, and these stand on a ring: after
 * n comes 1.  People draw a first number and what else the way asks for; all that
 * follows is counting, which anyone can do on paper.
 */
#ifndef DRAW_WALK_H
#define DRAW_WALK_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Nanchang's way (2023), which is the Josephus problem: the first number that is
 * drawn wins; the next to win is the gap-th of those left behind it.  Who wins
 * leaves the ring.
 *
 *	20 numbers, 15 to be drawn, start 6, gap 3:
 *	6 9 12 15 18 1 4 8 13 17 2 7 14 20 10
 *
 * winners takes plan numbers in the order in which they win; plan is at most
 * count, start is from 1 to count, gap at least 1.  Takes plan x log2(count)
 * steps, whatever the gap is.  False if there is no memory.
 */
bool draw_ring(
    uint32_t count, uint32_t plan, uint32_t start, uint32_t gap, uint32_t winners[]);

/*
 * Fuzhou's way (2019 to 2023): the first number that is drawn wins, then the one
 * that is step further on, and so on; nobody leaves the ring.  When the walk
 * comes to a number that has won already, the ring is closed.  If there are not
 * enough winners by then, the rest are the numbers that follow one of them, those
 * that have won passed over.  Which one is for the rules to say: the published
 * ones left it open.
 *
 *	12 numbers, 5 to be drawn, start 1, step 3: 1 4 7 10, then the ring is
 *	closed; 2 if it goes on from the first winner, 11 if from the last
 */
struct draw_step {
	uint32_t count, plan; /* plan is at most count */
	uint32_t start, step; /* 1 to count, 1 to count */
	uint32_t from;        /* the winner to go on from, or one of these: */
};

#define DRAW_FROM_FIRST 0
#define DRAW_FROM_LAST  UINT32_MAX

/* The step as it was published: count / plan, rounded up.  plan is not 0. */
uint32_t draw_step_length(uint32_t count, uint32_t plan);

/* How many numbers win before the ring is closed, whatever the start is. */
uint32_t draw_step_reach(uint32_t count, uint32_t step);

enum draw_step_fault {
	DRAW_STEP_OK,
	DRAW_STEP_NO_WINNER, /* from has not won by the time the ring is closed */
	DRAW_STEP_NO_MEMORY,
};

/* winners as for draw_ring(). */
enum draw_step_fault draw_step(const struct draw_step *, uint32_t winners[]);

#endif
