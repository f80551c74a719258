/* Small enough that every result can be tried. */
#define SMALL_PEOPLE 4
#define SMALL_PLACES 3
#define SMALL_SEATS  3
#include <assert.h>

#include "audit/audit_mechanism.h"
#include "mechanisms/mechanism_run.h"
#include "small_market.h"

static const uint32_t two_and_one[] = { 2, 1 }, three[] = { 3 };

static void
count(void *context, const struct breach *b)
{
	(void)b;
	++*(size_t *)context;
}

struct tried {
	const struct mechanism_rules *rules;
	const struct market *m;
	struct seat right[PEOPLE], seats[PEOPLE];
	size_t all, passed;
};

static void
try_all(struct tried *t, uint32_t i)
{
	const struct market *m = t->m;
	size_t breaches = 0;

	if (i == m->applicants) {
		bool same = true;

		for (uint32_t a = 0; a < i; a++)
			same = same && same_seat(t->right[a], t->seats[a]);
		assert(audit_mechanism(
		    t->rules, m, false, NULL, t->seats, count, &breaches));
		assert((breaches == 0) == same);
		t->passed += breaches == 0;
		t->all++;
		return;
	}
	t->seats[i] = (struct seat){ MARKET_NONE, MARKET_NONE, MARKET_NONE };
	try_all(t, i + 1);
	for (uint32_t c = 0; c < market_list_length(m, i); c++) {
		uint64_t at = m->first[i] + c;
		uint32_t p = market_program(m, at), claims = 0;
		const struct claim *claim = NULL;

		t->seats[i] = (struct seat){ p, c, MARKET_NONE };
		if (!market_grouped(m, p) || !market_open(m, at)) {
			try_all(t, i + 1);
			continue;
		}
		claim = market_claims(m, at, &claims);
		for (uint32_t k = 0; k < claims; k++) {
			t->seats[i].group = claim[k].group;
			try_all(t, i + 1);
		}
	}
}

/* Of all results there are, the audit passes one: that of the mechanism. */
static void
test_only_one(const struct mechanism_rules *rules, int what, int rounds)
{
	size_t all = 0;

	for (int round = 0; round < rounds; round++) {
		struct tried t = { .rules = rules };
		struct market_tie tie;
		struct small k;

		small_make(&k, what);
		k.m.band = k.band;
		t.m = &k.m;
		assert(mechanism_run(rules, &k.m, t.right, &tie) == MARKET_OK);
		try_all(&t, 0);
		assert(t.passed == 1);
		all += t.all;
	}
	assert(all > 5 * (size_t)rounds);
}

int
main(void)
{
	const int groups = SMALL_GROUPS | SMALL_CLOSED;
	struct mechanism_rules rules = { .bands = two_and_one, .band_count = 2 };

	for (int m = 0; m < MECHANISMS; m++) {
		rules.mechanism = (enum mechanism)m;
		test_only_one(&rules, SMALL_HELD | SMALL_CLOSED, 3000);
		if (m == MECHANISM_SERIAL) {
			test_only_one(&rules, groups, 2000);
			continue;
		}
		test_only_one(&rules, SMALL_HELD | SMALL_RANKED, 5000);
		if (m == MECHANISM_TTC)
			continue;
		test_only_one(&rules, groups, 2000);
		test_only_one(&rules, groups | SMALL_RANKED, 2000);
		test_only_one(&rules, groups | SMALL_PASSING, 4000);
		test_only_one(&rules, groups | SMALL_PASSING | SMALL_RANKED, 4000);
	}
	rules = (struct mechanism_rules){
		.mechanism = MECHANISM_PARALLEL, .bands = three, .band_count = 1
	};
	test_only_one(&rules, groups | SMALL_PASSING | SMALL_RANKED, 4000);
	return 0;
}
