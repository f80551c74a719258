#include <assert.h>
#include <string.h>

#include "mechanisms/mechanism_run.h"
#include "small_market.h"

static const uint32_t sizes[] = { 2, 1 }, no_size[] = { 2, 0 };

static bool
refuses(const struct mechanism_rules *rules, const struct market *m, const char *why)
{
	struct mechanism_place where;
	const char *is = mechanism_check(rules, m, &where);

	return why == NULL ? is == NULL : is != NULL && strcmp(is, why) == 0;
}

static void
test_names(void)
{
	assert(strcmp(mechanism_name(MECHANISM_SERIAL), "serial") == 0);
	assert(strcmp(mechanism_name(MECHANISM_LEFTOVER), "leftover") == 0);
	for (int i = 0; i < MECHANISMS; i++)
		assert(mechanism_name((enum mechanism)i) != NULL);
}

/* Two programs, the first with two groups; two applicants who chose it. */
static const uint32_t capacity[] = { 2, 1 }, group_first[] = { 0, 2, 2 };
static struct seat_group groups[] = { { 1, MARKET_NONE, MARKET_NONE },
	{ 1, MARKET_NONE, MARKET_NONE } };
static const uint64_t first[] = { 0, 1, 2 }, claim_first[] = { 0, 2, 3 };
static const uint64_t order[] = { 1, 2 }, same[] = { 1, 1 };
static const struct wish wishes[] = { { 0, 0 }, { 0, 1 } };
static struct claim claims[] = { { 0, 1 }, { 1, 1 }, { 1, 2 } };
static const uint16_t band[] = { 0, 0 };
static const uint32_t twins[] = { 0, 0 };
static uint64_t entries[2][2] = { { (uint64_t)1 << 32, (uint64_t)2 << 32 | 1 },
	{ (uint64_t)2 << 32, (uint64_t)1 << 32 | 1 } };
static const struct ranking rankings[] = { { entries[0], 2 }, { entries[1], 2 } };
static const uint32_t ranking_of[] = { 0, 1 };
static const struct market plain = SMALL_MARKET(2, 2, .order = order, .wishes = wishes);

static struct market
grouped(void)
{
	struct market m = plain;

	m.group_first = group_first;
	m.groups = groups;
	m.claim_first = claim_first;
	m.claims = claims;
	return m;
}

static void
test_what_does_not_fit(void)
{
	struct mechanism_rules rules = { .mechanism = MECHANISM_SERIAL };
	struct market m = plain;

	assert(refuses(&rules, &m, NULL));
	m.ranked = true;
	assert(refuses(&rules, &m, "orders-differ"));
	rules.mechanism = MECHANISM_TTC;
	m.ranked = true;
	assert(refuses(&rules, &m, "rankings-missing"));
	m.rankings = rankings;
	assert(refuses(&rules, &m, NULL));
	rules.mechanism = MECHANISM_TIERED;
	assert(refuses(&rules, &m, "score-bands-missing"));
	m.band = band;
	assert(refuses(&rules, &m, NULL));
	rules.mechanism = MECHANISM_PARALLEL;
	assert(refuses(&rules, &m, "choice-bands-missing"));
	rules.bands = no_size;
	rules.band_count = 2;
	assert(refuses(&rules, &m, "choice-bands-missing"));
	rules.bands = sizes;
	assert(refuses(&rules, &m, NULL));
}

static void
test_groups(void)
{
	struct mechanism_rules rules = { .mechanism = MECHANISM_SERIAL };
	struct market m = grouped();
	struct mechanism_place where;

	assert(refuses(&rules, &m, NULL));
	groups[0].to = 1;
	assert(refuses(&rules, &m, "groups-pass-seats"));
	rules.mechanism = MECHANISM_TTC;
	assert(refuses(&rules, &m, "groups-not-traded"));
	rules.mechanism = MECHANISM_DEFERRED;
	assert(refuses(&rules, &m, NULL));
	groups[0].to = 0;
	assert(refuses(&rules, &m, "groups-pass-back"));
	groups[0].to = 2;
	assert(refuses(&rules, &m, "groups-pass-back"));
	groups[0].to = MARKET_NONE;
	groups[1].seats = 2;
	assert(refuses(&rules, &m, "groups-over-capacity"));
	assert(mechanism_check(&rules, &m, &where) != NULL && where.program == 0);
	groups[1].seats = 1;
	claims[1].group = 0;
	assert(refuses(&rules, &m, "claims-out-of-order"));
	claims[1].group = 2;
	assert(refuses(&rules, &m, "claims-out-of-order"));
	claims[1].group = 1;
	assert(refuses(&rules, &m, NULL));
}

