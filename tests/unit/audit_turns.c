#include <assert.h>

#include "audit/audit_turns.h"
#include "fixed_seed.h"
#include "mechanisms/bundles.h"
#include "mechanisms/shared.h"
#include "small_market.h"

enum { X, Y };

struct list {
	struct breach breaches[16];
	size_t count;
};

static void
collect(void *context, const struct breach *b)
{
	struct list *l = context;

	if (l->count < sizeof l->breaches / sizeof *l->breaches)
		l->breaches[l->count] = *b;
	l->count++;
}

static struct list
check_shared(const struct market *m, enum shared_rule rule, const struct seat *s)
{
	struct list l = { .count = 0 };

	assert(audit_turns_shared(m, rule, s, collect, &l));
	return l;
}

static struct list
check_bundles(const struct market *m, enum bundles_rule rule, const struct seat *s)
{
	struct list l = { .count = 0 };

	assert(audit_turns_bundles(m, rule, s, collect, &l));
	return l;
}

static bool
is(const struct breach *b, enum breach_code code, uint32_t applicant, uint32_t program,
    uint32_t other)
{
	return b->code == code && b->applicant == applicant && b->program == program &&
	       b->other == other;
}

#define SEAT(program, choice)                \
	{                                    \
		program, choice, MARKET_NONE \
	}
#define NO_SEAT SEAT(MARKET_NONE, MARKET_NONE)

/* A 1, B and C 2, D 3 want X, then Y; X has two seats and Y one. */
static const uint32_t capacity[] = { 2, 1 };
static const uint64_t first[] = { 0, 2, 4, 6, 8 }, order[] = { 1, 2, 2, 3 };
static const uint32_t choices[] = { X, Y, X, Y, X, Y, X, Y };
static const struct market shared =
    SMALL_MARKET(2, 4, .choices = choices, .order = order);

static void
test_shared_all(void)
{
	const struct seat right[] = { SEAT(X, 0), SEAT(X, 0), SEAT(X, 0), SEAT(Y, 1) };
	const struct seat split[] = { SEAT(X, 0), SEAT(X, 0), SEAT(Y, 1), NO_SEAT };
	const struct seat late[] = { SEAT(X, 0), SEAT(X, 0), SEAT(X, 0), SEAT(X, 0) };
	const struct seat idle[] = { SEAT(X, 0), NO_SEAT, NO_SEAT, SEAT(Y, 1) };
	const struct seat envy[] = { NO_SEAT, SEAT(X, 0), SEAT(X, 0), SEAT(Y, 1) };
	const uint32_t held[] = { 2, 0 }, over[] = { 3, 0 };
	const struct seat none_left[] = { SEAT(Y, 1), NO_SEAT, NO_SEAT, NO_SEAT };
	const struct seat too_late[] = { SEAT(X, 0), SEAT(Y, 1), SEAT(Y, 1), NO_SEAT };
	struct market m = shared;
	struct list l = check_shared(&shared, SHARED_ALL, right);

	assert(l.count == 0);
	l = check_shared(&shared, SHARED_ALL, split);
	assert(l.count == 1 && is(&l.breaches[0], BREACH_SHARED_SPLIT, 2, X, 1));
	assert(l.breaches[0].choice == 0);
	l = check_shared(&shared, SHARED_ALL, late); /* D finds nothing left there */
	assert(is(&l.breaches[0], BREACH_OVER_CAPACITY, MARKET_NONE, X, MARKET_NONE));
	assert(l.breaches[0].seats == 2 && l.breaches[0].filled == 4);
	l = check_shared(&shared, SHARED_ALL, idle);
	assert(is(&l.breaches[0], BREACH_FREE_SEAT, 1, X, MARKET_NONE));
	l = check_shared(&shared, SHARED_ALL, envy);
	assert(is(&l.breaches[0], BREACH_JUSTIFIED_ENVY, 0, X, 1));
	m.held = held;
	assert(check_shared(&m, SHARED_ALL, none_left).count == 0);
	l = check_shared(&m, SHARED_ALL, too_late);
	assert(is(&l.breaches[0], BREACH_OVER_CAPACITY, MARKET_NONE, X, MARKET_NONE));
	m.held = over; /* an earlier round was over the plan, as its rule says */
	assert(check_shared(&m, SHARED_ALL, none_left).count == 0);
}

