/*
 * audit_compare.h - a result against one that an audit has worked out
 *
 * Some mechanisms have more than one result that passes the checks of audit_stable.h.
 * For these the audit works the result out from the definition, by code of its own, and
 * compares (audit_bands.h, audit_trades.h).
 */
#ifndef AUDIT_COMPARE_H
#define AUDIT_COMPARE_H

#include "audit/audit_report.h"

/*
 * Call found for each applicant whose published seat is not the right one, with the
 * program, choice and group that the applicant should have: BREACH_WRONG_GROUP, if only
 * the group differs, else BREACH_WRONG_SEAT, without a program if there should be none.
 */
void audit_compare(const struct market *, const struct seat *right,
    const struct seat *published, void (*found)(void *context, const struct breach *),
    void *context);

#endif
