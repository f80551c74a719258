/*
 * preflight_findings.h - what is found before a run
 *
 *	{"severity":"error","code":"all-refused","round":"first","program":"S03",
 *	 "count":212,"of":212,"reason":"..."}
 *
 * Errors come first, then warnings, then notices, each in the order in which they were
 * found.  No finding quotes an applicant.
 */
#ifndef PREFLIGHT_FINDINGS_H
#define PREFLIGHT_FINDINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "memory/arena.h"
#include "record/span.h"
#include "record/writer.h"

enum preflight_severity {
	PREFLIGHT_ERROR,   /* the result would be wrong, or there would be none */
	PREFLIGHT_WARNING, /* somebody should look before the run */
	PREFLIGHT_NOTICE,  /* as the rules have it, and worth knowing */
	PREFLIGHT_SEVERITIES
};

/* "error" ... */
const char *preflight_severity_name(enum preflight_severity);

/* What has no value is empty, or 0; count and of are written if of is not 0. */
struct preflight_finding {
	enum preflight_severity severity;
	const char *code, *reason; /* reason: what is wrong, and the one thing to do */
	struct span round, program, group, rule, field, file;
	uint64_t line, count, of;
};

/* All zero has none. */
struct preflight_findings {
	struct preflight_finding *all;
	size_t count, room;
	size_t by_severity[PREFLIGHT_SEVERITIES];
	struct arena texts;
};

/*
 * Add a finding; its spans and reason are copied, its code is borrowed.  False if there
 * is no memory.
 */
bool preflight_add(struct preflight_findings *, const struct preflight_finding *);

/* Bring them into their order; false if there is no memory. */
bool preflight_sort(struct preflight_findings *);

/* Write one as JSON. */
void preflight_write(const struct preflight_finding *, struct writer *);

void preflight_findings_free(struct preflight_findings *);

#endif
