#include <string.h>

#include "seats/lines.h"

void
lines_count(const struct market *m, const struct seat *seats, struct line *lines)
{
	for (uint32_t p = 0; p < m->programs; p++)
		lines[p] =
		    (struct line){ m->held != NULL ? m->held[p] : 0, 0, MARKET_NONE };
	for (uint32_t i = 0; i < m->applicants; i++) {
		struct line *line;

		if (seats[i].program == MARKET_NONE)
			continue;
		line = &lines[seats[i].program];
		line->filled++;
		if (line->last_choice == MARKET_NONE ||
		    line->last_order < m->order[i]) {
			line->last_order = m->order[i];
			line->last_choice = seats[i].choice;
		}
	}
}

void
lines_write(struct writer *w, const struct programs *programs, uint32_t program,
    const struct line *line)
{
	writer_open_object(w);
	writer_name(w, "program");
	writer_string_span(w, programs_id(programs, program));
	writer_name(w, "round");
	writer_string(w, programs->round);
	writer_name(w, "capacity");
	writer_integer(w, programs->capacity[program]);
	writer_name(w, "filled");
	writer_integer(w, (int64_t)line->filled);
	writer_name(w, "last_order");
	if (line->last_choice == MARKET_NONE)
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
