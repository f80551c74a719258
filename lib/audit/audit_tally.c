#include <stddef.h>

#include "audit/audit_tally.h"

void
audit_tally_add(struct audit_tally *t, uint32_t applicant, struct audit_key key)
{
	t->filled++;
	if (t->last == MARKET_NONE || audit_priorities_before(t->key, key)) {
		t->key = key;
		t->last = applicant;
	}
}

bool
audit_tally_reaches(const struct audit_tally *t, struct audit_key key)
{
	return t->filled < t->seats ||
	       (t->last != MARKET_NONE && audit_priorities_before(key, t->key));
}

const struct claim *
audit_tally_claim(const struct market *m, uint64_t at, uint32_t group)
{
	uint32_t count;
	const struct claim *claims = market_claims(m, at, &count);

	for (uint32_t c = 0; c < count; c++)
		if (claims[c].group == group)
			return &claims[c];
	return NULL;
}
