/*
 * admit-verify - holds the published result of a round against its rules
 *
 * It reads what is published and nothing else, shares no algorithm with the
 * allocator, and writes a record for each breach.  With the list before the round
 * it also shows that nobody is lost, new or there twice, that no row has changed
 * but for its admission, and that whoever had a place before has kept it.
 */
#include <err.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "seats/admission.h"
#include "seats/audit.h"
#include "seats/audit_stable.h"
#include "seats/breaches.h"
#include "seats/roll.h"
#include "seats/round.h"
#include "settings/allocate.h"
#include "settings/document.h"
#include "stream/stream.h"

static struct round_settings rules;
static const char *entrants, *set_aside, *id_path = "id";
static bool verbose;
static struct stream_settings io;

static const struct setting settings[] = {
	ROUND_SETTINGS(&rules),
	SETTING_OPTION(0, SETTING_KIND_TEXT, "entrants", "FILE", &entrants,
	    "the list before the round, to compare every row with"),
	SETTING_OPTION(0, SETTING_KIND_TEXT, "set-aside", "FILE", &set_aside,
	    "what the allocator set aside of the entrants"),
	SETTING_OPTION(0, SETTING_KIND_TEXT, "id", "PATH", &id_path,
	    "where a record has the id of the applicant (id)"),
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
	struct round *round;
	struct path *id;
	struct roll *roll;
	struct seat *seats; /* of each applicant, as published */
	uint32_t *who;      /* the number of each applicant on the roll */
	size_t seats_room, who_room;
	struct writer breach;
	uint64_t breaches;
	bool excused;
};

static _Noreturn void
no_memory(void)
{
	errx(STATUS_TROUBLE, "not enough memory");
}

/* Write the breach that the writer holds. */
static void
put_breach(struct verifier *v)
{
	if (writer_failed(&v->breach))
		no_memory();
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

	breaches_write(&v->breach, b, v->round->programs, v->roll, v->who);
	put_breach(v);
}

static bool
read_who(struct verifier *v, struct record *record, struct span *id,
    struct admission *admission)
{
	const char *unclear = admission_read(record, admission);

	if (path_string(v->id, record, id) != PATH_FOUND)
		stream_reject(v->stream, "id-missing", id_path,
		    "there is no id, or it is no text");
	else if (unclear != NULL)
		stream_reject(v->stream, "admission-unclear", unclear,
		    "it does not say where the applicant was placed");
	else
		return true;
	return false;
}

static void
enter(struct verifier *v, struct record *record)
{
	struct admission before;
	uint32_t number;
	struct span id;

	if (!read_who(v, record, &id, &before))
		return;
	switch (roll_enter(
	    v->roll, id, record, before.status == ADMISSION_ADMITTED, &number)) {
	case ROLL_OK:
		break;
	case ROLL_NO_MEMORY:
		no_memory();
	default:
		report_row(v, "entrant-twice", number, nothing);
	}
	stream_drop(v->stream);
}

/*
 * Who was set aside is not lost: his record is in the reject file.  Done once, when
 * the list before the round has been read.
 */
static void
excuse(struct verifier *v)
{
	bool pointer = id_path[0] == '/';
	size_t size = strlen(id_path) + sizeof "/record.", len;
	char *path, *rejects;

	if (set_aside == NULL || v->excused)
		return;
	v->excused = true;
	path = allocate(size, 1);
	snprintf(path, size, pointer ? "/record%s" : "record.%s", id_path);
	rejects = document_read(set_aside, &len);
	if (!roll_excuse(
		v->roll, (struct span){ rejects, len }, round_path("id", path)))
		no_memory();
	free(rejects);
	free(path);
}

/* An applicant of the round, with what he has got. */
static void
judge(struct verifier *v, struct record *record, const struct admission *a,
    uint32_t number)
{
	uint32_t applicant = v->round->applicants->count;
	const char *code;

	if (!round_add(v->round, v->stream, record))
		return;
	v->seats = allocate_room(
	    v->seats, &v->seats_room, applicant + (size_t)1, sizeof *v->seats);
	v->who =
	    allocate_room(v->who, &v->who_room, applicant + (size_t)1, sizeof *v->who);
	v->who[applicant] = number;
	code = round_seat(v->round, a, &v->seats[applicant]);
	if (code != NULL)
		report_row(v, code, number, a->program);
	stream_drop(v->stream);
}

