/*
 * A right result of a random market, broken in many ways: the auditor finds each, under
 * a property that the way names, and nothing in the right result.
 *
 * A way forges seats, or it runs the mechanism under a rule that is not the rule of the
 * round, as a mistake in a policy or in an allocator would do.  A result that comes out
 * the same is no forgery, and is not counted.
 */
#define SMALL_PEOPLE 6
#define SMALL_PLACES 4
#define SMALL_SEATS  3
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#include "audit/audit_mechanism.h"
#include "audit/properties.h"
#include "fixed_seed.h"
#include "mechanisms/mechanism_run.h"
#include "small_market.h"

/* The least that each way must have been tried. */
enum { LEAST = ROUNDS_OF(200), ROUNDS = ROUNDS_OF(1500) };

#define P(number)  (1U << (number))
#define NOT_LISTED P(7)
#define CLOSED     P(8)
#define OVER       P(9)
#define FREE       P(10)
#define PASSED     P(11)
#define GROUP      P(12)
#define UNEQUAL    P(13)
#define NOT_BEST   P(15)
/* A seat that the rules give to somebody else, or to nobody. */
#define MISPLACED (OVER | FREE | PASSED | GROUP | UNEQUAL | NOT_BEST)

static const uint32_t two_and_one[] = { 2, 1 }, one_by_one[] = { 1 };
static const struct seat no_seat = { MARKET_NONE, MARKET_NONE, MARKET_NONE };

/* A market with its rules, and a result of it. */
struct scene {
	struct mechanism_rules rules;
	struct small k;
	struct seat seats[PEOPLE];
};

/* Where a pointer into one scene points in its copy. */
#define MOVE(pointer)                                                                \
	do {                                                                         \
		if ((pointer) != NULL)                                               \
			(pointer) = (void *)((char *)to + ((const char *)(pointer) - \
							      (const char *)from));  \
	} while (0)

static void
copy(struct small *to, const struct small *from)
{
	*to = *from;
	MOVE(to->m.capacity);
	MOVE(to->m.held);
	MOVE(to->m.first);
	MOVE(to->m.order);
	MOVE(to->m.wishes);
	MOVE(to->m.group_first);
	MOVE(to->m.groups);
	MOVE(to->m.claim_first);
	MOVE(to->m.claims);
	MOVE(to->m.ranking_of);
	MOVE(to->m.rankings);
	MOVE(to->m.band);
	MOVE(to->m.bundle);
	for (uint32_t p = 0; p < PLACES; p++)
		MOVE(to->rankings[p].entries);
}

/* Run the mechanism of a scene; false if its rules do not fit its market. */
static bool
run(struct scene *s)
{
	struct mechanism_place where;
	struct market_tie tie;

	return mechanism_check(&s->rules, &s->k.m, &where) == NULL &&
	       mechanism_run(&s->rules, &s->k.m, s->seats, &tie) == MARKET_OK;
}

static uint32_t
anybody(const struct scene *s)
{
	return below(s->k.m.applicants);
}

/* Somebody with a seat, or without one; MARKET_NONE if there is nobody. */
static uint32_t
somebody(const struct scene *s, bool placed)
{
	uint32_t n = s->k.m.applicants, start = below(n);

	for (uint32_t i = 0; i < n; i++)
		if ((s->seats[(start + i) % n].program != MARKET_NONE) == placed)
			return (start + i) % n;
	return MARKET_NONE;
}

/* The seat of a choice, of any group to which the applicant has a claim. */
static struct seat
seat_of(const struct scene *s, uint32_t i, uint32_t choice)
{
	const struct market *m = &s->k.m;
	uint64_t at = m->first[i] + choice;
	struct seat seat = { market_program(m, at), choice, MARKET_NONE };
	const struct claim *claims;
	uint32_t count;

	if (!market_grouped(m, seat.program) || !market_open(m, at))
		return seat;
	claims = market_claims(m, at, &count);
	if (count > 0)
		seat.group = claims[below(count)].group;
	return seat;
}

