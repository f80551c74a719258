#include <assert.h>

#include "audit/audit_mechanism.h"
#include "mechanisms/mechanism_run.h"
#include "small_market.h"

static const uint32_t two_and_one[] = { 2, 1 };

static void
count(void *context, const struct breach *b)
{
	++((size_t *)context)[b->code];
}

static size_t
breaches(const struct mechanism_rules *rules, const struct market *m,
    const struct seat *seats, size_t *codes)
{
	size_t all = 0;

	memset(codes, 0, BREACH_CODES * sizeof *codes);
	assert(audit_mechanism(rules, m, false, NULL, seats, count, codes));
	for (int c = 0; c < BREACH_CODES; c++)
		all += codes[c];
	return all;
}

/* Marks on choices are as good as those of wishes: same seats, same breaches. */
static void
check_marked(const struct mechanism_rules *rules, struct small *k,
    const struct seat *given, const struct seat *published, const size_t *codes)
{
	struct market marked = small_marked(k);
	struct mechanism_place where;
	struct market_tie tie;
	struct seat seats[PEOPLE];
	size_t same[BREACH_CODES];

	assert(mechanism_check(rules, &marked, &where) == NULL);
	assert(mechanism_run(rules, &marked, seats, &tie) == MARKET_OK);
	for (uint32_t i = 0; i < marked.applicants; i++)
		assert(same_seat(seats[i], given[i]));
	breaches(rules, &marked, published, same);
	assert(memcmp(same, codes, sizeof same) == 0);
}

/*
 * Whatever a mechanism gives has no breach.  With one applicant moved to another
 * program, or out of his, it has one, in every mechanism.
 */
static void
test_result(const struct mechanism_rules *rules, int what)
{
	for (int round = 0; round < 2000; round++) {
		struct mechanism_place where;
		struct market_tie tie;
		struct small k;
		struct seat seats[PEOPLE], given[PEOPLE];
		size_t codes[BREACH_CODES];
		uint32_t i, p;

		small_make(&k, what);
		k.m.band = k.band;
		for (i = 0; rules->shared && i < k.m.applicants; i++)
			k.order[i] = 1 + below(4);
		if (rules->bundled)
			small_bind(&k);
		assert((what & SMALL_GROUPS) != 0 ||
		       mechanism_check(rules, &k.m, &where) == NULL);
		assert(mechanism_run(rules, &k.m, seats, &tie) == MARKET_OK);
		assert(breaches(rules, &k.m, seats, codes) == 0);
		memcpy(given, seats, sizeof given);
		i = below(k.m.applicants);
		p = below(k.m.programs + 1) - 1;
		if (seats[i].program == p)
			continue;
		seats[i] = (struct seat){ p, MARKET_NONE, MARKET_NONE };
		if (p != MARKET_NONE && small_choice(&k.m, i, p) < PLACES)
			seats[i].choice = small_choice(&k.m, i, p);
		assert(breaches(rules, &k.m, seats, codes) > 0);
		if ((what & (SMALL_RANKED | SMALL_GROUPS)) == 0 &&
		    rules->mechanism != MECHANISM_LEFTOVER)
			check_marked(rules, &k, given, seats, codes);
	}
}

static void
test_results(int what)
{
	const bool one_order = (what & SMALL_RANKED) == 0;
	const bool groups = (what & SMALL_GROUPS) != 0;
	struct mechanism_rules rules = { .bands = two_and_one, .band_count = 2 };

	for (int m = 0; m < MECHANISMS; m++) {
		rules.mechanism = (enum mechanism)m;
		if ((m == MECHANISM_SERIAL && !one_order) ||
		    (m == MECHANISM_TTC && groups))
			continue;
		test_result(&rules, what);
	}
	rules.mechanism = MECHANISM_SERIAL;
	for (int r = 0; r < 2 && one_order && !groups; r++) {
		rules.shared = true;
		rules.shared_rule = (enum shared_rule)r;
		test_result(&rules, what);
	}
	rules.shared = false;
	for (int r = 0; r < 3 && one_order && !groups; r++) {
		rules.bundled = true;
		rules.bundles_rule = (enum bundles_rule)r;
		test_result(&rules, what);
	}
}

/* A 1 and B 2 want the one seat, B has it.
 */
static void
test_envy(void)
{
	static const uint32_t capacity[] = { 1 };
	static const uint64_t first[] = { 0, 1, 2 }, order[] = { 1, 2 },
			      same[] = { 1, 1 };
	static const struct wish wishes[] = { { 0, 0 }, { 0, 0 } };
	static const struct wish ranked[] = { { 0, 1 }, { 0, 2 } };
	static const struct seat seats[] = { { MARKET_NONE, MARKET_NONE, MARKET_NONE },
		{ 0, 0, MARKET_NONE } };
	struct market m = SMALL_MARKET(1, 2, .wishes = wishes, .order = order);
	struct mechanism_rules rules = { .bands = two_and_one, .band_count = 2 };
	size_t codes[BREACH_CODES];
	const uint16_t band[] = { 0, 0 };
	uint64_t entries[] = { (uint64_t)1 << 32, (uint64_t)2 << 32 | 1 };
	const struct ranking rankings[] = { { entries, 2 } };
	const uint32_t ranking_of[] = { 0 };

	m.band = band;
	for (int i = 0; i < MECHANISMS; i++) {
		rules.mechanism = (enum mechanism)i;
		assert(breaches(&rules, &m, seats, codes) == 1);
		assert(codes[BREACH_JUSTIFIED_ENVY] == 1);
	}
	m.wishes = ranked;
	m.ranked = true;
	m.rankings = rankings;
	m.ranking_of = ranking_of;
	m.ranking_count = 1;
	for (int i = MECHANISM_IMMEDIATE; i < MECHANISMS; i++) {
		rules.mechanism = (enum mechanism)i;
		if (i == MECHANISM_TTC) { /* envy is no breach, but this is no trade */
			assert(breaches(&rules, &m, seats, codes) == 2);
			assert(codes[BREACH_WRONG_SEAT] == 2);
			continue;
		}
		assert(breaches(&rules, &m, seats, codes) == 1);
		assert(codes[BREACH_JUSTIFIED_ENVY] == 1);
	}
	m.wishes = wishes;
	m.ranked = false;
	m.rankings = NULL;
	/* A doubled order is one everywhere, unless places are shared. */
	m.order = same;
	for (int i = 0; i < MECHANISMS; i++) {
		rules.mechanism = (enum mechanism)i;
		assert(breaches(&rules, &m, seats, codes) == 1);
		assert(codes[BREACH_ORDER_TWICE] == 1);
	}
	rules.mechanism = MECHANISM_SERIAL;
	rules.shared = true;
	assert(breaches(&rules, &m, seats, codes) == 1);
	assert(codes[BREACH_SHARED_SPLIT] == 1);
}

int
main(void)
{
	test_results(SMALL_HELD | SMALL_CLOSED);
	test_results(SMALL_HELD | SMALL_CLOSED | SMALL_RANKED);
	test_results(SMALL_GROUPS);
	test_results(SMALL_GROUPS | SMALL_RANKED);
	test_results(SMALL_GROUPS | SMALL_PASSING | SMALL_RANKED);
	test_envy();
	return 0;
}
