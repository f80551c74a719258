/*
 * lines.h - how many each program took, and who was the last
 *
 * What is published after a round: for each program that it offers, the order and
 * the number of the choice of the last one admitted.  One JSON line a program:
 *
 *	{"program":"S01","round":"first","capacity":480,"filled":480,
 *	    "last_order":812,"last_choice":2}
 *
 * and one for each of its groups behind it, with "group" and "seats" in the place of
 * "capacity".  A program that took more than it has seats says how many behind filled,
 * "over".
 *
 * filled counts the seats that were taken before the round as well; the last two
 * are null where the round itself admitted nobody.
 */
#ifndef LINES_H
#define LINES_H

#include <stdbool.h>
#include <stdint.h>

#include "record/writer.h"
#include "seats/market.h"
#include "seats/programs.h"
#include "seats/round.h"

/*
 * The last one is the last by order or, in a ranked market, by priority; of those who
 * share the last order, one whose choice was the latest.
 */
struct line {
	uint64_t filled;
	uint64_t last_order;  /* of those that the round admitted; 0 if there is none */
	uint32_t last_choice; /* from 0; MARKET_NONE: it admitted nobody */
	uint32_t last;        /* who that is, or MARKET_NONE */
};

/*
 * Count the seats of a market; lines has room for one of each program.  A program
 * whose groups rank differently has no last one; its groups have.
 */
void lines_count(const struct market *, const struct seat *seats, struct line *lines);

/* The same for its groups; lines has room for one of each. */
void lines_count_groups(
    const struct market *, const struct seat *seats, struct line *lines);

/* Add a seat that was given now to the line of its program or group: the last one. */
void lines_add(struct line *, const struct seat *, uint64_t order);

/*
 * Whoever was placed without having chosen anything (leftover.h) has no last choice;
 * for some lines.
 */
void lines_forget_choices(struct line *, uint32_t count);

/*
 * Count the lines of all programs and of all groups of a round, with the seats that
 * were held before it.
 */
void lines_count_round(const struct round *, const struct market *, const struct seat *,
    struct line *programs, struct line *groups);

/* How many seats a program took over its plan. */
uint64_t lines_over(const struct programs *, uint32_t program, const struct line *);

/* How many programs are, and by how many seats together. */
uint32_t lines_over_all(const struct programs *, const struct line *, uint64_t *seats);

/*
 * Write the line of a program, or of a group of it, as a JSON object; group is
 * MARKET_NONE for the program.
 */
void lines_write(struct writer *, const struct programs *, uint32_t program,
    uint32_t group, const struct line *);

/*
 * Write the line of a program and those of its groups, each ended by LF; nothing of
 * what the round does not offer.  groups has the lines of all groups.
 */
void lines_write_all(struct writer *, const struct programs *, uint32_t program,
    const struct line *, const struct line *groups);

#endif
