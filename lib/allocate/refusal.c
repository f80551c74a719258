#include <stdlib.h>
#include <string.h>

#include "allocate/refusal.h"

struct refusals {
	const struct round *round;
	bool in_turns;  /* what counts is the turn, and not the end */
	uint64_t *left; /* of each program, at the end; NULL: all are full */
	/* Where a program can be closed: the first order that it refused. */
	uint64_t *refused;
	/* Where a bundle is skipped: the orders in each program. */
	uint64_t *orders, *starts;
	bool *shut; /* of each choice of the first one of a bundle: to any of it */
	/* Where there are groups: */
	uint32_t *given; /* seats of each */
	uint64_t *has;   /* what each had, with what was passed to it */
	bool *capped;    /* it had more than its cap */
	uint64_t *until; /* of each program: it had lapsing seats before this order */
	bool *told;      /* of each program: somebody was told so */
};

static uint32_t
first_of(const struct market *m, uint32_t applicant)
{
	return m->bundle == NULL || m->bundle[applicant] == MARKET_NONE
		   ? applicant
		   : m->bundle[applicant];
}

/* Whether a choice is closed by nothing but a lack of seats, to the whole bundle. */
static bool
is_open(const struct refusals *r, const struct market *m, uint32_t applicant,
    uint32_t choice)
{
	return market_open(m, m->first[applicant] + choice) &&
	       (r->shut == NULL || !r->shut[m->first[first_of(m, applicant)] + choice]);
}

/* What is closed to one of a bundle is closed to all. */
static bool
read_bundles(struct refusals *r, const struct market *m)
{
	r->shut = calloc(m->first[m->applicants] + (size_t)1, sizeof *r->shut);
	if (r->shut == NULL)
		return false;
	for (uint32_t i = 0; i < m->applicants; i++)
		for (uint32_t c = 0; c < market_list_length(m, i); c++)
			r->shut[m->first[first_of(m, i)] + c] |=
			    !market_open(m, m->first[i] + c);
	return true;
}

/* The seats that are left at the end. */
static bool
count_left(struct refusals *r, const struct market *m, const struct seat *seats)
{
	r->left = malloc((m->programs + (size_t)1) * sizeof *r->left);
	if (r->left == NULL)
		return false;
	for (uint32_t p = 0; p < m->programs; p++)
		r->left[p] = market_free(m, p);
	for (uint32_t i = 0; i < m->applicants; i++)
		if (seats[i].program != MARKET_NONE && r->left[seats[i].program] > 0)
			r->left[seats[i].program]--;
	return true;
}

/* Who closed each program: the first ones who were refused. */
static bool
find_refused(struct refusals *r, const struct market *m, const struct seat *seats)
{
	r->refused = malloc((m->programs + (size_t)1) * sizeof *r->refused);
	if (r->refused == NULL)
		return false;
	memset(r->refused, 0xff, (m->programs + (size_t)1) * sizeof *r->refused);
	for (uint32_t i = 0; i < m->applicants; i++)
		for (uint32_t c = 0;
		     c < market_list_length(m, i) && c != seats[i].choice; c++) {
			uint64_t *refused =
			    &r->refused[market_program(m, m->first[i] + c)];

			if (is_open(r, m, i, c) && m->order[i] < *refused)
				*refused = m->order[i];
		}
	return true;
}

