#include <assert.h>
#include <stdbool.h>
#include <string.h>

#include "audit/audit.h"
#include "mechanisms/serial.h"

enum { X, Y, Z };
enum { MANY = 64 };

struct list {
	struct breach breaches[MANY];
	size_t count;
};

static void
collect(void *context, const struct breach *b)
{
	struct list *l = context;

	if (l->count < MANY)
		l->breaches[l->count] = *b;
	l->count++;
}

static struct list
check(const struct market *m, const struct seat *s)
{
	struct list l = { .count = 0 };

	assert(audit_check(m, s, collect, &l));
	return l;
}

static bool
is(const struct breach *b, enum breach_code code, uint32_t applicant, uint32_t program,
    uint32_t other)
{
	return b->code == code && b->applicant == applicant && b->program == program &&
	       b->other == other;
}

/* A 1 (X,Y), B 2 (X,Y), C 3 (Y,X), one seat each: A has X, B has Y, C has none. */
static const uint32_t capacity[] = { 1, 1 };
static const uint64_t first[] = { 0, 2, 4, 6 };
static const uint32_t choices[] = { X, Y, X, Y, Y, X };
static const uint64_t order[] = { 1, 2, 3 };
static const struct market abc = { .programs = 2,
	.capacity = capacity,
	.applicants = 3,
	.first = first,
	.choices = choices,
	.order = order };

#define SEAT(program, choice)                \
	{                                    \
		program, choice, MARKET_NONE \
	}
#define NO_SEAT SEAT(MARKET_NONE, MARKET_NONE)

static void
test_right(void)
{
	const struct seat s[] = { SEAT(X, 0), SEAT(Y, 1), NO_SEAT };
	const struct market nobody = { .programs = 2,
		.capacity = capacity,
		.applicants = 0,
		.first = first,
		.choices = choices,
		.order = order };

	assert(check(&abc, s).count == 0);
	assert(check(&nobody, s).count == 0);
}

/* C has Y as his first choice, but B stands before him. */
static void
test_envy(void)
{
	const struct seat s[] = { SEAT(X, 0), NO_SEAT, SEAT(Y, 0) };
	struct list l = check(&abc, s);

	assert(l.count == 1);
	assert(is(&l.breaches[0], BREACH_JUSTIFIED_ENVY, 1, Y, 2));
	assert(l.breaches[0].choice == 1);
	assert(l.breaches[0].seats == 1 && l.breaches[0].filled == 1);
}

static void
test_free_seat(void)
{
	const struct seat s[] = { SEAT(X, 0), NO_SEAT, NO_SEAT };
	struct list l = check(&abc, s);

	assert(l.count == 2);
	assert(is(&l.breaches[0], BREACH_FREE_SEAT, 1, Y, MARKET_NONE));
	assert(is(&l.breaches[1], BREACH_FREE_SEAT, 2, Y, MARKET_NONE));
}

static void
test_over_capacity(void)
{
	const struct seat s[] = { SEAT(X, 0), SEAT(X, 0), SEAT(Y, 0) };
	struct list l = check(&abc, s);

	assert(l.count == 1);
	assert(is(&l.breaches[0], BREACH_OVER_CAPACITY, MARKET_NONE, X, MARKET_NONE));
	assert(l.breaches[0].seats == 1 && l.breaches[0].filled == 2);
}

/*
 * A seat that is taken before the round counts, and nobody can envy it.  That more are
 * taken than there are is a breach of this round only if it gave one more.
 */
static void
test_held(void)
{
	const uint32_t held[] = { 1, 0 }, too_many[] = { 1, 2 };
	struct market m = abc;
	const struct seat right[] = { SEAT(Y, 1), NO_SEAT, NO_SEAT };
	const struct seat wrong[] = { SEAT(X, 0), SEAT(Y, 1), NO_SEAT };
	const struct seat none[] = { NO_SEAT, NO_SEAT, NO_SEAT };
	struct list l;

	m.held = held;
	assert(check(&m, right).count == 0);
	l = check(&m, wrong);
	assert(l.count == 1);
	assert(is(&l.breaches[0], BREACH_OVER_CAPACITY, MARKET_NONE, X, MARKET_NONE));
	m.held = too_many;
	assert(check(&m, none).count == 0);
	l = check(&m, right);
	assert(l.count == 1);
	assert(is(&l.breaches[0], BREACH_OVER_CAPACITY, MARKET_NONE, Y, MARKET_NONE));
	assert(l.breaches[0].seats == 1 && l.breaches[0].filled == 3);
}

static void
test_not_chosen(void)
{
	const uint32_t three[] = { 1, 1, 1 };
	const struct market m = { .programs = 3,
		.capacity = three,
		.applicants = 3,
		.first = first,
		.choices = choices,
		.order = order };
	const struct seat s[] = { SEAT(X, 0), SEAT(Y, 1), SEAT(Z, 0) };
	const struct seat nowhere[] = { SEAT(X, 0), SEAT(Y, 1), SEAT(99, 0) };
	struct list l = check(&m, s);

	assert(l.count == 1);
	assert(is(&l.breaches[0], BREACH_NOT_CHOSEN, 2, Z, MARKET_NONE));
	l = check(&m, nowhere);
	assert(l.count == 1);
	assert(is(&l.breaches[0], BREACH_NOT_CHOSEN, 2, 99, MARKET_NONE));
}

