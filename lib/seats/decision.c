#include "seats/decision.h"
#include "seats/refusal.h"

static void
write_refusal(struct writer *w, const struct span *program, enum refusal why)
{
	writer_open_object(w);
	if (program != NULL) {
		writer_name(w, "program");
		writer_string_span(w, *program);
	}
	writer_name(w, "code");
	writer_string(w, refusal_word(why));
	writer_close_object(w);
}

static struct span
write_refused(struct writer *w, const struct round *round, const struct market *market,
    const struct seat *seats, uint32_t applicant)
{
	uint32_t count = market_list_length(market, applicant);

	if (count == 0)
		return (struct span){ NULL, 0 };
	writer_reset(w);
	writer_open_array(w);
	for (uint32_t c = 0; c < count && !round_is_leftover(round); c++) {
		uint32_t p = market_program(market, market->first[applicant] + c);
		struct span id = programs_id(round->programs, p);

		write_refusal(w, &id, refusal_of(market, seats, applicant, c));
	}
	if (round_is_leftover(round))
		write_refusal(w, NULL, refusal_of_all(market, seats, applicant));
	writer_close_array(w);
	return (struct span){ w->text, w->len };
}

struct span
decision_write(struct decision *d, const struct round *round,
    const struct market *market, const struct seat *seats, uint32_t applicant)
{
	const struct seat *seat = &seats[applicant];
	struct admission a = { .status = ADMISSION_UNPLACED, .round = round->name };
	struct span refused = { NULL, 0 };

	if (seat->program != MARKET_NONE) {
		a.status = ADMISSION_ADMITTED;
		a.program = programs_id(round->programs, seat->program);
		/* What is left is none of his choices. */
		a.choice = round_is_leftover(round) ? 0 : (int64_t)seat->choice + 1;
		if (seat->group != MARKET_NONE)
			a.group = round_group(round, seat->group);
	} else {
		refused = write_refused(&d->refused, round, market, seats, applicant);
	}
	writer_reset(&d->value);
	admission_write(&d->value, &a, refused);
	if (writer_failed(&d->value) || writer_failed(&d->refused))
		return (struct span){ NULL, 0 };
	return (struct span){ d->value.text, d->value.len };
}

void
decision_free(struct decision *d)
{
	writer_free(&d->value);
	writer_free(&d->refused);
}
