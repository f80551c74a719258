/*
 * admit-allocate - gives the seats of one round
 *
 * Everybody who has a place already passes through untouched, and his seat stays
 * taken, so rounds are chained by a pipe.  All others are held by their line in a
 * spill file and by a few integers in memory until the last one has been read;
 * then each leaves with what he got, in the order of the input.  A record that
 * cannot take part is set aside: nothing is guessed.  Two records with the same
 * order end the program before anything is written.
 */
#include <err.h>
#include <stdlib.h>

#include "seats/admission.h"
#include "seats/lines.h"
#include "seats/refusal.h"
#include "seats/round.h"
#include "settings/allocate.h"
#include "stream/sink.h"
#include "stream/stream.h"

static struct round_settings rules;
static const char *lines;
static struct stream_settings io;

static const struct setting settings[] = {
	ROUND_SETTINGS(&rules),
	SETTING_OPTION(0, SETTING_KIND_TEXT, "lines", "FILE", &lines,
	    "write the last order and choice of each program and group to FILE"),
	STREAM_SETTINGS(&io),
	SETTING_END,
};

static const struct filter filter = {
	.name = "admit-allocate",
	.synopsis = "[-r file] [--lines file] -m name --programs file --choices path "
		    "--order path [--round name] [file ...] | "
		    "[-r file] [--lines file] -p policy round [file ...]",
	.settings = settings,
	.entries = true,
};

/* The kept records, by their numbers, that take no part; the smallest one first. */
struct placed {
	size_t *numbers;
	size_t count, room;
};

static void
pass_by(struct placed *placed, size_t number)
{
	placed->numbers = allocate_room(
	    placed->numbers, &placed->room, placed->count + 1, sizeof *placed->numbers);
	placed->numbers[placed->count++] = number;
}

static void
take_in(struct stream *stream, struct record *record, struct round *round,
    struct placed *placed)
{
	struct admission before;
	const char *unclear = admission_read(record, &before);

	if (unclear != NULL)
		stream_reject(stream, "admission-unclear", unclear,
		    "it does not say where an earlier round has placed the applicant");
	else if (before.status == ADMISSION_ADMITTED) {
		round_hold(round, before.program, before.group);
		pass_by(placed, stream_keep(stream, ADMISSION_KEY, NULL));
	} else if (round_add(round, stream, record))
		stream_keep(stream, ADMISSION_KEY, NULL);
}

/* The number under which the line of an applicant was kept. */
static size_t
kept_number(const struct placed *placed, uint32_t applicant)
{
	size_t number = applicant;

	for (size_t i = 0; i < placed->count && placed->numbers[i] <= number; i++)
		number++;
	return number;
}

static _Noreturn void
refuse_tie(
    const struct stream *stream, const struct placed *placed, struct market_tie tie)
{
	size_t one = kept_number(placed, tie.applicant);
	size_t other = kept_number(placed, tie.other);

	errx(STATUS_TROUBLE,
	    "%s:%llu: order-twice: the order is that of %s:%llu; seats need an order "
	    "without ties",
	    stream_kept_file(stream, other),
	    (unsigned long long)stream_kept_line(stream, other),
	    stream_kept_file(stream, one),
	    (unsigned long long)stream_kept_line(stream, one));
}

static struct seat *
give_seats(const struct stream *stream, const struct round *round,
    const struct market *market, const struct placed *placed)
{
	struct seat *seats = allocate(market->applicants + (size_t)1, sizeof *seats);
	struct market_tie tie;

	if (round_find_tie(round, market, &tie) != MARKET_NONE)
		refuse_tie(stream, placed, tie);
	switch (mechanism_run(&round->rules, market, seats, &tie)) {
	case MARKET_OK:
		return seats;
	case MARKET_ORDER_TWICE:
		refuse_tie(stream, placed, tie);
	case MARKET_NO_MEMORY:
		break;
	}
	errx(STATUS_TROUBLE, "not enough memory");
}

