#include "seats/mechanism.h"
#include "seats/overfill.h"

/* What is checked, and where the place goes. */
struct question {
	const struct mechanism_rules *rules;
	const struct market *m;
	struct mechanism_place *where;
};

/* The first program with a group that passes seats, or MARKET_NONE. */
static uint32_t
find_passing(const struct market *m)
{
	for (uint32_t p = 0; market_groups(m) > 0 && p < m->programs; p++)
		for (uint32_t g = m->group_first[p]; g < m->group_first[p + 1]; g++)
			if (m->groups[g].to != MARKET_NONE)
				return p;
	return MARKET_NONE;
}

static const char *
check_serial(const struct question *q)
{
	if (q->m->ranked)
		return "orders-differ";
	q->where->program = find_passing(q->m);
	return q->where->program != MARKET_NONE ? "groups-pass-seats" : NULL;
}

static const char *
check_immediate(const struct question *q)
{
	(void)q;
	return NULL;
}

static const char *
check_tiered(const struct question *q)
{
	return q->m->band == NULL ? "score-bands-missing" : NULL;
}

static const char *
check_parallel(const struct question *q)
{
	for (uint32_t b = 0; b < q->rules->band_count; b++)
		if (q->rules->bands[b] == 0)
			return "choice-bands-missing";
	return q->rules->band_count == 0 ? "choice-bands-missing" : NULL;
}

static const char *
check_deferred(const struct question *q)
{
	if (!q->rules->holders)
		return NULL;
	q->where->program = find_passing(q->m);
	return q->where->program != MARKET_NONE ? "holders-groups-pass" : NULL;
}

static const char *
check_ttc(const struct question *q)
{
	if (market_groups(q->m) > 0)
		return "groups-not-traded";
	return q->m->ranked && q->m->rankings == NULL ? "rankings-missing" : NULL;
}

static const char *
check_leftover(const struct question *q)
{
	return overfill_set(q->rules->ratio) ? "ratio-with-leftover" : NULL;
}

#define ROW(id, name) [MECHANISM_##id] = { #name, check_##name },
static const struct {
	const char *name;
	const char *(*check)(const struct question *); /* a code, or NULL */
} mechanisms[MECHANISMS] = { MECHANISM_LIST(ROW) };

const char *
mechanism_name(enum mechanism mechanism)
{
	return mechanisms[mechanism].name;
}

static const char *
check_shared(const struct question *q)
{
	if (!q->rules->shared)
		return NULL;
	if (q->rules->mechanism != MECHANISM_SERIAL)
		return "shared-not-serial";
	if (market_groups(q->m) > 0)
		return "shared-with-groups";
	return q->m->bundle != NULL ? "shared-with-bundles" : NULL;
}

static const char *
check_groups(const struct question *q)
{
	const struct market *m = q->m;

	for (uint32_t p = 0; market_groups(m) > 0 && p < m->programs; p++) {
		uint32_t end = m->group_first[p + 1];
		uint64_t seats = 0;

		q->where->program = p;
		for (uint32_t g = m->group_first[p]; g < end; g++) {
			uint32_t to = m->groups[g].to;

			seats += m->groups[g].seats;
			if (to != MARKET_NONE && (to <= g || to >= end))
				return "groups-pass-back";
		}
		if (seats > market_free(m, p))
			return "groups-over-capacity";
	}
	q->where->program = MARKET_NONE;
	return NULL;
}

static const char *
check_claims(const struct question *q)
{
	const struct market *m = q->m;

	for (uint32_t i = 0; market_groups(m) > 0 && i < m->applicants; i++) {
		for (uint64_t k = m->first[i]; k < m->first[i + 1]; k++) {
			uint32_t p = market_program(m, k), count, last = 0;
			const struct claim *claims;

			if (!market_open(m, k) || !market_grouped(m, p))
				continue;
			claims = market_claims(m, k, &count);
			for (uint32_t c = 0; c < count; c++) {
				uint32_t g = claims[c].group;

				if (g < m->group_first[p] ||
				    g >= m->group_first[p + 1] ||
				    (c > 0 && g <= last)) {
					q->where->program = p;
					q->where->applicants.applicant = i;
					return "claims-out-of-order";
				}
				last = g;
			}
		}
	}
	return NULL;
}

static bool
same_lists(const struct market *m, uint32_t one, uint32_t other)
{
	uint32_t count = market_list_length(m, one);

	if (market_list_length(m, other) != count)
		return false;
	for (uint32_t c = 0; c < count; c++)
		if (market_program(m, m->first[one] + c) !=
		    market_program(m, m->first[other] + c))
			return false;
	return true;
}

const char *
mechanism_check_bundles(const struct market *m, struct market_tie *where)
{
	for (uint32_t i = 0; m->bundle != NULL && i < m->applicants; i++) {
		uint32_t leader = m->bundle[i];

		if (leader == MARKET_NONE)
			continue;
		*where = (struct market_tie){ leader, i };
		if (leader > i || m->bundle[leader] != leader)
			return "bundle-no-first";
		if (m->order[leader] != m->order[i])
			return "bundle-orders-differ";
		if (!same_lists(m, leader, i))
			return "bundle-lists-differ";
	}
	*where = (struct market_tie){ MARKET_NONE, MARKET_NONE };
	return NULL;
}

static const char *
check_bundles(const struct question *q)
{
	if (q->m->bundle == NULL)
		return NULL;
	if (q->rules->mechanism != MECHANISM_SERIAL)
		return "bundles-not-serial";
	if (market_groups(q->m) > 0)
		return "bundles-with-groups";
	if (!q->rules->bundled)
		return "bundles-no-rule";
	return mechanism_check_bundles(q->m, &q->where->applicants);
}

/* Nothing says which group of a program gets the seats over its plan. */
static const char *
check_ratio(const struct question *q)
{
	const struct market *m = q->m;

	if (!overfill_set(q->rules->ratio))
		return NULL;
	for (uint32_t p = 0; market_groups(m) > 0 && p < m->programs; p++)
		if (m->capacity[p] > 0 && market_grouped(m, p)) {
			q->where->program = p;
			return "ratio-with-groups";
		}
	return NULL;
}

const char *
mechanism_check(const struct mechanism_rules *rules, const struct market *m,
    struct mechanism_place *where)
{
	const struct question q = { rules, m, where };
	const char *why;

	*where = (struct mechanism_place){ MARKET_NONE, { MARKET_NONE, MARKET_NONE } };
	if ((why = mechanisms[rules->mechanism].check(&q)) != NULL ||
	    (why = check_shared(&q)) != NULL || (why = check_bundles(&q)) != NULL ||
	    (why = check_ratio(&q)) != NULL || (why = check_groups(&q)) != NULL)
		return why;
	return check_claims(&q);
}