static uint32_t
length(const struct scene *s, uint32_t i)
{
	return market_list_length(&s->k.m, i);
}

/* Forged seats.  Each returns false if there is nothing to forge. */

static bool
take_away(struct scene *s)
{
	uint32_t i = somebody(s, true);

	if (i == MARKET_NONE)
		return false;
	s->seats[i] = no_seat;
	return true;
}

static bool
take_all_away(struct scene *s)
{
	bool any = somebody(s, true) != MARKET_NONE;

	for (uint32_t i = 0; i < PEOPLE; i++)
		s->seats[i] = no_seat;
	return any;
}

static bool
close_program(struct scene *s)
{
	uint32_t one = somebody(s, true), p;

	if (one == MARKET_NONE)
		return false;
	p = s->seats[one].program;
	for (uint32_t i = 0; i < s->k.m.applicants; i++)
		if (s->seats[i].program == p)
			s->seats[i] = no_seat;
	return true;
}

/* An open choice of somebody without a seat. */
static bool
let_in(struct scene *s)
{
	uint32_t i = somebody(s, false), c;

	if (i == MARKET_NONE || length(s, i) == 0)
		return false;
	c = below(length(s, i));
	if (!market_open(&s->k.m, s->k.first[i] + c))
		return false;
	s->seats[i] = seat_of(s, i, c);
	return !market_grouped(&s->k.m, s->seats[i].program) ||
	       s->seats[i].group != MARKET_NONE;
}

static bool
let_in_closed(struct scene *s)
{
	uint32_t i = anybody(s), n = length(s, i);

	for (uint32_t c = 0; c < n; c++)
		if (!market_open(&s->k.m, s->k.first[i] + c)) {
			s->seats[i] = seat_of(s, i, c);
			return true;
		}
	return false;
}

static bool
let_in_unlisted(struct scene *s)
{
	uint32_t i = anybody(s), p = below(s->k.m.programs);

	if (small_choice(&s->k.m, i, p) < length(s, i))
		return false;
	s->seats[i] = (struct seat){ p, 0, MARKET_NONE };
	return true;
}

static bool
name_no_program(struct scene *s)
{
	s->seats[anybody(s)] = (struct seat){ s->k.m.programs + 7, 0, MARKET_NONE };
	return true;
}

static bool
move_to(struct scene *s, bool better)
{
	uint32_t i = somebody(s, true), c, got;

	if (i == MARKET_NONE)
		return false;
	got = s->seats[i].choice;
	c = below(length(s, i));
	if (c == got || (c < got) != better || !market_open(&s->k.m, s->k.first[i] + c))
		return false;
	s->seats[i] = seat_of(s, i, c);
	return !market_grouped(&s->k.m, s->seats[i].program) ||
	       s->seats[i].group != MARKET_NONE;
}

static bool
move_up(struct scene *s)
{
	return move_to(s, true);
}

static bool
move_down(struct scene *s)
{
	return move_to(s, false);
}

static bool
number_up(struct scene *s)
{
	uint32_t i = somebody(s, true);

	if (i == MARKET_NONE)
		return false;
	s->seats[i].choice++;
	return true;
}

static bool
number_none(struct scene *s)
{
	uint32_t i = somebody(s, true);

	if (i == MARKET_NONE)
		return false;
	s->seats[i].choice = MARKET_NONE;
	return true;
}

static bool
number_first(struct scene *s)
{
	uint32_t i = somebody(s, true);

	if (i == MARKET_NONE || s->seats[i].choice == 0)
		return false;
	s->seats[i].choice = 0;
	return true;
}

/* Another group of the same program. */
static bool
change_group(struct scene *s)
{
	uint32_t i = somebody(s, true), p, first, g;

	if (i == MARKET_NONE || s->seats[i].group == MARKET_NONE)
		return false;
	p = s->seats[i].program;
	first = s->k.group_first[p];
	g = first + below(s->k.group_first[p + 1] - first);
	if (g == s->seats[i].group)
		return false;
	s->seats[i].group = g;
	return true;
}

