#include <stdbool.h>
#include <stdlib.h>

#include "mechanisms/contenders.h"
#include "mechanisms/serial.h"
#include "mechanisms/ttc.h"

/*
 * Applicants and the programs that they point at form a path; the program at its
 * end points at the next applicant.  If that one is on the path already, the part from
 * there on is a circle.
 */
struct trade {
	const struct market *market;
	struct seat *seats;
	uint32_t *top;  /* of each ranking: where its best one without a seat is */
	uint32_t *left; /* seats of each program */
	uint32_t *at;   /* the choice at which each applicant points */
	bool *gone;     /* the applicant has a seat, or no choice with one left */
	bool *on_path;
	uint32_t *path;
};

/* The program that an applicant points at, or MARKET_NONE. */
static uint32_t
point(struct trade *t, uint32_t applicant)
{
	const struct market *m = t->market;
	uint64_t first = m->first[applicant];
	uint32_t count = market_list_length(m, applicant), c = t->at[applicant];

	while (c < count && (!market_open(m, first + c) ||
				t->left[market_program(m, first + c)] == 0))
		c++;
	t->at[applicant] = c;
	return c < count ? market_program(m, first + c) : MARKET_NONE;
}

/*
 * The best one without a seat of all whom a program ranks: there is one, since who
 * points at the program is ranked by it.
 */
static uint32_t
point_back(struct trade *t, uint32_t program)
{
	uint32_t list = t->market->ranking_of[program];
	const uint64_t *entries = t->market->rankings[list].entries;

	while (t->gone[(uint32_t)entries[t->top[list]]])
		t->top[list]++;
	return (uint32_t)entries[t->top[list]];
}

/* All on the path from an applicant on get what they point at. */
static uint32_t
close_circle(struct trade *t, uint32_t length, uint32_t applicant)
{
	uint32_t last;

	do {
		uint32_t program;

		last = t->path[--length];
		program =
		    market_program(t->market, t->market->first[last] + t->at[last]);
		t->seats[last] = (struct seat){ program, t->at[last], MARKET_NONE };
		t->left[program]--;
		t->gone[last] = true;
		t->on_path[last] = false;
	} while (last != applicant);
	return length;
}

/*
 * Follow the path from an applicant who leaves in the end.  Whenever the end of the
 * path changes, its last applicant looks again.  Those before need not: what they point
 * at keeps its seats as long as the one that it points at is there.
 */
static void
follow(struct trade *t, uint32_t start)
{
	uint32_t length = 0, next = start;

	if (t->gone[start])
		return;
	do {
		uint32_t last, program;

		if (next != MARKET_NONE) {
			t->path[length++] = next;
			t->on_path[next] = true;
			next = MARKET_NONE;
		}
		last = t->path[length - 1];
		program = point(t, last);
		if (program == MARKET_NONE) {
			t->gone[last] = true;
			t->on_path[last] = false;
			length--;
			continue;
		}
		next = point_back(t, program);
		if (t->on_path[next]) {
			length = close_circle(t, length, next);
			next = MARKET_NONE;
		}
	} while (length > 0);
}

static bool
make_trade(struct trade *t)
{
	const struct market *m = t->market;
	size_t programs = m->programs + (size_t)1;
	size_t applicants = m->applicants + (size_t)1;

	t->top = calloc(m->ranking_count + (size_t)1, sizeof *t->top);
	t->left = malloc(programs * sizeof *t->left);
	t->at = calloc(applicants, sizeof *t->at);
	t->gone = calloc(applicants, sizeof *t->gone);
	t->on_path = calloc(applicants, sizeof *t->on_path);
	t->path = malloc(applicants * sizeof *t->path);
	return t->top != NULL && t->left != NULL && t->at != NULL && t->gone != NULL &&
	       t->on_path != NULL && t->path != NULL;
}

/* Sort all rankings; two whom one of them ranks alike are a tie. */
static enum market_fault
sort_rankings(const struct market *m, struct market_tie *tie)
{
	uint64_t *other = malloc((m->applicants + (size_t)1) * sizeof *other);

	if (other == NULL)
		return MARKET_NO_MEMORY;
	for (uint32_t l = 0; l < m->ranking_count; l++)
		contenders_sort(m->rankings[l].entries, other, m->rankings[l].count);
	free(other);
	for (uint32_t l = 0; l < m->ranking_count; l++) {
		const uint64_t *entries = m->rankings[l].entries;

		for (uint32_t i = 1; i < m->rankings[l].count; i++) {
			if (entries[i - 1] >> 32 != entries[i] >> 32)
				continue;
			*tie = (struct market_tie){ (uint32_t)entries[i - 1],
				(uint32_t)entries[i] };
			return MARKET_ORDER_TWICE;
		}
	}
	return MARKET_OK;
}

enum market_fault
ttc_allocate(const struct market *m, struct seat *seats, struct market_tie *tie)
{
	struct trade t = { .market = m, .seats = seats };
	enum market_fault fault;

	if (!m->ranked)
		return serial_allocate(m, seats, tie);
	if ((fault = sort_rankings(m, tie)) != MARKET_OK)
		return fault;
	if (make_trade(&t)) {
		for (uint32_t p = 0; p < m->programs; p++)
			t.left[p] = market_free(m, p);
		for (uint32_t i = 0; i < m->applicants; i++)
			seats[i] =
			    (struct seat){ MARKET_NONE, MARKET_NONE, MARKET_NONE };
		for (uint32_t i = 0; i < m->applicants; i++)
			follow(&t, i);
	} else
		fault = MARKET_NO_MEMORY;
	free(t.top);
	free(t.left);
	free(t.at);
	free(t.gone);
	free(t.on_path);
	free(t.path);
	return fault;
}
