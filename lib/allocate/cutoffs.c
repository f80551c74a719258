#include <string.h>

#include "allocate/cutoffs.h"

struct cutoff
cutoffs_none(uint64_t filled)
{
	return (struct cutoff){ .filled = filled,
		.last = MARKET_NONE,
		.last_choice = MARKET_NONE,
		.lowest = MARKET_NONE,
		.refused = UINT64_MAX };
}

/* The band of a choice; the last size holds for all later bands. */
static uint64_t
band_of(const struct mechanism_rules *rules, uint32_t choice)
{
	uint64_t band = 0, end = rules->bands[0];

	while (choice >= end) {
		band++;
		end += rules->bands[band < rules->band_count ? band
							     : rules->band_count - 1];
	}
	return band;
}

static uint64_t
step_of(const struct mechanism_rules *rules, const struct market *m, uint32_t applicant,
    uint32_t choice)
{
	switch (rules->mechanism) {
	case MECHANISM_IMMEDIATE:
		return choice;
	case MECHANISM_TIERED:
		return (uint64_t)m->band[applicant] << 32 | choice;
	case MECHANISM_PARALLEL:
		return band_of(rules, choice);
	default:
		return 0;
	}
}

/* The priority of a choice at its program, or in a group of it. */
static uint64_t
priority_of(const struct market *m, uint32_t applicant, uint32_t choice, uint32_t group)
{
	uint64_t at = m->first[applicant] + choice;
	const struct claim *claims;
	uint32_t count, c = 0;

	if (!m->ranked)
		return m->order[applicant];
	if (group == MARKET_NONE)
		return m->wishes[at].priority;
	claims = market_claims(m, at, &count);
	while (c + 1 < count && claims[c].group != group)
		c++;
	return claims[c].priority;
}

struct cutoff_key
cutoffs_key(const struct mechanism_rules *rules, const struct market *m,
    uint32_t applicant, uint32_t choice, uint32_t group)
{
	return (struct cutoff_key){ step_of(rules, m, applicant, choice),
		priority_of(m, applicant, choice, group) };
}

void
cutoffs_add(
    struct cutoff *cutoff, uint32_t applicant, const struct seat *seat, uint64_t order)
{
	cutoff->filled++;
	cutoff->last = applicant;
	cutoff->last_order = order;
	cutoff->last_choice = seat->choice;
}

uint64_t
cutoffs_over(
    const struct programs *programs, uint32_t program, const struct cutoff *cutoff)
{
	uint32_t capacity = programs->capacity[program];

	return cutoff->filled > capacity ? cutoff->filled - capacity : 0;
}

uint32_t
cutoffs_over_all(
    const struct programs *programs, const struct cutoff *cutoffs, uint64_t *seats)
{
	uint32_t count = 0;

	*seats = 0;
	for (uint32_t p = 0; p < programs->count; p++) {
		uint64_t over = cutoffs_over(programs, p, &cutoffs[p]);

		*seats += over;
		count += over > 0;
	}
	return count;
}

struct counting {
	const struct round *round;
	const struct market *market;
	const struct seat *seats;
	struct cutoff *programs, *groups;
};

/* The lowest one by score, or else by order. */
static void
count_lowest(const struct counting *c, uint32_t applicant, struct cutoff *cutoff)
{
	const struct score_bands *b = &c->round->bands;
	uint64_t order = c->market->order != NULL ? c->market->order[applicant] : 0;

	if (cutoff->lowest == MARKET_NONE || order > cutoff->lowest_order)
		cutoff->lowest_order = order;
	if (cutoff->lowest == MARKET_NONE ||
	    (b->scores != NULL &&
		decimal_compare(b->scores[applicant], b->scores[cutoff->lowest]) < 0))
		cutoff->lowest = applicant;
}

/* Of those who share the last place, the largest number of a choice counts. */
static void
count_last(const struct counting *c, uint32_t applicant, struct cutoff_key key,
    struct cutoff *cutoff)
{
	uint32_t choice = c->seats[applicant].choice;

	if (key.priority > cutoff->refused)
		return;
	if (cutoff->last != MARKET_NONE &&
	    (cutoffs_goes_before(key, cutoff->key) ||
		(!cutoffs_goes_before(cutoff->key, key) &&
		    choice <= cutoff->last_choice)))
		return;
	cutoff->last = applicant;
	cutoff->last_order = c->market->order != NULL ? c->market->order[applicant] : 0;
	cutoff->last_choice = choice;
	cutoff->key = key;
}

/* Whether the groups of a program have a last one together. */
static bool
is_alike(const struct counting *c, uint32_t program)
{
	return !c->market->ranked || !market_grouped(c->market, program) ||
	       round_is_leftover(c->round) || c->round->programs->alike[program];
}

static void
count_seat(const struct counting *c, uint32_t applicant)
{
	const struct seat *seat = &c->seats[applicant];
	struct cutoff_key key = cutoffs_key(
	    &c->round->rules, c->market, applicant, seat->choice, seat->group);

	c->programs[seat->program].filled++;
	count_lowest(c, applicant, &c->programs[seat->program]);
	if (is_alike(c, seat->program))
		count_last(c, applicant, key, &c->programs[seat->program]);
	if (seat->group == MARKET_NONE)
		return;
	c->groups[seat->group].filled++;
	count_lowest(c, applicant, &c->groups[seat->group]);
	count_last(c, applicant, key, &c->groups[seat->group]);
}

/* Where priorities are traded: the first one whom each program refused. */
static void
find_refused(const struct counting *c)
{
	const struct market *m = c->market;

	for (uint32_t i = 0; i < m->applicants; i++) {
		uint32_t count = market_list_length(m, i);

		for (uint32_t k = 0; k < count && k != c->seats[i].choice; k++) {
			const struct wish *w = &m->wishes[m->first[i] + k];
			struct cutoff *cutoff = &c->programs[w->program];

			if (w->priority < WISH_MARKS && w->priority < cutoff->refused)
				cutoff->refused = w->priority;
		}
	}
}

void
cutoffs_count_round(const struct round *r, const struct market *m,
    const struct seat *seats, struct cutoff *programs, struct cutoff *groups)
{
	const struct counting c = { r, m, seats, programs, groups };

	for (uint32_t p = 0; p < m->programs; p++)
		programs[p] = cutoffs_none(m->held != NULL ? m->held[p] : 0);
	for (uint32_t g = 0; g < market_groups(m); g++)
		groups[g] = cutoffs_none(r->held_groups[g]);
	if (m->ranked && r->rules.mechanism == MECHANISM_TTC)
		find_refused(&c);
	for (uint32_t i = 0; i < m->applicants; i++)
		if (seats[i].program != MARKET_NONE)
			count_seat(&c, i);
}