static bool
name_no_group(struct scene *s)
{
	uint32_t i = somebody(s, true);

	if (i == MARKET_NONE || s->seats[i].group == MARKET_NONE)
		return false;
	s->seats[i].group = MARKET_NONE;
	return true;
}

/* The seat of one goes to another who listed the program and is worse off. */
static bool
hand_over(struct scene *s)
{
	uint32_t i = somebody(s, true), other = anybody(s), c;

	if (i == MARKET_NONE || other == i)
		return false;
	c = small_choice(&s->k.m, other, s->seats[i].program);
	if (c >= length(s, other) || s->seats[other].choice <= c ||
	    !market_open(&s->k.m, s->k.first[other] + c))
		return false;
	s->seats[other] = (struct seat){ s->seats[i].program, c, s->seats[i].group };
	s->seats[i] = no_seat;
	return true;
}

/* Two exchange seats that both have listed, and that are open to both. */
static bool
exchange(struct scene *s)
{
	uint32_t i = somebody(s, true), k = anybody(s), ci, ck;
	struct seat si, sk;

	if (i == MARKET_NONE || s->seats[k].program == MARKET_NONE ||
	    s->seats[i].program == s->seats[k].program)
		return false;
	si = s->seats[i];
	sk = s->seats[k];
	ci = small_choice(&s->k.m, i, sk.program);
	ck = small_choice(&s->k.m, k, si.program);
	if (ci >= length(s, i) || ck >= length(s, k) ||
	    !market_open(&s->k.m, s->k.first[i] + ci) ||
	    !market_open(&s->k.m, s->k.first[k] + ck))
		return false;
	s->seats[i] = (struct seat){ sk.program, ci, sk.group };
	s->seats[k] = (struct seat){ si.program, ck, si.group };
	return true;
}

/* Two rows exchange what stands in them, whatever they listed. */
static bool
exchange_blindly(struct scene *s)
{
	uint32_t i = anybody(s), k = anybody(s);
	struct seat seat = s->seats[i];

	s->seats[i] = s->seats[k];
	s->seats[k] = seat;
	return !same_seat(s->seats[i], s->seats[k]);
}

/* Each row has what stands in the next one: a column that slipped. */
static bool
slip(struct scene *s)
{
	struct seat first = s->seats[0];
	uint32_t n = s->k.m.applicants;

	for (uint32_t i = 0; i + 1 < n; i++)
		s->seats[i] = s->seats[i + 1];
	s->seats[n - 1] = first;
	return true;
}

static bool
all_at(struct scene *s, bool last)
{
	for (uint32_t i = 0; i < s->k.m.applicants; i++) {
		uint32_t n = length(s, i), c = last ? n : 0;

		while (last ? c > 0 : c < n) {
			c -= last;
			if (market_open(&s->k.m, s->k.first[i] + c)) {
				s->seats[i] = seat_of(s, i, c);
				break;
			}
			c += !last;
		}
	}
	return true;
}

static bool
all_first(struct scene *s)
{
	return all_at(s, false);
}

static bool
all_last(struct scene *s)
{
	return all_at(s, true);
}

/* Rules that are not those of the round. */

static bool
run_as(struct scene *s, enum mechanism mechanism)
{
	if (s->rules.mechanism == mechanism)
		return false;
	s->rules.mechanism = mechanism;
	return run(s);
}

static bool
run_immediate_instead(struct scene *s)
{
	return run_as(s, MECHANISM_IMMEDIATE);
}

static bool
run_tiered_instead(struct scene *s)
{
	return run_as(s, MECHANISM_TIERED);
}

static bool
run_parallel_instead(struct scene *s)
{
	return run_as(s, MECHANISM_PARALLEL);
}

static bool
run_deferred_instead(struct scene *s)
{
	return run_as(s, MECHANISM_DEFERRED);
}

static bool
run_ttc_instead(struct scene *s)
{
	return run_as(s, MECHANISM_TTC);
}

static bool
other_bands(struct scene *s)
{
	s->rules.bands = one_by_one;
	s->rules.band_count = 1;
	return s->rules.mechanism == MECHANISM_PARALLEL && run(s);
}

