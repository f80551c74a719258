#include <stdlib.h>

#include "audit/audit_compare.h"
#include "audit/audit_trades.h"

static const struct seat no_seat = { MARKET_NONE, MARKET_NONE, MARKET_NONE };

struct trades {
	const struct market *market;
	struct seat *seats;
	uint32_t *top;  /* of each ranking: the first one in it without a seat */
	uint32_t *left; /* seats of each program */
	uint32_t *at;   /* the choice that each applicant points at */
	bool *gone;     /* with a seat, or without any left */
	uint32_t *path; /* programs, each pointing at who points at the next */
	bool *on_path;
};

/* By priority, and then by the applicant's number. */
static int
compare_ranked(const void *one, const void *other)
{
	const uint64_t *x = one, *y = other;

	return (*x > *y) - (*x < *y);
}

static void
sort_rankings(const struct market *m)
{
	for (uint32_t l = 0; l < m->ranking_count; l++)
		if (m->rankings[l].count > 0)
			qsort(m->rankings[l].entries, m->rankings[l].count,
			    sizeof *m->rankings[l].entries, compare_ranked);
}

/* The applicant that a program points at; MARKET_NONE: none is left. */
static uint32_t
point_at_applicant(struct trades *t, uint32_t program)
{
	uint32_t list = t->market->ranking_of[program], *top = &t->top[list];
	const struct ranking *r = &t->market->rankings[list];

	while (*top < r->count && t->gone[(uint32_t)r->entries[*top]])
		++*top;
	return *top < r->count ? (uint32_t)r->entries[*top] : MARKET_NONE;
}

/* The program that an applicant points at; MARKET_NONE: none, and the applicant goes.
 */
static uint32_t
point_at_program(struct trades *t, uint32_t applicant)
{
	const struct market *m = t->market;
	uint64_t first = m->first[applicant];
	uint32_t length = market_list_length(m, applicant), *at = &t->at[applicant];

	while (*at < length && (!market_open(m, first + *at) ||
				   t->left[market_program(m, first + *at)] == 0))
		++*at;
	if (*at < length)
		return market_program(m, first + *at);
	t->gone[applicant] = true;
	return MARKET_NONE;
}

/* All in the cycle that begins at a program of the path get what they point at. */
static uint32_t
close_cycle(struct trades *t, uint32_t length, uint32_t program)
{
	uint32_t p;

	do {
		uint32_t i;

		p = t->path[--length];
		i = point_at_applicant(t, p);
		t->seats[i].program =
		    market_program(t->market, t->market->first[i] + t->at[i]);
		t->seats[i].choice = t->at[i];
		t->left[t->seats[i].program]--;
		t->gone[i] = true;
		t->on_path[p] = false;
	} while (p != program);
	return length;
}

/* Follow the path from a program until all on it have left it, in cycles or not. */
static void
follow(struct trades *t, uint32_t start)
{
	uint32_t length = 0;

	t->path[length++] = start;
	t->on_path[start] = true;
	while (length > 0) {
		uint32_t p = t->path[length - 1], i = point_at_applicant(t, p), to;

		if (i == MARKET_NONE || t->left[p] == 0) {
			t->on_path[p] = false;
			length--;
			continue;
		}
		to = point_at_program(t, i);
		if (to == MARKET_NONE)
			continue;
		if (t->on_path[to]) {
			length = close_cycle(t, length, to);
			continue;
		}
		t->path[length++] = to;
		t->on_path[to] = true;
	}
}

static bool
make_trades(struct trades *t)
{
	const struct market *m = t->market;
	size_t people = m->applicants + (size_t)1, programs = m->programs + (size_t)1;
	size_t lists = m->ranking_count + (size_t)1;

	t->seats = malloc(people * sizeof *t->seats);
	t->top = calloc(lists, sizeof *t->top);
	t->left = malloc(programs * sizeof *t->left);
	t->at = calloc(people, sizeof *t->at);
	t->gone = calloc(people, sizeof *t->gone);
	t->path = malloc(programs * sizeof *t->path);
	t->on_path = calloc(programs, sizeof *t->on_path);
	return t->seats != NULL && t->top != NULL && t->left != NULL && t->at != NULL &&
	       t->gone != NULL && t->path != NULL && t->on_path != NULL;
}

static void
free_trades(struct trades *t)
{
	free(t->seats);
	free(t->top);
	free(t->left);
	free(t->at);
	free(t->gone);
	free(t->path);
	free(t->on_path);
}

bool
audit_trades(const struct market *m, const struct seat *seats,
    void (*found)(void *context, const struct breach *), void *context)
{
	struct trades t = { .market = m };
	bool done = make_trades(&t);

	if (done) {
		for (uint32_t i = 0; i < m->applicants; i++)
			t.seats[i] = no_seat;
		for (uint32_t p = 0; p < m->programs; p++)
			t.left[p] = market_free(m, p);
		sort_rankings(m);
		for (uint32_t p = 0; p < m->programs; p++)
			while (
			    t.left[p] > 0 && point_at_applicant(&t, p) != MARKET_NONE)
				follow(&t, p);
		audit_compare(m, t.seats, seats, found, context);
	}
	free_trades(&t);
	return done;
}
