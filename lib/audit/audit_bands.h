/*
 * audit_bands.h - works out deferred acceptance in bands of choices
 *
 * Where groups pass on seats, a result of deferred.h or parallel.h may be stable and
 * still not the best for the applicants, and no circle shows it (audit_best.h).
 *
 * In a band each applicant without a seat asks at one choice after the other.  Each
 * program takes anew from all who ask: group by group in the order of precedence, the
 * best claimants first, with the seats that earlier groups passed on.  After a band its
 * seats are final (audit_remains.h).
 *
 * No code is shared with the mechanisms.
 */
#ifndef AUDIT_BANDS_H
#define AUDIT_BANDS_H

#include "audit/audit_priorities.h"

/*
 * Work out the result with the bands of the precedence, or with one band if it has
 * none, and report where the seats differ (audit_compare.h).  Score bands are not known
 * here. False if memory ran out; then nothing was compared.
 *
 * Time is that of the proposals, each with a sort of those who ask at one program; 40
 * bytes an applicant, and 24 bytes for each claim at one program.
 */
bool audit_bands(const struct market *, const struct audit_precedence *,
    const struct seat *seats, void (*found)(void *context, const struct breach *),
    void *context);

#endif
