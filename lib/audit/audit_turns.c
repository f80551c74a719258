#include <stdlib.h>

#include "audit/audit_report.h"
#include "audit/audit_turns.h"
#include "memory/array.h"

/* What becomes of those who share a turn and are more than the seats left. */
enum rule { ALL, NONE, SKIP };

/* What the published result says about a program. */
struct tally {
	uint64_t free, given; /* seats that are left, and those of this round */
	uint64_t filled;      /* with those taken before the round */
	uint64_t order;       /* of the last one in order that got a seat, */
	uint64_t same;        /* how many who have it got one, */
	uint32_t last;        /* and the first of them in the rows, or MARKET_NONE */
	/* The first order that was refused; UINT64_MAX: none was. */
	uint64_t refused;
	uint64_t asked; /* those of that order who have no other seat in reach */
	bool closed;    /* by them, and with reason */
};

/* A choice refused by a program with free seats to one of its first refused. */
struct refusal {
	uint64_t order;
	uint32_t applicant, choice, program;
};

struct turns_audit {
	const struct market *market;
	const struct seat *seats;
	struct audit_report report;
	enum rule rule;
	struct tally *tallies;
	/* Bundles: how many each first one stands for, and what is closed to any. */
	uint32_t *sizes;
	bool *closed;
	/* SKIP: the orders of those in each program, the smallest first. */
	uint64_t *orders, *starts;
	/* NONE */
	struct refusal *refusals;
	size_t count, room;
	bool no_memory;
};

/* A breach at a program that may be out of range. */
static void
report(struct turns_audit *a, enum breach_code code, uint32_t applicant,
    uint32_t program, uint32_t other, uint32_t choice)
{
	bool in_range = program < a->market->programs;

	audit_report(&a->report, code, applicant, program, other, choice,
	    in_range ? a->tallies[program].filled : 0);
}

/* The first one of the bundle of an applicant, or the applicant. */
static uint32_t
first_of(const struct market *m, uint32_t applicant)
{
	return m->bundle != NULL && m->bundle[applicant] != MARKET_NONE
		   ? m->bundle[applicant]
		   : applicant;
}

static bool
is_open(const struct turns_audit *a, uint32_t applicant, uint32_t choice)
{
	const struct market *m = a->market;

	if (a->closed != NULL)
		return !a->closed[m->first[first_of(m, applicant)] + choice];
	return market_open(m, m->first[applicant] + choice);
}

static void
count_seats(struct turns_audit *a)
{
	const struct market *m = a->market;

	for (uint32_t p = 0; p < m->programs; p++)
		a->tallies[p] =
		    (struct tally){ .filled = m->held != NULL ? m->held[p] : 0,
			    .last = MARKET_NONE,
			    .refused = UINT64_MAX };
	for (uint32_t i = 0; i < m->applicants; i++) {
		struct tally *t;

		if (a->seats[i].program >= m->programs)
			continue;
		t = &a->tallies[a->seats[i].program];
		t->filled++;
		t->given++;
		if (t->last == MARKET_NONE || t->order < m->order[i]) {
			t->order = m->order[i];
			t->last = i;
			t->same = 0;
		}
		t->same += t->order == m->order[i];
	}
	for (uint32_t p = 0; p < m->programs; p++)
		a->tallies[p].free = audit_report_free(m, p, a->tallies[p].filled);
}

/* Who is bound to whom: how many they are, and what is closed to one of them. */
static bool
read_bundles(struct turns_audit *a)
{
	const struct market *m = a->market;
	bool marks = market_may_close(m);

	a->sizes = calloc(m->applicants + (size_t)1, sizeof *a->sizes);
	if (marks)
		a->closed =
		    calloc(m->first[m->applicants] + (size_t)1, sizeof *a->closed);
	if (a->sizes == NULL || (marks && a->closed == NULL))
		return false;
	for (uint32_t i = 0; i < m->applicants; i++) {
		uint32_t first = first_of(m, i);

		a->sizes[first]++;
		for (uint32_t c = 0; marks && c < market_list_length(m, i); c++)
			if (!market_open(m, m->first[i] + c))
				a->closed[m->first[first] + c] = true;
	}
	return true;
}