/* Why each choice of somebody unplaced was not fulfilled. */
static struct span
write_refused(struct writer *w, const struct round *round, const struct market *market,
    const struct seat *seats, uint32_t applicant)
{
	uint32_t count = market_list_length(market, applicant);

	writer_reset(w);
	writer_open_array(w);
	for (uint32_t c = 0; c < count; c++) {
		enum refusal why = refusal_of(market, seats, applicant, c);
		uint32_t p = market_program(market, market->first[applicant] + c);

		writer_open_object(w);
		writer_name(w, "program");
		writer_string_span(w, programs_id(round->programs, p));
		writer_name(w, "code");
		writer_string(w, refusal_word(why));
		writer_close_object(w);
	}
	writer_close_array(w);
	if (writer_failed(w))
		errx(STATUS_TROUBLE, "not enough memory");
	return (struct span){ w->text, w->len };
}

static void
write_all(struct stream *stream, const struct round *round, const struct market *market,
    const struct placed *placed, const struct seat *seats)
{
	size_t total = placed->count + market->applicants, passed = 0;
	struct writer value = { 0 }, reasons = { 0 };

	for (size_t number = 0; number < total; number++) {
		uint32_t applicant = (uint32_t)(number - passed);
		const struct seat *seat = &seats[applicant];
		struct admission a = { .status = ADMISSION_UNPLACED,
			.round = round->name };
		struct span refused = { NULL, 0 };

		if (passed < placed->count && placed->numbers[passed] == number) {
			passed++;
			stream_pass_kept(stream, number, (struct span){ NULL, 0 });
			continue;
		}
		if (seat->program != MARKET_NONE) {
			a.status = ADMISSION_ADMITTED;
			a.program = programs_id(round->programs, seat->program);
			a.choice = (int64_t)seat->choice + 1;
			if (seat->group != MARKET_NONE)
				a.group = round_group(round, seat->group);
		} else if (market_list_length(market, applicant) > 0)
			refused =
			    write_refused(&reasons, round, market, seats, applicant);
		writer_reset(&value);
		admission_write(&value, &a, refused);
		if (writer_failed(&value))
			errx(STATUS_TROUBLE, "not enough memory");
		stream_pass_kept(
		    stream, number, (struct span){ value.text, value.len });
	}
	writer_free(&value);
	writer_free(&reasons);
}

static void
write_line(struct sink *sink, const struct round *round, uint32_t program,
    uint32_t group, const struct line *line)
{
	struct writer text = { 0 };

	lines_write(&text, round->programs, program, group, line);
	if (writer_failed(&text))
		errx(STATUS_TROUBLE, "not enough memory");
	sink_write(sink, text.text, text.len);
	sink_end_line(sink);
	writer_free(&text);
}

/* The file of --lines, which gets its name when all is done. */
static struct sink *
write_lines(
    const struct round *round, const struct market *market, const struct seat *seats)
{
	struct line *all = allocate(market->programs + (size_t)1, sizeof *all);
	struct line *parts = allocate(market_groups(market) + (size_t)1, sizeof *parts);
	struct sink *sink = sink_open_file(lines, 0666);

	lines_count(market, seats, all);
	lines_count_groups(market, seats, parts);
	for (uint32_t p = 0; p < market->programs; p++) {
		if (!round->programs->offered[p])
			continue;
		write_line(sink, round, p, MARKET_NONE, &all[p]);
		for (uint32_t g = market_groups(market) > 0 ? market->group_first[p]
							    : 0;
		     market_groups(market) > 0 && g < market->group_first[p + 1]; g++) {
			if (!round->programs->groups->all[g].offered)
				continue;
			parts[g].filled += round->held_groups[g];
			write_line(sink, round, p, g, &parts[g]);
		}
	}
	sink_flush(sink);
	free(all);
	free(parts);
	return sink;
}

int
main(int argc, char *argv[])
{
	char **files = settings_read(argc, argv, &filter);
	struct round *round = round_open(&rules);
	struct stream *stream = stream_open(files, &io);
	struct sink *sink = NULL;
	struct placed placed = { 0 };
	struct record *record;
	struct market market;
	struct seat *seats;

	while ((record = stream_next(stream)) != NULL)
		take_in(stream, record, round, &placed);
	market = round_market(round);
	seats = give_seats(stream, round, &market, &placed);
	if (lines != NULL)
		sink = write_lines(round, &market, seats);
	write_all(stream, round, &market, &placed, seats);
	if (sink != NULL)
		sink_close(sink);
	return stream_close(stream);
}
