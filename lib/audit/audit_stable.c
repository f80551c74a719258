#include <stdlib.h>

#include "audit/audit_passing.h"
#include "audit/audit_stable.h"

struct stable_audit {
	const struct market *market;
	const struct audit_precedence *precedence;
	const struct seat *seats;
	void (*found)(void *context, const struct breach *);
	void *context;
	struct audit_tally *programs, *groups;
	/* Programs whose groups pass seats, step by step */
	bool *passing;
};

static void
report(struct stable_audit *a, enum breach_code code, uint32_t applicant,
    uint32_t program, uint32_t group, uint32_t choice)
{
	struct breach b = { code, applicant, program, MARKET_NONE, choice, 0, 0, group,
		NULL };
	const struct audit_tally *t = NULL;

	if (group != MARKET_NONE && group < market_groups(a->market))
		t = &a->groups[group];
	else if (program < a->market->programs)
		t = &a->programs[program];
	if (t != NULL) {
		b.seats = t->seats;
		b.filled = t->filled;
		if (code == BREACH_JUSTIFIED_ENVY || code == BREACH_WRONG_GROUP)
			b.other = t->last;
	}
	a->found(a->context, &b);
}

/* Count the seat of an applicant, at a choice of the list that is open. */
static void
count_seat(struct stable_audit *a, uint32_t applicant, uint32_t choice)
{
	const struct market *m = a->market;
	const struct seat *seat = &a->seats[applicant];
	uint64_t at = m->first[applicant] + choice;
	const struct claim *claim;

	if (!market_grouped(m, seat->program)) {
		audit_tally_add(&a->programs[seat->program], applicant,
		    audit_priorities_key(m, a->precedence, applicant, choice,
			m->wishes != NULL ? m->wishes[at].priority : 0));
		return;
	}
	claim = audit_tally_claim(m, at, seat->group);
	if (claim == NULL)
		report(a, BREACH_NOT_ELIGIBLE, applicant, seat->program, seat->group,
		    choice);
	else
		audit_tally_add(&a->groups[seat->group], applicant,
		    audit_priorities_key(
			m, a->precedence, applicant, choice, claim->priority));
}

static void
check_seats(struct stable_audit *a)
{
	const struct market *m = a->market;

	for (uint32_t i = 0; i < m->applicants; i++) {
		const struct seat *seat = &a->seats[i];
		enum breach_code code;
		uint32_t choice;

		if (seat->program == MARKET_NONE)
			continue;
		choice = audit_choice(m, i, seat, &code);
		if (code != BREACH_CODES)
			report(a, code, i, seat->program, MARKET_NONE, choice);
		if (choice == MARKET_NONE)
			continue;
		if (!market_open(m, m->first[i] + choice))
			report(a, BREACH_NOT_ELIGIBLE, i, seat->program, MARKET_NONE,
			    choice);
		else
			count_seat(a, i, choice);
	}
}

/* Group by group, since what one cannot fill may be the seats of a later one. */
static void
check_groups(struct stable_audit *a, uint32_t program)
{
	const struct market *m = a->market;

	for (uint32_t g = m->group_first[program]; g < m->group_first[program + 1];
	     g++) {
		const struct seat_group *group = &m->groups[g];
		struct audit_tally *t = &a->groups[g];
		uint64_t has = t->seats + group->seats; /* what was passed to it, too */

		if (group->to != MARKET_NONE && has > t->filled)
			a->groups[group->to].seats += has - t->filled;
		t->seats = has < group->cap ? has : group->cap;
		if (t->filled > t->seats)
			report(
			    a, BREACH_OVER_GROUP, MARKET_NONE, program, g, MARKET_NONE);
	}
}

static void
check_capacity(struct stable_audit *a)
{
	const struct market *m = a->market;

	for (uint32_t p = 0; p < m->programs; p++) {
		struct audit_tally *t = &a->programs[p];

		if (market_grouped(m, p)) {
			if (!a->passing[p])
				check_groups(a, p);
			continue;
		}
		t->seats = m->capacity[p];
		t->filled += m->held != NULL ? m->held[p] : 0;
		if (t->filled > t->seats && t->last != MARKET_NONE)
			report(a, BREACH_OVER_CAPACITY, MARKET_NONE, p, MARKET_NONE,
			    MARKET_NONE);
	}
}

