#include <string.h>

#include "allocate/cutoffs.h"

/* The priority of a seat in its group, or at its program. */
static uint32_t
priority_of(const struct market *m, const struct seat *seat, uint32_t applicant)
{
	uint64_t at = m->first[applicant] + seat->choice;
	const struct claim *claims;
	uint32_t count, c = 0;

	if (seat->group == MARKET_NONE)
		return m->wishes[at].priority;
	claims = market_claims(m, at, &count);
	while (c + 1 < count && claims[c].group != seat->group)
		c++;
	return claims[c].priority;
}

static bool
goes_before(
    const struct market *m, const struct seat *seats, uint32_t one, uint32_t other)
{
	if (m->ranked)
		return priority_of(m, &seats[one], one) <
		       priority_of(m, &seats[other], other);
	return m->order[one] < m->order[other];
}

/* Of those who share the last place, the one whose choice was the later one. */
static bool
is_last(
    const struct market *m, const struct seat *seats, uint32_t last, uint32_t applicant)
{
	if (goes_before(m, seats, last, applicant))
		return true;
	return !goes_before(m, seats, applicant, last) &&
	       seats[last].choice < seats[applicant].choice;
}

void
cutoffs_add(struct cutoff *cutoff, const struct seat *seat, uint64_t order)
{
	cutoff->filled++;
	cutoff->last = 0;
	cutoff->last_order = order;
	cutoff->last_choice = seat->choice;
}

void
cutoffs_forget_choices(struct cutoff *cutoffs, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		cutoffs[i].last_choice = MARKET_NONE;
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

static void
count_seat(const struct market *m, const struct seat *seats, uint32_t applicant,
    struct cutoff *cutoff)
{
	cutoff->filled++;
	if (cutoff->last != MARKET_NONE && !is_last(m, seats, cutoff->last, applicant))
		return;
	cutoff->last = applicant;
	cutoff->last_order = m->order != NULL ? m->order[applicant] : 0;
	cutoff->last_choice = seats[applicant].choice;
}

void
cutoffs_count(const struct market *m, const struct seat *seats, struct cutoff *cutoffs)
{
	for (uint32_t p = 0; p < m->programs; p++)
		cutoffs[p] = (struct cutoff){ m->held != NULL ? m->held[p] : 0, 0,
			MARKET_NONE, MARKET_NONE };
	for (uint32_t i = 0; i < m->applicants; i++) {
		uint32_t p = seats[i].program;

		if (p == MARKET_NONE)
			continue;
		if (m->ranked && market_grouped(m, p))
			cutoffs[p].filled++;
		else
			count_seat(m, seats, i, &cutoffs[p]);
	}
}

void
cutoffs_count_groups(
    const struct market *m, const struct seat *seats, struct cutoff *cutoffs)
{
	for (uint32_t g = 0; g < market_groups(m); g++)
		cutoffs[g] = (struct cutoff){ 0, 0, MARKET_NONE, MARKET_NONE };
	for (uint32_t i = 0; i < m->applicants; i++)
		if (seats[i].program != MARKET_NONE && seats[i].group != MARKET_NONE)
			count_seat(m, seats, i, &cutoffs[seats[i].group]);
}

void
cutoffs_count_round(const struct round *r, const struct market *m,
    const struct seat *seats, struct cutoff *programs, struct cutoff *groups)
{
	cutoffs_count(m, seats, programs);
	cutoffs_count_groups(m, seats, groups);
	for (uint32_t g = 0; g < market_groups(m); g++)
		groups[g].filled += r->held_groups[g];
	if (!round_is_leftover(r))
		return;
	cutoffs_forget_choices(programs, m->programs);
	cutoffs_forget_choices(groups, market_groups(m));
}

void
cutoffs_write(struct writer *w, const struct programs *programs, uint32_t program,
    uint32_t group, const struct cutoff *cutoff)
{
	writer_open_object(w);
	writer_name(w, "program");
	writer_string_span(w, programs_id(programs, program));
	writer_name(w, "round");
	writer_string(w, programs->round);
	if (group != MARKET_NONE) {
		writer_name(w, "group");
		writer_string(w, programs->groups->all[group].id);
	}
	writer_name(w, group == MARKET_NONE ? "capacity" : "seats");
	writer_integer(w, group == MARKET_NONE ? programs->capacity[program]
					       : programs->groups->all[group].seats);
	writer_name(w, "filled");
	writer_integer(w, (int64_t)cutoff->filled);
	if (group == MARKET_NONE && cutoffs_over(programs, program, cutoff) > 0) {
		writer_name(w, "over");
		writer_integer(w, (int64_t)cutoffs_over(programs, program, cutoff));
	}
	writer_name(w, "last_order");
	if (cutoff->last == MARKET_NONE)
		writer_null(w);
	else
		writer_integer(w, (int64_t)cutoff->last_order);
	writer_name(w, "last_choice");
	if (cutoff->last_choice == MARKET_NONE)
		writer_null(w);
	else
		writer_integer(w, (int64_t)cutoff->last_choice + 1);
	writer_close_object(w);
}

void
cutoffs_write_all(struct writer *w, const struct programs *p, uint32_t program,
    const struct cutoff *cutoff, const struct cutoff *groups)
{
	uint32_t end = p->groups->first[program + 1];

	if (!p->offered[program])
		return;
	cutoffs_write(w, p, program, MARKET_NONE, cutoff);
	writer_bytes(w, "\n", 1);
	for (uint32_t g = p->groups->first[program]; g < end; g++) {
		if (!p->groups->all[g].offered)
			continue;
		cutoffs_write(w, p, program, g, &groups[g]);
		writer_bytes(w, "\n", 1);
	}
}
