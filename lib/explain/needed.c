#include "explain/needed.h"

#include <stdlib.h>
#include <string.h>

#include "mechanisms/mechanism_run.h"

static const struct needed nothing = { false, UINT64_MAX, 0, 0 };

/* The last number, from 1, of a choice that is in a band of choices, from 0. */
static uint32_t
last_of_band(const struct mechanism_rules *rules, uint64_t band)
{
	uint64_t end = 0;

	for (uint64_t b = 0; b <= band; b++)
		end += rules->bands[b < rules->band_count ? b : rules->band_count - 1];
	return end < MARKET_NONE ? (uint32_t)end : MARKET_NONE;
}

/*
 * The step of the choice came after that of the last one: an earlier step is needed.
 * number is the last number of a choice in that step, earlier in the one before it (0:
 * there is none).
 */
static struct needed
in_earlier_step(bool goes_before, uint64_t last, uint32_t number, uint32_t earlier)
{
	struct needed n = { true, UINT64_MAX, number, 0 };

	if (goes_before)
		return n;
	if (earlier > 0)
		n.choice = earlier;
	else
		n.before = last;
	return n;
}

/* Filed by score bands: the step is the band, and then the number of the choice. */
static struct needed
by_bands(struct cutoff_key own, struct cutoff_key last, uint32_t choice)
{
	uint32_t band = (uint32_t)(last.step >> 32), number = (uint32_t)last.step;
	struct needed n;

	if (own.step >> 32 == band)
		return in_earlier_step(
		    own.priority < last.priority, last.priority, number + 1, number);
	n = (struct needed){ true, UINT64_MAX, 0, band + 1 };
	if (choice < number)
		return n;
	if (band > 0)
		n.band = band;
	else if (choice == number)
		n.before = last.priority;
	else
		n = nothing; /* the order of a better score is not known */
	return n;
}

static bool
passes_seats(const struct market *m, uint32_t program)
{
	if (!market_grouped(m, program))
		return false;
	for (uint32_t g = m->group_first[program]; g < m->group_first[program + 1]; g++)
		if (m->groups[g].to != MARKET_NONE)
			return true;
	return false;
}

/* Those who stay together need seats for all of them: no cut-off tells. */
static bool
is_bundled(const struct market *m, uint32_t applicant)
{
	return m->bundle != NULL && m->bundle[applicant] != MARKET_NONE;
}

bool
needed_is_by_trial(const struct mechanism_rules *rules, const struct market *m)
{
	return m->ranked && (rules->mechanism == MECHANISM_DEFERRED ||
				rules->mechanism == MECHANISM_PARALLEL);
}

struct needed
needed_for(const struct mechanism_rules *rules, const struct market *m,
    uint32_t applicant, uint32_t choice, uint32_t group, const struct cutoff *cutoff)
{
	uint32_t program = market_program(m, m->first[applicant] + choice);
	struct cutoff_key own, last = cutoff->key;
	struct needed n = { true, last.priority, 0, 0 };

	if (cutoff->last == MARKET_NONE || rules->mechanism == MECHANISM_TTC ||
	    rules->mechanism == MECHANISM_LEFTOVER || needed_is_by_trial(rules, m) ||
	    passes_seats(m, program) || is_bundled(m, applicant))
		return nothing;
	own = cutoffs_key(rules, m, applicant, choice, group);
	if (own.step > last.step && rules->mechanism == MECHANISM_TIERED)
		n = by_bands(own, last, choice);
	else if (own.step > last.step && rules->mechanism == MECHANISM_PARALLEL)
		n = in_earlier_step(own.priority<last.priority, last.priority,
					last_of_band(rules, last.step), last.step> 0
					? last_of_band(rules, last.step - 1)
					: 0);
	else if (own.step > last.step)
		n = in_earlier_step(own.priority < last.priority, last.priority,
		    (uint32_t)last.step + 1, (uint32_t)last.step);
	return n;
}

/* Another applicant to whom the program is open. */
struct rival {
	uint32_t priority; /* at the program */
	uint64_t at;       /* of the wish */
};

/* A market of which the wishes are a copy, to try one of them at other places. */
struct trial {
	const struct mechanism_rules *rules;
	struct market market;
	struct wish *wishes;
	struct seat *seats;
	uint64_t at; /* of the wish that is tried */
	uint32_t applicant, choice;
	struct rival *rivals; /* the best one first */
	size_t count;
};

