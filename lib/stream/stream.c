#include <err.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "kept/kept.h"
#include "record/edits.h"
#include "record/writer.h"
#include "seal/seal.h"
#include "settings/allocate.h"
#include "settings/path_load.h"
#include "settings/seals.h"
#include "stream/counts.h"
#include "stream/limits.h"
#include "stream/origin.h"
#include "stream/progress.h"
#include "stream/sink.h"
#include "stream/source.h"
#include "stream/stream.h"
#include "stream/unfinished.h"

/* A row of lines that are read one after the other. */
struct lane {
	struct source *source; /* NULL: the filter reads by itself */
	struct record record;
	struct rejected current; /* the current record, as a reject would show it */
};

struct stream {
	const struct stream_settings *settings;
	struct lane *lane; /* whose turn it is */
	struct lane *lanes;
	size_t lane_count;
	char **lane_names; /* of several lanes; or NULL */
	struct sink *out;
	struct rejects *rejects;
	struct progress *progress;
	struct counts counts;
	struct limits limits;
	bool any;    /* a line was a record */
	bool failed; /* the check that the filter makes */
	bool plain;  /* what was written is no stream of records */
	bool folds;  /* stream_fold() */

	struct edits edits;    /* of the current record, for stream_pass() */
	struct writer written; /* what is spliced into a kept record */
	struct writer notes;

	struct kept *kept;
	size_t kept_files;     /* files that kept was told of */
	struct writer changed; /* the line of the current record, if it was changed */
	const char *outer, *inner; /* what is set in kept records */
};

static uint64_t
bytes_read(const struct stream *s)
{
	uint64_t bytes = 0;

	for (size_t i = 0; i < s->lane_count; i++)
		bytes += source_bytes(s->lanes[i].source);
	return bytes;
}

static void
idle(void *context, bool waits)
{
	struct stream *s = context;

	if (waits)
		sink_flush(s->out);
	progress_show(s->progress, s->counts.in, bytes_read(s));
}

struct stream *
stream_open_output(const struct stream_settings *settings)
{
	struct stream *s;

	if (settings->dry_run)
		exit(STATUS_CLEAN);
	s = allocate(1, sizeof *s);
	s->settings = settings;
	s->lane = s->lanes = allocate(1, sizeof *s->lanes);
	s->progress = progress_start(settings->quiet, settings->progress);
	s->limits = limits_read(settings->reject_limit, settings->min_records);
	s->rejects = rejects_open(settings->rejects);
	s->out = sink_open_output(seals_written(), true);
	return s;
}

static struct source *
open_source(struct stream *s, char *const files[])
{
	long max = s->settings->max_line;

	return source_open(
	    files, max > 0 ? (size_t)max : STREAM_MAX_LINE, seals_required(), idle, s);
}

struct stream *
stream_open(char *const files[], const struct stream_settings *settings)
{
	struct stream *s = stream_open_output(settings);

	s->lanes->source = open_source(s, files);
	s->lane_count = 1;
	return s;
}

struct stream *
stream_open_lanes(char *const files[], const struct stream_settings *settings)
{
	struct stream *s = stream_open_output(settings);
	size_t count = 0;
	char **names;

	while (files[count] != NULL)
		count++;
	free(s->lanes);
	s->lane = s->lanes = allocate(count, sizeof *s->lanes);
	/* Each name with an end of the list behind it, for as long as the program. */
	names = s->lane_names = allocate(2 * count + 1, sizeof *names);
	for (size_t i = 0; i < count; i++, names += 2) {
		names[0] = files[i];
		s->lanes[i].source = open_source(s, names);
	}
	s->lane_count = count;
	return s;
}

void
stream_turn(struct stream *s, size_t lane)
{
	s->lane = &s->lanes[lane];
	edits_reset(&s->edits);
}

const char *
stream_file(const struct stream *s)
{
	return s->lane->current.file;
}

size_t
stream_file_index(const struct stream *s)
{
	return source_file_index(s->lane->source);
}

