/* clang-format off */
/*
 * groups.h - the groups of seats of programs
 *
 * The key groups of a program is an array, in the order of precedence, of
 *
 *	{"id":"feeder","seats":3,"unfilled":{"to":"open"},"eligible":"..."}
 *
 *	id        text, once in the program
 *	seats     its own; together no more than the program has
 *	unfilled  what becomes of seats that nobody takes: "lapse", or {"to":ID}, a
 *	          later group of the program
 *	cap       it never gives more, however many are passed to it
 *	round     the round, or an array of rounds, in which it takes applicants;
 *	          without it, all.  Seats left after the last of these are passed on;
 *	          until then it keeps them.
 *	eligible, tiers, order, floor
 *	          as those of the program (terms.h): eligible is asked as well as the
 *	          program's, the others replace the program's
 */
/* clang-format on */
#ifndef GROUPS_H
#define GROUPS_H

#include <stdbool.h>
#include <stdint.h>

#include <jansson.h>

#include "seats/market.h"
#include "seats/terms.h"

struct group {
	const char *id;      /* borrowed from the document */
	const json_t *round; /* the same */
	uint32_t seats, cap, to;
	uint32_t source, next_source; /* the first that passes to it; the next one that
				       * passes to the same.  MARKET_NONE: none */
	bool offered;                 /* in this round */
	bool pending;                 /* not in this round, but in one after it */
	struct terms terms;
};

/* A group by its id, borrowed from the document. */
struct group_name {
	const char *id;
	uint32_t group;
};

struct groups {
	uint32_t programs; /* added so far */
	uint32_t *first;   /* programs + 1 offsets into all, and into by_id */
	struct group *all;
	struct group_name *by_id; /* of each program in the order of the ids */
	size_t room, names_room;
};

/* Room for that many programs; NULL if there is no memory. */
struct groups *groups_new(uint32_t programs);
/* All programs are read: one more that has no groups (programs_gap()) follows. */
void groups_end(struct groups *);
void groups_free(struct groups *);

/*
 * Add the groups of the next program; list may be NULL.  program has its own terms.
 * False with *fault set if they are wrong, and *bad to the number, from 1, of the
 * group, or 0.  The round of a group is not checked.
 */
bool groups_add(struct groups *, const json_t *list, struct term_book *,
    const struct terms *program, uint32_t capacity, size_t *bad,
    struct terms_fault *fault);

/* The number of a group of a program, or MARKET_NONE. */
uint32_t groups_find(const struct groups *, uint32_t program, struct span id);

/*
 * The groups as this round has them; taken is how many seats of each were taken before
 * it.  New array, or NULL if there is no memory.
 */
struct seat_group *groups_of_round(const struct groups *, const uint32_t *taken);

/* The same for one program, in seats; held has room for one number of each group. */
void groups_of_program(const struct groups *, uint32_t program, const uint32_t *taken,
    uint32_t *held, struct seat_group *seats);

#endif
