/*
 * breaches.h - breaches as records
 *
 *	{"code":"over-capacity","property":"P9","program":"S01","seats":480,
 *	    "filled":481}
 *	{"code":"justified-envy","property":"P11","applicant":"B","program":"S02",
 *	    "choice":2,"instead_of":"C"}
 *
 * The codes and properties are an interface; admit-verify(1) lists them, and
 * properties.h has the property of each code.
 */
#ifndef BREACHES_H
#define BREACHES_H

#include <stdint.h>

#include "audit/audit_cutoffs.h"
#include "audit/audit_report.h"
#include "audit/place_breach.h"
#include "audit/roll.h"
#include "record/writer.h"
#include "seats/programs.h"

/*
 * A breach that is seen in the record of one applicant on the roll alone.  program.at
 * may be NULL, and so may expected, what should stand there.  The text is whole JSON
 * and replaces what the writer held.
 */
void breaches_write_row(struct writer *, const char *code, const struct roll *,
    uint32_t number, struct span program, const char *expected);

/*
 * A breach that the audit found.  who has the number on the roll of each applicant
 * of the market; NULL: the numbers are the same.
 */
void breaches_write(struct writer *, const struct breach *, const struct programs *,
    const struct roll *, const uint32_t *who);

/* A breach in a rank or draw; its records have their numbers on the roll. */
void breaches_write_place(
    struct writer *, const struct place_breach *, const struct roll *);

/* A breach in the published cut-offs. */
void breaches_write_cutoff(
    struct writer *, const struct cutoff_breach *, const struct programs *);

#endif
