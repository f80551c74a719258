#include "audit/audit_mechanism.h"
#include "audit/audit_best.h"
#include "audit/audit_stable.h"
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

/* Stable, or traded, and then the best of those. */
static bool
audit_final(const struct mechanism_rules *rules, const struct market *m, bool nearest,
    const struct seat *seats, void (*found)(void *context, const struct breach *),
    void *context)
{
	struct audit_precedence precedence = { .nearest = nearest };
	bool traded = rules->mechanism == MECHANISM_TTC && m->ranked;
	struct listener l = { found, context, traded, false };

	if (!audit_stable(m, &precedence, seats, listen, &l))
		return false;
	if (l.any || (!m->ranked && !nearest))
		return true;
	return traded ? audit_best_traded(m, seats, found, context)
		      : audit_best_stable(m, &precedence, seats, found, context);
}

/* In what steps choices become final, and then what stability promises in each. */
static bool
audit_ranked(const struct mechanism_rules *rules, const struct market *m, bool nearest,
    const struct seat *seats, void (*found)(void *context, const struct breach *),
    void *context)
{
	static const uint32_t one = 1;
	struct audit_precedence steps = { .sizes = &one, .count = 1 };

	switch (rules->mechanism) {
	case MECHANISM_PARALLEL:
		steps.sizes = rules->bands;
		steps.count = rules->band_count;
		break;
	case MECHANISM_TIERED:
		steps.score_bands = true;
		break;
	case MECHANISM_IMMEDIATE:
		break;
	default:
		return audit_final(rules, m, nearest, seats, found, context);
	}
	return audit_stable(m, &steps, seats, found, context);
}

bool
audit_mechanism(const struct mechanism_rules *rules, const struct market *m,
    bool nearest, const struct seat *seats,
    void (*found)(void *context, const struct breach *), void *context)
{
	if (rules->shared)
		return audit_turns_shared(m, rules->shared_rule, seats, found, context);
	if (m->bundle != NULL)
		return audit_turns_bundles(
		    m, rules->bundles_rule, seats, found, context);
	if (rules->mechanism == MECHANISM_SERIAL && m->wishes == NULL)
		return audit_check(m, seats, found, context);
	return audit_ranked(rules, m, nearest, seats, found, context) &&
	       (m->ranked ? audit_priorities_twice(m, found, context)
			  : audit_orders(m, found, context));
}
