#include <stdlib.h>

#include "audit/audit_remains.h"

struct audit_remains *
audit_remains_new(const struct market *m)
{
	uint32_t groups = market_groups(m);
	struct audit_remains *r = malloc((groups + (size_t)1) * sizeof *r);

	for (uint32_t g = 0; r != NULL && g < groups; g++)
		r[g] = (struct audit_remains){ m->groups[g].seats, m->groups[g].cap };
	return r;
}

/* One seat: its own, or else one of the first group that passes to it and has one. */
static bool
take_seat(
    const struct market *m, struct audit_remains *r, uint32_t first, uint32_t group)
{
	if (r[group].own > 0) {
		r[group].own--;
		return true;
	}
	for (uint32_t from = first; from < group; from++)
		if (m->groups[from].to == group && take_seat(m, r, first, from))
			return true;
	return false;
}

void
audit_remains_take(const struct market *m, struct audit_remains *r, uint32_t program,
    uint32_t group, uint64_t seats)
{
	for (uint64_t seat = 0;
	     seat < seats && take_seat(m, r, m->group_first[program], group); seat++)
		;
	if (r[group].cap != MARKET_NONE)
		r[group].cap -= seats < r[group].cap ? (uint32_t)seats : r[group].cap;
}