static void
test_shared_none(void)
{
	const struct seat right[] = { SEAT(X, 0), NO_SEAT, NO_SEAT, NO_SEAT };
	const struct seat split[] = { SEAT(X, 0), SEAT(X, 0), NO_SEAT, NO_SEAT };
	const struct seat late[] = { SEAT(X, 0), NO_SEAT, NO_SEAT, SEAT(X, 0) };
	const struct seat over[] = { SEAT(X, 0), SEAT(X, 0), SEAT(X, 0), NO_SEAT };
	const struct seat idle[] = { NO_SEAT, NO_SEAT, NO_SEAT, NO_SEAT };
	struct list l = check_shared(&shared, SHARED_NONE, right);

	assert(l.count == 0); /* B and C close X, and then Y */
	l = check_shared(&shared, SHARED_NONE, split);
	assert(l.count == 2 && is(&l.breaches[0], BREACH_SHARED_SPLIT, 2, X, 1));
	assert(
	    is(&l.breaches[1], BREACH_FREE_SEAT, 2, Y, MARKET_NONE)); /* for C alone */
	l = check_shared(&shared, SHARED_NONE, late);
	assert(l.count == 2 && is(&l.breaches[0], BREACH_JUSTIFIED_ENVY, 1, X, 3));
	assert(is(&l.breaches[1], BREACH_JUSTIFIED_ENVY, 2, X, 3));
	l = check_shared(&shared, SHARED_NONE, over);
	assert(l.count == 2);
	assert(is(&l.breaches[0], BREACH_OVER_CAPACITY, MARKET_NONE, X, MARKET_NONE));
	assert(is(&l.breaches[1], BREACH_FREE_SEAT, 3, Y, MARKET_NONE));
	l = check_shared(&shared, SHARED_NONE, idle); /* A alone is no crowd */
	assert(l.count == 1 && is(&l.breaches[0], BREACH_FREE_SEAT, 0, X, MARKET_NONE));
}

/*
 * A and B share an order, A wants X and then Y, B Y and then X, one seat each.  If
 * both were refused by both, each program would have been asked for by two.
 */
static void
test_closed_for_each_other(void)
{
	const uint32_t one[] = { 1, 1 }, crossed[] = { X, Y, Y, X };
	const uint64_t same[] = { 5, 5 };
	const struct seat right[] = { SEAT(X, 0), SEAT(Y, 0) };
	const struct seat wrong[] = { NO_SEAT, NO_SEAT };
	const struct market m = { .programs = 2,
		.capacity = one,
		.applicants = 2,
		.first = first,
		.choices = crossed,
		.order = same };
	struct list l = check_shared(&m, SHARED_NONE, wrong);

	assert(l.count == 2 && is(&l.breaches[0], BREACH_FREE_SEAT, 0, X, MARKET_NONE));
	assert(is(&l.breaches[1], BREACH_FREE_SEAT, 1, Y, MARKET_NONE));
	assert(check_shared(&m, SHARED_NONE, right).count == 0);
	assert(check_shared(&m, SHARED_ALL, right).count == 0);
}

/* The same four with B and C bound, and two seats at Y. */
static const uint32_t two_each[] = { 2, 2 };
static const uint32_t bundle[] = { MARKET_NONE, 1, 1, MARKET_NONE };
static const struct market bound = { .programs = 2,
	.capacity = two_each,
	.applicants = 4,
	.first = first,
	.choices = choices,
	.order = order,
	.bundle = bundle };
static const struct seat expand[] = { SEAT(X, 0), SEAT(X, 0), SEAT(X, 0), SEAT(Y, 1) };
static const struct seat skip[] = { SEAT(X, 0), SEAT(Y, 1), SEAT(Y, 1), SEAT(X, 0) };
static const struct seat refuse[] = { SEAT(X, 0), SEAT(Y, 1), SEAT(Y, 1), NO_SEAT };