static void
test_bound_and_shared(void)
{
	struct mechanism_rules rules = { .mechanism = MECHANISM_DEFERRED };
	struct market m = plain, with_groups = grouped();

	m.bundle = twins;
	assert(refuses(&rules, &m, "bundles-not-serial"));
	rules.mechanism = MECHANISM_SERIAL;
	assert(refuses(&rules, &m, "bundles-no-rule"));
	rules.bundled = true;
	assert(refuses(&rules, &m, "bundle-orders-differ"));
	m.order = same;
	assert(refuses(&rules, &m, NULL));
	with_groups.bundle = twins;
	assert(refuses(&rules, &with_groups, "bundles-with-groups"));
	rules.shared = true;
	assert(refuses(&rules, &m, "shared-with-bundles"));
	m.bundle = NULL;
	assert(refuses(&rules, &m, NULL));
	with_groups.bundle = NULL;
	assert(refuses(&rules, &with_groups, "shared-with-groups"));
	rules.mechanism = MECHANISM_IMMEDIATE;
	assert(refuses(&rules, &m, "shared-not-serial"));
}

/* Both want the one seat at 1, B more than A there; and each rule does its own. */
static void
test_run(void)
{
	const uint32_t one[] = { 1, 1 };
	const uint64_t two_each[] = { 0, 2, 4 };
	const struct wish both[] = { { 1, 2 }, { 0, 1 }, { 1, 1 }, { 0, 2 } };
	struct market m = plain;
	struct mechanism_rules rules = { .mechanism = MECHANISM_SERIAL };
	struct market_tie tie;
	struct seat s[2];

	m.capacity = one;
	m.first = two_each;
	m.wishes = both;
	assert(mechanism_run(&rules, &m, s, &tie) == MARKET_OK);
	assert(s[0].program == 1 && s[1].program == 0);
	rules.bands = sizes;
	rules.band_count = 2;
	m.ranked = true;
	m.rankings = rankings;
	m.ranking_of = ranking_of;
	m.ranking_count = 2;
	m.band = band;
	for (int i = MECHANISM_IMMEDIATE; i < MECHANISMS; i++) {
		rules.mechanism = (enum mechanism)i;
		assert(mechanism_run(&rules, &m, s, &tie) == MARKET_OK);
		assert(s[0].program == 0 && s[1].program == 1);
	}
	rules = (struct mechanism_rules){
		.mechanism = MECHANISM_SERIAL, .shared = true, .shared_rule = SHARED_ALL
	};
	m.ranked = false;
	m.order = same;
	assert(mechanism_run(&rules, &m, s, &tie) == MARKET_OK);
	assert(s[0].program == 1 && s[1].program == 1);
	rules = (struct mechanism_rules){ .mechanism = MECHANISM_SERIAL,
		.bundled = true,
		.bundles_rule = BUNDLES_SKIP };
	m.bundle = twins;
	assert(mechanism_run(&rules, &m, s, &tie) == MARKET_OK);
	assert(s[0].program == MARKET_NONE && s[1].program == MARKET_NONE);
}

static void
test_priority(void)
{
	uint32_t low, high;

	assert(market_priority(1, 0, WISH_MARKS - 1, &low) && low == WISH_MARKS - 1);
	assert(!market_priority(1, 0, WISH_MARKS, &low));
	assert(market_priority(4, 0, 1000000000, &low));
	assert(market_priority(4, 1, 0, &high) && high > low);
	assert(market_priority(4, 3, 1000000000, &high) && high < WISH_MARKS);
	assert(!market_priority(5, 0, 1000000000, &low));
	assert(!market_priority(4, 4, 0, &low));
}

int
main(void)
{
	test_names();
	test_what_does_not_fit();
	test_groups();
	test_bound_and_shared();
	test_run();
	test_priority();
	return 0;
}
