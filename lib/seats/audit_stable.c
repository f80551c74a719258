#include <stdlib.h>

#include "seats/audit_stable.h"

/* What decides between two: the smaller step first, then the smaller priority. */
struct key {
	uint64_t step, priority;
};

/* What the result says about the seats of a program without groups, or a group. */
struct tally {
	uint64_t seats, filled;
	struct key key; /* of the last one in it that is, by priority */
	uint32_t last;  /* who that is, or MARKET_NONE */
};

struct audit {
	const struct market *market;
	const struct audit_steps *steps;
	const struct seat *seats;
	void (*found)(void *context, const struct breach *);
	void *context;
	struct tally *programs, *groups;
};

static void
report(struct audit *a, enum breach_code code, uint32_t applicant, uint32_t program,
    uint32_t group, uint32_t choice)
{
	struct breach b = { code, applicant, program, MARKET_NONE, choice, 0, 0,
		group };
	const struct tally *t = NULL;

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

/* The band of a choice. */
static uint32_t
choice_band(const struct audit_steps *steps, uint32_t choice)
{
	for (uint32_t band = 0; band < steps->count; band++) {
		uint32_t size = steps->sizes[band];

		if (choice < size)
			return band;
		if (band + 1 == steps->count)
			return band + choice / size;
		choice -= size;
	}
	return 0;
}

static struct key
make_key(const struct audit *a, uint32_t applicant, uint32_t choice, uint32_t priority)
{
	struct key key = { 0, priority };

	if (!a->market->ranked)
		key.priority = a->market->order[applicant];
	if (a->steps != NULL) {
		key.step = choice_band(a->steps, choice);
		if (a->steps->score_bands)
			key.step |= (uint64_t)a->market->band[applicant] << 32;
	}
	return key;
}

static bool
goes_before(struct key one, struct key other)
{
	return one.step != other.step ? one.step < other.step
				      : one.priority < other.priority;
}

/* Whether a seat of these would have been his: one is free, or the last one goes after.
 */
static bool
in_reach(const struct tally *t, struct key key)
{
	return t->filled < t->seats ||
	       (t->last != MARKET_NONE && goes_before(key, t->key));
}

static void
count_one(struct tally *t, uint32_t applicant, struct key key)
{
	t->filled++;
	if (t->last == MARKET_NONE || goes_before(t->key, key)) {
		t->key = key;
		t->last = applicant;
	}
}

/* The claim of a choice to a group, or NULL. */
static const struct claim *
find_claim(const struct market *m, uint64_t at, uint32_t group)
{
	uint32_t count;
	const struct claim *claims = market_claims(m, at, &count);

	for (uint32_t c = 0; c < count; c++)
		if (claims[c].group == group)
			return &claims[c];
	return NULL;
}

/* Count the seat of an applicant, at a choice that is his and open to him. */
static void
count_seat(struct audit *a, uint32_t applicant, uint32_t choice)
{
	const struct market *m = a->market;
	const struct seat *seat = &a->seats[applicant];
	uint64_t at = m->first[applicant] + choice;
	const struct claim *claim;

	if (!market_grouped(m, seat->program)) {
		count_one(&a->programs[seat->program], applicant,
		    make_key(a, applicant, choice,
			m->wishes != NULL ? m->wishes[at].priority : 0));
		return;
	}
	claim = find_claim(m, at, seat->group);
	if (claim == NULL)
		report(a, BREACH_NOT_ELIGIBLE, applicant, seat->program, seat->group,
		    choice);
	else
		count_one(&a->groups[seat->group], applicant,
		    make_key(a, applicant, choice, claim->priority));
}

static void
check_seats(struct audit *a)
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
check_groups(struct audit *a, uint32_t program)
{
	const struct market *m = a->market;

	for (uint32_t g = m->group_first[program]; g < m->group_first[program + 1];
	     g++) {
		const struct seat_group *group = &m->groups[g];
		struct tally *t = &a->groups[g];
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
check_capacity(struct audit *a)
{
	const struct market *m = a->market;

	for (uint32_t p = 0; p < m->programs; p++) {
		struct tally *t = &a->programs[p];

		if (market_grouped(m, p)) {
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

/* He wanted this choice more than what he got: was a seat there in his reach? */
static void
check_wish(struct audit *a, uint32_t applicant, uint32_t choice)
{
	const struct market *m = a->market;
	uint64_t at = m->first[applicant] + choice;
	uint32_t p = market_program(m, at), count = 1;
	struct claim own = { MARKET_NONE, 0 };
	const struct claim *claims = &own;
	bool grouped = market_grouped(m, p);

	if (!market_open(m, at))
		return;
	if (m->wishes != NULL)
		own.priority = m->wishes[at].priority;
	if (grouped)
		claims = market_claims(m, at, &count);
	for (uint32_t c = 0; c < count; c++) {
		const struct tally *t =
		    grouped ? &a->groups[claims[c].group] : &a->programs[p];

		if (!in_reach(t, make_key(a, applicant, choice, claims[c].priority)))
			continue;
		report(a,
		    t->filled < t->seats ? BREACH_FREE_SEAT : BREACH_JUSTIFIED_ENVY,
		    applicant, p, claims[c].group, choice);
		return;
	}
}

/* He is in a group: would he have been in one that comes before it? */
static void
check_group(struct audit *a, uint32_t applicant, uint32_t choice)
{
	const struct market *m = a->market;
	const struct seat *seat = &a->seats[applicant];
	uint64_t at = m->first[applicant] + choice;
	const struct claim *claims;
	uint32_t count;

	if (!market_open(m, at) || !market_grouped(m, seat->program))
		return;
	claims = market_claims(m, at, &count);
	for (uint32_t c = 0; c < count && claims[c].group < seat->group; c++) {
		struct key key = make_key(a, applicant, choice, claims[c].priority);

		if (in_reach(&a->groups[claims[c].group], key)) {
			report(a, BREACH_WRONG_GROUP, applicant, seat->program,
			    claims[c].group, choice);
			return;
		}
	}
}

static void
check_wishes(struct audit *a)
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

bool
audit_stable(const struct market *m, const struct audit_steps *steps,
    const struct seat *seats, void (*found)(void *context, const struct breach *),
    void *context)
{
	struct audit a = { m, steps, seats, found, context, NULL, NULL };
	size_t tallies = (size_t)m->programs + market_groups(m);

	a.programs = calloc(tallies + 1, sizeof *a.programs);
	if (a.programs == NULL)
		return false;
	a.groups = a.programs + m->programs;
	for (size_t t = 0; t < tallies; t++)
		a.programs[t].last = MARKET_NONE;
	check_seats(&a);
	check_capacity(&a);
	check_wishes(&a);
	free(a.programs);
	return true;
}
