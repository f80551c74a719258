#include <assert.h>

#include "allocate/refusal.h"
#include "audit/audit_reasons.h"
#include "mechanisms/mechanism_run.h"
#include "small_market.h"

/*
 * Random rounds of every kind: the allocator derives the reasons from the end, the
 * audit by counting turns, and they agree.  What can be told literally is told again.
 */
struct world {
	struct small k;
	struct group groups[PLACES * GROUPS];
	struct groups all;
	struct programs programs;
	uint32_t capacity[PLACES];
	bool offered[PLACES];
	uint32_t none[PLACES * GROUPS + 1];
	struct round round;
};

static void
make_world(struct world *w, const struct mechanism_rules *rules, int what)
{
	struct small *k = &w->k;

	*w = (struct world){ .capacity = { 0 } };
	small_make(k, what);
	k->m.band = k->band;
	w->round.rules = *rules;
	for (uint32_t i = 0; rules->shared && i < k->m.applicants; i++)
		k->order[i] = 1 + below(3);
	if (rules->bundled)
		small_bind(k);
	for (uint32_t p = 0; p < k->m.programs; p++) {
		uint32_t seats = 0;

		for (uint32_t g = k->group_first[p]; g < k->group_first[p + 1]; g++) {
			w->groups[g] = (struct group){ .offered = true,
				.seats = k->groups[g].seats,
				.to = k->groups[g].to };
			seats += k->groups[g].seats;
			if (k->groups[g].to == MARKET_NONE && below(4) == 0)
				w->groups[g].to = PLACES * GROUPS; /* a later round's */
		}
		w->offered[p] = true;
		if (market_grouped(&k->m, p))
			k->capacity[p] = seats + below(2);
		w->capacity[p] = k->capacity[p];
	}
	w->all = (struct groups){ .first = k->group_first, .all = w->groups };
	w->programs = (struct programs){ .count = k->m.programs,
		.offered = w->offered,
		.capacity = w->capacity,
		.groups = &w->all };
	w->round.programs = &w->programs;
	w->round.held = w->none;
	w->round.held_groups = w->none;
}

/* How many got a seat of a program whose order is below a limit. */
static uint64_t
given_before(
    const struct world *w, const struct seat *seats, uint32_t p, uint64_t limit)
{
	uint64_t given = 0;

	for (uint32_t i = 0; i < w->k.m.applicants; i++)
		given += seats[i].program == p && w->k.order[i] < limit;
	return given;
}

/* What a reason says must be so. */
static void
check_word(const struct world *w, const struct seat *seats, uint32_t i, uint32_t choice,
    enum refusal why)
{
	const struct market *m = &w->k.m;
	uint32_t p = small_program(m, i, choice);
	bool serial = w->round.rules.mechanism == MECHANISM_SERIAL;
	uint64_t given = given_before(w, seats, p, serial ? w->k.order[i] : UINT64_MAX);
	bool free = given < w->capacity[p];

	switch (why) {
	case REFUSAL_FULL: /* a free seat is kept for another round */
		assert(!free || market_grouped(m, p));
		break;
	case REFUSAL_TOO_FEW_SEATS:
	case REFUSAL_CLOSED:
	case REFUSAL_GROUP_FULL:
		assert(free);
		break;
	case REFUSAL_BUNDLE_NOT_ELIGIBLE:
		assert(market_open(m, m->first[i] + choice) &&
		       m->bundle[i] != MARKET_NONE);
		break;
	default:
		break;
	}
}

static uint32_t told[REFUSAL_CODES];

static void
test_agree(const struct mechanism_rules *rules, int what)
{
	for (int round = 0; round < 3000; round++) {
		struct world w;
		struct seat seats[PEOPLE];
		struct market_tie tie;
		uint8_t reasons[CHOICES + 1];
		struct refusals *r;

		make_world(&w, rules, what);
		assert(mechanism_run(rules, &w.k.m, seats, &tie) == MARKET_OK);
		assert(audit_reasons(&w.round, &w.k.m, seats, reasons));
		r = refusals_new(&w.round, &w.k.m, seats);
		for (uint32_t i = 0; i < w.k.m.applicants; i++)
			for (uint32_t c = 0; c < small_got(&w.k.m, seats, i); c++) {
				enum refusal why = refusal_of(r, &w.k.m, seats, i, c);

				assert((int)why == reasons[w.k.first[i] + c]);
				assert(
				    !audit_reasons_are_alone(&w.round, &w.k.m) ||
				    audit_reason_alone(&w.round, &w.k.m,
					w.k.first[i] + c) == (enum audit_refusal)why);
				check_word(&w, seats, i, c, why);
				told[why]++;
			}
		refusals_free(r);
	}
}

int
main(void)
{
	static const uint32_t bands[] = { 2, 1 };
	struct mechanism_rules rules = { .bands = bands, .band_count = 2 };

	for (int m = MECHANISM_SERIAL; m <= MECHANISM_DEFERRED; m++) {
		rules.mechanism = (enum mechanism)m;
		test_agree(&rules, SMALL_CLOSED);
		test_agree(&rules, SMALL_GROUPS | SMALL_CLOSED);
		if (m != MECHANISM_SERIAL)
			test_agree(&rules, SMALL_GROUPS | SMALL_PASSING | SMALL_RANKED);
	}
	rules.mechanism = MECHANISM_SERIAL;
	rules.bundled = true;
	for (int rule = BUNDLES_EXPAND; rule <= BUNDLES_REFUSE; rule++) {
		rules.bundles_rule = (enum bundles_rule)rule;
		test_agree(&rules, SMALL_CLOSED);
	}
	rules.bundled = false;
	rules.shared = true;
	for (int rule = SHARED_ALL; rule <= SHARED_NONE; rule++) {
		rules.shared_rule = (enum shared_rule)rule;
		test_agree(&rules, SMALL_CLOSED);
	}
	for (int why = REFUSAL_FULL; why <= REFUSAL_BUNDLE_NOT_ELIGIBLE; why++)
		assert(told[why] > 100);
	return 0;
}
