/*
 * admit-amend - apply corrections to records
 *
 * Corrections are read first and judged as far as they can be without their records.
 * Then each record passes, with the corrections of its id applied where it still has
 * the values that they correct.  What could not be applied is set aside.
 */
#include <err.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "amend/corrections.h"
#include "cel/cel_time.h"
#include "record/filter_fields.h"
#include "settings/allocate.h"
#include "settings/document.h"
#include "settings/path_load.h"
#include "stream/stream.h"

static struct stream_settings io;
static const char *id_text = "id", *deadline;
static const char *allowed_signers, *namespace = "admit-amend", *verify_time;
static struct text_list corrections_files, two_persons, may_change;
static const json_t *persons;
static bool verbose;

static const struct setting settings[] = {
	SETTING_FILE(0, "allowed-signers", "FILE", &allowed_signers,
	    "ask for signatures by the keys in FILE (ssh-keygen(1))"),
	SETTING_OPTION(0, SETTING_KIND_LIST, "corrections", "FILE", &corrections_files,
	    "the corrections, JSON Lines (required); may be given again"),
	SETTING_TEXT(0, "deadline", "TIME", &deadline,
	    "set corrections aside that were made after TIME (RFC 3339)"),
	SETTING_TEXT(0, "id", "PATH", &id_text, "where a record has its id (id)"),
	SETTING_LIST(0, "may-change", "FIELD", &may_change,
	    "a field that another filter writes, and that may be corrected"),
	SETTING_TEXT(0, "namespace", "NAME", &namespace,
	    "what the signatures are for (admit-amend)"),
	SETTING_JSON("persons", &persons),
	SETTING_LIST(0, "two-persons", "LEVEL", &two_persons,
	    "a level at which two persons are needed, or all"),
	SETTING_OPTION('v', SETTING_KIND_FLAG, "verbose", NULL, &verbose,
	    "say on standard error what was applied"),
	SETTING_TEXT(0, "verify-time", "TIME", &verify_time,
	    "the time for which keys must be valid, 20200701120000 say"),
	STREAM_SETTINGS(&io),
	SETTING_END,
};

static const struct filter filter = {
	.name = "admit-amend",
	.synopsis =
	    "[-v] [-p policy] [-r file] [--allowed-signers file] --corrections file "
	    "[--deadline time] [--id path] [--may-change field] [--namespace name] "
	    "[--two-persons level] [--verify-time time] [file ...]",
	.settings = settings,
};

static bool
may_be_changed(const char *field)
{
	for (size_t i = 0; i < may_change.count; i++)
		if (strcmp(may_change.items[i], field) == 0)
			return true;
	return false;
}

/* The fields that no correction may change; ends in NULL. */
static const char **
list_unchanging(void)
{
	const char **fields = allocate(FILTER_FIELDS + 1, sizeof *fields);
	size_t n = 0;

	if (may_be_changed("amended"))
		settings_fail("may-change", "amended says what was corrected");
	for (size_t i = 0; i < FILTER_FIELDS; i++)
		if (!may_be_changed(filter_fields[i]))
			fields[n++] = filter_fields[i];
	return fields;
}

static void
check_persons(void)
{
	const char *person;
	json_t *levels, *level;
	size_t i;

	if (persons == NULL)
		return;
	if (!json_is_object(persons))
		settings_fail("persons", "must be an object of persons and levels");
	json_object_foreach((json_t *)persons, person, levels)
	{
		bool texts = json_is_string(levels) || json_is_array(levels);

		json_array_foreach(levels, i, level)
		{
			texts &= json_is_string(level);
		}
		if (!texts)
			settings_fail(
			    "persons", "a person has a level, or an array of levels");
	}
}