static int
compare_orders(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* The orders in each program, the smallest first. */
static bool
list_orders(struct refusals *r, const struct market *m, const struct seat *seats)
{
	uint64_t *next;

	r->orders = malloc((m->applicants + (size_t)1) * sizeof *r->orders);
	r->starts = calloc(m->programs + (size_t)2, sizeof *r->starts);
	if (r->orders == NULL || r->starts == NULL)
		return false;
	next = r->starts + 1;
	for (uint32_t i = 0; i < m->applicants; i++)
		if (seats[i].program != MARKET_NONE)
			next[seats[i].program]++;
	for (uint32_t p = 0, before = 0; p < m->programs; p++) {
		uint32_t count = (uint32_t)next[p];

		next[p] = before;
		before += count;
	}
	for (uint32_t i = 0; i < m->applicants; i++)
		if (seats[i].program != MARKET_NONE)
			r->orders[next[seats[i].program]++] = m->order[i];
	for (uint32_t p = 0; p < m->programs; p++)
		qsort(r->orders + r->starts[p], r->starts[p + 1] - r->starts[p],
		    sizeof *r->orders, compare_orders);
	return true;
}

/* How many in a program come after an order. */
static uint64_t
count_after(const struct refusals *r, uint32_t program, uint64_t order)
{
	uint64_t low = r->starts[program], end = r->starts[program + 1], high = end;

	while (low < high) {
		uint64_t middle = low + (high - low) / 2;

		if (r->orders[middle] <= order)
			low = middle + 1;
		else
			high = middle;
	}
	return end - low;
}

static bool
lapses(const struct refusals *r, uint32_t group)
{
	const struct group *g = &r->round->programs->groups->all[group];

	return g->offered && g->to == MARKET_NONE;
}

/* Seats of a program that are in no group, less those held without one. */
static uint64_t
count_loose(const struct refusals *r, uint32_t program)
{
	const struct round *round = r->round;
	const struct groups *g = round->programs->groups;
	uint64_t taken = round->held[program], seats = 0;

	for (uint32_t i = g->first[program]; i < g->first[program + 1]; i++) {
		seats += g->all[i].seats;
		taken -= round->held_groups[i];
	}
	seats += taken;
	return seats < round->programs->capacity[program]
		   ? round->programs->capacity[program] - seats
		   : 0;
}

/* What the groups of a program had; returns how many of its seats lapse. */
static uint64_t
weigh_groups(struct refusals *r, const struct market *m, uint32_t program)
{
	uint32_t first = m->group_first[program], end = m->group_first[program + 1];
	uint64_t lapsing = count_loose(r, program);

	for (uint32_t g = first; g < end; g++)
		r->has[g] = m->groups[g].seats;
	for (uint32_t g = first; g < end; g++) {
		const struct seat_group *group = &m->groups[g];
		uint64_t idle = r->has[g] > r->given[g] ? r->has[g] - r->given[g] : 0;

		r->capped[g] = r->given[g] == group->cap && r->has[g] > group->cap;
		if (group->to != MARKET_NONE)
			r->has[group->to] += idle;
		else if (lapses(r, g))
			lapsing += idle;
	}
	return lapsing;
}

static bool
count_groups(struct refusals *r, const struct market *m, const struct seat *seats)
{
	size_t groups = market_groups(m) + (size_t)1,
	       programs = m->programs + (size_t)1;

	r->given = calloc(groups, sizeof *r->given);
	r->has = calloc(groups, sizeof *r->has);
	r->capped = calloc(groups, sizeof *r->capped);
	r->until = calloc(programs, sizeof *r->until);
	r->told = calloc(programs, sizeof *r->told);
	if (r->given == NULL || r->has == NULL || r->capped == NULL ||
	    r->until == NULL || r->told == NULL)
		return false;
	for (uint32_t i = 0; seats != NULL && i < m->applicants; i++) {
		uint32_t g = seats[i].group, p = seats[i].program;

		if (g == MARKET_NONE)
			continue;
		r->given[g]++;
		if (r->in_turns && lapses(r, g) && m->order[i] > r->until[p])
			r->until[p] = m->order[i];
	}
	for (uint32_t p = 0; p < m->programs; p++)
		if (market_grouped(m, p) && weigh_groups(r, m, p) > 0)
			r->until[p] = UINT64_MAX;
	return true;
}

/* Whether a bundle or a shared order that is refused closes the program. */
static bool
is_closing(const struct mechanism_rules *rules, const struct market *m)
{
	return rules->shared
		   ? rules->shared_rule == SHARED_NONE
		   : m->bundle != NULL && rules->bundles_rule == BUNDLES_REFUSE;
}

static bool
prepare(struct refusals *r, const struct market *m, const struct seat *seats)
{
	const struct mechanism_rules *rules = &r->round->rules;
	bool skipping =
	    !rules->shared && m->bundle != NULL && rules->bundles_rule == BUNDLES_SKIP;

	if (m->bundle != NULL && !read_bundles(r, m))
		return false;
	if (is_closing(rules, m) &&
	    (!count_left(r, m, seats) || !find_refused(r, m, seats)))
		return false;
	if (skipping && (!count_left(r, m, seats) || !list_orders(r, m, seats)))
		return false;
	return market_groups(m) == 0 || count_groups(r, m, seats);
}

struct refusals *
refusals_new(
    const struct round *round, const struct market *m, const struct seat *seats)
{
	struct refusals *r = calloc(1, sizeof *r);

	if (r == NULL)
		return NULL;
	r->round = round;
	r->in_turns = round->rules.mechanism == MECHANISM_SERIAL;
	if (prepare(r, m, seats))
		return r;
	refusals_free(r);
	return NULL;
}

void
refusals_free(struct refusals *r)
{
	if (r == NULL)
		return;
	free(r->left);
	free(r->refused);
	free(r->orders);
	free(r->starts);
	free(r->shut);
	free(r->given);
	free(r->has);
	free(r->capped);
	free(r->until);
	free(r->told);
	free(r);
}

void
refusals_add(
    struct refusals *r, const struct market *m, const struct seat *seat, uint64_t order)
{
	if (seat->group == MARKET_NONE)
		return;
	r->given[seat->group]++;
	if (weigh_groups(r, m, seat->program) == 0 && lapses(r, seat->group))
		r->until[seat->program] = order;
}

bool
refusals_hold(struct refusals *r, const struct market *m, uint32_t program)
{
	if (weigh_groups(r, m, program) > 0 || r->until[program] != UINT64_MAX)
		return true;
	r->until[program] = 0;
	return !r->told[program];
}

static enum refusal
refusal_of_mark(uint32_t mark)
{
	switch (mark) {
	case WISH_BELOW_FLOOR:
		return REFUSAL_BELOW_FLOOR;
	case WISH_LOCKED:
		return REFUSAL_LOCKED;
	case WISH_NOT_OFFERED:
		return REFUSAL_NOT_OFFERED;
	case WISH_NOT_AGREED:
		return REFUSAL_NOT_AGREED;
	default:
		return REFUSAL_NOT_ELIGIBLE;
	}
}

/* Of an open choice of a program with groups. */
static enum refusal
refusal_of_groups(
    struct refusals *r, const struct market *m, uint32_t applicant, uint32_t choice)
{
	uint64_t at = m->first[applicant] + choice;
	uint32_t program = market_program(m, at), count;
	const struct claim *claims = market_claims(m, at, &count);

	if (count == 0)
		return REFUSAL_NOT_ELIGIBLE;
	for (uint32_t c = 0; c < count; c++)
		if (r->capped[claims[c].group])
			return REFUSAL_GROUP_CAPPED;
	if (r->in_turns ? m->order[applicant] >= r->until[program]
			: r->until[program] == 0)
		return REFUSAL_FULL;
	r->told[program] = true;
	return REFUSAL_GROUP_FULL;
}

/* Of an open choice of a program that takes several at once, or none of them. */
static enum refusal
refusal_of_turn(const struct refusals *r, uint64_t order, uint32_t program)
{
	uint64_t left = r->left[program];

	if (r->refused != NULL) {
		if (left == 0)
			return REFUSAL_FULL;
		return order > r->refused[program] ? REFUSAL_CLOSED
						   : REFUSAL_TOO_FEW_SEATS;
	}
	return left + count_after(r, program, order) == 0 ? REFUSAL_FULL
							  : REFUSAL_TOO_FEW_SEATS;
}

enum refusal
refusal_of(struct refusals *r, const struct market *m, const struct seat *seats,
    uint32_t applicant, uint32_t choice)
{
	const struct seat *seat = &seats[applicant];
	uint64_t at = m->first[applicant] + choice;
	uint32_t program = market_program(m, at);

	if (seat->program != MARKET_NONE && choice >= seat->choice)
		return REFUSAL_NONE;
	if (market_is_gap(m, program))
		return REFUSAL_NO_CHOICE;
	if (!market_open(m, at))
		return refusal_of_mark(market_mark(m, at));
	if (!r->round->programs->offered[program])
		return REFUSAL_NOT_OFFERED;
	if (!is_open(r, m, applicant, choice))
		return REFUSAL_BUNDLE_NOT_ELIGIBLE;
	if (market_grouped(m, program))
		return refusal_of_groups(r, m, applicant, choice);
	return r->left == NULL ? REFUSAL_FULL
			       : refusal_of_turn(r, m->order[applicant], program);
}

enum refusal
refusal_of_all(struct refusals *r, const struct market *m, const struct seat *seats,
    uint32_t applicant)
{
	uint32_t count = market_list_length(m, applicant);
	enum refusal least = REFUSAL_CODES;

	for (uint32_t c = 0; c < count; c++) {
		enum refusal why = refusal_of(r, m, seats, applicant, c);

		least = why < least ? why : least;
	}
	return least;
}

const char *
refusal_word(enum refusal refusal)
{
	static const char *const words[REFUSAL_CODES] = {
		[REFUSAL_FULL] = "full",
		[REFUSAL_TOO_FEW_SEATS] = "too-few-seats",
		[REFUSAL_CLOSED] = "closed",
		[REFUSAL_GROUP_CAPPED] = "group-capped",
		[REFUSAL_GROUP_FULL] = "group-full",
		[REFUSAL_BELOW_FLOOR] = "below-floor",
		[REFUSAL_NOT_ELIGIBLE] = "not-eligible",
		[REFUSAL_BUNDLE_NOT_ELIGIBLE] = "bundle-not-eligible",
		[REFUSAL_LOCKED] = "locked",
		[REFUSAL_NOT_OFFERED] = "not-offered",
		[REFUSAL_NOT_AGREED] = "not-agreed",
		[REFUSAL_NO_CHOICE] = "no-choice",
	};

	return words[refusal];
}
