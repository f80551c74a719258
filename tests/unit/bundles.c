#include <assert.h>

#include "mechanisms/bundles.h"
#include "mechanisms/serial.h"
#include "small_market.h"

enum { X, Y };

/* A 1, twins B and C 2, D 3; X has two seats and Y two; all want X, then Y. */
static const uint32_t capacity[] = { 2, 2 };
static const uint64_t first[] = { 0, 2, 4, 6, 8 }, order[] = { 1, 2, 2, 3 };
static const uint32_t choices[] = { X, Y, X, Y, X, Y, X, Y };
static const uint32_t bundle[] = { MARKET_NONE, 1, 1, MARKET_NONE };
static const struct market abcd =
    SMALL_MARKET(2, 4, .choices = choices, .order = order, .bundle = bundle);

static bool
refuses(const struct market *m, struct market_tie *tie, const char *code)
{
	const char *is = mechanism_check_bundles(m, tie);

	return is != NULL && strcmp(is, code) == 0;
}

static void
test_last_seat(void)
{
	struct market_tie tie;
	struct seat s[4];

	assert(mechanism_check_bundles(&abcd, &tie) == NULL);
	assert(bundles_allocate(&abcd, BUNDLES_EXPAND, s, &tie) == MARKET_OK);
	assert(s[0].program == X && s[1].program == X && s[2].program == X);
	assert(s[3].program == Y);
	assert(bundles_allocate(&abcd, BUNDLES_SKIP, s, &tie) == MARKET_OK);
	assert(s[0].program == X && s[1].program == Y && s[2].program == Y);
	assert(s[3].program == X && s[1].choice == 1);
	assert(bundles_allocate(&abcd, BUNDLES_REFUSE, s, &tie) == MARKET_OK);
	assert(s[0].program == X && s[1].program == Y && s[2].program == Y);
	assert(s[3].program == MARKET_NONE && s[3].choice == MARKET_NONE);
}

static void
test_faults(void)
{
	const uint64_t apart[] = { 1, 2, 3, 4 }, twice[] = { 1, 2, 2, 2 };
	const uint32_t other[] = { X, Y, X, Y, Y, X, X, Y };
	const uint32_t no_first[] = { MARKET_NONE, 2, 2, MARKET_NONE };
	const uint32_t of_single[] = { MARKET_NONE, MARKET_NONE, 0, MARKET_NONE };
	struct market m = abcd;
	struct market_tie tie;
	struct seat s[4];

	m.order = apart;
	assert(refuses(&m, &tie, "bundle-orders-differ"));
	assert(tie.applicant == 1 && tie.other == 2);
	m.order = order;
	m.choices = other;
	assert(refuses(&m, &tie, "bundle-lists-differ"));
	m.choices = choices;
	m.bundle = no_first;
	assert(refuses(&m, &tie, "bundle-no-first") && tie.other == 1);
	m.bundle = of_single;
	assert(refuses(&m, &tie, "bundle-no-first") && tie.other == 2);
	m.bundle = bundle;
	m.order = twice;
	assert(bundles_allocate(&m, BUNDLES_SKIP, s, &tie) == MARKET_ORDER_TWICE);
	assert(tie.applicant == 1 && tie.other == 3);
	m.bundle = NULL;
	assert(bundles_allocate(&m, BUNDLES_SKIP, s, &tie) == MARKET_ORDER_TWICE);
	assert(tie.applicant == 1 && tie.other == 2);
}

/*
 * The rule is told by going through the orders.
 */
static void
serve_literally(const struct small *k, enum bundles_rule rule, uint32_t *got)
{
	const struct market *m = &k->m;
	uint32_t left[PLACES];

	for (uint32_t p = 0; p < m->programs; p++)
		left[p] = market_free(m, p);
	for (uint32_t i = 0; i < m->applicants; i++)
		got[i] = MARKET_NONE;
	for (uint64_t o = 0; o < 40; o++) {
		uint32_t who[PEOPLE], count = 0, took = MARKET_NONE;

		for (uint32_t i = 0; i < m->applicants; i++)
			if (k->order[i] == o)
				who[count++] = i;
		for (uint32_t c = 0; count > 0 && c < market_list_length(m, who[0]);
		     c++) {
			uint32_t p = small_program(m, who[0], c);
			bool open = true;

			for (uint32_t i = 0; i < count; i++)
				open = open && market_open(m, m->first[who[i]] + c);
			if (!open || left[p] == 0 || took != MARKET_NONE)
				continue;
			if (left[p] >= count) {
				left[p] -= count;
				took = p;
			} else if (rule == BUNDLES_EXPAND) {
				left[p] = 0;
				took = p;
			} else if (rule == BUNDLES_REFUSE)
				left[p] = 0;
		}
		for (uint32_t i = 0; i < count; i++)
			got[who[i]] = took;
	}
}

static void
test_literally(void)
{
	for (int round = 0; round < 6000; round++) {
		enum bundles_rule rule = (enum bundles_rule)below(3);
		struct small k;
		struct market_tie tie;
		struct seat seats[PEOPLE];
		uint32_t got[PEOPLE];

		small_make(&k, SMALL_HELD);
		small_bind(&k);
		assert(mechanism_check_bundles(&k.m, &tie) == NULL);
		assert(bundles_allocate(&k.m, rule, seats, &tie) == MARKET_OK);
		serve_literally(&k, rule, got);
		for (uint32_t i = 0; i < k.m.applicants; i++) {
			assert(seats[i].program == got[i]);
			small_got(&k.m, seats, i);
		}
	}
}

int
main(void)
{
	test_last_seat();
	test_faults();
	test_literally();
	return 0;
}
