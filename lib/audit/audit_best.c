#include <stdlib.h>

#include "audit/audit_best.h"
#include "audit/audit_passing.h"

/* Who would be taken next by a program without groups, or a group. */
struct wanted {
	uint32_t by, choice; /* MARKET_NONE: no applicant wants it more */
	struct audit_key key;
	uint32_t seen; /* the walk that came by; 0: none */
};

struct circles {
	const struct market *market;
	const struct audit_precedence *precedence;
	const struct seat *seats;
	void (*found)(void *context, const struct breach *);
	void *context;
	struct wanted *places; /* of the programs, and then of the groups */
	bool *passing;         /* of the programs */
};

static void
report(void (*found)(void *context, const struct breach *), void *context,
    const struct market *m, uint32_t applicant, uint32_t choice, uint32_t group)
{
	const struct breach b = { BREACH_NOT_BEST, applicant,
		market_program(m, m->first[applicant] + choice), MARKET_NONE, choice, 0,
		0, group, NULL };

	found(context, &b);
}

static uint32_t
place_of(const struct market *m, const struct seat *seat)
{
	return seat->group == MARKET_NONE ? seat->program : m->programs + seat->group;
}

static void
want(struct circles *s, uint32_t place, uint32_t applicant, uint32_t choice,
    uint32_t priority)
{
	struct wanted *w = &s->places[place];
	struct audit_key key =
	    audit_priorities_key(s->market, s->precedence, applicant, choice, priority);

	if (w->by != MARKET_NONE && !audit_priorities_before(key, w->key))
		return;
	w->by = applicant;
	w->choice = choice;
	w->key = key;
}

/*
 * A choice that the applicant wanted at least as much as the seat: all groups of it, or
 * those before the group of the seat.
 */
static void
want_choice(struct circles *s, uint32_t applicant, uint32_t choice)
{
	const struct market *m = s->market;
	const struct seat *seat = &s->seats[applicant];
	uint64_t at = m->first[applicant] + choice;
	uint32_t p = market_program(m, at), count;
	bool has = p == seat->program;
	const struct claim *claims;

	if (!market_open(m, at) || s->passing[p])
		return;
	if (!market_grouped(m, p)) {
		if (!has)
			want(s, p, applicant, choice, m->wishes[at].priority);
		return;
	}
	claims = market_claims(m, at, &count);
	for (uint32_t c = 0; c < count && !(has && claims[c].group >= seat->group); c++)
		want(s, m->programs + claims[c].group, applicant, choice,
		    claims[c].priority);
}

/* Where the applicant that a place would take next has a seat; or MARKET_NONE. */
static uint32_t
next_place(const struct circles *s, uint32_t place)
{
	uint32_t by = s->places[place].by;

	if (by == MARKET_NONE || s->seats[by].program == MARKET_NONE)
		return MARKET_NONE;
	return place_of(s->market, &s->seats[by]);
}

/* From one place to the next, until nothing is new; it may end in a circle. */
static void
walk(struct circles *s, uint32_t start)
{
	const struct market *m = s->market;
	uint32_t at = start;

	for (; at != MARKET_NONE && s->places[at].seen == 0; at = next_place(s, at))
		s->places[at].seen = start + 1;
	if (at == MARKET_NONE || s->places[at].seen != start + 1)
		return;
	start = at;
	do {
		const struct wanted *w = &s->places[at];

		report(s->found, s->context, m, w->by, w->choice,
		    at < m->programs ? MARKET_NONE : at - m->programs);
		at = next_place(s, at);
	} while (at != start);
}

bool
audit_best_stable(const struct market *m, const struct audit_precedence *precedence,
    const struct seat *seats, void (*found)(void *context, const struct breach *),
    void *context)
{
	struct circles s = { m, precedence, seats, found, context, NULL, NULL };
	uint32_t places = m->programs + market_groups(m);
	bool done;

	s.places = calloc(places + (size_t)1, sizeof *s.places);
	s.passing = calloc(m->programs + (size_t)1, sizeof *s.passing);
	done = s.places != NULL && s.passing != NULL;
	for (uint32_t p = 0; done && p < m->programs; p++)
		s.passing[p] = audit_passing_applies(m, p);
	for (uint32_t place = 0; done && place < places; place++)
		s.places[place].by = MARKET_NONE;
	for (uint32_t i = 0; done && i < m->applicants; i++) {
		uint32_t count = market_list_length(m, i), c = 0;

		if (seats[i].program != MARKET_NONE)
			count = seats[i].choice + 1;
		for (; c < count; c++)
			want_choice(&s, i, c);
	}
	for (uint32_t place = 0; done && place < places; place++)
		if (s.places[place].seen == 0)
			walk(&s, place);
	free(s.places);
	free(s.passing);
	return done;
}

