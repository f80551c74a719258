#include <stdlib.h>

#include "audit/audit.h"

/* What the published result says about a program. */
struct tally {
	uint64_t filled;
	uint64_t
	    order; /* of the last one in order that got a seat in this round; or 0 */
	uint32_t last; /* who that is, or MARKET_NONE */
};

struct order_audit {
	const struct market *market;
	const struct seat *seats;
	struct audit_report report;
	struct tally *tallies;
	/*
	 * A seat at the program was in reach of every order below this: of all orders
	 * if a seat is left, or of all that come before the last one admitted.
	 */
	uint64_t *reach;
};

uint32_t
audit_choice(const struct market *m, uint32_t applicant, const struct seat *seat,
    enum breach_code *code)
{
	uint32_t count = market_list_length(m, applicant), c = 0;
	uint64_t first = m->first[applicant];

	*code = BREACH_CODES;
	if (seat->choice < count &&
	    market_program(m, first + seat->choice) == seat->program)
		return seat->choice;
	while (c < count && market_program(m, first + c) != seat->program)
		c++;
	*code = c < count ? BREACH_WRONG_CHOICE : BREACH_NOT_CHOSEN;
	return c < count ? c : MARKET_NONE;
}

/* How many seats each program gave, and who is the last one in. */
static void
count_seats(struct order_audit *a)
{
	const struct market *m = a->market;

	for (uint32_t p = 0; p < m->programs; p++) {
		uint64_t held = m->held != NULL ? m->held[p] : 0;

		a->tallies[p] = (struct tally){ held, 0, MARKET_NONE };
	}
	for (uint32_t i = 0; i < m->applicants; i++) {
		const struct seat *s = &a->seats[i];
		struct tally *t;

		if (s->program >= m->programs)
			continue;
		t = &a->tallies[s->program];
		t->filled++;
		if (t->last == MARKET_NONE || t->order < m->order[i]) {
			t->order = m->order[i];
			t->last = i;
		}
	}
}

static void
check_seats(struct order_audit *a)
{
	const struct market *m = a->market;

	for (uint32_t i = 0; i < m->applicants; i++) {
		const struct seat *s = &a->seats[i];
		enum breach_code code;
		uint32_t c;

		if (s->program == MARKET_NONE)
			continue;
		c = audit_choice(m, i, s, &code);
		if (code != BREACH_CODES)
			audit_report(
			    &a->report, code, i, s->program, MARKET_NONE, c, 0);
	}
}

static void
check_capacity(struct order_audit *a)
{
	const struct market *m = a->market;

	for (uint32_t p = 0; p < m->programs; p++) {
		const struct tally *t = &a->tallies[p];

		/* An earlier round may have gone over the capacity by a rule.  That is
		 * no breach of this round as long as this round adds nothing.
		 */
		if (t->filled > m->capacity[p] && t->last != MARKET_NONE)
			audit_report(&a->report, BREACH_OVER_CAPACITY, MARKET_NONE, p,
			    MARKET_NONE, MARKET_NONE, t->filled);
		a->reach[p] =
		    audit_report_free(m, p, t->filled) > 0 ? UINT64_MAX : t->order;
	}
}

/* An applicant wanted more what stands in the list before the program of the seat. */
static void
check_wishes(struct order_audit *a)
{
	const struct market *m = a->market;

	for (uint32_t i = 0; i < m->applicants; i++) {
		const uint32_t *choices = m->choices + m->first[i];
		uint32_t count = market_list_length(m, i), got = a->seats[i].program;
		uint64_t order = m->order[i];

		for (uint32_t c = 0; c < count && choices[c] != got; c++) {
			uint32_t p = choices[c];

			if (order >= a->reach[p])
				continue;
			if (a->reach[p] == UINT64_MAX)
				audit_report(&a->report, BREACH_FREE_SEAT, i, p,
				    MARKET_NONE, c, a->tallies[p].filled);
			else
				audit_report(&a->report, BREACH_JUSTIFIED_ENVY, i, p,
				    a->tallies[p].last, c, a->tallies[p].filled);
		}
	}
}

/*
 * Whether all orders differ, by a bit for each possible one.  False as well if
 * they lie too far apart for that, or there is no memory.
 */
static bool
orders_differ(const struct market *m)
{
	uint64_t low = UINT64_MAX, high = 0, range;
	uint64_t *seen;
	bool differ = true;

	for (uint32_t i = 0; i < m->applicants; i++) {
		low = m->order[i] < low ? m->order[i] : low;
		high = m->order[i] > high ? m->order[i] : high;
	}
	range = m->applicants > 0 ? high - low : 0;
	if (range / 64 > m->applicants)
		return false;
	seen = calloc((size_t)(range / 64 + 1), sizeof *seen);
	if (seen == NULL)
		return false;
	for (uint32_t i = 0; differ && i < m->applicants; i++) {
		uint64_t *word = &seen[(m->order[i] - low) / 64];
		uint64_t bit = (uint64_t)1 << (m->order[i] - low) % 64;

		differ = (*word & bit) == 0;
		*word |= bit;
	}
	free(seen);
	return differ;
}

struct numbered {
	uint64_t order;
	uint32_t applicant;
};

static int
compare_numbered(const void *a, const void *b)
{
	const struct numbered *x = a, *y = b;

	if (x->order != y->order)
		return x->order < y->order ? -1 : 1;
	return (x->applicant > y->applicant) - (x->applicant < y->applicant);
}

static bool
same_bundle(const struct market *m, uint32_t one, uint32_t other)
{
	return m->bundle != NULL && m->bundle[one] != MARKET_NONE &&
	       m->bundle[one] == m->bundle[other];
}

/* Who has the order of an earlier row; false if there is no memory. */
static bool
check_orders(struct order_audit *a)
{
	const struct market *m = a->market;
	struct numbered *all;

	if (orders_differ(m))
		return true;
	all = malloc(m->applicants * sizeof *all);
	if (all == NULL)
		return false;
	for (uint32_t i = 0; i < m->applicants; i++)
		all[i] = (struct numbered){ m->order[i], i };
	qsort(all, m->applicants, sizeof *all, compare_numbered);
	for (uint32_t i = 1; i < m->applicants; i++)
		if (all[i].order == all[i - 1].order &&
		    !same_bundle(m, all[i].applicant, all[i - 1].applicant))
			audit_report(&a->report, BREACH_ORDER_TWICE, all[i].applicant,
			    MARKET_NONE, all[i - 1].applicant, MARKET_NONE, 0);
	free(all);
	return true;
}

bool
audit_orders(const struct market *m,
    void (*found)(void *context, const struct breach *), void *context)
{
	struct order_audit a = { m, NULL, { m, found, context }, NULL, NULL };

	return check_orders(&a);
}

bool
audit_check(const struct market *m, const struct seat *seats,
    void (*found)(void *context, const struct breach *), void *context)
{
	size_t room = m->programs + (size_t)1;
	struct order_audit a = { m, seats, { m, found, context }, NULL, NULL };
	bool done = false;

	a.tallies = malloc(room * sizeof *a.tallies);
	a.reach = malloc(room * sizeof *a.reach);
	if (a.tallies != NULL && a.reach != NULL) {
		count_seats(&a);
		check_seats(&a);
		check_capacity(&a);
		check_wishes(&a);
		done = check_orders(&a);
	}
	free(a.tallies);
	free(a.reach);
	return done;
}
