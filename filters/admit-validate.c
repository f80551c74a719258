/*
 * admit-validate - check each record against a JSON Schema and the rules of the year
 *
 * A record with a fault is set aside with all of its faults; one without leaves byte
 * for byte.  Warnings are written under findings.
 */
#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "formats/area_table.h"
#include "formats/calendar.h"
#include "record/writer.h"
#include "rules/record_rules.h"
#include "rules/report.h"
#include "schema/schema.h"
#include "schema/schema_file.h"
#include "settings/allocate.h"
#include "settings/document.h"
#include "settings/path_load.h"
#include "settings/settings.h"
#include "stream/stream.h"

static const char *schema_file;
static const char *as_of;
static const char *area_file;
static bool old_forms;
static struct text_list forbidden;
static const char *report_file;
static const json_t *rule_list;
static struct stream_settings io;

static const struct setting settings[] = {
	SETTING_FILE(
	    's', "schema", "FILE", &schema_file, "the JSON Schema of a record"),
	SETTING_TEXT(0, "as-of", "DATE", &as_of,
	    "refuse resident IDs with a birth date after DATE"),
	SETTING_FILE(0, "areas", "FILE", &area_file,
	    "warn about area codes that are not in the table in FILE"),
	SETTING_FLAG(0, "old-forms", &old_forms,
	    "accept resident IDs of 15 digits and cards from before 2023"),
	SETTING_LIST(0, "forbidden", "FIELD", &forbidden,
	    "end with 2 if a record has FIELD; may be repeated"),
	SETTING_JSON("rules", &rule_list),
	SETTING_OPTION(0, SETTING_KIND_OUTPUT, "report", "FILE", &report_file,
	    "write a table of the findings to FILE"),
	STREAM_SETTINGS(&io),
	SETTING_END,
};

static const struct filter filter = {
	.name = "admit-validate",
	.synopsis = "[-p policy] [-s schema] [--areas file] [--as-of date] "
		    "[--forbidden field] [--old-forms] [--report file] [-r file] "
		    "[file ...]",
	.settings = settings,
};

/* What records are checked against. */
static struct schema *schema;
static struct record_rules *rules;

static struct path **closed; /* the forbidden fields */
static struct report *report;

static struct area_table *
load_areas(void)
{
	struct area_table *areas;
	unsigned long line;
	const char *why;
	size_t len;
	char *text;

	if (area_file == NULL)
		return NULL;
	text = document_read(area_file, &len);
	areas = area_table_new((struct span){ text, len }, &why, &line);
	free(text);
	if (areas == NULL)
		errx(STATUS_TROUBLE, "%s:%lu: %s", area_file, line, why);
	return areas;
}

static void
load_schema(void)
{
	struct schema_options options = { .formats.areas = load_areas(),
		.formats.old_forms = old_forms };

	if (as_of != NULL && !calendar_read(span_of(as_of), &options.formats.latest))
		settings_fail(
		    "as-of", "\"%s\" is not a date of the form 2020-08-31", as_of);
	if (schema_file != NULL)
		schema = schema_file_load(schema_file, options);
}

static void
load_forbidden(void)
{
	closed = allocate(forbidden.count + 1, sizeof(struct path *));
	for (size_t i = 0; i < forbidden.count; i++)
		closed[i] = path_load_unwatched("forbidden", forbidden.items[i]);
}

static void
write_member(struct writer *w, const char *name, const char *text)
{
	if (text == NULL)
		return;
	writer_name(w, name);
	writer_string(w, text);
}

/* The warnings of an earlier run in the record are replaced, by nothing if there are
 * none. */
static void
note_warnings(struct stream *stream, struct record *record,
    const struct findings *warnings, struct writer *w)
{
	static const char key[] = "findings";

	if (warnings->count == 0 &&
	    record_member(record, &record->values[0], key, sizeof key - 1) == NULL)
		return;
	writer_reset(w);
	writer_open_array(w);
	for (size_t i = 0; i < warnings->count; i++) {
		writer_open_object(w);
		write_member(w, "code", warnings->items[i].code);
		write_member(w, "field", warnings->items[i].field);
		write_member(w, "rule", warnings->items[i].rule);
		write_member(w, "reason", warnings->items[i].reason);
		writer_close_object(w);
	}
	writer_close_array(w);
	if (writer_failed(w))
		allocate_fail();
	stream_set(stream, key, NULL, (struct span){ w->text, w->len });
}

/* Nobody may have asked for this field, so a record with it is not even set aside. */
static void
refuse_forbidden(struct stream *stream, struct record *record)
{
	for (size_t i = 0; i < forbidden.count; i++)
		if (path_find(closed[i], record) != NULL)
			errx(STATUS_TROUBLE,
			    "%s: forbidden-column: %s: the policy forbids this column",
			    stream_origin(stream), path_text(closed[i]));
}

static void
validate(struct stream *stream, struct record *record)
{
	static struct findings errors, warnings;
	static struct writer noted;

	refuse_forbidden(stream, record);
	findings_clear(&errors);
	findings_clear(&warnings);
	errors.warnings = &warnings;
	if (schema != NULL && schema_validate(schema, record, &record->values[0],
				  &errors) == SCHEMA_NO_MEMORY)
		allocate_fail();
	record_rules_apply(rules, record, &errors);
	if (errors.no_memory || warnings.no_memory)
		allocate_fail();
	report_add(report, stream, record, &errors, false);
	report_add(report, stream, record, &warnings, true);
	if (errors.count > 0) {
		stream_reject_all(stream, errors.items, errors.count);
		return;
	}
	note_warnings(stream, record, &warnings, &noted);
	stream_pass(stream);
}

int
main(int argc, char *argv[])
{
	struct stream *stream;
	struct record *record;

	argv = settings_read(argc, argv, &filter);
	if (schema_file == NULL && rule_list == NULL && forbidden.count == 0)
		settings_usage();
	load_schema();
	rules = record_rules_load("rules", rule_list);
	load_forbidden();
	report = report_open(report_file);

	stream = stream_open(argv, &io);
	if (schema == NULL || !schema_looks_inside(schema))
		stream_fold(stream);
	while ((record = stream_next(stream)) != NULL)
		validate(stream, record);
	report_close(report);
	record_rules_free(rules);
	return stream_close(stream);
}