/*
 * A search through the programs: from each to all that one who has a seat of it wants
 * more.
 */
struct search {
	const struct market *market;
	const struct seat *seats;
	uint64_t *starts; /* of those who have a seat of each program, in people */
	uint64_t *at;     /* the one of them whose wishes are looked at, */
	uint32_t *choice; /* and which wish comes next */
	uint32_t *people;
	uint32_t *path;
	enum { NEW, ON_PATH, DONE } * state;
};

static bool
make_search(struct search *s)
{
	const struct market *m = s->market;
	size_t programs = m->programs + (size_t)2;

	s->starts = calloc(programs, sizeof *s->starts);
	s->at = malloc(programs * sizeof *s->at);
	s->choice = calloc(programs, sizeof *s->choice);
	s->people = malloc((m->applicants + (size_t)1) * sizeof *s->people);
	s->path = malloc(programs * sizeof *s->path);
	s->state = calloc(programs, sizeof *s->state);
	return s->starts != NULL && s->at != NULL && s->choice != NULL &&
	       s->people != NULL && s->path != NULL && s->state != NULL;
}

/* Who has a seat of which program. */
static void
list_people(struct search *s)
{
	const struct market *m = s->market;

	for (uint32_t i = 0; i < m->applicants; i++)
		if (s->seats[i].program != MARKET_NONE)
			s->starts[s->seats[i].program + 1]++;
	for (uint32_t p = 0; p < m->programs; p++) {
		s->starts[p + 1] += s->starts[p];
		s->at[p] = s->starts[p];
	}
	for (uint32_t i = 0; i < m->applicants; i++)
		if (s->seats[i].program != MARKET_NONE)
			s->people[s->at[s->seats[i].program]++] = i;
	for (uint32_t p = 0; p < m->programs; p++)
		s->at[p] = s->starts[p];
}

/* The next program that one who has a seat of this one wants more, or MARKET_NONE. */
static uint32_t
next_wanted(struct search *s, uint32_t program)
{
	const struct market *m = s->market;

	for (; s->at[program] < s->starts[program + 1]; s->at[program]++) {
		uint32_t i = s->people[s->at[program]];

		while (s->choice[program] < s->seats[i].choice) {
			uint64_t at = m->first[i] + s->choice[program]++;

			if (market_open(m, at))
				return market_program(m, at);
		}
		s->choice[program] = 0;
	}
	return MARKET_NONE;
}

/* The length of a path from a program that ends in a circle, or 0. */
static uint32_t
find_circle(struct search *s, uint32_t start, uint32_t *back_to)
{
	uint32_t length = 1;

	s->path[0] = start;
	s->state[start] = ON_PATH;
	while (length > 0) {
		uint32_t next = next_wanted(s, s->path[length - 1]);

		if (next == MARKET_NONE)
			s->state[s->path[--length]] = DONE;
		else if (s->state[next] == ON_PATH) {
			*back_to = next;
			return length;
		} else if (s->state[next] == NEW) {
			s->state[next] = ON_PATH;
			s->path[length++] = next;
		}
	}
	return 0;
}

bool
audit_best_traded(const struct market *m, const struct seat *seats,
    void (*found)(void *context, const struct breach *), void *context)
{
	struct search s = { .market = m, .seats = seats };
	bool done = make_search(&s);
	uint32_t length = 0, back_to = MARKET_NONE;

	if (done)
		list_people(&s);
	for (uint32_t p = 0; done && length == 0 && p < m->programs; p++)
		if (s.state[p] == NEW)
			length = find_circle(&s, p, &back_to);
	while (length > 0) {
		uint32_t p = s.path[--length];

		report(
		    found, context, m, s.people[s.at[p]], s.choice[p] - 1, MARKET_NONE);
		if (p == back_to)
			break;
	}
	free(s.starts);
	free(s.at);
	free(s.choice);
	free(s.people);
	free(s.path);
	free(s.state);
	return done;
}