static void
call(struct verifier *v, struct record *record)
{
	enum roll_finding finding;
	struct admission a;
	uint32_t number;
	struct span id;
	bool placed;

	excuse(v);
	if (!read_who(v, record, &id, &a))
		return;
	finding = roll_call(v->roll, id, record, &placed, &number);
	if (finding == ROLL_NO_MEMORY)
		no_memory();
	if (finding != ROLL_OK)
		report_row(v, roll_word(finding), number, nothing);
	if (entrants == NULL)
		placed = a.status == ADMISSION_ADMITTED && !round_is_of(v->round, &a);
	if (!placed) {
		judge(v, record, &a, number);
		return;
	}
	if (a.status == ADMISSION_ADMITTED)
		round_hold(v->round, a.program, a.group);
	stream_drop(v->stream);
}

/* A trade may leave somebody behind who comes before; all else is asked of ttc. */
static void
report_traded(void *context, const struct breach *b)
{
	if (b->code != BREACH_JUSTIFIED_ENVY)
		report_audit(context, b);
}

/* In what steps choices become final, and then what stability promises in each. */
static bool
audit(struct verifier *v, const struct market *m)
{
	static const uint32_t one = 1;
	const struct mechanism_rules *r = &v->round->rules;
	struct audit_steps steps = { .sizes = &one, .count = 1 };
	bool traded = r->mechanism == MECHANISM_TTC, stepped = true;
	struct market_tie tie;
	uint32_t program;

	if (r->mechanism == MECHANISM_SERIAL && m->wishes == NULL)
		return audit_check(m, v->seats, report_audit, v);
	if (r->mechanism == MECHANISM_TIERED)
		steps.score_bands = true;
	else if (r->mechanism == MECHANISM_PARALLEL) {
		steps.sizes = r->bands;
		steps.count = r->band_count;
	} else
		stepped = r->mechanism == MECHANISM_IMMEDIATE;
	if (!audit_stable(m, stepped ? &steps : NULL, v->seats,
		traded ? report_traded : report_audit, v))
		return false;
	if (!m->ranked)
		return audit_orders(m, report_audit, v);
	program = round_find_tie(v->round, m, &tie);
	if (program != MARKET_NONE)
		report_audit(
		    v, &(struct breach){ BREACH_ORDER_TWICE, tie.other, program,
			   tie.applicant, MARKET_NONE, 0, 0, MARKET_NONE });
	return true;
}

static void
check_all(struct verifier *v)
{
	struct market market = round_market(v->round);

	excuse(v);
	if (!audit(v, &market))
		no_memory();
	for (uint32_t number = 0; roll_missing(v->roll, &number); number++)
		report_row(v, "entrant-lost", number, nothing);
}

/* The list before the round, if there is one, and then the result. */
static char **
all_files(char *operands[])
{
	static char standard_input[] = "-";
	size_t count = 0;
	char **files;

	if (entrants == NULL && set_aside != NULL)
		settings_fail("set-aside", "needs --entrants");
	if (entrants == NULL)
		return operands;
	if (strcmp(entrants, standard_input) == 0)
		settings_fail("entrants", "must be a file, not standard input");
	while (operands[count] != NULL)
		if (strcmp(operands[count++], entrants) == 0)
			settings_fail("entrants", "is the result too");
	files = allocate(count + 3, sizeof *files);
	files[0] = allocate_text(entrants, strlen(entrants));
	if (count == 0)
		files[1] = standard_input;
	memcpy(files + 1 + (count == 0), operands, count * sizeof *files);
	return files;
}

int
main(int argc, char *argv[])
{
	char **operands = settings_read(argc, argv, &filter);
	struct verifier v = { .round = round_open(&rules),
		.id = round_path("id", id_path) };
	struct record *record;
	uint64_t rejected;
	int status;

	if (v.round->rules.bundled)
		settings_fail("bundle", "cannot be verified yet");
	if (v.round->rules.shared)
		settings_fail("ties", "cannot be verified yet");
	v.roll = roll_new(entrants != NULL);
	if (v.roll == NULL)
		no_memory();
	v.stream = stream_open(all_files(operands), &io);
	while ((record = stream_next(v.stream)) != NULL)
		if (entrants != NULL && strcmp(stream_file(v.stream), entrants) == 0)
			enter(&v, record);
		else
			call(&v, record);
	check_all(&v);
	rejected = stream_rejected(v.stream);
	status = stream_close(v.stream);
	if (verbose && rejected > 0)
		fprintf(stderr,
		    "verified: %" PRIu64 " breaches, %" PRIu64 " records not judged\n",
		    v.breaches, rejected);
	else if (verbose)
		fprintf(stderr, "verified: %" PRIu64 " breaches\n", v.breaches);
	return status;
}
