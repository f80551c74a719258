/*
 * audit_refusals.h - the reasons that are published for each refused choice
 *
 * An applicant who is unplaced is told for each choice why it was refused, in the order
 * of the list; in a round of leftover seats, once for all programs.  The audit derives
 * the reasons from the definitions in admit-allocate(1), by code of its own.
 */
#ifndef AUDIT_REFUSALS_H
#define AUDIT_REFUSALS_H

#include <stdbool.h>
#include <stdint.h>

#include "audit/audit_reasons.h"
#include "audit/audit_report.h"
#include "record/record.h"
#include "seats/round.h"

/*
 * Read the reasons of a record for the applicant who was added to the round last.
 * reasons has room for one of each choice of the applicant; *told becomes how many
 * there are: one for each choice, or in a round of leftover seats one for all programs.
 * They must stand for the choices one by one, with the program of each; if there are
 * more or fewer, all are AUDIT_REFUSALS.  False if the applicant has no choices and is
 * told reasons.
 */
bool audit_refusals_read(
    struct record *, const struct round *, uint8_t *reasons, uint32_t *told);

/*
 * Compare the reasons of all applicants with what is right by the seats, and call found
 * with BREACH_WRONG_REFUSAL and what is right.  reasons has, applicant by applicant,
 * those that audit_refusals_read() has read, or one AUDIT_REFUSAL_NONE for an applicant
 * who is told none.  False if memory ran out.
 */
bool audit_refusals(const struct round *, const struct market *,
    const struct seat *seats, const uint8_t *reasons,
    void (*found)(void *context, const struct breach *), void *context);

#endif
