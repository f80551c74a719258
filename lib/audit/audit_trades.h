/*
 * audit_trades.h - works out top trading cycles
 *
 * A result of ttc.h is more than one in which nobody could get more without another
 * getting less: the priorities say who may exchange.  Each program points at the first
 * of all whom it ranks (rankings.h), chosen or not, who has no seat yet, and each
 * applicant at the first open choice that has a seat left.  All in a cycle get what
 * they point at (Shapley and Scarf, "On cores and indivisibility", 1974; Abdulkadiroglu
 * and Sonmez, "School choice: a mechanism design approach", 2003).
 *
 * No code is shared with the mechanisms.
 */
#ifndef AUDIT_TRADES_H
#define AUDIT_TRADES_H

#include <stdbool.h>

#include "audit/audit_report.h"

/*
 * Work out the result of a ranked market without groups, sort its rankings, and report
 * where the seats differ (audit_compare.h).  False if memory ran out; then nothing was
 * compared.
 *
 * Time is that of a sort of the rankings; 20 bytes for each applicant.
 */
bool audit_trades(const struct market *, const struct seat *seats,
    void (*found)(void *context, const struct breach *), void *context);

#endif
