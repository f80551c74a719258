#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "findings/findings_table.h"
#include "rules/report.h"
#include "settings/allocate.h"
#include "stream/origin.h"
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

void
report_add(struct report *report, struct stream *stream, struct record *record,
    const struct findings *found, bool warnings)
{
	struct span file;
	uint64_t line;

	if (report == NULL || found->count == 0)
		return;
	if (!origin_find(record, &file, &line)) {
		file = span_of(stream_file(stream));
		line = stream_line(stream);
	}
	for (size_t i = 0; i < found->count; i++)
		if (!findings_table_add(
			report->table, &found->items[i], warnings, file, line))
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
