#include "audit/audit_compare.h"

void
audit_compare(const struct market *m, const struct seat *right,
    const struct seat *published, void (*found)(void *context, const struct breach *),
    void *context)
{
	for (uint32_t i = 0; i < m->applicants; i++) {
		const struct seat *r = &right[i], *s = &published[i];
		struct breach b = { BREACH_WRONG_SEAT, i, r->program, MARKET_NONE,
			r->choice, 0, 0, r->group, NULL };

		if (r->program == s->program && r->group == s->group)
			continue;
		if (r->program == s->program)
			b.code = BREACH_WRONG_GROUP;
		found(context, &b);
	}
}
