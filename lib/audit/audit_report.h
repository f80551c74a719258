/*
 * audit_report.h - how an audit reports a breach at a program
 *
 * The audits of one order and of shared turns count the same things of a program, and
 * report them in the same way.
 */
#ifndef AUDIT_REPORT_H
#define AUDIT_REPORT_H

#include "audit/audit.h"

/* Who is told of a breach. */
struct audit_report {
	const struct market *market;
	void (*found)(void *context, const struct breach *);
	void *context;
};

/* A breach without a group.  filled is how many seats the program gave. */
static inline void
audit_report(const struct audit_report *r, enum breach_code code, uint32_t applicant,
    uint32_t program, uint32_t other, uint32_t choice, uint64_t filled)
{
	struct breach b = { code, applicant, program, other, choice, 0, filled,
		MARKET_NONE };

	if (program < r->market->programs)
		b.seats = r->market->capacity[program];
	r->found(r->context, &b);
}

/* The seats of a program that stay free when it gave so many. */
static inline uint64_t
audit_report_free(const struct market *m, uint32_t program, uint64_t filled)
{
	return filled < m->capacity[program] ? m->capacity[program] - filled : 0;
}

#endif