/* A choice that the applicant wanted more than the seat: was it in reach? */
static void
check_wish(struct stable_audit *a, uint32_t applicant, uint32_t choice)
{
	const struct market *m = a->market;
	uint64_t at = m->first[applicant] + choice;
	uint32_t p = market_program(m, at), count = 1;
	struct claim own = { MARKET_NONE, 0 };
	const struct claim *claims = &own;
	bool grouped = market_grouped(m, p);

	if (!market_open(m, at) || a->passing[p])
		return;
	if (m->wishes != NULL)
		own.priority = m->wishes[at].priority;
	if (grouped)
		claims = market_claims(m, at, &count);
	for (uint32_t c = 0; c < count; c++) {
		const struct audit_tally *t =
		    grouped ? &a->groups[claims[c].group] : &a->programs[p];

		if (!audit_tally_reaches(t, audit_priorities_key(m, a->precedence,
						applicant, choice, claims[c].priority)))
			continue;
		report(a,
		    t->filled < t->seats ? BREACH_FREE_SEAT : BREACH_JUSTIFIED_ENVY,
		    applicant, p, claims[c].group, choice);
		return;
	}
}

/* The seat is of a group: was one of an earlier group in reach? */
static void
check_group(struct stable_audit *a, uint32_t applicant, uint32_t choice)
{
	const struct market *m = a->market;
	const struct seat *seat = &a->seats[applicant];
	uint64_t at = m->first[applicant] + choice;
	const struct claim *claims;
	uint32_t count;

	if (!market_open(m, at) || !market_grouped(m, seat->program) ||
	    a->passing[seat->program])
		return;
	claims = market_claims(m, at, &count);
	for (uint32_t c = 0; c < count && claims[c].group < seat->group; c++) {
		struct audit_key key = audit_priorities_key(
		    m, a->precedence, applicant, choice, claims[c].priority);

		if (audit_tally_reaches(&a->groups[claims[c].group], key)) {
			report(a, BREACH_WRONG_GROUP, applicant, seat->program,
			    claims[c].group, choice);
			return;
		}
	}
}

static void
check_wishes(struct stable_audit *a)
{
	const struct market *m = a->market;

	for (uint32_t i = 0; i < m->applicants; i++) {
		uint32_t count = market_list_length(m, i), got = a->seats[i].program;
		uint32_t c = 0;

		for (; c < count && market_program(m, m->first[i] + c) != got; c++)
			check_wish(a, i, c);
		if (c < count)
			check_group(a, i, c);
	}
}

static bool
find_passing(struct stable_audit *a)
{
	const struct market *m = a->market;
	bool any = false;

	if (!audit_priorities_steps(a->precedence))
		return false;
	for (uint32_t p = 0; p < m->programs; p++) {
		a->passing[p] = audit_passing_applies(m, p);
		any = any || a->passing[p];
	}
	return any;
}

bool
audit_stable(const struct market *m, const struct audit_precedence *precedence,
    const struct seat *seats, void (*found)(void *context, const struct breach *),
    void *context)
{
	struct stable_audit a = { m, precedence, seats, found, context, NULL, NULL,
		NULL };
	size_t tallies = (size_t)m->programs + market_groups(m);
	bool done = false, passing;

	a.programs = calloc(tallies + 1, sizeof *a.programs);
	a.passing = calloc(m->programs + (size_t)1, sizeof *a.passing);
	if (a.programs != NULL && a.passing != NULL) {
		a.groups = a.programs + m->programs;
		for (size_t t = 0; t < tallies; t++)
			a.programs[t].last = MARKET_NONE;
		passing = find_passing(&a);
		check_seats(&a);
		check_capacity(&a);
		check_wishes(&a);
		done = !passing || audit_passing(m, precedence, seats, found, context);
	}
	free(a.programs);
	free(a.passing);
	return done;
}
