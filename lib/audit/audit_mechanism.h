/*
 * audit_mechanism.h - how the result of each mechanism is checked
 *
 *	serial      audit_check(); with groups or closed choices audit_stable(), which
 *	            is the same where there is one order; with shared orders or bundles
 *	            audit_turns.h
 *	immediate, tiered
 *	            audit_stable(), with the steps in which choices become final
 *	parallel, deferred, leftover
 *	            audit_stable(), with the bands in which choices become final; then
 *	            audit_best_stable() where programs rank, and audit_bands() where
 *	            groups pass on seats
 *	ttc         audit_stable(); where programs rank, an applicant may be passed over
 *	            by an exchange, and audit_best_traded() and audit_trades() are added
 *
 * Whether a result could have been better is checked only where nothing else is wrong.
 */
#ifndef AUDIT_MECHANISM_H
#define AUDIT_MECHANISM_H

#include "audit/audit.h"
#include "audit/audit_alike.h"
#include "seats/mechanism.h"

/*
 * Check the seats of a market against the rules of its mechanism, which fit it, and
 * call found for each breach, as the audits do; then look for equal orders or, in a
 * ranked market, for equal priorities.  nearest: the priorities of wishes and claims
 * are metres, the smaller one goes first, and of equal ones the smaller order.  alike
 * may be NULL, and makes the last check faster.  Returns false if memory ran out; then
 * the check is not whole.
 */
bool audit_mechanism(const struct mechanism_rules *, const struct market *,
    bool nearest, const struct audit_alike *alike, const struct seat *seats,
    void (*found)(void *context, const struct breach *), void *context);

#endif