uint64_t
stream_line(const struct stream *s)
{
	return s->lane->current.line;
}

char *
stream_origin(const struct stream *s)
{
	const struct rejected *now = &s->lane->current;

	return origin_text(now->file, now->line,
	    now->is_record ? now->bytes : (struct span){ NULL, 0 });
}

static void
begin(struct stream *s, const char *file, uint64_t line, struct span bytes)
{
	s->counts.in++;
	s->lane->current =
	    (struct rejected){ .file = file, .line = line, .bytes = bytes };
	edits_reset(&s->edits);
}

void
stream_begin(struct stream *s, const char *file, uint64_t line, struct span text)
{
	begin(s, file, line, text);
	s->counts.bytes_in += text.len;
	progress_show(s->progress, s->counts.in, s->counts.bytes_in);
}

void
stream_count_bytes(struct stream *s, uint64_t bytes)
{
	s->counts.bytes_in += bytes;
}

/* The file of rejects and the line of the summary. */
static void
write_account(struct stream *s, int status)
{
	if (s->lane_count > 0)
		s->counts.bytes_in = bytes_read(s);
	s->counts.bytes_out = sink_bytes(s->out);
	rejects_close(s->rejects);
	if (s->settings->summary != NULL)
		counts_append_summary(&s->counts, s->settings->summary,
		    progress_seconds(s->progress), status);
}

/* What was set aside, and the summary, say why: of all files they alone appear. */
static void
abandon(struct stream *s)
{
	unfinished_discard_complete();
	write_account(s, STATUS_TROUBLE);
	unfinished_publish();
	unfinished_settle();
	progress_end(s->progress);
}

static void
check_limits(struct stream *s)
{
	const char *why = limits_broken(&s->limits, s->counts.in, s->counts.rejected);

	if (why != NULL) {
		abandon(s);
		errx(STATUS_TROUBLE, "%s", why);
	}
}

void
stream_abandon(struct stream *s)
{
	sink_flush(s->out);
	check_limits(s);
	abandon(s);
}

static void
count_reject(struct stream *s, const char *code)
{
	counts_reject(&s->counts, code);
	if (limits_exceeded(&s->limits, s->counts.rejected))
		check_limits(s);
}

/* A line over the ceiling is set aside piece by piece. */
static void
reject_long_line(struct stream *s, struct line *line)
{
	struct finding finding = { .code = record_fault_code(RECORD_TOO_LONG),
		.reason = record_fault_reason(RECORD_TOO_LONG) };

	/* The line ends further down: its number is one more than what was counted. */
	s->lane->current.line += line->part == LINE_PIECE;
	rejects_begin_long(s->rejects, &s->lane->current, &finding);
	rejects_add_piece(s->rejects, (struct span){ line->at, line->len });
	while (line->part == LINE_PIECE && source_next(s->lane->source, line))
		rejects_add_piece(s->rejects, (struct span){ line->at, line->len });
	rejects_end_long(s->rejects);
	count_reject(s, finding.code);
}

/* The digest at the end would tell as well, but this says what is wrong. */
static void
check_soundness(const struct stream *s)
{
	if (s->lane->record.starved)
		allocate_fail();
	if (s->lane->record.unsound)
		errx(STATUS_TROUBLE,
		    "%s:%llu: bad-seal: the stream is not what was sealed",
		    s->lane->current.file, (unsigned long long)s->lane->current.line);
}

static enum record_fault
read_record(struct stream *s, const struct line *line)
{
	struct record *record = &s->lane->record;

	if (!s->folds) /* to find only the structure of all of it costs as much */
		return record_parse(record, line->at, line->len, NULL);
	return source_is_checked(s->lane->source)
		   ? record_parse_checked(record, line->at, line->len, NULL)
		   : record_parse_folded(record, line->at, line->len, NULL);
}