static void
test_bundles(void)
{
	struct list l;

	assert(check_bundles(&bound, BUNDLES_EXPAND, expand).count == 0);
	assert(check_bundles(&bound, BUNDLES_SKIP, skip).count == 0);
	assert(check_bundles(&bound, BUNDLES_REFUSE, refuse).count == 0);
	l = check_bundles(&bound, BUNDLES_EXPAND, skip);
	assert(l.count == 2 && is(&l.breaches[0], BREACH_JUSTIFIED_ENVY, 1, X, 3));
	assert(is(&l.breaches[1], BREACH_JUSTIFIED_ENVY, 2, X, 3));
	l = check_bundles(&bound, BUNDLES_EXPAND, refuse);
	assert(l.count == 3 && is(&l.breaches[0], BREACH_FREE_SEAT, 1, X, MARKET_NONE));
	l = check_bundles(&bound, BUNDLES_SKIP, expand);
	assert(l.count == 1);
	assert(is(&l.breaches[0], BREACH_OVER_CAPACITY, MARKET_NONE, X, MARKET_NONE));
	l = check_bundles(&bound, BUNDLES_SKIP, refuse); /* the seat is D's */
	assert(l.count == 1 && is(&l.breaches[0], BREACH_FREE_SEAT, 3, X, MARKET_NONE));
	l = check_bundles(&bound, BUNDLES_REFUSE, skip);
	assert(l.count == 2 && is(&l.breaches[0], BREACH_JUSTIFIED_ENVY, 1, X, 3));
	l = check_bundles(&bound, BUNDLES_REFUSE, expand);
	assert(is(&l.breaches[0], BREACH_OVER_CAPACITY, MARKET_NONE, X, MARKET_NONE));
}

static void
test_bundles_apart(void)
{
	const struct seat split[] = { SEAT(X, 0), SEAT(X, 0), SEAT(Y, 1), SEAT(Y, 1) };
	const struct seat half[] = { SEAT(X, 0), SEAT(Y, 1), NO_SEAT, SEAT(X, 0) };
	/* D and the bundle would both have fit. */
	const struct seat idle[] = { SEAT(X, 0), NO_SEAT, NO_SEAT, SEAT(Y, 1) };
	const uint64_t twice[] = { 1, 2, 2, 2 }, singles[] = { 1, 2, 2, 1 };
	struct market m = bound;
	struct list l = check_bundles(&bound, BUNDLES_SKIP, split);

	assert(l.count >= 1 && is(&l.breaches[0], BREACH_BUNDLE_SPLIT, 2, Y, 1));
	l = check_bundles(&bound, BUNDLES_SKIP, half);
	assert(is(&l.breaches[0], BREACH_BUNDLE_SPLIT, 2, MARKET_NONE, 1));
	l = check_bundles(&bound, BUNDLES_SKIP, idle);
	assert(l.count == 3 && is(&l.breaches[0], BREACH_JUSTIFIED_ENVY, 1, Y, 3));
	assert(is(&l.breaches[2], BREACH_FREE_SEAT, 3, X, MARKET_NONE));
	m.order = twice;
	l = check_bundles(&m, BUNDLES_SKIP, skip);
	assert(is(&l.breaches[l.count - 1], BREACH_ORDER_TWICE, 3, MARKET_NONE, 2));
	m.order = singles; /* A and D, who are of no bundle */
	l = check_bundles(&m, BUNDLES_SKIP, skip);
	assert(is(&l.breaches[l.count - 1], BREACH_ORDER_TWICE, 3, MARKET_NONE, 0));
}

/* What is closed to one of a bundle is closed to both. */
static void
test_closed_to_one(void)
{
	const struct wish wishes[] = { { X, 0 }, { Y, 0 }, { X, WISH_NOT_ELIGIBLE },
		{ Y, 0 }, { X, 0 }, { Y, 0 }, { X, 0 }, { Y, 0 } };
	struct market m = bound;
	struct list l;

	m.choices = NULL;
	m.wishes = wishes;
	assert(check_bundles(&m, BUNDLES_EXPAND, skip).count == 0);
	l = check_bundles(&m, BUNDLES_EXPAND, expand);
	assert(is(&l.breaches[0], BREACH_NOT_ELIGIBLE, 1, X, MARKET_NONE));
	assert(is(&l.breaches[1], BREACH_NOT_ELIGIBLE, 2, X, MARKET_NONE));
}

