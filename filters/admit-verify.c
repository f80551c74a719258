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

#include "audit/audit_mechanism.h"
#include "audit/audit_refusals.h"
#include "audit/breaches.h"
#include "audit/entrants.h"
#include "audit/published.h"
#include "audit/roll.h"
#include "seats/round_market.h"
#include "seats/round_open.h"
#include "settings/allocate.h"
#include "settings/path_load.h"
#include "stream/stream.h"

static struct round_settings rules;
static struct entrants entrants = { .id = "id" };
static bool verbose;
static struct stream_settings io;

static const struct setting settings[] = {
	ROUND_SETTINGS(&rules),
	ENTRANTS_SETTINGS(&entrants),
	SETTING_OPTION('v', SETTING_KIND_FLAG, "verbose", NULL, &verbose,
	    "say on standard error how many breaches there are"),
	STREAM_SETTINGS(&io),
	SETTING_END,
};

static const struct filter filter = {
	.name = "admit-verify",
	.synopsis = "[-v] [-r file] [--entrants file] -m name --programs file "
		    "--choices path --order path [--round name] [file ...] | "
		    "[-v] [-r file] [--entrants file] -p policy round [file ...]",
	.settings = settings,
	.entries = true,
	.section = "allocate",
};

static const struct span nothing; /* no program to name */

struct verifier {
	struct stream *stream;
	struct path *id;
	struct roll *roll;
	struct published published;
	struct writer breach;
	uint64_t breaches;
	bool excused;
};

/* Write the breach that the writer holds. */
static void
put_breach(struct verifier *v)
{
	if (writer_failed(&v->breach))
		allocate_fail();
	v->breaches++;
	stream_fail_check(v->stream);
	stream_make(v->stream, (struct span){ v->breach.text, v->breach.len });
}

static void
report_row(struct verifier *v, const char *code, uint32_t number, struct span program)
{
	breaches_write_row(&v->breach, code, v->roll, number, program);
	put_breach(v);
}

static void
report_audit(void *context, const struct breach *b)
{
	struct verifier *v = context;

	breaches_write(
	    &v->breach, b, v->published.round->programs, v->roll, v->published.who);
	put_breach(v);
}

/* The id and the admission of a record; false if it was set aside. */
static bool
read_record(struct verifier *v, struct record *record, struct span *id,
    struct admission *admission)
{
	const char *unclear = admission_read(record, admission);

	if (path_string(v->id, record, id) != PATH_FOUND)
		stream_reject(v->stream, "id-missing", entrants.id,
		    "there is no id, or it is not a text");
	else if (unclear != NULL)
		stream_reject(v->stream, "admission-unclear", unclear,
		    "it does not say where the applicant was placed");
	else
		return true;
	return false;
}

/* A record of the list before the round. */
static void
enter(struct verifier *v, struct record *record)
{
	struct admission before;
	uint32_t number;
	struct span id;

	if (!read_record(v, record, &id, &before))
		return;
	switch (roll_enter(
	    v->roll, id, record, before.status == ADMISSION_ADMITTED, &number)) {
	case ROLL_OK:
		break;
	case ROLL_NO_MEMORY:
		allocate_fail();
	default:
		report_row(v, "entrant-twice", number, nothing);
	}
	stream_drop(v->stream);
}

/* Once, when the list before the round has been read. */
static void
excuse(struct verifier *v)
{
	if (!v->excused)
		entrants_excuse(&entrants, v->roll);
	v->excused = true;
}

/* An applicant of the round, with the seat that the record names. */
static void
judge(struct verifier *v, struct record *record, const struct admission *a,
    uint32_t number)
{
	struct published_faults faults;

	switch (published_add(&v->published, v->stream, record, a, number, &faults)) {
	case PUBLISHED_ADDED:
		for (size_t i = 0; i < faults.count; i++)
			report_row(v, faults.codes[i], number, a->program);
		stream_drop(v->stream);
		break;
	case PUBLISHED_SET_ASIDE:
		break;
	case PUBLISHED_NO_MEMORY:
		allocate_fail();
	}
}

/* A record of the result. */
static void
verify(struct verifier *v, struct record *record)
{
	struct round *round = v->published.round;
	enum roll_finding finding;
	struct admission a;
	uint32_t number;
	struct span id;
	bool placed; /* before the round */

	excuse(v);
	if (!read_record(v, record, &id, &a))
		return;
	finding = roll_call(v->roll, id, record, &placed, &number);
	if (finding == ROLL_NO_MEMORY)
		allocate_fail();
	if (finding != ROLL_OK)
		report_row(v, roll_word(finding), number, nothing);
	if (entrants.list == NULL)
		placed = a.status == ADMISSION_ADMITTED && !round_is_of(round, &a);
	if (!placed) {
		judge(v, record, &a, number);
		return;
	}
	if (a.status == ADMISSION_ADMITTED)
		round_hold(round, a.program, a.group);
	stream_drop(v->stream);
}

static void
check_all(struct verifier *v)
{
	struct round *round = v->published.round;
	struct market market = round_market(round);

	excuse(v);
	if (!audit_mechanism(&round->rules, &market, round_is_by_distance(round),
		v->published.seats, report_audit, v))
		allocate_fail();
	audit_refusals(
	    &market, round_is_leftover(round), v->published.reasons, report_audit, v);
	for (uint32_t number = 0; roll_missing(v->roll, &number); number++)
		report_row(v, "entrant-lost", number, nothing);
}

/* The last line: what was found. */
static void
say_result(const struct verifier *v, uint64_t rejected)
{
	fprintf(stderr, "verified: %" PRIu64 " breaches", v->breaches);
	if (rejected > 0)
		fprintf(stderr, ", %" PRIu64 " records not judged", rejected);
	fprintf(stderr, "\n");
}

int
main(int argc, char *argv[])
{
	char **operands = settings_read(argc, argv, &filter);
	struct verifier v = { .published.round = round_open(&rules),
		.id = path_load("id", entrants.id),
		.roll = roll_new(entrants.list != NULL) };
	struct record *record;
	uint64_t rejected;
	int status;

	if (v.roll == NULL)
		allocate_fail();
	v.stream = stream_open(entrants_files(&entrants, operands), &io);
	while ((record = stream_next(v.stream)) != NULL)
		if (entrants_is_listed(&entrants, v.stream))
			enter(&v, record);
		else
			verify(&v, record);
	check_all(&v);
	rejected = stream_rejected(v.stream);
	status = stream_close(v.stream);
	if (verbose)
		say_result(&v, rejected);
	return status;
}
