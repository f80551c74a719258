#include <string.h>

#include "seats/mechanism.h"
#include "seats/overfill.h"

static const char *const names[MECHANISMS] = {
	[MECHANISM_SERIAL] = "serial",
	[MECHANISM_IMMEDIATE] = "immediate",
	[MECHANISM_TIERED] = "tiered",
	[MECHANISM_PARALLEL] = "parallel",
	[MECHANISM_DEFERRED] = "deferred",
	[MECHANISM_TTC] = "ttc",
	[MECHANISM_LEFTOVER] = "leftover",
};

const char *
mechanism_name(enum mechanism mechanism)
{
	return names[mechanism];
}

enum mechanism
mechanism_find(const char *name)
{
	int i = 0;

	while (i < MECHANISMS && strcmp(names[i], name) != 0)
		i++;
	return (enum mechanism)i;
}

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
check_groups(const struct market *m, struct mechanism_place *where)
{
	for (uint32_t p = 0; market_groups(m) > 0 && p < m->programs; p++) {
		uint32_t end = m->group_first[p + 1];
		uint64_t seats = 0;

		where->program = p;
		for (uint32_t g = m->group_first[p]; g < end; g++) {
			uint32_t to = m->groups[g].to;

			seats += m->groups[g].seats;
			if (to != MARKET_NONE && (to <= g || to >= end))
				return "groups-pass-back";
		}
		if (seats > market_free(m, p))
			return "groups-over-capacity";
	}
	where->program = MARKET_NONE;
	return NULL;
}

static const char *
check_claims(const struct market *m, struct mechanism_place *where)
{
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
					where->program = p;
					where->applicants.applicant = i;
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

enum bundles_fault
bundles_check(const struct market *m, struct market_tie *tie)
{
	for (uint32_t i = 0; m->bundle != NULL && i < m->applicants; i++) {
		uint32_t leader = m->bundle[i];

		if (leader == MARKET_NONE)
			continue;
		*tie = (struct market_tie){ leader, i };
		if (leader > i || m->bundle[leader] != leader)
			return BUNDLES_NO_MEMBER;
		if (m->order[leader] != m->order[i])
			return BUNDLES_ORDERS;
		if (!same_lists(m, leader, i))
			return BUNDLES_LISTS;
	}
	return BUNDLES_OK;
}

static const char *
check_bundles(const struct mechanism_rules *rules, const struct market *m,
    struct mechanism_place *where)
{
	if (m->bundle == NULL)
		return NULL;
	if (rules->mechanism != MECHANISM_SERIAL)
		return "bundles-not-serial";
	if (market_groups(m) > 0)
		return "bundles-with-groups";
	if (!rules->bundled)
		return "bundles-no-rule";
	switch (bundles_check(m, &where->applicants)) {
	case BUNDLES_OK:
		where->applicants = (struct market_tie){ MARKET_NONE, MARKET_NONE };
		break;
	case BUNDLES_NO_MEMBER:
		return "bundle-no-first";
	case BUNDLES_ORDERS:
		return "bundle-orders-differ";
	case BUNDLES_LISTS:
		return "bundle-lists-differ";
	}
	return NULL;
}

static const char *
check_shared(const struct mechanism_rules *rules, const struct market *m)
{
	if (!rules->shared)
		return NULL;
	if (rules->mechanism != MECHANISM_SERIAL)
		return "shared-not-serial";
	if (market_groups(m) > 0)
		return "shared-with-groups";
	return m->bundle != NULL ? "shared-with-bundles" : NULL;
}

/* Nothing says which of its groups an over-drawn program files more for. */
static const char *
check_ratio(const struct mechanism_rules *rules, const struct market *m,
    struct mechanism_place *where)
{
	if (!overfill_set(rules->ratio))
		return NULL;
	if (rules->mechanism == MECHANISM_LEFTOVER)
		return "ratio-with-leftover";
	for (uint32_t p = 0; market_groups(m) > 0 && p < m->programs; p++)
		if (m->capacity[p] > 0 && market_grouped(m, p)) {
			where->program = p;
			return "ratio-with-groups";
		}
	return NULL;
}

static const char *
check_mechanism(const struct mechanism_rules *rules, const struct market *m,
    struct mechanism_place *where)
{
	switch (rules->mechanism) {
	case MECHANISM_SERIAL:
		if (m->ranked)
			return "orders-differ";
		where->program = find_passing(m);
		return where->program != MARKET_NONE ? "groups-pass-seats" : NULL;
	case MECHANISM_TTC:
		return market_groups(m) > 0 ? "groups-not-traded" : NULL;
	case MECHANISM_TIERED:
		return m->band == NULL ? "score-bands-missing" : NULL;
	case MECHANISM_PARALLEL:
		for (uint32_t b = 0; b < rules->band_count; b++)
			if (rules->bands[b] == 0)
				return "choice-bands-missing";
		return rules->band_count == 0 ? "choice-bands-missing" : NULL;
	default:
		return NULL;
	}
}

const char *
mechanism_check(const struct mechanism_rules *rules, const struct market *m,
    struct mechanism_place *where)
{
	const char *why;

	*where = (struct mechanism_place){ MARKET_NONE, { MARKET_NONE, MARKET_NONE } };
	if ((why = check_mechanism(rules, m, where)) != NULL ||
	    (why = check_shared(rules, m)) != NULL ||
	    (why = check_bundles(rules, m, where)) != NULL ||
	    (why = check_ratio(rules, m, where)) != NULL ||
	    (why = check_groups(m, where)) != NULL)
		return why;
	return check_claims(m, where);
}
