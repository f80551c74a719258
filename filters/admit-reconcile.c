/*
 * admit-reconcile - the schools' rolls against the admissions
 *
 * The list of admissions is read first; then the pupils of the rolls come one by one.
 * Who was admitted and is on no roll, who is on one without a place there, or on two,
 * and which program has more pupils than seats, is written; those who came where they
 * were admitted are not.
 */
#include <err.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "compare/rolls_load.h"
#include "compare/rolls_report.h"
#include "compare/school_rolls.h"
#include "identity/secret.h"
#include "settings/allocate.h"
#include "settings/path_load.h"
#include "stream/sink.h"
#include "stream/stream.h"

static struct stream_settings io;
static const char *id_text = "id", *roll_id = "id", *roll_program = "program";
static const char *programs, *pseudonym, *table;
static bool verbose;

static const struct setting settings[] = {
	SETTING_TEXT(
	    0, "id", "PATH", &id_text, "where the list of admissions has the id (id)"),
	SETTING_FILE(0, "programs", "FILE", &programs,
	    "the programs with their seats, JSON Lines: for those over the plan"),
	SETTING_OPTION(0, SETTING_KIND_FILE, "pseudonym", "FILE", &pseudonym,
	    "write pseudonyms for ids, made with the secret in FILE"),
	SETTING_TEXT(0, "roll-id", "PATH", &roll_id, "where a roll has the id (id)"),
	SETTING_TEXT(0, "roll-program", "PATH", &roll_program,
	    "where a roll has the program (program)"),
	SETTING_OPTION(0, SETTING_KIND_OUTPUT, "table", "FILE", &table,
	    "write the counts of each program to FILE"),
	SETTING_OPTION('v', SETTING_KIND_FLAG, "verbose", NULL, &verbose,
	    "say on standard error how many were compared, and how many differ"),
	STREAM_SETTINGS(&io),
	SETTING_END,
};

static const struct filter filter = {
	.name = "admit-reconcile",
	.synopsis =
	    "[-v] [-p policy] [-r file] [--id path] [--programs file] "
	    "[--pseudonym file] [--roll-id path] [--roll-program path] [--table file] "
	    "admissions [roll ...]",
	.settings = settings,
};

static struct school_rolls *rolls;
static struct path *id_path, *roll_id_path, *roll_program_path;
static struct rolls_names names;
static struct writer line;
static uint64_t admissions, pupils, findings;

static void
need(bool memory)
{
	if (!memory)
		allocate_fail();
}

/* The text at a path, or a reject; false if the record was set aside. */
static bool
read_text(struct stream *stream, struct record *record, struct path *path,
    const char *code, const char *reason, struct span *text)
{
	enum path_found found = path_string(path, record, text);

	need(found != PATH_NO_MEMORY);
	if (found == PATH_FOUND && text->len > 0)
		return true;
	stream_reject(stream, code, path_text(path), "%s", reason);
	return false;
}

static void
tell(struct stream *stream)
{
	need(!writer_failed(&line));
	stream_make(stream, (struct span){ line.text, line.len });
	findings++;
}

static void
tell_person(struct stream *stream, const struct rolls_finding *finding)
{
	writer_reset(&line);
	rolls_report_person(&line, &names, finding);
	tell(stream);
}

static void
tell_pupil(struct stream *stream, struct span id, struct span program,
    enum school_rolls_result result, struct span other)
{
	char *origin = stream_origin(stream);
	struct rolls_finding finding = { .code = school_rolls_code(result),
		.id = id,
		.enrolled = program,
		.roll = span_of(origin) };

	if (result == SCHOOL_ROLLS_ELSEWHERE)
		finding.admitted = other;
	if (result == SCHOOL_ROLLS_AGAIN)
		finding.before = other;
	tell_person(stream, &finding);
	free(origin);
}

static void
enrol(struct stream *stream, struct record *record)
{
	struct span id, program, other;
	enum school_rolls_result result;

	if (!read_text(stream, record, roll_id_path, "id-missing",
		"there is no id, or it is not a text", &id) ||
	    !read_text(stream, record, roll_program_path, "program-missing",
		"there is no program, or it is not a text", &program))
		return;
	pupils++;
	result = school_rolls_enrol(rolls, id, program, &other);
	need(result != SCHOOL_ROLLS_NO_MEMORY);
	if (result != SCHOOL_ROLLS_OK)
		tell_pupil(stream, id, program, result, other);
	stream_drop(stream);
}

static void
tell_absent(struct stream *stream)
{
	struct rolls_finding finding = { .code = "absent" };
	uint32_t at = 0;

	while (school_rolls_absent(rolls, &at, &finding.id, &finding.admitted))
		tell_person(stream, &finding);
}

static void
tell_over_plan(struct stream *stream)
{
	for (uint32_t i = 0; i < school_rolls_programs(rolls); i++) {
		struct school_rolls_counts c;
		struct span program = school_rolls_program(rolls, i, &c);

		if (!rolls_report_is_over(&c))
			continue;
		writer_reset(&line);
		rolls_report_over(&line, program, &c);
		tell(stream);
	}
}

static void
write_table(void)
{
	struct sink *sink = sink_open_file(table, 0666);

	for (uint32_t i = 0; i < school_rolls_programs(rolls); i++) {
		struct school_rolls_counts c;
		struct span program = school_rolls_program(rolls, i, &c);

		writer_reset(&line);
		rolls_report_program(&line, program, &c);
		need(!writer_failed(&line));
		sink_write(sink, line.text, line.len);
		sink_end_line(sink);
	}
	sink_close(sink);
}

int
main(int argc, char *argv[])
{
	char **operands = settings_read(argc, argv, &filter);
	struct stream *stream;
	struct record *record;

	names.field = id_text;
	if (operands[0] == NULL)
		settings_usage();
	rolls = school_rolls_new();
	need(rolls != NULL);
	if (programs != NULL)
		rolls_load_plan(rolls, programs);
	if (pseudonym != NULL)
		names.secret = secret_read(pseudonym);
	id_path = path_load("id", id_text);
	roll_id_path = path_load("roll-id", roll_id);
	roll_program_path = path_load("roll-program", roll_program);
	admissions =
	    rolls_load_admissions(rolls, operands[0], id_path, (size_t)io.max_line);
	stream = stream_open(operands + 1, &io);
	stream_fold(stream);
	while ((record = stream_next(stream)) != NULL)
		enrol(stream, record);
	if (admissions == 0 && pupils == 0) {
		stream_abandon(stream);
		errx(STATUS_TROUBLE,
		    "nothing was compared: nobody was admitted, and no roll has a "
		    "pupil");
	}
	tell_absent(stream);
	tell_over_plan(stream);
	if (table != NULL)
		write_table();
	if (findings > 0)
		stream_fail_check(stream);
	if (verbose)
		fprintf(stderr,
		    "reconciled: %" PRIu64 " admissions, %" PRIu64 " pupils, %" PRIu64
		    " differences\n",
		    admissions, pupils, findings);
	school_rolls_free(rolls);
	writer_free(&line);
	return stream_close(stream);
}
