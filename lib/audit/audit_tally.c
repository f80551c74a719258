#include <stddef.h>

#include "audit/audit_tally.h"

/* The band of a choice. */
static uint32_t
choice_band(const struct audit_steps *steps, uint32_t choice)
{
	for (uint32_t band = 0; band < steps->count; band++) {
		uint32_t size = steps->sizes[band];

		if (choice < size)
			return band;
		if (band + 1 == steps->count)
			return band + choice / size;
		choice -= size;
	}
	return 0;
}

struct audit_key
audit_tally_key(const struct market *m, const struct audit_steps *steps,
    uint32_t applicant, uint32_t choice, uint32_t priority)
{
	struct audit_key key = { 0, priority };

	if (!m->ranked)
		key.priority = m->order[applicant];
	if (steps != NULL) {
		key.step = choice_band(steps, choice);
		if (steps->score_bands)
			key.step |= (uint64_t)m->band[applicant] << 32;
	}
	return key;
}

static bool
goes_before(struct audit_key one, struct audit_key other)
{
	return one.step != other.step ? one.step < other.step
				      : one.priority < other.priority;
}

void
audit_tally_add(struct audit_tally *t, uint32_t applicant, struct audit_key key)
{
	t->filled++;
	if (t->last == MARKET_NONE || goes_before(t->key, key)) {
		t->key = key;
		t->last = applicant;
	}
}

bool
audit_tally_reaches(const struct audit_tally *t, struct audit_key key)
{
	return t->filled < t->seats ||
	       (t->last != MARKET_NONE && goes_before(key, t->key));
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