static bool
scores_reversed(struct scene *s)
{
	for (uint32_t i = 0; i < PEOPLE; i++)
		s->k.band[i] = (uint16_t)(2 - s->k.band[i]);
	return s->rules.mechanism == MECHANISM_TIERED && run(s);
}

static bool
scores_ignored(struct scene *s)
{
	memset(s->k.band, 0, sizeof s->k.band);
	return s->rules.mechanism == MECHANISM_TIERED && run(s);
}

static bool
ties_other(struct scene *s)
{
	s->rules.shared_rule =
	    s->rules.shared_rule == SHARED_ALL ? SHARED_NONE : SHARED_ALL;
	return s->rules.shared && run(s);
}

static bool
last_seat_other(struct scene *s)
{
	s->rules.bundles_rule =
	    (enum bundles_rule)((s->rules.bundles_rule + 1 + below(2)) % 3);
	return s->rules.bundled && run(s);
}

/* Those who stay together take their turns alone, one after the other. */
static bool
bundles_ignored(struct scene *s)
{
	if (!s->rules.bundled)
		return false;
	for (uint32_t i = 0; i < s->k.m.applicants; i++)
		s->k.order[i] = s->k.order[i] * PEOPLE + i;
	s->k.m.bundle = NULL;
	s->rules.bundled = false;
	return run(s);
}

static bool
one_seat_more(struct scene *s)
{
	uint32_t p = below(s->k.m.programs);

	s->k.capacity[p]++;
	if (s->k.m.groups != NULL && s->k.group_first[p] < s->k.group_first[p + 1])
		s->k.groups[s->k.group_first[p]].seats++;
	return run(s);
}

static bool
one_seat_less(struct scene *s)
{
	uint32_t p = below(s->k.m.programs);
	struct seat_group *g = &s->k.groups[s->k.group_first[p]];

	if (s->k.m.groups != NULL && s->k.group_first[p] < s->k.group_first[p + 1]) {
		if (g->seats == 0)
			return false;
		g->seats--;
		return run(s);
	}
	if (s->k.capacity[p] == 0)
		return false;
	s->k.capacity[p]--;
	return run(s);
}

static bool
seats_exchanged(struct scene *s)
{
	uint32_t p = below(s->k.m.programs), q = below(s->k.m.programs);
	uint32_t seats = s->k.capacity[p];

	s->k.capacity[p] = s->k.capacity[q];
	s->k.capacity[q] = seats;
	return s->k.m.groups == NULL && run(s);
}

static bool
held_ignored(struct scene *s)
{
	if (s->k.m.held == NULL)
		return false;
	s->k.m.held = NULL;
	return run(s);
}

static bool
held_twice(struct scene *s)
{
	for (uint32_t p = 0; p < PLACES; p++)
		s->k.held[p] *= 2;
	return s->k.m.held != NULL && run(s);
}

static bool
caps_ignored(struct scene *s)
{
	for (uint32_t g = 0; g < PLACES * GROUPS; g++)
		s->k.groups[g].cap = MARKET_NONE;
	return s->k.m.groups != NULL && run(s);
}

static bool
seats_lapse(struct scene *s)
{
	for (uint32_t g = 0; g < PLACES * GROUPS; g++)
		s->k.groups[g].to = MARKET_NONE;
	return s->k.m.groups != NULL && run(s);
}

static bool
seats_pass(struct scene *s)
{
	for (uint32_t p = 0; p < s->k.m.programs && s->k.m.groups != NULL; p++)
		for (uint32_t g = s->k.group_first[p]; g + 1 < s->k.group_first[p + 1];
		     g++)
			s->k.groups[g].to = g + 1;
	return s->k.m.groups != NULL && run(s);
}

static bool
order_reversed(struct scene *s)
{
	for (uint32_t i = 0; i < PEOPLE; i++)
		s->k.order[i] = 1000 - s->k.order[i];
	return !s->k.m.ranked && run(s);
}