/* The file of allowed signers is a rule: the summary names it. */
static void
check_signers(void)
{
	size_t len;
	char *text = document_read(allowed_signers, &len);

	if (verify_time == NULL && strstr(text, "valid-") != NULL)
		settings_fail("verify-time",
		    "the allowed signers have keys that are valid for a time only: "
		    "without a time to verify for, the result depends on the clock");
	free(text);
}

/* Add a file of corrections, whose bytes live as long as the program. */
static void
add_file(struct corrections *corrections, const char *file)
{
	const struct signature_rules rules = {
		.allowed = allowed_signers, .namespace = namespace, .at = verify_time
	};
	struct signatures *signatures = NULL;
	struct span bytes;

	bytes.at = document_read_bytes(file, &bytes.len);
	if (allowed_signers != NULL)
		signatures = signatures_open(file, bytes, &rules);
	if (!corrections_add(corrections, file, bytes, signatures))
		allocate_fail();
	signatures_free(signatures);
}

static struct corrections *
load_corrections(const struct correction_rules *rules)
{
	struct corrections *corrections = corrections_new(rules);

	if (corrections == NULL)
		allocate_fail();
	if (corrections_files.count == 0 && !io.dry_run)
		settings_fail("corrections", "not given");
	if (deadline != NULL &&
	    cel_timestamp_read(span_of(deadline)).kind != CEL_TIMESTAMP)
		settings_fail("deadline",
		    "must be a time as RFC 3339 has it, 2020-07-03T18:00:00+08:00");
	check_persons();
	if (allowed_signers != NULL)
		check_signers();
	for (size_t i = 0; i < corrections_files.count; i++)
		add_file(corrections, corrections_files.items[i]);
	return corrections;
}

/* Whether the record was changed. */
static bool
amend(struct stream *stream, struct corrections *corrections, struct path *id,
    struct record *record)
{
	struct span text, line;

	if (path_string(id, record, &text) != PATH_FOUND) {
		stream_reject(stream, "id-missing", path_text(id),
		    "there is no id, or it is not a text");
		return false;
	}
	switch (corrections_apply(corrections, text, record, &line)) {
	case CORRECTIONS_NONE:
		stream_pass(stream);
		return false;
	case CORRECTIONS_CHANGED:
		stream_write(stream, line);
		return true;
	case CORRECTIONS_TWICE:
		stream_reject(stream, "id-twice", path_text(id),
		    "an earlier record had this id, and there is a correction for it");
		return false;
	default:
		allocate_fail();
	}
}

/* Account for each correction as for a record: it was applied, or is set aside. */
static size_t
settle(struct stream *stream, const struct corrections *corrections)
{
	size_t applied = 0;

	for (size_t i = 0; i < corrections_count(corrections); i++) {
		const struct correction *c = corrections_at(corrections, i);

		stream_begin(stream, c->file, c->number, c->line);
		if (c->outcome == CORRECTION_APPLIED) {
			applied++;
			stream_drop(stream);
		} else
			stream_reject(stream, correction_code(c), c->field, "%s",
			    correction_reason(c));
	}
	return applied;
}

int
main(int argc, char *argv[])
{
	char **files = settings_read(argc, argv, &filter);
	struct correction_rules rules = { .deadline = deadline,
		.two_persons = two_persons,
		.persons = persons,
		.unchanging = list_unchanging() };
	struct corrections *corrections;
	struct stream *stream;
	struct record *record;
	uint64_t changed = 0;
	size_t applied, count;
	int status;

	rules.id = path_load("id", id_text);
	corrections = load_corrections(&rules);
	count = corrections_count(corrections);
	stream = stream_open(files, &io);
	while ((record = stream_next(stream)) != NULL)
		changed += amend(stream, corrections, rules.id, record);
	applied = settle(stream, corrections);
	status = stream_close(stream);
	if (verbose)
		fprintf(stderr,
		    "amended: %" PRIu64 " records by %zu of %zu corrections; %zu set "
		    "aside\n",
		    changed, applied, count, count - applied);
	corrections_free(corrections);
	return status;
}
