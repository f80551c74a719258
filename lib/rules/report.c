#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "findings/findings_table.h"
#include "rules/report.h"
#include "settings/allocate.h"
#include "stream/sink.h"

struct report {
	const char *path;
	struct findings_table *table;
};

struct report *
report_open(const char *path)
{
	struct report *report;

	if (path == NULL)
		return NULL;
	report = allocate(1, sizeof *report);
	report->path = path;
	report->table = findings_table_new();
	if (report->table == NULL)
		allocate_fail();
	return report;
}

/* The line of the table that people have; false if the record does not say. */
static bool
find_source(struct record *record, struct span *file, struct decimal *line)
{
	const struct value *source =
	    record_member(record, &record->values[0], "source", 6);
	const struct value *name, *number;
	struct span digits;

	if (source == NULL || source->type != VALUE_OBJECT)
		return false;
	name = record_member(record, source, "file", 4);
	number = record_member(record, source, "line", 4);
	if (name == NULL || number == NULL || name->type != VALUE_STRING ||
	    number->type != VALUE_NUMBER)
		return false;
	digits = record_raw(record, number);
	*file = record_text(record, name);
	return file->at != NULL && decimal_parse(digits.at, digits.len, line);
}

void
report_add(struct report *report, struct stream *stream, struct record *record,
    const struct findings *found, bool warnings)
{
	struct span file;
	struct decimal line;

	if (report == NULL || found->count == 0)
		return;
	if (!find_source(record, &file, &line)) {
		file = span_of(stream_file(stream));
		line.units = (int64_t)stream_line(stream);
	}
	for (size_t i = 0; i < found->count; i++)
		if (!findings_table_add(report->table, &found->items[i], warnings, file,
			(uint64_t)line.units))
			allocate_fail();
}

void
report_close(struct report *report)
{
	struct writer w = { .text = NULL };
	struct sink *sink;

	if (report == NULL)
		return;
	findings_table_write(report->table, &w);
	if (writer_failed(&w))
		allocate_fail();
	sink = sink_open_file(report->path, 0644);
	sink_write(sink, w.text, w.len);
	sink_close(sink);
	writer_free(&w);
	findings_table_free(report->table);
	free(report);
}