static void
test_nothing_is_trusted(void)
{
	const struct seat wild[] = { SEAT(77, 3), SEAT(X, 9), SEAT(X, 1), SEAT(Y, 0) };
	struct list l = check_shared(&shared, SHARED_NONE, wild);

	assert(is(&l.breaches[0], BREACH_NOT_CHOSEN, 0, 77, MARKET_NONE));
	assert(is(&l.breaches[1], BREACH_WRONG_CHOICE, 1, X, MARKET_NONE));
	assert(is(&l.breaches[2], BREACH_WRONG_CHOICE, 2, X, MARKET_NONE));
	assert(is(&l.breaches[3], BREACH_WRONG_CHOICE, 3, Y, MARKET_NONE));
	assert(check_bundles(&bound, BUNDLES_SKIP, wild).count > 4);
}

/*
 * Every assignment there is, any program or none to each: the right one passes, and
 * no other.
 */
enum kind { ALL, NONE, EXPAND, SKIP, REFUSE, KINDS };

struct search {
	struct small k;
	enum kind kind;
	struct seat right[PEOPLE], tried[PEOPLE];
	size_t passed;
};

static void
count(void *context, const struct breach *b)
{
	(void)b;
	++*(size_t *)context;
}

static bool
passes(const struct search *s)
{
	size_t breaches = 0;

	if (s->kind <= NONE)
		assert(audit_turns_shared(&s->k.m,
		    s->kind == ALL ? SHARED_ALL : SHARED_NONE, s->tried, count,
		    &breaches));
	else
		assert(audit_turns_bundles(&s->k.m,
		    s->kind == EXPAND ? BUNDLES_EXPAND
		    : s->kind == SKIP ? BUNDLES_SKIP
				      : BUNDLES_REFUSE,
		    s->tried, count, &breaches));
	return breaches == 0;
}

static void
allocate(struct search *s)
{
	struct market_tie tie;

	if (s->kind <= NONE)
		assert(
		    shared_allocate(&s->k.m, s->kind == ALL ? SHARED_ALL : SHARED_NONE,
			s->right) == MARKET_OK);
	else
		assert(bundles_allocate(&s->k.m,
			   s->kind == EXPAND ? BUNDLES_EXPAND
			   : s->kind == SKIP ? BUNDLES_SKIP
					     : BUNDLES_REFUSE,
			   s->right, &tie) == MARKET_OK);
}

static void
try_all(struct search *s, uint32_t i)
{
	const struct market *m = &s->k.m;
	bool right = true;

	if (i < m->applicants) {
		s->tried[i] = (struct seat)NO_SEAT;
		try_all(s, i + 1);
		for (uint32_t p = 0; p < m->programs; p++) {
			s->tried[i] = (struct seat)SEAT(p, small_choice(m, i, p));
			try_all(s, i + 1);
		}
		return;
	}
	for (i = 0; i < m->applicants; i++)
		right = right && same_seat(s->tried[i], s->right[i]);
	assert(right == passes(s));
	s->passed += right;
}

static void
test_only_one_passes(enum kind kind)
{
	for (int round = 0; round < ROUNDS_OF(2500); round++) {
		struct search s = { .kind = kind };

		small_make(&s.k, SMALL_CLOSED | SMALL_HELD);
		for (uint32_t i = 0; kind <= NONE && i < s.k.m.applicants; i++)
			s.k.order[i] = 1 + below(1 + (uint32_t)round % 4);
		if (kind > NONE)
			small_bind(&s.k);
		allocate(&s);
		try_all(&s, 0);
		assert(s.passed == 1);
	}
}

int
main(void)
{
	test_shared_all();
	test_shared_none();
	test_closed_for_each_other();
	test_bundles();
	test_bundles_apart();
	test_closed_to_one();
	test_nothing_is_trusted();
	for (int kind = 0; kind < KINDS; kind++)
		test_only_one_passes((enum kind)kind);
	return 0;
}
