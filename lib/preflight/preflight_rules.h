/*
 * preflight_rules.h - the section "preflight" of a policy
 *
 *	"preflight": {
 *	  "least": 10, "refused": 50, "far": 3,
 *	  "plan": { "rounds": { "first": 480 }, "groups": { "62010301": 12 } },
 *	  "scales": [ { "value": "total", "by": "junior.code" } ],
 *	  "expect": [ { "id": "late", "of": "...", "at-most": 0 } ],
 *	  "accept": [ "all-refused first S03" ]
 *	}
 *
 * This is set-up for filters: what cannot be used ends the program with STATUS_TROUBLE.
 */
#ifndef PREFLIGHT_RULES_H
#define PREFLIGHT_RULES_H

#include <stddef.h>

#include <jansson.h>

#include "preflight/accepted.h"
#include "preflight/expectations.h"
#include "preflight/plan_check.h"
#include "preflight/round_check.h"
#include "preflight/rule_check.h"
#include "preflight/scales.h"

struct preflight_rules {
	struct round_check_rules round;
	const json_t *plan; /* or NULL */
	struct scales **scales;
	size_t scale_count;
	struct expectations *expectations; /* or NULL */
	const json_t *accept;              /* or NULL */
};

/* Those of the policy; what it does not have is as round_check.h says, or empty. */
struct preflight_rules preflight_rules_load(void);

/*
 * The rules of the section "validate", for the applicants, in a run of so many rounds;
 * NULL if there are none, or this half looks at none.  Where validate refuses its
 * section, that is a finding (dry_run.h), which is added if only applicants are looked
 * at.
 */
struct rule_check *preflight_rules_of_validate(const struct preflight_rules *,
    enum preflight_half, const struct plan_round *, size_t count,
    struct preflight_findings *);

#endif