static void
test_wrong_choice(void)
{
	const struct seat s[] = { SEAT(X, 0), SEAT(Y, 0), NO_SEAT };
	const struct seat far[] = { SEAT(X, 0), SEAT(Y, 4000000000), NO_SEAT };
	struct list l = check(&abc, s);

	assert(l.count == 1);
	assert(is(&l.breaches[0], BREACH_WRONG_CHOICE, 1, Y, MARKET_NONE));
	assert(l.breaches[0].choice == 1);
	assert(check(&abc, far).count == 1);
}

static void
test_order_twice(void)
{
	const uint64_t twice[] = { 1, 2, 1 }, far[] = { 1, INT64_MAX, 1 };
	const uint64_t apart[] = { 1, 1000000, INT64_MAX };
	const struct seat s[] = { SEAT(X, 0), SEAT(Y, 1), NO_SEAT };
	struct market m = abc;
	struct list l;

	m.order = apart;
	assert(check(&m, s).count == 0);
	m.order = far;
	l = check(&m, s);
	assert(is(&l.breaches[l.count - 1], BREACH_ORDER_TWICE, 2, MARKET_NONE, 0));
	m.order = twice;
	l = check(&m, s);
	assert(is(&l.breaches[l.count - 1], BREACH_ORDER_TWICE, 2, MARKET_NONE, 0));
}

static void
test_words(void)
{
	assert(strcmp(audit_report_word(BREACH_NOT_CHOSEN), "not-chosen") == 0);
	assert(strcmp(audit_report_word(BREACH_ORDER_TWICE), "order-twice") == 0);
	for (int c = 0; c < BREACH_CODES; c++)
		assert(audit_report_word((enum breach_code)c) != NULL);
}

/* Random markets of up to four applicants and three programs. */
enum { PEOPLE = 4, PLACES = 3 };

struct small {
	uint32_t capacity[PLACES], held[PLACES], choices[PEOPLE * PLACES];
	uint64_t first[PEOPLE + 1], order[PEOPLE];
	struct market m;
	struct seat right[PEOPLE], tried[PEOPLE];
	size_t passed;
};

static uint32_t state = 22216;

static uint32_t
below(uint32_t limit)
{
	state ^= state << 13;
	state ^= state >> 17;
	state ^= state << 5;
	return state % limit;
}

static void
make_small(struct small *k)
{
	struct market_tie tie;
	uint64_t spread = below(2) == 0 ? 1 : 100000;

	memset(k, 0, sizeof *k);
	k->m = (struct market){ .programs = PLACES,
		.capacity = k->capacity,
		.held = k->held,
		.applicants = 1 + below(PEOPLE),
		.first = k->first,
		.choices = k->choices,
		.order = k->order };
	for (uint32_t p = 0; p < PLACES; p++) {
		k->capacity[p] = below(3);
		k->held[p] = k->capacity[p] > 0 ? below(2) : 0;
	}
	for (uint32_t i = 0; i < k->m.applicants; i++) {
		uint32_t start = below(PLACES), step = 1 + below(PLACES - 1);
		uint32_t count = below(PLACES + 1);

		for (uint32_t c = 0; c < count; c++)
			k->choices[k->first[i] + c] = (start + c * step) % PLACES;
		k->first[i + 1] = k->first[i] + count;
	}
	for (uint32_t i = 0; i < k->m.applicants; i++) { /* put in at a random place */
		uint32_t at = below(i + 1);

		k->order[i] = k->order[at];
		k->order[at] = spread * i;
	}
	assert(serial_allocate(&k->m, k->right, &tie) == MARKET_OK);
}

static bool
same_seats(const struct small *k)
{
	for (uint32_t i = 0; i < k->m.applicants; i++)
		if (k->right[i].program != k->tried[i].program ||
		    k->right[i].choice != k->tried[i].choice)
			return false;
	return true;
}

/*
 * Every assignment there is: any program or none to each, with any number of
 * choice.  The right one passes, and no other.
 */
static void
try_all(struct small *k, uint32_t i)
{
	if (i == k->m.applicants) {
		bool passes = check(&k->m, k->tried).count == 0;

		assert(passes == same_seats(k));
		k->passed += passes;
		return;
	}
	k->tried[i] = (struct seat)NO_SEAT;
	try_all(k, i + 1);
	for (uint32_t p = 0; p < PLACES; p++) {
		for (uint32_t c = 0; c < PLACES; c++) {
			k->tried[i] = (struct seat)SEAT(p, c);
			try_all(k, i + 1);
		}
	}
}

static void
test_only_one_passes(void)
{
	for (int round = 0; round < 200; round++) {
		struct small k;

		make_small(&k);
		try_all(&k, 0);
		assert(k.passed == 1);
	}
}

int
main(void)
{
	test_right();
	test_envy();
	test_free_seat();
	test_over_capacity();
	test_held();
	test_not_chosen();
	test_wrong_choice();
	test_order_twice();
	test_words();
	test_only_one_passes();
	return 0;
}