struct record *
stream_next(struct stream *s)
{
	struct line line;

	check_soundness(s);
	while (source_next(s->lane->source, &line)) {
		enum record_fault fault;

		begin(s,
		    source_file_name(
			s->lane->source, source_file_index(s->lane->source)),
		    source_line_number(s->lane->source),
		    (struct span){ line.at, line.len });
		if (line.part != LINE_WHOLE) {
			reject_long_line(s, &line);
			continue;
		}
		fault = read_record(s, &line);
		if (fault == RECORD_NO_MEMORY)
			allocate_fail();
		if (fault == RECORD_OK) {
			s->lane->current.is_record = s->any = true;
			return &s->lane->record;
		}
		stream_reject(s, record_fault_code(fault), NULL, "%s",
		    record_fault_reason(fault));
	}
	return NULL;
}

void
stream_fold(struct stream *s)
{
	s->folds = true;
}

void
stream_set(struct stream *s, const char *outer, const char *inner, struct span value)
{
	if (!edits_add(&s->edits, &s->lane->record, outer, inner, value))
		allocate_fail();
}

void
stream_unset(struct stream *s, const char *outer, const char *inner)
{
	struct writer rest = { 0 };

	if (!edit_remove(&s->lane->record, outer, inner, &rest))
		return;
	if (writer_failed(&rest) ||
	    record_parse(&s->lane->record, rest.text, rest.len, NULL) != RECORD_OK)
		allocate_fail();
	writer_free(&s->changed);
	s->changed = rest;
	s->lane->current.bytes = (struct span){ rest.text, rest.len };
}

static void
end_record(struct stream *s)
{
	sink_end_line(s->out);
	s->counts.out++;
}

void
stream_pass(struct stream *s)
{
	const char *line = s->lane->current.bytes.at;
	size_t from = 0;

	for (size_t i = 0; i < s->edits.count; i++) {
		const struct edit *edit = &s->edits.items[i].edit;
		struct span written = edits_written(&s->edits, i);

		sink_write(s->out, line + from, edit->cut - from);
		sink_write(s->out, written.at, written.len);
		from = edit->resume;
	}
	sink_write(s->out, line + from, s->lane->current.bytes.len - from);
	end_record(s);
}

void
stream_write(struct stream *s, struct span json)
{
	sink_write(s->out, json.at, json.len);
	end_record(s);
}

void
stream_make(struct stream *s, struct span json)
{
	s->counts.made++;
	stream_write(s, json);
}

void
stream_drop(struct stream *s)
{
	s->counts.dropped++;
}

void
stream_reject(
    struct stream *s, const char *code, const char *field, const char *reason, ...)
{
	struct finding finding = { .code = code, .field = field };
	va_list args;
	char *text;

	va_start(args, reason);
	finding.reason = text = allocate_print(reason, args);
	va_end(args);
	stream_reject_all(s, &finding, 1);
	free(text);
}

void
stream_reject_all(struct stream *s, const struct finding *findings, size_t count)
{
	rejects_add(s->rejects, &s->lane->current, findings, count);
	count_reject(s, findings[0].code);
}

void
stream_reject_note(struct stream *s, const char *name, struct span value)
{
	if (s->lane->current.notes.len == 0)
		writer_reset(&s->notes);
	writer_name(&s->notes, name);
	writer_raw(&s->notes, value);
	if (writer_failed(&s->notes))
		allocate_fail();
	s->lane->current.notes = (struct span){ s->notes.text, s->notes.len };
}

size_t
stream_keep(struct stream *s, const char *outer, const char *inner)
{
	size_t file = source_file_index(s->lane->source);
	struct edit edit = { 0 };
	uint64_t offset = 0;
	struct stat opened;
	int home = source_home(s->lane->source, &opened, &offset);

	stream_kept(s);
	if (home != -1 && file >= s->kept_files) {
		kept_leave(s->kept, file, home, &opened, s->lane->current.file);
		s->kept_files = file + 1;
	}
	s->outer = outer;
	s->inner = inner;
	if (outer != NULL)
		edit = edit_at(&s->lane->record, outer, inner);
	return kept_add(s->kept, s->lane->current.bytes, edit, file,
	    s->lane->current.line,
	    s->lane->current.bytes.at == s->changed.text ? KEPT_COPY : offset);
}

