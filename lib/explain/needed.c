#include "explain/needed.h"

static const struct needed nothing = { false, false, UINT64_MAX, 0, 0 };

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
	struct needed n = { true, true, UINT64_MAX, number, 0 };

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
	n = (struct needed){ true, true, UINT64_MAX, 0, band + 1 };
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

struct needed
needed_for(const struct mechanism_rules *rules, const struct market *m,
    uint32_t applicant, uint32_t choice, uint32_t group, const struct cutoff *cutoff)
{
	uint32_t program = market_program(m, m->first[applicant] + choice);
	struct cutoff_key own, last = cutoff->key;
	struct needed n = { true, true, last.priority, 0, 0 };

	if (cutoff->last == MARKET_NONE || rules->mechanism == MECHANISM_TTC ||
	    rules->mechanism == MECHANISM_LEFTOVER || passes_seats(m, program))
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
	n.exact = !m->ranked || (rules->mechanism != MECHANISM_DEFERRED &&
				    rules->mechanism != MECHANISM_PARALLEL);
	return n;
}

struct needed
needed_of_any(const struct mechanism_rules *rules, const struct market *m,
    uint32_t applicant, const struct cutoff *programs)
{
	struct needed n = { true, true, 0, 0, 0 };
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