static bool
orders_exchanged(struct scene *s)
{
	uint32_t i = anybody(s), k = anybody(s);
	uint64_t order = s->k.order[i];

	if (s->rules.bundled)
		return false;
	s->k.order[i] = s->k.order[k];
	s->k.order[k] = order;
	return !s->k.m.ranked && run(s);
}

/* All programs rank backwards: the worst applicant first. */
static bool
priorities_reversed(struct scene *s)
{
	if (!s->k.m.ranked || s->rules.mechanism == MECHANISM_TTC)
		return false;
	for (uint64_t at = 0; at < s->k.first[s->k.m.applicants]; at++) {
		struct wish *w = &s->k.wishes[at];

		if (w->priority < WISH_MARKS && !market_grouped(&s->k.m, w->program))
			w->priority = 1000 - w->priority;
	}
	for (uint32_t c = 0; c < CHOICES * GROUPS; c++)
		s->k.claims[c].priority = 1000 - s->k.claims[c].priority;
	return run(s);
}

/* The priority of one applicant at one program is that of another there. */
static bool
priorities_exchanged(struct scene *s)
{
	uint32_t i = anybody(s), k = anybody(s), p = below(s->k.m.programs);
	uint32_t ci = small_choice(&s->k.m, i, p), ck = small_choice(&s->k.m, k, p);
	struct wish *wi, *wk, w;

	if (!s->k.m.ranked || s->rules.mechanism == MECHANISM_TTC ||
	    ci >= length(s, i) || ck >= length(s, k) || market_grouped(&s->k.m, p))
		return false;
	wi = &s->k.wishes[s->k.first[i] + ci];
	wk = &s->k.wishes[s->k.first[k] + ck];
	if (wi->priority >= WISH_MARKS || wk->priority >= WISH_MARKS)
		return false;
	w = *wi;
	*wi = *wk;
	*wk = w;
	return run(s);
}

/* A closed choice counts as open. */
static bool
condition_ignored(struct scene *s)
{
	uint64_t end = s->k.first[s->k.m.applicants];

	if (s->k.m.groups != NULL || s->rules.mechanism == MECHANISM_TTC ||
	    s->rules.bundled || s->rules.shared)
		return false;
	for (uint64_t at = 0; at < end; at++)
		if (s->k.wishes[at].priority >= WISH_MARKS) {
			s->k.wishes[at].priority = 0;
			return run(s);
		}
	return false;
}

/* An open choice counts as closed. */
static bool
condition_added(struct scene *s)
{
	uint64_t end = s->k.first[s->k.m.applicants];

	if (end == 0 || s->rules.mechanism == MECHANISM_TTC)
		return false;
	s->k.wishes[below((uint32_t)end)].priority = WISH_NOT_ELIGIBLE;
	return run(s);
}

/* Two choices of a list in the other order; the numbers are those of the list. */
static bool
choices_exchanged(struct scene *s)
{
	uint32_t i = anybody(s), n = length(s, i);
	struct wish *list = &s->k.wishes[s->k.first[i]], w;

	if (n < 2 || s->rules.bundled)
		return false;
	w = list[0];
	list[0] = list[n - 1];
	list[n - 1] = w;
	if (!run(s))
		return false;
	if (s->seats[i].choice == 0 || s->seats[i].choice == n - 1)
		s->seats[i].choice = n - 1 - s->seats[i].choice;
	return true;
}

/* One applicant is not in the market. */
static bool
applicant_forgotten(struct scene *s)
{
	uint32_t i = anybody(s);

	if (s->rules.bundled || s->rules.mechanism == MECHANISM_TTC)
		return false;
	for (uint64_t at = s->k.first[i]; at < s->k.first[i + 1]; at++)
		s->k.wishes[at].priority = WISH_NOT_ELIGIBLE;
	return run(s);
}

