/*
 * What would have been enough for a seat, against running the mechanism again: with it
 * the applicant gets the seat or one of a better choice, with one step less not.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "explain/needed.h"
#include "mechanisms/mechanism_run.h"

#include "fixed_seed.h"

enum { FROM = 1000, PROGRAMS = 4, APPLICANTS = 9, LIST = 3, MARKETS = 4000 };

/* A market that owns its arrays.  Orders and priorities are even, so that there is a
 * place before and behind each. */
struct small {
	struct market market;
	uint32_t capacity[PROGRAMS], choices[APPLICANTS * LIST];
	uint64_t first[APPLICANTS + 1], order[APPLICANTS];
	struct wish wishes[APPLICANTS * LIST];
	uint16_t band[APPLICANTS];
};

static void
shuffle(uint32_t *items, uint32_t count)
{
	for (uint32_t i = count; i > 1; i--) {
		uint32_t other = (uint32_t)(draw() % i), item = items[other];

		items[other] = items[i - 1];
		items[i - 1] = item;
	}
}

/* The arrays again where the struct is now. */
static void
point(struct small *s, bool ranked)
{
	s->market.capacity = s->capacity;
	s->market.first = s->first;
	s->market.order = s->order;
	s->market.choices = ranked ? NULL : s->choices;
	s->market.wishes = ranked ? s->wishes : NULL;
	s->market.band = s->band;
}

/* The priority of a place, from 0; those of a second tier are far from the first one.
 */
static uint32_t
priority_of(uint32_t place)
{
	return 2 * place + 2 + (place < APPLICANTS / 2 ? 0 : WISH_MARKS / 2);
}

static void
make(struct small *s, bool ranked)
{
	uint32_t places[APPLICANTS], programs[PROGRAMS], own[PROGRAMS][APPLICANTS];

	memset(s, 0, sizeof *s);
	s->market.programs = PROGRAMS;
	s->market.applicants = APPLICANTS;
	s->market.ranked = ranked;
	for (uint32_t p = 0; p < PROGRAMS; p++) {
		s->capacity[p] = (uint32_t)(draw() % 4);
		programs[p] = p;
		for (uint32_t i = 0; i < APPLICANTS; i++)
			own[p][i] = i;
		shuffle(own[p], APPLICANTS);
	}
	for (uint32_t i = 0; i < APPLICANTS; i++)
		places[i] = i;
	shuffle(places, APPLICANTS);
	for (uint32_t i = 0; i < APPLICANTS; i++) {
		s->order[i] = 2 * places[i] + 2;
		s->band[i] = (uint16_t)(places[i] / 4);
		shuffle(programs, PROGRAMS);
		s->first[i + 1] = s->first[i] + LIST;
		for (uint32_t c = 0; c < LIST; c++) {
			s->choices[LIST * i + c] = programs[c];
			s->wishes[LIST * i + c] = (struct wish){ programs[c],
				priority_of(own[programs[c]][i]) };
		}
	}
	point(s, ranked);
}

/* The last one of a program, by the step and then the priority. */
static struct cutoff
last_of(const struct mechanism_rules *rules, const struct market *m,
    const struct seat *seats, uint32_t program)
{
	struct cutoff last = cutoffs_none(0);

	for (uint32_t i = 0; i < m->applicants; i++) {
		struct cutoff_key key;

		if (seats[i].program != program)
			continue;
		key = cutoffs_key(rules, m, i, seats[i].choice, MARKET_NONE);
		if (last.last != MARKET_NONE &&
		    (key.step < last.key.step || (key.step == last.key.step &&
						     key.priority < last.key.priority)))
			continue;
		last.last = i;
		last.key = key;
		last.last_order = m->order[i];
	}
	return last;
}

/*
 * The choice that an applicant gets with a program at a place of the list, from 0, and
 * a priority there (UINT64_MAX: as it is), which is the order of a market that is not
 * ranked.
 */
static uint32_t
choice_with(const struct small *s, const struct mechanism_rules *rules, uint32_t i,
    uint32_t choice, uint32_t place, uint64_t priority)
{
	struct small other = *s;
	struct seat seats[APPLICANTS];
	struct market_tie tie;
	uint32_t program = s->choices[LIST * i + choice];
	struct wish wish = s->wishes[LIST * i + choice];

	if (priority != UINT64_MAX && s->market.ranked)
		wish.priority = (uint32_t)priority;
	else if (priority != UINT64_MAX)
		other.order[i] = priority;
	for (uint32_t c = choice; c > place; c--) {
		other.choices[LIST * i + c] = other.choices[LIST * i + c - 1];
		other.wishes[LIST * i + c] = other.wishes[LIST * i + c - 1];
	}
	other.choices[LIST * i + place] = program;
	other.wishes[LIST * i + place] = wish;
	point(&other, s->market.ranked);
	assert(mechanism_run(rules, &other.market, seats, &tie) == MARKET_OK);
	return seats[i].choice;
}