void
stream_pass_line(
    struct stream *s, struct span line, struct edit edit, struct span value)
{
	if (value.at == NULL) {
		stream_write(s, line);
		return;
	}
	writer_reset(&s->written);
	edit_write(&s->written, edit, s->outer, s->inner, value);
	if (writer_failed(&s->written))
		allocate_fail();
	sink_write(s->out, line.at, edit.cut);
	sink_write(s->out, s->written.text, s->written.len);
	sink_write(s->out, line.at + edit.resume, line.len - edit.resume);
	end_record(s);
}

void
stream_pass_kept(struct stream *s, size_t number, struct span value)
{
	struct edit edit = kept_record_edit(kept_at(s->kept, number));

	stream_pass_line(s, kept_fetch(s->kept, number), edit, value);
}

struct kept *
stream_kept(struct stream *s)
{
	if (s->kept == NULL)
		s->kept = kept_open();
	return s->kept;
}

const char *
stream_file_of(const struct stream *s, const struct kept_record *from)
{
	return source_file_name(s->lane->source, from->file);
}

char *
stream_origin_of(
    const struct stream *s, const struct kept_record *from, struct span line)
{
	return origin_text(stream_file_of(s, from), from->line, line);
}

char *
stream_kept_origin(struct stream *s, size_t number)
{
	return stream_origin_of(
	    s, kept_at(s->kept, number), kept_fetch(s->kept, number));
}

void
stream_recall(struct stream *s, size_t number)
{
	s->lane->current =
	    (struct rejected){ .file = stream_file_of(s, kept_at(s->kept, number)),
		    .line = kept_at(s->kept, number)->line,
		    .bytes = kept_fetch(s->kept, number),
		    .is_record = true };
}

void
stream_print(struct stream *s, const char *bytes, size_t len)
{
	if (!s->plain)
		sink_refuse_seal(s->out);
	s->plain = true;
	sink_write(s->out, bytes, len);
}

void
stream_printed(struct stream *s)
{
	s->counts.out++;
}

void
stream_summarize(struct stream *s, const char *name, struct span value)
{
	writer_name(&s->counts.more, name);
	writer_raw(&s->counts.more, value);
}

uint64_t
stream_rejected(const struct stream *s)
{
	return s->counts.rejected;
}

void
stream_fail_check(struct stream *s)
{
	s->failed = true;
}

static int
status_of(const struct stream *s)
{
	bool lost = s->counts.rejected > 0 && !rejects_have_file(s->rejects);

	return s->failed || lost ? STATUS_SET_ASIDE : STATUS_CLEAN;
}

static void
free_stream(struct stream *s)
{
	for (size_t i = 0; i < s->lane_count; i++) {
		source_close(s->lanes[i].source);
		record_free(&s->lanes[i].record);
	}
	free(s->lanes);
	free(s->lane_names);
	kept_close(s->kept);
	counts_free(&s->counts);
	edits_free(&s->edits);
	writer_free(&s->written);
	writer_free(&s->notes);
	writer_free(&s->changed);
	free(s);
}

/*
 * The seal comes last: with it the next stage takes the stream for whole, so by
 * then everything else must have gone well.
 */
int
stream_close(struct stream *s)
{
	int status;

	if (s->any && path_load_report() > 0)
		stream_fail_check(s);
	status = status_of(s);
	if (s->kept != NULL)
		kept_check(s->kept);
	/* A signal that it may have caught is again for those who take files back. */
	kept_close(s->kept);
	s->kept = NULL;
	if (!counts_add_up(&s->counts))
		errx(STATUS_TROUBLE, "records are not accounted for: this is a defect");
	check_limits(s);
	sink_flush(s->out);
	write_account(s, status);
	unfinished_publish();
	sink_write_seal(s->out);
	sink_close(s->out);
	unfinished_settle();
	progress_end(s->progress);
	free_stream(s);
	return status;
}
