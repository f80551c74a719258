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
#include "seats/round.h"
#include "seats/serial.h"
#include "settings/allocate.h"
#include "stream/sink.h"
#include "stream/stream.h"

static struct round_settings rules;
static const char *lines;
static struct stream_settings io;

static const struct setting settings[] = {
	ROUND_SETTINGS(&rules),
	SETTING_OPTION(0, SETTING_KIND_TEXT, "lines", "FILE", &lines,
	    "write the last order and choice of each program to FILE"),
	STREAM_SETTINGS(&io),
	SETTING_END,
};

static const struct filter filter = {
	.name = "admit-allocate",
	.synopsis = "[-r file] [--lines file] -m serial --programs file --choices path "
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
		round_hold(round, before.program);
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
give_seats(
    const struct stream *stream, const struct round *round, const struct placed *placed)
{
	struct market market = round_market(round);
	struct seat *seats = allocate(market.applicants + (size_t)1, sizeof *seats);
	struct market_tie tie;

	switch (serial_allocate(&market, seats, &tie)) {
	case MARKET_OK:
		return seats;
	case MARKET_ORDER_TWICE:
		refuse_tie(stream, placed, tie);
	case MARKET_NO_MEMORY:
		break;
	}
	errx(STATUS_TROUBLE, "not enough memory");
}

static void
write_all(struct stream *stream, const struct round *round, const struct placed *placed,
    const struct seat *seats)
{
	size_t total = placed->count + round->applicants->count, passed = 0;
	struct writer value = { 0 };

	for (size_t number = 0; number < total; number++) {
		const struct seat *seat = &seats[number - passed];
		struct admission a = { .status = ADMISSION_UNPLACED,
			.round = round->name };

		if (passed < placed->count && placed->numbers[passed] == number) {
			passed++;
			stream_pass_kept(stream, number, (struct span){ NULL, 0 });
			continue;
		}
		if (seat->program != MARKET_NONE) {
			a.status = ADMISSION_ADMITTED;
			a.program = programs_id(round->programs, seat->program);
			a.choice = (int64_t)seat->choice + 1;
		}
		writer_reset(&value);
		admission_write(&value, &a);
		if (writer_failed(&value))
			errx(STATUS_TROUBLE, "not enough memory");
		stream_pass_kept(
		    stream, number, (struct span){ value.text, value.len });
	}
	writer_free(&value);
}

/* The file of --lines, which gets its name when all is done. */
static struct sink *
write_lines(const struct round *round, const struct seat *seats)
{
	struct market market = round_market(round);
	struct line *all = allocate(market.programs + (size_t)1, sizeof *all);
	struct sink *sink = sink_open_file(lines, 0666);
	struct writer text = { 0 };

	lines_count(&market, seats, all);
	for (uint32_t p = 0; p < market.programs; p++) {
		if (!round->programs->offered[p])
			continue;
		writer_reset(&text);
		lines_write(&text, round->programs, p, &all[p]);
		if (writer_failed(&text))
			errx(STATUS_TROUBLE, "not enough memory");
		sink_write(sink, text.text, text.len);
		sink_end_line(sink);
	}
	sink_flush(sink);
	writer_free(&text);
	free(all);
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
	struct seat *seats;

	while ((record = stream_next(stream)) != NULL)
		take_in(stream, record, round, &placed);
	seats = give_seats(stream, round, &placed);
	if (lines != NULL)
		sink = write_lines(round, seats);
	write_all(stream, round, &placed, seats);
	if (sink != NULL)
		sink_close(sink);
	return stream_close(stream);
}
