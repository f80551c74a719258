#include "sheet/table_stream.h"

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "settings/allocate.h"

void
table_stream_fail(const struct table_stream *s, uint64_t line, const char *what)
{
	if (line == 0)
		errx(STATUS_TROUBLE, "%s: %s", s->file, what);
	errx(STATUS_TROUBLE, "%s:%ju: %s", s->file, (uintmax_t)line, what);
}

/* "csv-note-row"; new. */
static char *
new_code(const char *format, const char *code)
{
	size_t size = strlen(format) + strlen(code) + sizeof "-";
	char *text = allocate(size, 1);

	snprintf(text, size, "%s-%s", format, code);
	return text;
}

static _Noreturn void
fail_table(const struct table_stream *s)
{
	uint64_t line;
	const char *reason = table_reason(s->table, &line);

	table_stream_fail(s, line, new_code(s->format, reason));
}

void
table_stream_set_aside(const struct table_stream *s, uint64_t line, struct span text,
    const struct row_fault *faults, size_t count)
{
	struct finding *findings = allocate(count, sizeof *findings);

	for (size_t i = 0; i < count; i++)
		findings[i] =
		    (struct finding){ .code = new_code(s->format, faults[i].code),
			    .field = faults[i].field,
			    .reason = faults[i].reason };
	stream_begin(s->stream, s->file, line, text);
	stream_reject_all(s->stream, findings, count);
	for (size_t i = 0; i < count; i++)
		free((char *)(uintptr_t)findings[i].code);
	free(findings);
}

const struct row_fault *
table_stream_row(const struct table_stream *s, const struct row *row, size_t *count)
{
	switch (table_row(s->table, row)) {
	case TABLE_NOTHING:
		break;
	case TABLE_RECORD:
		stream_begin(s->stream, s->file, row->line, row->text);
		stream_write(s->stream, table_record(s->table));
		break;
	case TABLE_SET_ASIDE:
		return table_faults(s->table, count);
	case TABLE_UNUSABLE:
		fail_table(s);
	case TABLE_NO_MEMORY:
		allocate_fail();
	}
	return NULL;
}

void
table_stream_end(const struct table_stream *s)
{
	if (table_end(s->table) != TABLE_NOTHING)
		fail_table(s);
}

void
table_stream_summarize(const struct table_stream *s)
{
	struct writer w = { .text = NULL };

	table_write_rows(s->table, &w);
	stream_summarize(s->stream, "rows", (struct span){ w.text, w.len });
	writer_reset(&w);
	table_write_cleaned(s->table, &w);
	stream_summarize(s->stream, "cleaned", (struct span){ w.text, w.len });
	if (writer_failed(&w))
		allocate_fail();
	writer_free(&w);
}

struct suggestion *
table_stream_suggestion(void)
{
	struct suggestion *suggestion = suggestion_new();

	if (suggestion == NULL)
		allocate_fail();
	return suggestion;
}

void
table_stream_suggest(const struct table_stream *s, const struct suggestion *suggestion)
{
	struct writer w = { .text = NULL };
	char section[32];

	snprintf(section, sizeof section, "from-%s", s->format);
	if (!suggestion_write(suggestion, section, &w))
		table_stream_fail(s, 0, "no row looks like a header row");
	if (writer_failed(&w))
		allocate_fail();
	stream_print(s->stream, w.text, w.len);
	writer_free(&w);
}
