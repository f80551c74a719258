#include <stdlib.h>

#include "audit/audit_passing.h"
#include "audit/audit_remains.h"

/* A choice that an applicant wanted at least as much as the seat. */
struct ask {
	uint64_t step;
	uint32_t program, applicant, choice;
};

struct passing_audit {
	const struct market *market;
	const struct audit_precedence *precedence;
	const struct seat *seats;
	void (*found)(void *context, const struct breach *);
	void *context;
	struct audit_tally *tallies; /* of the groups, in one step */
	struct audit_remains *remains;
};

bool
audit_passing_applies(const struct market *m, uint32_t program)
{
	if (market_grouped(m, program))
		for (uint32_t g = m->group_first[program];
		     g < m->group_first[program + 1]; g++)
			if (m->groups[g].to != MARKET_NONE)
				return true;
	return false;
}

static void
report(struct passing_audit *a, enum breach_code code, const struct ask *ask,
    uint32_t group)
{
	const struct audit_tally *t = &a->tallies[group];
	struct breach b = { code, ask->applicant, ask->program, MARKET_NONE,
		ask->choice, t->seats, t->filled, group, NULL };

	if (code == BREACH_JUSTIFIED_ENVY || code == BREACH_WRONG_GROUP)
		b.other = t->last;
	a->found(a->context, &b);
}

/* All that was asked of the programs; only counted if asks is NULL. */
static size_t
list_asks(const struct passing_audit *a, const bool *applies, struct ask *asks)
{
	const struct market *m = a->market;
	size_t count = 0;

	for (uint32_t i = 0; i < m->applicants; i++) {
		uint32_t length = market_list_length(m, i), got = a->seats[i].program;

		for (uint32_t c = 0; c < length; c++) {
			uint32_t p = market_program(m, m->first[i] + c);

			if (applies[p] && market_open(m, m->first[i] + c)) {
				if (asks != NULL)
					asks[count] =
					    (struct ask){ audit_priorities_key(
							      m, a->precedence, i, c, 0)
							      .step,
						    p, i, c };
				count++;
			}
			if (p == got)
				break;
		}
	}
	return count;
}

static int
compare_asks(const void *a, const void *b)
{
	const struct ask *x = a, *y = b;

	if (x->program != y->program)
		return x->program < y->program ? -1 : 1;
	if (x->step != y->step)
		return x->step < y->step ? -1 : 1;
	return (x->applicant > y->applicant) - (x->applicant < y->applicant);
}

/* Who is in which group by this step, and what each group had to give in it. */
static void
count_step(struct passing_audit *a, const struct ask *asks, size_t count)
{
	const struct market *m = a->market;
	uint32_t p = asks->program, end = m->group_first[p + 1];

	for (uint32_t g = m->group_first[p]; g < end; g++)
		a->tallies[g] = (struct audit_tally){ .last = MARKET_NONE };
	for (const struct ask *ask = asks; ask < asks + count; ask++) {
		const struct seat *seat = &a->seats[ask->applicant];
		const struct claim *claim;

		if (seat->program != p)
			continue;
		claim = audit_tally_claim(
		    m, m->first[ask->applicant] + ask->choice, seat->group);
		if (claim != NULL)
			audit_tally_add(&a->tallies[seat->group], ask->applicant,
			    audit_priorities_key(m, a->precedence, ask->applicant,
				ask->choice, claim->priority));
	}
	for (uint32_t g = m->group_first[p]; g < end; g++) {
		struct audit_tally *t = &a->tallies[g];
		const struct audit_remains *r = &a->remains[g];
		uint64_t has = t->seats + r->own; /* what was passed to it, too */

		if (m->groups[g].to != MARKET_NONE && has > t->filled)
			a->tallies[m->groups[g].to].seats += has - t->filled;
		t->seats = has < r->cap ? has : r->cap;
		if (t->filled > t->seats)
			report(a, BREACH_OVER_GROUP,
			    &(struct ask){ 0, p, MARKET_NONE, MARKET_NONE }, g);
	}
}

/* Was there a seat that the applicant wanted more, or one of an earlier group? */
static void
check_ask(struct passing_audit *a, const struct ask *ask)
{
	const struct market *m = a->market;
	const struct seat *seat = &a->seats[ask->applicant];
	bool has = seat->program == ask->program;
	uint64_t at = m->first[ask->applicant] + ask->choice;
	uint32_t count;
	const struct claim *claims = market_claims(m, at, &count);

	for (uint32_t c = 0; c < count; c++) {
		uint32_t g = claims[c].group;
		const struct audit_tally *t = &a->tallies[g];

		if (has && g >= seat->group)
			break;
		if (!audit_tally_reaches(
			t, audit_priorities_key(m, a->precedence, ask->applicant,
			       ask->choice, claims[c].priority)))
			continue;
		report(a,
		    has                    ? BREACH_WRONG_GROUP
		    : t->filled < t->seats ? BREACH_FREE_SEAT
					   : BREACH_JUSTIFIED_ENVY,
		    ask, g);
		break;
	}
}

static void
finish_step(struct passing_audit *a, uint32_t program)
{
	const struct market *m = a->market;

	for (uint32_t g = m->group_first[program]; g < m->group_first[program + 1]; g++)
		audit_remains_take(m, a->remains, program, g, a->tallies[g].filled);
}

static void
check_steps(struct passing_audit *a, struct ask *asks, size_t count)
{
	size_t end;

	if (count > 0)
		qsort(asks, count, sizeof *asks, compare_asks);
	for (size_t i = 0; i < count; i = end) {
		for (end = i + 1; end < count && asks[end].program == asks[i].program &&
				  asks[end].step == asks[i].step;
		     end++)
			;
		count_step(a, asks + i, end - i);
		for (size_t k = i; k < end; k++)
			check_ask(a, &asks[k]);
		finish_step(a, asks[i].program);
	}
}

bool
audit_passing(const struct market *m, const struct audit_precedence *precedence,
    const struct seat *seats, void (*found)(void *context, const struct breach *),
    void *context)
{
	struct passing_audit a = { m, precedence, seats, found, context, NULL, NULL };
	size_t groups = market_groups(m) + (size_t)1, count;
	bool *applies = malloc((m->programs + (size_t)1) * sizeof *applies);
	struct ask *asks = NULL;

	a.tallies = malloc(groups * sizeof *a.tallies);
	a.remains = audit_remains_new(m);
	if (applies != NULL && a.tallies != NULL && a.remains != NULL) {
		for (uint32_t p = 0; p < m->programs; p++)
			applies[p] = audit_passing_applies(m, p);
		count = list_asks(&a, applies, NULL);
		asks = malloc((count + 1) * sizeof *asks);
		if (asks != NULL) {
			list_asks(&a, applies, asks);
			check_steps(&a, asks, count);
		}
	}
	free(applies);
	free(a.tallies);
	free(a.remains);
	free(asks);
	return asks != NULL;
}
