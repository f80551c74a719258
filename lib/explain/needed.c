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

/* A market of which the wishes are a copy, with room between any two priorities. */
struct trial {
	const struct mechanism_rules *rules;
	struct market market;
	struct wish *wishes;
	struct seat *seats;
	uint64_t at; /* of the wish that is tried */
	uint32_t applicant, choice;
};

static bool
open_trial(struct trial *t, const struct market *m)
{
	uint64_t count = m->first[m->applicants];

	t->market = *m;
	t->wishes = malloc((count + 1) * sizeof *t->wishes);
	t->seats = malloc((m->applicants + (size_t)1) * sizeof *t->seats);
	if (t->wishes == NULL || t->seats == NULL)
		return false;
	memcpy(t->wishes, m->wishes, count * sizeof *t->wishes);
	for (uint64_t i = 0; i < count; i++)
		if (!market_grouped(m, m->wishes[i].program) && market_open(m, i))
			t->wishes[i].priority *= 2;
	t->market.wishes = t->wishes;
	return true;
}

/* Whether doubled priorities still are no marks. */
static bool
has_room(const struct market *m)
{
	for (uint64_t i = 0; i < m->first[m->applicants]; i++)
		if (market_open(m, i) && !market_grouped(m, m->wishes[i].program) &&
		    m->wishes[i].priority >= WISH_MARKS / 2)
			return false;
	return true;
}

static int
compare_priorities(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* The doubled priorities, sorted, of all others to whom the program is open. */
static uint32_t *
rivals_of(const struct trial *t, size_t *count)
{
	uint32_t program = t->wishes[t->at].program;
	uint64_t end = t->market.first[t->market.applicants];
	uint32_t *rivals;
	size_t n = 0;

	for (uint64_t i = 0; i < end; i++)
		n += t->wishes[i].program == program;
	rivals = malloc((n + 1) * sizeof *rivals);
	*count = 0;
	for (uint64_t i = 0; rivals != NULL && i < end; i++)
		if (i != t->at && t->wishes[i].program == program &&
		    market_open(&t->market, i))
			rivals[(*count)++] = t->wishes[i].priority;
	if (rivals != NULL)
		qsort(rivals, *count, sizeof *rivals, compare_priorities);
	return rivals;
}

enum tried { TRIED_NO, TRIED_YES, TRIED_NO_MEMORY };

/* Just before a rival. */
static enum tried
try_before(struct trial *t, uint32_t rival)
{
	struct market_tie tie;

	t->wishes[t->at].priority = rival - 1;
	if (mechanism_run(t->rules, &t->market, t->seats, &tie) != MARKET_OK)
		return TRIED_NO_MEMORY;
	return t->seats[t->applicant].choice <= t->choice ? TRIED_YES : TRIED_NO;
}

/* The last rival before whom it is enough to stand; *count where none is. */
static enum tried
search(struct trial *t, const uint32_t *rivals, size_t count, size_t *found)
{
	size_t low = 0, high = count; /* before low - 1 it is enough, before high not */
	enum tried tried;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		/* Priorities are from 0: nothing is before a rival with 0. */
		tried = rivals[middle] == 0 ? TRIED_NO : try_before(t, rivals[middle]);
		if (tried == TRIED_NO_MEMORY)
			return tried;
		if (tried == TRIED_YES)
			low = middle + 1;
		else
			high = middle;
	}
	*found = low - 1;
	return low > 0 ? TRIED_YES : TRIED_NO;
}

bool
needed_by_trial(const struct mechanism_rules *rules, const struct market *m,
    uint32_t applicant, uint32_t choice, struct needed *n)
{
	struct trial t = { .rules = rules, .applicant = applicant, .choice = choice };
	enum tried tried = TRIED_NO_MEMORY;
	uint32_t *rivals = NULL;
	size_t count, found;

	*n = nothing;
	t.at = m->first[applicant] + choice;
	if (!needed_is_by_trial(rules, m) || !market_open(m, t.at) ||
	    market_grouped(m, m->wishes[t.at].program) || !has_room(m))
		return true;
	if (open_trial(&t, m) && (rivals = rivals_of(&t, &count)) != NULL)
		tried = search(&t, rivals, count, &found);
	if (tried == TRIED_YES)
		*n = (struct needed){ true, rivals[found] / 2, 0, 0 };
	free(rivals);
	free(t.wishes);
	free(t.seats);
	return tried != TRIED_NO_MEMORY;
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
