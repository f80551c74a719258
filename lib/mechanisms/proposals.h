/*
 * proposals.h - applicants propose, programs hold the best and reject the rest
 *
 * The engine under deferred.h, parallel.h, immediate.h and tiered.h.  They differ
 * only in when seats become final: proposals_run() lets those who wait propose
 * down their lists, up to some choice, until nobody is rejected any more, and
 * proposals_settle() makes what is held then final.
 *
 * What a program holds.  Without groups, the best of those who proposed.  With
 * groups, each group in the order of precedence takes the best of its claimants
 * whom no group before it has taken, and the seats that it cannot fill go where it
 * says (market.h).  This is a choice by slot-specific priorities (Kominers and
 * Sonmez, "Matching with slot-specific priorities: theory", 2016), as used for
 * reserves by Dur, Kominers, Pathak and Sonmez, "Reserve design: unintended
 * consequences and the demise of Boston's walk zones", 2018.  Seats that pass to
 * later groups only are a monotone transfer (Westkamp, "An analysis of the German
 * university admissions system", 2013; Aygun and Turhan, "Dynamic reserves in
 * matching markets", 2020).  Under all of these nobody who was rejected would be
 * held later, so the order in which applicants propose does not matter.
 *
 * Priorities at a program, or in a group, must differ (contenders.h).
 */
#ifndef PROPOSALS_H
#define PROPOSALS_H

#include <stdbool.h>
#include <stdint.h>

#include "seats/market.h"

struct proposals;

/*
 * All seats free and nobody waiting.  The market and the seats, one for each
 * applicant, are borrowed; everybody is unplaced.  NULL with *fault set, and with
 * *tie if two have the same order (a ranked market does not ask for it).
 *
 * Memory: 8 bytes for each seat that can be given, 8 bytes an applicant (4 more if
 * the market is not ranked, 4 if choices become final in steps), 20 bytes a
 * program.
 */
struct proposals *proposals_new(const struct market *, struct seat *seats,
    enum market_fault *fault, struct market_tie *tie);
void proposals_free(struct proposals *);

/*
 * All applicants of a band wait, from their first choice on, and nobody else;
 * MARKET_NONE: all applicants.
 */
void proposals_await(struct proposals *, uint32_t band);

/*
 * Let those who wait propose, each down the list and no further than the choices
 * before limit; MARKET_NONE: to its end.  An applicant whom all of these reject waits
 * again if the list goes on.  Returns whether anybody waits.
 */
bool proposals_run(struct proposals *, uint32_t limit);

/* What is held is final: it is written to the seats, and gone for all others. */
void proposals_settle(struct proposals *);

#endif
