/*
 * admit-allocate - gives the seats of one round
 *
 * An applicant who is admitted already passes through unchanged, and the seat stays
 * taken, so rounds are chained by a pipe; unless the round lets those who hold a seat
 * try for a better one.  All other records are kept as lines in a
 * spill file and as a few integers in memory until the last one has been read; then
 * each leaves with its admission, in the order of the input.  With --in-order each is
 * decided as it is read.  A record that cannot take part is set aside: nothing is
 * guessed.
 */
#include <err.h>
#include <inttypes.h>
#include <stdlib.h>

#include "allocate/cutoffs_file.h"
#include "allocate/decision.h"
#include "allocate/decisions_write.h"
#include "allocate/round_run.h"
#include "allocate/turns.h"
#include "seats/round_add.h"
#include "seats/round_market.h"
#include "seats/round_open.h"
#include "settings/allocate.h"
#include "stream/sink.h"
#include "stream/stream.h"

static struct round_settings rules;
static const char *lines;
static bool in_order;
static struct stream_settings io;

static const struct setting settings[] = {
	ROUND_SETTINGS(&rules),
	SETTING_OPTION(0, SETTING_KIND_FLAG, "in-order", NULL, &in_order,
	    "serial: the records come in their order; decide each as it is read"),
	SETTING_OPTION(0, SETTING_KIND_OUTPUT, "lines", "FILE", &lines,
	    "write the last order and choice of each program and group to FILE"),
	STREAM_SETTINGS(&io),
	SETTING_END,
};

static const struct filter filter = {
	.name = "admit-allocate",
	.synopsis = "[-r file] [--lines file] [--in-order] -m name --programs file "
		    "--choices path --order path [--round name] [file ...] | "
		    "[-r file] [--lines file] [--in-order] -p policy round [file ...]",
	.settings = settings,
	.entries = true,
};

static bool
read_before(struct stream *stream, struct record *record, struct admission *before)
{
	const char *unclear = admission_read(record, before);

	if (unclear != NULL)
		stream_reject(stream, "admission-unclear", unclear,
		    "it does not say where an earlier round has placed the applicant");
	return unclear == NULL;
}

/* A record whose admission is decided when all have been read. */
static void
allocate_later(struct stream *stream, struct record *record, struct round *round,
    struct bystanders *others)
{
	struct admission before;

	if (!read_before(stream, record, &before))
		return;
	switch (round_enter(round, stream, record, &before)) {
	case ROUND_ENTERED:
		stream_keep(stream, ADMISSION_KEY, NULL);
		break;
	case ROUND_PASSED:
		bystanders_add(others, stream_keep(stream, ADMISSION_KEY, NULL));
		break;
	case ROUND_SET_ASIDE:
		break;
	}
}

/* Two records that cannot both take part; what is wrong stands between their places. */
static _Noreturn void
refuse_two(struct stream *stream, const struct bystanders *others,
    struct market_tie two, const char *code, const char *reason, const char *remedy)
{
	size_t one = bystanders_kept(others, two.applicant);
	size_t other = bystanders_kept(others, two.other);

	errx(STATUS_TROUBLE, "%s: %s: %s %s%s", stream_kept_origin(stream, other), code,
	    reason, stream_kept_origin(stream, one), remedy);
}

/* The market of all that were read; what the mechanism refuses ends the program. */
static struct market
make_market(struct stream *stream, struct round *round, const struct bystanders *others)
{
	struct mechanism_place where = { 0 };
	const char *why;
	struct market market = round_market_try(round, &why, &where);

	if (why == NULL)
		return market;
	if (where.applicants.other != MARKET_NONE)
		refuse_two(stream, others, where.applicants, why,
		    "the bundle is not together: it differs from its first record,",
		    "");
	round_market_refuse(round, why, &where);
}