static int
compare_orders(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* The orders of those in each program, sorted. */
static bool
read_orders(struct turns_audit *a)
{
	const struct market *m = a->market;
	uint64_t *at;

	a->orders = malloc((m->applicants + (size_t)1) * sizeof *a->orders);
	a->starts = calloc(m->programs + (size_t)2, sizeof *a->starts);
	if (a->orders == NULL || a->starts == NULL)
		return false;
	at = a->starts + 1; /* where the next one of each program goes */
	for (uint32_t p = 0; p < m->programs; p++)
		at[p + 1] = at[p] + a->tallies[p].given;
	for (uint32_t i = 0; i < m->applicants; i++)
		if (a->seats[i].program < m->programs)
			a->orders[at[a->seats[i].program]++] = m->order[i];
	for (uint32_t p = 0; p < m->programs; p++)
		qsort(a->orders + a->starts[p], a->tallies[p].given, sizeof *a->orders,
		    compare_orders);
	return true;
}

/* How many got a seat of a program who come after an order. */
static uint64_t
count_after(const struct turns_audit *a, uint32_t program, uint64_t order)
{
	uint64_t low = a->starts[program], end = low + a->tallies[program].given,
		 high = end;

	while (low < high) {
		uint64_t middle = low + (high - low) / 2;

		if (a->orders[middle] <= order)
			low = middle + 1;
		else
			high = middle;
	}
	return end - low;
}

static void
check_seats(struct turns_audit *a)
{
	const struct market *m = a->market;

	for (uint32_t i = 0; i < m->applicants; i++) {
		const struct seat *seat = &a->seats[i];
		uint32_t first = first_of(m, i), choice;
		enum breach_code code;

		if (seat->program != a->seats[first].program)
			report(a, BREACH_BUNDLE_SPLIT, i, seat->program, first,
			    MARKET_NONE);
		if (seat->program == MARKET_NONE)
			continue;
		choice = audit_choice(m, i, seat, &code);
		if (code != BREACH_CODES)
			report(a, code, i, seat->program, MARKET_NONE, choice);
		if (choice != MARKET_NONE && !is_open(a, i, choice))
			report(a, BREACH_NOT_ELIGIBLE, i, seat->program, MARKET_NONE,
			    choice);
	}
}

/* That an earlier round went over the capacity is no breach if this one adds nothing.
 */
static void
check_capacity(struct turns_audit *a)
{
	const struct market *m = a->market;

	for (uint32_t p = 0; p < m->programs; p++) {
		const struct tally *t = &a->tallies[p];
		bool over = t->filled > m->capacity[p];

		if (a->rule == ALL) /* the last ones may be over it together */
			over = over && t->filled - t->same >= m->capacity[p];
		if (over && t->given > 0)
			report(a, BREACH_OVER_CAPACITY, MARKET_NONE, p, MARKET_NONE,
			    MARKET_NONE);
	}
}

/* Call judge for each choice that an applicant wanted more than the seat. */
static void
each_refused(
    struct turns_audit *a, void (*judge)(struct turns_audit *, uint32_t applicant,
			       uint32_t choice, uint32_t p))
{
	const struct market *m = a->market;

	for (uint32_t i = 0; i < m->applicants; i++) {
		uint32_t count = market_list_length(m, i), got = a->seats[i].program;

		for (uint32_t c = 0; c < count; c++) {
			uint32_t p = market_program(m, m->first[i] + c);

			if (p == got)
				break;
			if (is_open(a, i, c))
				judge(a, i, c, p);
		}
	}
}

static void
find_first_refused(
    struct turns_audit *a, uint32_t applicant, uint32_t choice, uint32_t p)
{
	uint64_t order = a->market->order[applicant];

	(void)choice;
	if (order < a->tallies[p].refused)
		a->tallies[p].refused = order;
}

/* Report one who comes before the last one in, or shares that order. */
static bool
is_passed_over(struct turns_audit *a, uint32_t applicant, uint32_t choice, uint32_t p)
{
	const struct tally *t = &a->tallies[p];
	uint64_t order = a->market->order[applicant];

	if (t->last == MARKET_NONE || order > t->order)
		return false;
	/* Where there are bundles, one that is split or an order that is doubled has
	 * been reported. */
	if (order < t->order)
		report(a, BREACH_JUSTIFIED_ENVY, applicant, p, t->last, choice);
	else if (a->market->bundle == NULL)
		report(a, BREACH_SHARED_SPLIT, applicant, p, t->last, choice);
	return true;
}

static void
judge_all(struct turns_audit *a, uint32_t applicant, uint32_t choice, uint32_t p)
{
	if (a->tallies[p].free > 0)
		report(a, BREACH_FREE_SEAT, applicant, p, MARKET_NONE, choice);
	else
		is_passed_over(a, applicant, choice, p);
}

static void
judge_skip(struct turns_audit *a, uint32_t applicant, uint32_t choice, uint32_t p)
{
	const struct tally *t = &a->tallies[p];
	uint64_t order = a->market->order[applicant];
	uint32_t size = a->sizes != NULL ? a->sizes[first_of(a->market, applicant)] : 1;

	if (t->free >= size)
		report(a, BREACH_FREE_SEAT, applicant, p, MARKET_NONE, choice);
	else if (t->last != MARKET_NONE && order < t->order &&
		 t->free + count_after(a, p, order) >= size)
		report(a, BREACH_JUSTIFIED_ENVY, applicant, p, t->last, choice);
}

static void
judge_none(struct turns_audit *a, uint32_t applicant, uint32_t choice, uint32_t p)
{
	const struct tally *t = &a->tallies[p];
	uint64_t order = a->market->order[applicant];

	if (is_passed_over(a, applicant, choice, p) || t->free == 0 ||
	    order != t->refused)
		return;
	if (!array_reserve(&a->refusals, &a->room, a->count + 1, sizeof *a->refusals)) {
		a->no_memory = true;
		return;
	}
	a->refusals[a->count++] = (struct refusal){ order, applicant, choice, p };
}

static int
compare_refusals(const void *a, const void *b)
{
	const struct refusal *x = a, *y = b;

	if (x->order != y->order)
		return x->order < y->order ? -1 : 1;
	if (x->applicant != y->applicant)
		return x->applicant < y->applicant ? -1 : 1;
	return (x->choice > y->choice) - (x->choice < y->choice);
}

/* Whether all that the applicant of r wanted more than r is closed with reason. */
static bool
is_last_hope(
    const struct turns_audit *a, const struct refusal *class, const struct refusal *r)
{
	for (const struct refusal *e = r; e > class && e[-1].applicant == r->applicant;
	     e--)
		if (!a->tallies[e[-1].program].closed)
			return false;
	return true;
}

/*
 * Of the programs that a class has been the first to be refused by, though they have
 * free seats: find a reason for one after the other, until there is no more.
 */
static void
check_class(struct turns_audit *a, const struct refusal *class, size_t count)
{
	bool more = true;

	while (more) {
		more = false;
		for (size_t i = 0; i < count; i++)
			a->tallies[class[i].program].asked = 0;
		for (size_t i = 0; i < count; i++) {
			struct tally *t = &a->tallies[class[i].program];

			t->asked += is_last_hope(a, class, &class[i]);
			if (t->asked <= t->free || t->closed)
				continue;
			t->closed = true;
			more = true;
		}
	}
	for (size_t i = 0; i < count; i++)
		if (!a->tallies[class[i].program].closed &&
		    is_last_hope(a, class, &class[i]))
			report(a, BREACH_FREE_SEAT, class[i].applicant,
			    class[i].program, MARKET_NONE, class[i].choice);
}

/* Seats that stay free must have been too few for those who closed the program. */
static void
check_closed(struct turns_audit *a)
{
	size_t end;

	if (a->count > 0)
		qsort(a->refusals, a->count, sizeof *a->refusals, compare_refusals);
	for (size_t i = 0; i < a->count; i = end) {
		for (end = i + 1;
		     end < a->count && a->refusals[end].order == a->refusals[i].order;
		     end++)
			;
		check_class(a, a->refusals + i, end - i);
	}
}

static void
check_wishes(struct turns_audit *a)
{
	switch (a->rule) {
	case ALL:
		each_refused(a, judge_all);
		break;
	case SKIP:
		each_refused(a, judge_skip);
		break;
	case NONE:
		each_refused(a, find_first_refused);
		each_refused(a, judge_none);
		check_closed(a);
	}
}

static bool
check(struct turns_audit *a)
{
	bool done = false;

	a->tallies = malloc((a->market->programs + (size_t)1) * sizeof *a->tallies);
	if (a->tallies != NULL) {
		count_seats(a);
		if ((a->market->bundle == NULL || read_bundles(a)) &&
		    (a->rule != SKIP || read_orders(a))) {
			check_seats(a);
			check_capacity(a);
			check_wishes(a);
			done = !a->no_memory;
		}
	}
	free(a->tallies);
	free(a->sizes);
	free(a->closed);
	free(a->orders);
	free(a->starts);
	free(a->refusals);
	return done;
}

bool
audit_turns_shared(const struct market *m, enum shared_rule rule,
    const struct seat *seats, void (*found)(void *context, const struct breach *),
    void *context)
{
	struct turns_audit a = { .market = m,
		.seats = seats,
		.report = { m, found, context },
		.rule = rule == SHARED_ALL ? ALL : NONE };

	return check(&a);
}

bool
audit_turns_bundles(const struct market *m, enum bundles_rule rule,
    const struct seat *seats, void (*found)(void *context, const struct breach *),
    void *context)
{
	struct turns_audit a = { .market = m,
		.seats = seats,
		.report = { m, found, context },
		.rule = rule == BUNDLES_EXPAND ? ALL
			: rule == BUNDLES_SKIP ? SKIP
					       : NONE };

	return check(&a) && audit_orders(m, found, context);
}
