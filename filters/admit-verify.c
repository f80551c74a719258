/*
 * admit-verify - check the published result of a round against its rules
 *
 * It reads what is published and nothing else, shares no algorithm with the allocator,
 * and writes a record for each breach.  With the list before the round it also shows
 * that no applicant is lost, new or there twice, that no row has changed but for its
 * admission, and that everybody who had a place before has kept it.
 */
#include <err.h>
#include <inttypes.h>
#include <stdio.h>

#include "audit/derived.h"
#include "audit/entrants.h"
#include "audit/overrides.h"
#include "audit/verification.h"
#include "seats/round_market.h"
#include "seats/round_open.h"
#include "settings/allocate.h"
#include "settings/document.h"
#include "settings/path_load.h"
#include "stream/sink.h"
#include "stream/stream.h"

static struct round_settings rules;
static struct entrants entrants = { .id = "id" };
static const char *lines, *overrides_file;
static struct derived derived;
static bool verbose;
static struct stream_settings io;

static const struct setting settings[] = {
	ROUND_SETTINGS(&rules),
	ENTRANTS_SETTINGS(&entrants),
	SETTING_OPTION(0, SETTING_KIND_FILE, "lines", "FILE", &lines,
	    "the cut-offs that the allocator wrote, to compare them with the result"),
	SETTING_OPTION(0, SETTING_KIND_OUTPUT, "overrides", "FILE", &overrides_file,
	    "list what persons decided: corrections, and who was admitted by hand"),
	DERIVED_SETTINGS(&derived),
	SETTING_OPTION('v', SETTING_KIND_FLAG, "verbose", NULL, &verbose,
	    "say on standard error what was checked, and how many breaches there are"),
	STREAM_SETTINGS(&io),
	SETTING_END,
};

static const struct filter filter = {
	.name = "admit-verify",
	.synopsis =
	    "[-v] [-r file] [--entrants file] [--lines file] -m name --programs file "
	    "--choices path --order path [--round name] [file ...] | "
	    "[-v] [-r file] [--entrants file] [--lines file] -p policy round [file "
	    "...]",
	.settings = settings,
	.entries = true,
	.section = "allocate",
};

static struct path *id;
static struct overrides overrides;
static bool begun; /* the list before the round has been read */

static void
report(void *context, struct span breach)
{
	struct stream *stream = context;

	stream_fail_check(stream);
	stream_make(stream, breach);
}

/* The id of a record; false if it was set aside. */
static bool
read_id(const struct verification *v, struct stream *stream, struct record *record,
    struct span *text)
{
	if (path_string(id, record, text) == PATH_FOUND) {
		roll_expect(v->roll, *text);
		return true;
	}
	stream_reject(
	    stream, "id-missing", entrants.id, "there is no id, or it is not a text");
	return false;
}

/* A record of the list before the round. */
static void
enter(struct verification *v, struct stream *stream, struct record *record)
{
	struct span text;

	if (!read_id(v, stream, record, &text))
		return;
	if (!verification_enter(v, text, record))
		allocate_fail();
	stream_drop(stream);
}

/* Once, between the list before the round and the result. */
static void
begin(struct verification *v)
{
	struct set_aside rejects;

	if (!begun && entrants_set_aside(&entrants, &rejects)) {
		if (!verification_set_aside(v, &rejects, id))
			allocate_fail();
		set_aside_close(&rejects);
	}
	begun = true;
}

static void
write_override(void *sink, struct span line)
{
	sink_write(sink, line.at, line.len);
	sink_end_line(sink);
}

/* A record of the result. */
static void
verify(struct verification *v, struct stream *stream, struct record *record)
{
	struct admission admission;
	const char *unclear = admission_read(record, &admission);
	struct span text;
	bool set_aside;

	begin(v);
	if (!read_id(v, stream, record, &text))
		return;
	if (unclear != NULL) {
		stream_reject(stream, "admission-unclear", unclear,
		    "it does not say where the applicant was placed");
		return;
	}
	if (overrides_file != NULL &&
	    !overrides_list(&overrides, text, record, &admission))
		allocate_fail();
	if (!verification_call(v, stream, record, text, &admission, &set_aside))
		allocate_fail();
	if (!set_aside)
		stream_drop(stream);
}

static void
finish(struct verification *v)
{
	struct span cutoffs = { NULL, 0 };

	begin(v);
	if (lines != NULL)
		cutoffs.at = document_read(lines, &cutoffs.len);
	if (!verification_finish(v, cutoffs))
		allocate_fail();
}

/* The last line: what was checked and found, and what was not looked at. */
static void
say_result(const struct verification *v, uint64_t rejected)
{
	const struct programs *programs = v->published.round->programs;
	uint32_t offered = 0;

	for (uint32_t p = 0; p < programs->count; p++)
		offered += programs->offered[p];
	fprintf(stderr,
	    "verified: %" PRIu64 " records, %" PRIu32 " programs, %" PRIu64
	    " placed, %" PRIu64 " breaches",
	    v->records, offered, v->placed, v->breaches);
	if (rejected > 0)
		fprintf(stderr, ", %" PRIu64 " records not checked", rejected);
	if (overrides_file != NULL)
		fprintf(stderr, ", %" PRIu64 " overrides", overrides.count);
	fprintf(stderr, "; not checked: ");
	if (v->unjudged != NULL)
		fprintf(stderr, "seats (%s), ", v->unjudged);
	if (entrants.list == NULL)
		fprintf(stderr, "missing, new and changed records (no --entrants), ");
	if (lines == NULL)
		fprintf(stderr, "cut-offs (no --lines), ");
	if (derived.ranks.count == 0)
		fprintf(stderr, "ranks (no --rank), ");
	if (derived.draw == NULL)
		fprintf(stderr, "draws (no --draw), ");
	fprintf(stderr, "how policy and programs are read\n");
}

/* The round cannot be judged. */
static _Noreturn void
refuse(const struct verification *v, struct stream *stream)
{
	stream_abandon(stream);
	if (v->refused != NULL)
		round_market_refuse(v->published.round, v->refused, &v->where);
	errx(STATUS_TROUBLE, "nothing was checked: the result has no records");
}

int
main(int argc, char *argv[])
{
	char **operands = settings_read(argc, argv, &filter);
	struct round *round = round_open(&rules);
	struct verification v;
	struct stream *stream;
	struct record *record;
	uint64_t rejected;
	int status;

	if (round_has_holders(round) && entrants.list == NULL)
		settings_fail("holders", "needs --entrants: the list before the round "
					 "says who held which seat");
	id = path_load("id", entrants.id);
	stream = stream_open(entrants_files(&entrants, operands), &io);
	stream_fold(stream);
	if (!verification_open(&v, round, entrants.list != NULL, report, stream))
		allocate_fail();
	derived_open(&derived, &v, entrants.list != NULL);
	if (overrides_file != NULL)
		overrides = (struct overrides){ .found = write_override,
			.context = sink_open_file(overrides_file, 0600) };
	while ((record = stream_next(stream)) != NULL)
		if (entrants_is_listed(&entrants, stream))
			enter(&v, stream, record);
		else
			verify(&v, stream, record);
	finish(&v);
	if (overrides_file != NULL)
		sink_close(overrides.context);
	rejected = stream_rejected(stream);
	if (v.refused != NULL || v.records == 0)
		refuse(&v, stream);
	if (v.unjudged != NULL)
		warnx("%s: the seats were not checked; see the breaches of P1 and P2",
		    v.unjudged);
	status = stream_close(stream);
	if (verbose)
		say_result(&v, rejected);
	overrides_free(&overrides);
	verification_close(&v);
	return status;
}
