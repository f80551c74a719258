/*
 * audit_report.h - what an audit reports
 */
#ifndef AUDIT_REPORT_H
#define AUDIT_REPORT_H

#include <stdbool.h>
#include <stdint.h>

#include "seats/market.h"

enum breach_code {
	/* The applicant's own seat */
	BREACH_NOT_CHOSEN,   /* at a program that is not in the applicant's list */
	BREACH_WRONG_CHOICE, /* the program has another number in the list */
	BREACH_NOT_ELIGIBLE, /* the program or group is closed to the applicant */
	BREACH_WRONG_GROUP,  /* an earlier group had a seat for the applicant */
	BREACH_BUNDLE_SPLIT, /* other, of the same bundle, has something else */
	/* The seats of a program or group, with those taken before the round */
	BREACH_OVER_CAPACITY,
	BREACH_OVER_GROUP,
	/* What the applicant wanted more than what was given */
	BREACH_FREE_SEAT,      /* the program has a seat left */
	BREACH_JUSTIFIED_ENVY, /* other, the last one in, comes after the applicant */
	BREACH_SHARED_SPLIT,   /* other, who has the same order, has a seat there */
	BREACH_NOT_BEST, /* the applicant could have it (audit_best.h, audit_compare.h)
			  */
	BREACH_WRONG_SEAT, /* the applicant should have program, or none
			      (audit_compare.h) */
	/* What the applicant is told: another reason for the choice is right */
	BREACH_WRONG_REFUSAL,
	/* The orders: applicant has the order of other */
	BREACH_ORDER_TWICE,
	BREACH_CODES
};

struct breach {
	enum breach_code code;
	uint32_t applicant, program, other; /* MARKET_NONE where there is none */
	uint32_t choice;        /* of the program in the list of applicant, from 0 */
	uint64_t seats, filled; /* of the program, or of the group */
	uint32_t group;         /* MARKET_NONE where there is none */
	const char *expected;   /* what the result should say, static; or NULL */
};

/* The code as a word ("over-capacity"); static. */
const char *audit_report_word(enum breach_code);

/* Who is told of a breach. */
struct audit_report {
	const struct market *market;
	void (*found)(void *context, const struct breach *);
	void *context;
};

/* Report a breach without a group.  filled is how many seats the program gave. */
void audit_report(const struct audit_report *, enum breach_code, uint32_t applicant,
    uint32_t program, uint32_t other, uint32_t choice, uint64_t filled);

/* The seats of a program that stay free when it gave so many. */
static inline uint64_t
audit_report_free(const struct market *m, uint32_t program, uint64_t filled)
{
	return filled < m->capacity[program] ? m->capacity[program] - filled : 0;
}

#endif
