/*
 * audit.h - holds an allocation against the rules, without allocating
 *
 * For the mechanisms in which one order decides (serial.h).  It never works out
 * who should have got what.  It takes the published result and asks of it what
 * the rules promise: every seat is one that the applicant asked for, no program
 * gives more seats than it has, no seat stays free that somebody wanted more
 * than what he got, and nobody got a seat that somebody before him wanted more.
 * Only one result keeps all of this, so an allocation without a breach is the
 * right one: whoever is first in order must have his first choice, the second
 * the best of what that leaves, and so on.
 *
 * No code is shared with the mechanisms.
 */
#ifndef AUDIT_H
#define AUDIT_H

#include <stdbool.h>
#include <stdint.h>

#include "seats/market.h"

enum breach_code {
	BREACH_NOT_CHOSEN,   /* applicant has a seat at a program he did not ask for */
	BREACH_WRONG_CHOICE, /* the program is another of his choices than it says */
	/* program gave more seats than it has, with those taken before the round */
	BREACH_OVER_CAPACITY,
	BREACH_FREE_SEAT, /* program has a seat left that applicant wanted more */
	/*
	 * other has a seat at program, though applicant comes before him and wanted it
	 * more; other is the last one that got a seat there
	 */
	BREACH_JUSTIFIED_ENVY,
	BREACH_ORDER_TWICE, /* applicant has the order that other has */
	/* Where choices may be closed, or have groups (audit_stable.h, audit_turns.h).
	 */
	BREACH_NOT_ELIGIBLE, /* applicant has a seat that is closed to him */
	BREACH_OVER_GROUP,   /* group gave more seats than it has */
	/* applicant's seat is of a later group than the one that he should be in */
	BREACH_WRONG_GROUP,
	/* Only audit_turns.h looks for these. */
	BREACH_SHARED_SPLIT, /* other, who shares the order, got what applicant did not
			      */
	BREACH_BUNDLE_SPLIT, /* other, whom applicant is bound to, got something else */
	/* applicant could have got program by a circle; only audit_best.h */
	BREACH_NOT_BEST,
	BREACH_CODES
};

struct breach {
	enum breach_code code;
	uint32_t applicant, program, other; /* MARKET_NONE where there is none */
	uint32_t choice;        /* of the program in the list of applicant, from 0 */
	uint64_t seats, filled; /* of the program, or of the group */
	uint32_t group;         /* MARKET_NONE where there is none */
};

/* The code as a word ("over-capacity"); static. */
const char *audit_word(enum breach_code);

/*
 * What a seat says of its applicant alone: the place of the program in his list,
 * MARKET_NONE if it is not there.  *code becomes BREACH_NOT_CHOSEN,
 * BREACH_WRONG_CHOICE if the seat names another place, or BREACH_CODES if it names
 * this one.  The seat has a program; it may be out of range.
 */
uint32_t audit_choice(const struct market *, uint32_t applicant, const struct seat *,
    enum breach_code *code);

/*
 * Call found for each whose order somebody before him has, unless they are of one
 * bundle: the last part of audit_check(), for where that does not fit.  False if
 * memory ran out.
 */
bool audit_orders(const struct market *,
    void (*found)(void *context, const struct breach *), void *context);

/*
 * Hold the seats of a market against its rules, and call found for each breach:
 * first those of the applicants' own seats, then of the programs, then what
 * applicants wanted more, then of the orders; applicants and programs in the
 * order of the arrays.  Nothing in seats is trusted: programs and choices may be
 * out of range.  Returns false if memory ran out; then the check is not whole.
 *
 * Time is linear in the choices (and a sort more if orders are doubled or far
 * apart); 32 bytes a program, and 1 bit to 16 bytes an applicant.
 */
bool audit_check(const struct market *, const struct seat *seats,
    void (*found)(void *context, const struct breach *), void *context);

#endif
