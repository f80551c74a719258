#include <string.h>

#include "allocate/lines.h"

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
lines_add(struct line *line, const struct seat *seat, uint64_t order)
{
	line->filled++;
	line->last = 0;
	line->last_order = order;
	line->last_choice = seat->choice;
}

void
lines_forget_choices(struct line *lines, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		lines[i].last_choice = MARKET_NONE;
}

uint64_t
lines_over(const struct programs *programs, uint32_t program, const struct line *line)
{
	uint32_t capacity = programs->capacity[program];

	return line->filled > capacity ? line->filled - capacity : 0;
}

uint32_t
lines_over_all(
    const struct programs *programs, const struct line *lines, uint64_t *seats)
{
	uint32_t count = 0;

	*seats = 0;
	for (uint32_t p = 0; p < programs->count; p++) {
		uint64_t over = lines_over(programs, p, &lines[p]);

		*seats += over;
		count += over > 0;
	}
	return count;
}

static void
count_seat(const struct market *m, const struct seat *seats, uint32_t applicant,
    struct line *line)
{
	line->filled++;
	if (line->last != MARKET_NONE && !is_last(m, seats, line->last, applicant))
		return;
	line->last = applicant;
	line->last_order = m->order != NULL ? m->order[applicant] : 0;
	line->last_choice = seats[applicant].choice;
}

void
lines_count(const struct market *m, const struct seat *seats, struct line *lines)
{
	for (uint32_t p = 0; p < m->programs; p++)
		lines[p] = (struct line){ m->held != NULL ? m->held[p] : 0, 0,
			MARKET_NONE, MARKET_NONE };
	for (uint32_t i = 0; i < m->applicants; i++) {
		uint32_t p = seats[i].program;

		if (p == MARKET_NONE)
			continue;
		if (m->ranked && market_grouped(m, p))
			lines[p].filled++;
		else
			count_seat(m, seats, i, &lines[p]);
	}
}

void
lines_count_groups(const struct market *m, const struct seat *seats, struct line *lines)
{
	for (uint32_t g = 0; g < market_groups(m); g++)
		lines[g] = (struct line){ 0, 0, MARKET_NONE, MARKET_NONE };
	for (uint32_t i = 0; i < m->applicants; i++)
		if (seats[i].program != MARKET_NONE && seats[i].group != MARKET_NONE)
			count_seat(m, seats, i, &lines[seats[i].group]);
}

void
lines_count_round(const struct round *r, const struct market *m,
    const struct seat *seats, struct line *programs, struct line *groups)
{
	lines_count(m, seats, programs);
	lines_count_groups(m, seats, groups);
	for (uint32_t g = 0; g < market_groups(m); g++)
		groups[g].filled += r->held_groups[g];
	if (!round_is_leftover(r))
		return;
	lines_forget_choices(programs, m->programs);
	lines_forget_choices(groups, market_groups(m));
}

void
lines_write(struct writer *w, const struct programs *programs, uint32_t program,
    uint32_t group, const struct line *line)
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
	writer_integer(w, (int64_t)line->filled);
	if (group == MARKET_NONE && lines_over(programs, program, line) > 0) {
		writer_name(w, "over");
		writer_integer(w, (int64_t)lines_over(programs, program, line));
	}
	writer_name(w, "last_order");
	if (line->last == MARKET_NONE)
		writer_null(w);
	else
		writer_integer(w, (int64_t)line->last_order);
	writer_name(w, "last_choice");
	if (line->last_choice == MARKET_NONE)
		writer_null(w);
	else
		writer_integer(w, (int64_t)line->last_choice + 1);
	writer_close_object(w);
}

void
lines_write_all(struct writer *w, const struct programs *p, uint32_t program,
    const struct line *line, const struct line *groups)
{
	uint32_t end = p->groups->first[program + 1];

	if (!p->offered[program])
		return;
	lines_write(w, p, program, MARKET_NONE, line);
	writer_bytes(w, "\n", 1);
	for (uint32_t g = p->groups->first[program]; g < end; g++) {
		if (!p->groups->all[g].offered)
			continue;
		lines_write(w, p, program, g, &groups[g]);
		writer_bytes(w, "\n", 1);
	}
}