/* Only so many choices are looked at. */
static bool
list_cut(struct scene *s)
{
	if (s->rules.mechanism == MECHANISM_TTC || s->rules.bundled)
		return false;
	for (uint32_t i = 0; i < s->k.m.applicants; i++)
		for (uint64_t at = s->k.first[i] + 1; at < s->k.first[i + 1]; at++)
			s->k.wishes[at].priority = WISH_NOT_ELIGIBLE;
	return run(s);
}

#define RULE (CLOSED | MISPLACED)
static struct way {
	const char *name;
	unsigned properties; /* one of them at least is broken */
	bool (*forge)(struct scene *);
	unsigned tried;
} ways[] = {
	{ "a seat is taken away", FREE | PASSED | UNEQUAL, take_away, 0 },
	{ "all seats are taken away", FREE | PASSED | UNEQUAL, take_all_away, 0 },
	{ "a program is closed", FREE | PASSED | UNEQUAL, close_program, 0 },
	{ "one more is let in", MISPLACED, let_in, 0 },
	{ "let in where it is closed", CLOSED | UNEQUAL, let_in_closed, 0 },
	{ "let in without having listed it", NOT_LISTED, let_in_unlisted, 0 },
	{ "a program that is none", NOT_LISTED, name_no_program, 0 },
	{ "a better seat", MISPLACED, move_up, 0 },
	{ "a worse seat", MISPLACED, move_down, 0 },
	{ "the next number of the choice", NOT_LISTED, number_up, 0 },
	{ "no number of the choice", NOT_LISTED, number_none, 0 },
	{ "the first choice by number only", NOT_LISTED, number_first, 0 },
	{ "another group", CLOSED | MISPLACED, change_group, 0 },
	{ "no group", CLOSED, name_no_group, 0 },
	{ "a seat is handed over", CLOSED | MISPLACED, hand_over, 0 },
	{ "two exchange seats", CLOSED | MISPLACED, exchange, 0 },
	{ "two rows exchanged", NOT_LISTED | RULE, exchange_blindly, 0 },
	{ "a column slipped", NOT_LISTED | RULE, slip, 0 },
	{ "all have their first choice", RULE, all_first, 0 },
	{ "all have their last choice", RULE, all_last, 0 },
	{ "immediate instead", MISPLACED, run_immediate_instead, 0 },
	{ "tiered instead", MISPLACED, run_tiered_instead, 0 },
	{ "parallel instead", MISPLACED, run_parallel_instead, 0 },
	{ "deferred instead", MISPLACED, run_deferred_instead, 0 },
	{ "ttc instead", MISPLACED, run_ttc_instead, 0 },
	{ "other bands of choices", MISPLACED, other_bands, 0 },
	{ "score bands reversed", MISPLACED, scores_reversed, 0 },
	{ "score bands ignored", MISPLACED, scores_ignored, 0 },
	{ "the other rule for shared orders", MISPLACED, ties_other, 0 },
	{ "another rule for the last seat", MISPLACED, last_seat_other, 0 },
	{ "those who stay together alone", MISPLACED, bundles_ignored, 0 },
	{ "one seat more", MISPLACED, one_seat_more, 0 },
	{ "one seat less", MISPLACED, one_seat_less, 0 },
	{ "plans of two programs exchanged", MISPLACED, seats_exchanged, 0 },
	{ "seats of earlier rounds given again", OVER, held_ignored, 0 },
	{ "seats of earlier rounds counted twice", MISPLACED, held_twice, 0 },
	{ "caps ignored", MISPLACED, caps_ignored, 0 },
	{ "seats lapse", MISPLACED, seats_lapse, 0 },
	{ "seats pass on", MISPLACED, seats_pass, 0 },
	{ "the order reversed", MISPLACED, order_reversed, 0 },
	{ "two orders exchanged", MISPLACED, orders_exchanged, 0 },
	{ "priorities reversed", MISPLACED, priorities_reversed, 0 },
	{ "two priorities exchanged", MISPLACED, priorities_exchanged, 0 },
	{ "a condition ignored", CLOSED, condition_ignored, 0 },
	{ "a condition too many", MISPLACED, condition_added, 0 },
	{ "two choices exchanged", MISPLACED, choices_exchanged, 0 },
	{ "an applicant forgotten", MISPLACED, applicant_forgotten, 0 },
	{ "only first choices", MISPLACED, list_cut, 0 },
};

