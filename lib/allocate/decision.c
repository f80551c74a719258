#include <stdlib.h>
#include <string.h>

#include "allocate/decision.h"

/*
 * {"program":"S01","code":" of each program, and {"code":" for a choice that was left
 * empty; false if there is no memory.
 */
static bool
make_openings(struct decision *d, const struct programs *programs)
{
	struct writer *w = &d->openings;

	d->opening = malloc((programs->count + (size_t)2) * sizeof *d->opening);
	for (uint32_t p = 0; d->opening != NULL && p <= programs->count; p++) {
		d->opening[p] = w->len;
		writer_bytes(w, "\n", 1); /* nothing before it asks for a comma */
		writer_open_object(w);
		if (p != programs_gap(programs)) {
			writer_name(w, "program");
			writer_string_span(w, programs_id(programs, p));
		}
		writer_name(w, "code");
		writer_bytes(w, "\"", 1);
		d->opening[p + 1] = w->len;
	}
	return d->opening != NULL && !writer_failed(w);
}

static void
write_refusal(struct decision *d, uint32_t program, enum refusal why)
{
	const size_t *at = &d->opening[program];
	const char *word = refusal_word(why);

	if (d->refused.len > 1)
		writer_bytes(&d->refused, ",", 1);
	writer_bytes(&d->refused, d->openings.text + at[0] + 1, at[1] - at[0] - 1);
	writer_bytes(&d->refused, word, strlen(word));
	writer_bytes(&d->refused, "\"}", 2);
}

static struct span
write_refused(struct decision *d, struct refusals *refusals, const struct round *round,
    const struct market *market, const struct seat *seats, uint32_t applicant)
{
	uint32_t count = market_list_length(market, applicant);
	uint64_t first = market->first[applicant];
	struct writer *w = &d->refused;

	if (count == 0)
		return (struct span){ NULL, 0 };
	writer_reset(w);
	writer_open_array(w);
	if (round_is_leftover(round)) {
		writer_open_object(w);
		writer_name(w, "code");
		writer_string(w,
		    refusal_word(refusal_of_all(refusals, market, seats, applicant)));
		writer_close_object(w);
	} else {
		for (uint32_t c = 0; c < count; c++)
			write_refusal(d, market_program(market, first + c),
			    refusal_of(refusals, market, seats, applicant, c));
	}
	writer_close_array(w);
	return (struct span){ w->text, w->len };
}

bool
decision_release(struct decision *d, struct span line)
{
	struct admission before;

	writer_reset(&d->released);
	if (record_parse(&d->before, line.at, line.len, NULL) != RECORD_OK ||
	    admission_read(&d->before, &before) != NULL ||
	    released_read(&d->earlier, &d->before) == RELEASED_NO_MEMORY)
		return false;
	released_write(&d->released, &d->earlier, &before);
	return !writer_failed(&d->released);
}

struct span
decision_write(struct decision *d, struct refusals *refusals, const struct round *round,
    const struct market *market, const struct seat *seats, uint32_t applicant)
{
	const struct seat *seat = &seats[applicant];
	struct admission a = { .status = ADMISSION_UNPLACED, .round = round->name };
	struct span refused = { NULL, 0 };

	if (d->opening == NULL && !make_openings(d, round->programs))
		return (struct span){ NULL, 0 };
	if (seat->program != MARKET_NONE) {
		a.status = ADMISSION_ADMITTED;
		a.program = programs_id(round->programs, seat->program);
		/* A seat left over is no choice of the applicant. */
		a.choice = round_is_leftover(round) ? 0 : (int64_t)seat->choice + 1;
		if (seat->group != MARKET_NONE)
			a.group = round_group(round, seat->group);
		if (d->released.len > 0)
			a.released = (struct span){ d->released.text, d->released.len };
	} else {
		refused = write_refused(d, refusals, round, market, seats, applicant);
	}
	writer_reset(&d->value);
	admission_write(&d->value, &a, refused);
	writer_reset(&d->released);
	if (writer_failed(&d->value) || writer_failed(&d->refused))
		return (struct span){ NULL, 0 };
	return (struct span){ d->value.text, d->value.len };
}

void
decision_free(struct decision *d)
{
	writer_free(&d->value);
	writer_free(&d->refused);
	writer_free(&d->openings);
	free(d->opening);
	writer_free(&d->released);
	released_free(&d->earlier);
	record_free(&d->before);
}
