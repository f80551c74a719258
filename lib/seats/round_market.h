/*
 * round_market.h - the market of a round
 */
#ifndef ROUND_MARKET_H
#define ROUND_MARKET_H

#include "seats/market.h"
#include "seats/round.h"

/*
 * The market of all applicants that were added, borrowed from the round.  Called once,
 * when all seats are held.  A policy that its mechanism refuses ends the program, and
 * so does a lack of memory.
 */
struct market round_market(struct round *);

/*
 * The same in two steps: *why becomes NULL, or the reason for which the mechanism
 * refuses the policy (mechanism.h, or "holders-over-plan": a program has fewer seats
 * than applicants hold there who take part); and the end of the program for such a
 * reason.
 */
struct market round_market_try(
    struct round *, const char **why, struct mechanism_place *where);
_Noreturn void round_market_refuse(
    const struct round *, const char *why, const struct mechanism_place *where);

/*
 * Where applicants are decided one by one, after the call of round_market(): bring a
 * market up to date with the applicants, or the groups of one program with the seats
 * that are held.
 */
void round_market_refresh(const struct round *, struct market *);
void round_market_regroup(struct round *, uint32_t program);

#endif