enum { WAYS = sizeof ways / sizeof *ways };

/* The properties that are broken, as bits. */
static void
collect(void *context, const struct breach *b)
{
	const char *property = properties_of(audit_report_word(b->code));

	*(unsigned *)context |= P(strtoul(property + 1, NULL, 10));
}

static unsigned
broken(const struct scene *s, const struct seat *seats)
{
	unsigned properties = 0;

	assert(audit_mechanism(
	    &s->rules, &s->k.m, false, NULL, seats, collect, &properties));
	return properties;
}

static void
try_way(const struct scene *right, struct way *way)
{
	struct scene forged = *right;
	unsigned found;
	bool same = true;

	copy(&forged.k, &right->k);
	if (!way->forge(&forged))
		return;
	for (uint32_t i = 0; i < right->k.m.applicants; i++)
		same = same && same_seat(forged.seats[i], right->seats[i]);
	if (same)
		return;
	found = broken(right, forged.seats);
	if ((found & way->properties) == 0) {
		fprintf(stderr, "%s, under %s: found %x, expected one of %x\n",
		    way->name, mechanism_name(right->rules.mechanism), found,
		    way->properties);
		abort();
	}
	way->tried++;
}

static void
try_market(const struct mechanism_rules *rules, int what)
{
	struct scene right = { .rules = *rules };

	small_make(&right.k, what);
	right.k.m.band = right.k.band;
	for (uint32_t i = 0; rules->shared && i < right.k.m.applicants; i++)
		right.k.order[i] = 1 + below(4);
	if (rules->bundled)
		small_bind(&right.k);
	/* Held seats are not of the groups, which have their own seats in all. */
	for (uint32_t p = 0; p < right.k.m.programs; p++)
		if (market_grouped(&right.k.m, p))
			right.k.capacity[p] = GROUPS * SEATS;
	if (!run(&right))
		return;
	assert(broken(&right, right.seats) == 0);
	for (size_t w = 0; w < WAYS; w++)
		try_way(&right, &ways[w]);
}

static void
try_markets(const struct mechanism_rules *rules, int what)
{
	for (int round = 0; round < ROUNDS; round++)
		try_market(rules, what);
}

static void
try_mechanisms(int what)
{
	struct mechanism_rules rules = { .bands = two_and_one, .band_count = 2 };

	for (int m = 0; m < MECHANISMS; m++) {
		rules.mechanism = (enum mechanism)m;
		try_markets(&rules, what);
	}
}

/* Shared orders and bundles, which only one order has. */
static void
try_turns(int what)
{
	struct mechanism_rules rules = { .mechanism = MECHANISM_SERIAL };

	rules.shared = true;
	for (int r = 0; r < 2; r++) {
		rules.shared_rule = (enum shared_rule)r;
		try_markets(&rules, what);
	}
	rules.shared = false;
	rules.bundled = true;
	for (int r = 0; r < 3; r++) {
		rules.bundles_rule = (enum bundles_rule)r;
		try_markets(&rules, what);
	}
}

int
main(void)
{
	try_mechanisms(SMALL_HELD | SMALL_CLOSED);
	try_mechanisms(SMALL_HELD | SMALL_CLOSED | SMALL_RANKED);
	try_mechanisms(SMALL_GROUPS | SMALL_CLOSED);
	try_mechanisms(SMALL_GROUPS | SMALL_RANKED);
	try_mechanisms(SMALL_GROUPS | SMALL_PASSING);
	try_mechanisms(SMALL_GROUPS | SMALL_PASSING | SMALL_RANKED);
	try_turns(SMALL_HELD | SMALL_CLOSED);
	for (size_t w = 0; w < WAYS; w++)
		if (ways[w].tried < LEAST) {
			fprintf(stderr, "%s: only %u\n", ways[w].name, ways[w].tried);
			return 1;
		}
	return 0;
}