static int
compare_rivals(const void *a, const void *b)
{
	const struct rival *x = a, *y = b;

	return (x->priority > y->priority) - (x->priority < y->priority);
}

/* Room for all rivals, and for the copy of the wishes. */
static bool
make_room(struct trial *t, const struct market *m)
{
	uint64_t end = m->first[m->applicants];
	size_t wishes = 0;

	for (uint64_t i = 0; i < end; i++)
		wishes += m->wishes[i].program == m->wishes[t->at].program;
	t->rivals = malloc((wishes + 1) * sizeof *t->rivals);
	t->wishes = malloc((end + 1) * sizeof *t->wishes);
	t->seats = malloc((m->applicants + (size_t)1) * sizeof *t->seats);
	return t->rivals != NULL && t->wishes != NULL && t->seats != NULL;
}

/*
 * Number the rivals anew, by twos: their order is all that counts at the program, and
 * there is a place between any two, however large the priorities were.
 */
static bool
open_trial(struct trial *t, const struct market *m)
{
	uint64_t end = m->first[m->applicants];

	if (!make_room(t, m))
		return false;
	memcpy(t->wishes, m->wishes, end * sizeof *t->wishes);
	for (uint64_t i = 0; i < end; i++)
		if (i != t->at && m->wishes[i].program == m->wishes[t->at].program &&
		    market_open(m, i))
			t->rivals[t->count++] =
			    (struct rival){ m->wishes[i].priority, i };
	qsort(t->rivals, t->count, sizeof *t->rivals, compare_rivals);
	for (size_t i = 0; i < t->count; i++)
		t->wishes[t->rivals[i].at].priority = (uint32_t)(2 * i + 1);
	t->market = *m;
	t->market.wishes = t->wishes;
	return true;
}

static void
close_trial(struct trial *t)
{
	free(t->rivals);
	free(t->wishes);
	free(t->seats);
}

/* Just before a rival; *enough says whether the applicant gets the seat, or better. */
static bool
try_before(struct trial *t, size_t rival, bool *enough)
{
	struct market_tie tie;

	t->wishes[t->at].priority = (uint32_t)(2 * rival);
	if (mechanism_run(t->rules, &t->market, t->seats, &tie) != MARKET_OK)
		return false;
	*enough = t->seats[t->applicant].choice <= t->choice;
	return true;
}

/* How many of the best rivals have a priority before that. */
static size_t
count_before(const struct trial *t, uint32_t from)
{
	size_t count = 0;

	while (count < t->count && t->rivals[count].priority < from)
		count++;
	return count;
}

/*
 * How many of the best rivals it is enough to stand before, each by itself; at least so
 * many, which means that it is none.
 */
static bool
search(struct trial *t, size_t least, size_t *before)
{
	size_t low = least, high = t->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		bool enough;

		if (!try_before(t, middle, &enough))
			return false;
		if (enough)
			low = middle + 1;
		else
			high = middle;
	}
	*before = low;
	return true;
}

bool
needed_by_trial(const struct mechanism_rules *rules, const struct market *m,
    uint32_t applicant, uint32_t choice, uint32_t from, struct needed *n)
{
	struct trial t = { .rules = rules,
		.at = m->first[applicant] + choice,
		.applicant = applicant,
		.choice = choice };
	size_t least, before;
	bool done;

	*n = nothing;
	if (!needed_is_by_trial(rules, m) || !market_open(m, t.at) ||
	    market_grouped(m, m->wishes[t.at].program))
		return true;
	done = open_trial(&t, m);
	least = before = count_before(&t, from);
	done = done && search(&t, least, &before);
	if (done && before > least)
		*n = (struct needed){ true, t.rivals[before - 1].priority, 0, 0 };
	close_trial(&t);
	return done;
}

struct needed
needed_of_any(const struct mechanism_rules *rules, const struct market *m,
    uint32_t applicant, const struct cutoff *programs)
{
	struct needed n = { true, 0, 0, 0 };
	bool any = false;

	if (rules->mechanism != MECHANISM_LEFTOVER || m->ranked ||
	    m->group_first != NULL)
		return nothing;
	for (uint64_t at = m->first[applicant]; at < m->first[applicant + 1]; at++) {
		const struct cutoff *c = &programs[market_program(m, at)];

		if (!market_open(m, at) || c->last == MARKET_NONE)
			continue;
		any = true;
		if (c->last_order > n.before)
			n.before = c->last_order;
	}
	return any ? n : nothing;
}
