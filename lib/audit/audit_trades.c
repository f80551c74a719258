#include <stdlib.h>

#include "audit/audit_compare.h"
#include "audit/audit_trades.h"

static const struct seat no_seat = { MARKET_NONE, MARKET_NONE, MARKET_NONE };

/* Somebody whom a program ranks. */
struct ranked {
	uint32_t program, priority, applicant;
};

struct trades {
	const struct market *market;
	struct seat *seats;
	struct ranked *ranked; /* sorted by program, then by priority */
	uint64_t *top, *end;   /* of each program in it: the first one without a seat */
	uint32_t *left;        /* seats of each program */
	uint32_t *at;          /* the choice that each applicant points at */
	bool *gone;            /* with a seat, or without any left */
	uint32_t *path;        /* programs, each pointing at who points at the next */
	bool *on_path;
};

static int
compare_ranked(const void *one, const void *other)
{
	const struct ranked *x = one, *y = other;

	if (x->program != y->program)
		return x->program < y->program ? -1 : 1;
	if (x->priority != y->priority)
		return x->priority < y->priority ? -1 : 1;
	return (x->applicant > y->applicant) - (x->applicant < y->applicant);
}

/* Whom each program ranks: all to whom it is open. */
static void
rank_all(struct trades *t)
{
	const struct market *m = t->market;
	uint64_t count = 0, i = 0;

	for (uint32_t a = 0; a < m->applicants; a++)
		for (uint64_t at = m->first[a]; at < m->first[a + 1]; at++)
			if (market_open(m, at))
				t->ranked[count++] =
				    (struct ranked){ m->wishes[at].program,
					    m->wishes[at].priority, a };
	if (count > 0)
		qsort(t->ranked, count, sizeof *t->ranked, compare_ranked);
	for (uint32_t p = 0; p < m->programs; p++) {
		t->top[p] = i;
		while (i < count && t->ranked[i].program == p)
			i++;
		t->end[p] = i;
	}
}

/* The applicant that a program points at; MARKET_NONE: none is left. */
static uint32_t
point_at_applicant(struct trades *t, uint32_t program)
{
	uint64_t *top = &t->top[program];

	while (*top < t->end[program] && t->gone[t->ranked[*top].applicant])
		++*top;
	return *top < t->end[program] ? t->ranked[*top].applicant : MARKET_NONE;
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
		i = t->ranked[t->top[p]].applicant;
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

	t->seats = malloc(people * sizeof *t->seats);
	t->ranked = malloc((size_t)(m->first[m->applicants] + 1) * sizeof *t->ranked);
	t->top = malloc(programs * sizeof *t->top);
	t->end = malloc(programs * sizeof *t->end);
	t->left = malloc(programs * sizeof *t->left);
	t->at = calloc(people, sizeof *t->at);
	t->gone = calloc(people, sizeof *t->gone);
	t->path = malloc(programs * sizeof *t->path);
	t->on_path = calloc(programs, sizeof *t->on_path);
	return t->seats != NULL && t->ranked != NULL && t->top != NULL &&
	       t->end != NULL && t->left != NULL && t->at != NULL && t->gone != NULL &&
	       t->path != NULL && t->on_path != NULL;
}

static void
free_trades(struct trades *t)
{
	free(t->seats);
	free(t->ranked);
	free(t->top);
	free(t->end);
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
		rank_all(&t);
		for (uint32_t p = 0; p < m->programs; p++)
			while (
			    t.left[p] > 0 && point_at_applicant(&t, p) != MARKET_NONE)
				follow(&t, p);
		audit_compare(m, t.seats, seats, found, context);
	}
	free_trades(&t);
	return done;
}
