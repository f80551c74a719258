/*
 * draw_rules.h - the rules of one draw, and the draw
 *
 * What the rules of a year have to say, and what was drawn in public.  Nothing has
 * a default that somebody could win or lose by.
 */
#ifndef DRAW_RULES_H
#define DRAW_RULES_H

#include <stdbool.h>
#include <stdint.h>

#include "draw/draw_list.h"
#include "record/writer.h"

/* Texts are NULL and numbers 0 where they were not said. */
struct draw_rules {
	const char *method; /* hash (draw_hash.h), ring or step (draw_walk.h) */
	const char *seed, *round;
	const char *numbers;  /* the lots have tickets; else these are by hash */
	const char *fallback; /* first, last, or the winner's number */
	long plan, start, gap, step;
};

/* The setting that is wrong, and why: a static sentence. */
struct draw_mistake {
	const char *setting, *why;
};

/*
 * Whether the rules agree with each other, for any entrants.  before: the list is about
 * to be published, so what is drawn afterwards - seed, start, gap - need not be
 * there.
 */
bool draw_rules_hold(
    const struct draw_rules *, bool before, struct draw_mistake *mistake);

/* Whether rules that hold together can be used for so many lots. */
bool draw_rules_fit(const struct draw_rules *, uint32_t lots, bool before,
    struct draw_mistake *mistake);

/* The step for so many lots: the one that was said, or draw_step_length(). */
uint32_t draw_rules_step(const struct draw_rules *, uint32_t lots);

/*
 * What every lot gets; arrays with room for all lots.  A lot that is not drawn, since
 * the plan is full, keeps the number 0.
 */
struct draw_result {
	uint32_t *numbers;
	uint32_t *tickets; /* for ring and step */
	uint64_t *values;  /* of the hash; NULL where the rules say numbers */
};

/* All zero, for so many lots; false if there is no memory.  Freed in either case. */
bool draw_result_start(struct draw_result *, const struct draw_rules *, uint32_t lots);
void draw_result_free(struct draw_result *);

/*
 * Draw.  The list is closed; where the rules say numbers, the tickets are filled
 * in already (draw_list_tickets()).  False if there is no memory.
 */
bool draw_rules_run(
    const struct draw_rules *, struct draw_list *, struct draw_result *);

/*
 * As JSON: the members that say the rules, into an object that is open; and what
 * one lot got, {"number":7,"of":20,"ticket":4,"value":"1276425187e33c79"}, a
 * number only if it was drawn.  value is the first 64 bits in hexadecimal digits.
 */
void draw_rules_write(const struct draw_rules *, uint32_t lots, struct writer *);
void draw_result_write(const struct draw_result *, const struct draw_rules *,
    uint32_t lots, uint32_t lot, struct writer *);

#endif