static size_t
check(const struct small *s, const struct mechanism_rules *rules,
    const struct seat *seats, uint32_t i, uint32_t choice)
{
	uint32_t program = s->choices[LIST * i + choice];
	struct cutoff last = last_of(rules, &s->market, seats, program);
	struct needed n = needed_for(rules, &s->market, i, choice, MARKET_NONE, &last);
	uint32_t place = n.choice > 0 && n.choice - 1 < choice ? n.choice - 1 : choice;

	if (needed_is_by_trial(rules, &s->market))
		assert(needed_by_trial(rules, &s->market, i, choice, 0, &n));
	assert(n.known || last.last == MARKET_NONE ||
	       rules->mechanism == MECHANISM_TIERED ||
	       rules->mechanism == MECHANISM_PARALLEL); /* an earlier band */
	if (!n.known || n.band > 0)
		return 0; /* a score band is not a place in a list */
	/* One step less: not this program, though perhaps a better choice. */
	if (n.before != UINT64_MAX) {
		assert(choice_with(s, rules, i, choice, place, n.before + 1) != place);
		assert(choice_with(s, rules, i, choice, place, n.before - 1) <= place);
	} else {
		assert(choice_with(s, rules, i, choice, place, UINT64_MAX) <= place);
		assert(place == choice || choice_with(s, rules, i, choice, place + 1,
					      UINT64_MAX) != place + 1);
	}
	return 1;
}

static size_t
check_all(enum mechanism mechanism, bool ranked)
{
	static const uint32_t bands[] = { 1, 2 };
	struct mechanism_rules rules = {
		.mechanism = mechanism, .bands = bands, .band_count = 2
	};
	size_t checked = 0;

	for (int market = 0; market < MARKETS; market++) {
		struct small s;
		struct seat seats[APPLICANTS];
		struct market_tie tie;

		make(&s, ranked);
		assert(mechanism_run(&rules, &s.market, seats, &tie) == MARKET_OK);
		for (uint32_t i = 0; i < APPLICANTS; i++)
			for (uint32_t c = 0; c < LIST && c < seats[i].choice; c++)
				checked += check(&s, &rules, seats, i, c);
	}
	return checked;
}

/*
 * Let some hold a seat at the last of their choices, as many as the programs have
 * seats: there they go before FROM, and all else is behind it.
 */
static void
hold(struct small *s)
{
	uint32_t left[PROGRAMS];

	memcpy(left, s->capacity, sizeof left);
	for (uint32_t i = 0; i < APPLICANTS; i++) {
		uint32_t last = LIST * i + LIST - 1;

		for (uint32_t c = 0; c < LIST; c++)
			s->wishes[LIST * i + c].priority += FROM;
		if (left[s->choices[last]] == 0 || draw() % 2 == 0)
			continue;
		left[s->choices[last]]--;
		s->wishes[last].priority = 2 * i + 2;
	}
}

/* What is enough is a place that can be had: never one before those who hold a seat. */
static size_t
check_held(void)
{
	const struct mechanism_rules rules = { .mechanism = MECHANISM_DEFERRED };
	size_t checked = 0;

	for (int market = 0; market < MARKETS; market++) {
		struct small s;
		struct seat seats[APPLICANTS];
		struct market_tie tie;
		struct needed n;

		make(&s, true);
		hold(&s);
		assert(mechanism_run(&rules, &s.market, seats, &tie) == MARKET_OK);
		for (uint32_t i = 0; i < APPLICANTS; i++)
			for (uint32_t c = 0; c < LIST && c < seats[i].choice; c++) {
				if (s.wishes[LIST * i + c].priority < FROM)
					continue;
				assert(
				    needed_by_trial(&rules, &s.market, i, c, FROM, &n));
				if (!n.known) {
					assert(
					    choice_with(&s, &rules, i, c, c, FROM) > c);
					continue;
				}
				assert(n.before > FROM);
				assert(choice_with(&s, &rules, i, c, c, n.before + 1) !=
				       c);
				assert(choice_with(&s, &rules, i, c, c, n.before - 1) <=
				       c);
				checked++;
			}
	}
	return checked;
}

int
main(void)
{
	assert(check_held() > 5000);
	assert(check_all(MECHANISM_SERIAL, false) > 10000);
	assert(check_all(MECHANISM_IMMEDIATE, false) > 10000);
	assert(check_all(MECHANISM_TIERED, false) > 5000);
	assert(check_all(MECHANISM_PARALLEL, false) > 10000);
	assert(check_all(MECHANISM_DEFERRED, false) > 10000);
	assert(check_all(MECHANISM_IMMEDIATE, true) > 10000);
	assert(check_all(MECHANISM_TIERED, true) > 5000);
	assert(check_all(MECHANISM_DEFERRED, true) > 10000);
	assert(check_all(MECHANISM_PARALLEL, true) > 10000);
	return 0;
}
