#include <assert.h>
#include <string.h>

#include "allocate/refusal.h"
#include "small_market.h"

enum { FULL, GROUPED, NONE_OFFERED };

static bool offered[] = { true, true, false };
static struct group known[] = { { .seats = 1, .to = 9, .offered = true } };
static uint32_t seats_of[] = { 1, 1, 0 }, no_seats[] = { 0, 0, 0, 0 },
		first_groups[] = { 0, 0, 1, 1, 1 };
static struct groups groups_of = { .first = first_groups, .all = known };
static struct programs programs = {
	.count = 3, .offered = offered, .capacity = seats_of, .groups = &groups_of
};
static const struct round round_of = { .programs = &programs,
	.held = no_seats,
	.held_groups = no_seats,
	.rules = { .mechanism = MECHANISM_DEFERRED } };

static void
check(const struct market *m, const struct seat *s, uint32_t applicant, uint32_t choice,
    const char *word)
{
	struct refusals *r = refusals_new(&round_of, m, s);
	const char *is = refusal_word(refusal_of(r, m, s, applicant, choice));

	refusals_free(r);
	assert(word == NULL ? is == NULL : is != NULL && strcmp(is, word) == 0);
}

/* One unplaced, with a choice for each reason; one with the second of three. */
static void
test_reasons(void)
{
	const uint32_t capacity[] = { 1, 1, 0 }, group_first[] = { 0, 0, 1, 1 };
	const struct seat_group groups[] = { { 1, MARKET_NONE, MARKET_NONE } };
	const uint64_t first[] = { 0, 8, 11 }, claim_first[] = { 0, 1, 1 };
	const struct claim claims[] = { { 0, 3 } };
	const struct wish wishes[] = { { FULL, 1 }, { GROUPED, 0 }, { GROUPED, 1 },
		{ NONE_OFFERED, 2 }, { FULL, WISH_BELOW_FLOOR },
		{ FULL, WISH_NOT_ELIGIBLE }, { FULL, WISH_LOCKED },
		{ FULL, WISH_NOT_OFFERED }, { FULL, WISH_BELOW_FLOOR }, { FULL, 2 },
		{ GROUPED, WISH_LOCKED } };
	const struct market m =
	    SMALL_MARKET(3, 2, .wishes = wishes, .ranked = true, SMALL_GROUPED);
	const struct seat s[] = { { MARKET_NONE, MARKET_NONE, MARKET_NONE },
		{ FULL, 1, MARKET_NONE } };

	check(&m, s, 0, 0, "full");
	check(&m, s, 0, 1, "full");
	check(&m, s, 0, 2, "not-eligible");
	check(&m, s, 0, 3, "not-offered");
	check(&m, s, 0, 4, "below-floor");
	check(&m, s, 0, 5, "not-eligible");
	check(&m, s, 0, 6, "locked");
	check(&m, s, 0, 7, "not-offered");
	check(&m, s, 1, 0, "below-floor");
	check(&m, s, 1, 1, NULL);
	check(&m, s, 1, 2, NULL);
}

/* One word for all of a list: the reason that stood nearest to a seat. */
static void
test_of_all(void)
{
	const uint32_t capacity[] = { 1, 1, 1 };
	const uint64_t first[] = { 0, 3, 5, 6, 7 };
	const struct wish wishes[] = { { 0, WISH_NOT_ELIGIBLE }, { 1, 4 },
		{ 2, WISH_BELOW_FLOOR }, { 0, WISH_NOT_ELIGIBLE },
		{ 2, WISH_BELOW_FLOOR }, { 0, WISH_NOT_AGREED }, { 0, WISH_LOCKED } };
	const struct market m = SMALL_MARKET(3, 4, .wishes = wishes);
	const struct seat none = { MARKET_NONE, MARKET_NONE, MARKET_NONE };
	const struct seat s[] = { none, none, none, none };

	struct refusals *r = refusals_new(&round_of, &m, s);

	assert(refusal_of_all(r, &m, s, 0) == REFUSAL_FULL);
	assert(refusal_of_all(r, &m, s, 1) == REFUSAL_BELOW_FLOOR);
	assert(strcmp(refusal_word(refusal_of_all(r, &m, s, 2)), "not-agreed") == 0);
	assert(refusal_of_all(r, &m, s, 3) == REFUSAL_LOCKED);
	refusals_free(r);
}

int
main(void)
{
	test_reasons();
	test_of_all();
	return 0;
}
