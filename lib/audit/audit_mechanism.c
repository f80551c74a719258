#include "audit/audit_mechanism.h"
#include "audit/audit_bands.h"
#include "audit/audit_best.h"
#include "audit/audit_stable.h"
#include "audit/audit_trades.h"
#include "audit/audit_turns.h"

struct listener {
	void (*found)(void *context, const struct breach *);
	void *context;
	bool traded; /* an exchange may pass over one who comes before */
	bool any;
};

static void
listen(void *context, const struct breach *b)
{
	struct listener *l = context;

	if (l->traded && b->code == BREACH_JUSTIFIED_ENVY)
		return;
	l->any = true;
	l->found(l->context, b);
}

static bool
passes_on(const struct market *m)
{
	for (uint32_t g = 0; g < market_groups(m); g++)
		if (m->groups[g].to != MARKET_NONE)
			return true;
	return false;
}

/*
 * Of several results that pass audit_stable(), the one that is best for the applicants:
 * where one order decides, there is only one unless groups pass on seats.
 */
static bool
audit_best(const struct market *m, const struct audit_precedence *precedence,
    const struct seat *seats, void (*found)(void *context, const struct breach *),
    void *context)
{
	if (passes_on(m))
		return audit_bands(m, precedence, seats, found, context);
	if (m->ranked || precedence->nearest)
		return audit_best_stable(m, precedence, seats, found, context);
	return true;
}

/* Programs rank, and priorities may be exchanged. */
static bool
audit_traded(const struct market *m, const struct seat *seats,
    void (*found)(void *context, const struct breach *), void *context)
{
	struct listener l = { found, context, true, false };

	if (!audit_stable(m, NULL, seats, listen, &l) ||
	    (!l.any && !audit_best_traded(m, seats, listen, &l)))
		return false;
	return l.any || audit_trades(m, seats, found, context);
}

/* In what steps choices become final, what is promised in each, and the best of it. */
static bool
audit_ranked(const struct mechanism_rules *rules, const struct market *m, bool nearest,
    const struct seat *seats, void (*found)(void *context, const struct breach *),
    void *context)
{
	struct audit_precedence precedence =
	    audit_priorities_precedence(rules, nearest);
	struct listener l = { found, context, false, false };
	/* Only one result passes where choices become final one by one. */
	bool one_each = rules->mechanism == MECHANISM_TIERED ||
			rules->mechanism == MECHANISM_IMMEDIATE;

	if (rules->mechanism == MECHANISM_TTC && m->ranked)
		return audit_traded(m, seats, found, context);
	if (!audit_stable(m, &precedence, seats, listen, &l))
		return false;
	return l.any || one_each || audit_best(m, &precedence, seats, found, context);
}

bool
audit_mechanism(const struct mechanism_rules *rules, const struct market *m,
    bool nearest, const struct audit_alike *alike, const struct seat *seats,
    void (*found)(void *context, const struct breach *), void *context)
{
	if (rules->shared)
		return audit_turns_shared(m, rules->shared_rule, seats, found, context);
	if (m->bundle != NULL)
		return audit_turns_bundles(
		    m, rules->bundles_rule, seats, found, context);
	if (rules->mechanism == MECHANISM_SERIAL && !market_may_close(m))
		return audit_check(m, seats, found, context);
	return audit_ranked(rules, m, nearest, seats, found, context) &&
	       (m->ranked ? audit_priorities_twice(m, alike, found, context)
			  : audit_orders(m, found, context));
}