static struct seat *
give_seats(struct stream *stream, const struct round *round, struct market *market,
    const struct bystanders *others)
{
	struct seat *seats = allocate(market->applicants + (size_t)1, sizeof *seats);
	struct market_tie tie;

	switch (round_run(round, market, seats, &tie)) {
	case MARKET_OK:
		return seats;
	case MARKET_ORDER_TWICE:
		refuse_two(stream, others, tie, "order-twice", "the order is that of",
		    "; seats need an order without ties");
	case MARKET_NO_MEMORY:
		break;
	}
	allocate_fail();
}

/* The file of --lines, which the caller closes when all is done; NULL: none. */
static struct sink *
write_cutoffs(
    const struct round *round, const struct cutoff *all, const struct cutoff *groups)
{
	uint64_t seats;
	uint32_t over = cutoffs_over_all(round->programs, all, &seats);

	if (over > 0)
		warnx("over-plan: %" PRIu32 " programs take %" PRIu64
		      " more than they have seats",
		    over, seats);
	if (lines == NULL)
		return NULL;
	return cutoffs_file_write(lines, round, all, groups);
}

/* All are read, then the seats are given, then all are written. */
static struct sink *
allocate_all(struct stream *stream, struct round *round)
{
	struct bystanders others = { 0 };
	struct record *record;
	struct market market;
	struct sink *sink;
	struct seat *seats;
	struct cutoff *all, *groups;

	while ((record = stream_next(stream)) != NULL)
		allocate_later(stream, record, round, &others);
	market = make_market(stream, round, &others);
	seats = give_seats(stream, round, &market, &others);
	all = allocate(market.programs + (size_t)1, sizeof *all);
	groups = allocate(market_groups(&market) + (size_t)1, sizeof *groups);
	cutoffs_count_round(round, &market, seats, all, groups);
	sink = write_cutoffs(round, all, groups);
	free(all);
	free(groups);
	decisions_write(stream, round, &market, &others, seats);
	return sink;
}

/* A record whose admission is decided now. */
static enum turns_fault
allocate_now(struct stream *stream, struct record *record, struct round *round,
    struct turns *turns, struct decision *decision)
{
	enum turns_fault fault = TURNS_OK;
	struct admission before;
	struct span value;
	struct seat seat;

	if (!read_before(stream, record, &before))
		return fault;
	if (before.status == ADMISSION_ADMITTED) {
		fault = turns_hold(turns, before.program, before.group);
		stream_pass(stream);
		return fault;
	}
	if (!round_add(round, stream, record) ||
	    (fault = turns_take(turns, &seat)) != TURNS_OK)
		return fault;
	value = decision_write(
	    decision, turns_refusals(turns), round, turns_market(turns), &seat, 0);
	if (value.at == NULL)
		allocate_fail();
	stream_set(stream, ADMISSION_KEY, NULL, value);
	stream_pass(stream);
	turns_next(turns);
	return TURNS_OK;
}

static struct sink *
allocate_in_order(struct stream *stream, struct round *round)
{
	struct turns *turns = turns_new(round);
	struct decision decision = { 0 };
	enum turns_fault fault;
	struct record *record;
	const struct cutoff *all, *groups;
	struct sink *sink;

	while ((record = stream_next(stream)) != NULL)
		if ((fault = allocate_now(stream, record, round, turns, &decision)) !=
		    TURNS_OK)
			errx(STATUS_TROUBLE, "%s: %s: %s", stream_origin(stream),
			    turns_code(fault), turns_reason(fault));
	turns_cutoffs(turns, &all, &groups);
	sink = write_cutoffs(round, all, groups);
	decision_free(&decision);
	turns_free(turns);
	return sink;
}

int
main(int argc, char *argv[])
{
	char **files = settings_read(argc, argv, &filter);
	struct round *round = round_open(&rules);
	struct stream *stream = stream_open(files, &io);
	struct sink *sink;

	stream_fold(stream);
	sink =
	    in_order ? allocate_in_order(stream, round) : allocate_all(stream, round);
	if (sink != NULL)
		sink_close(sink);
	return stream_close(stream);
}
