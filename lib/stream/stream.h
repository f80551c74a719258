/*
 * stream.h - the records that flow through a filter
 *
 * A filter reads records from its files or from standard input, and passes,
 * drops, keeps or sets aside each.  What goes wrong outside of the records - a
 * file, the disk, memory, a seal that does not hold - ends the program with
 * STATUS_TROUBLE, so the loop of a filter has no error to handle:
 *
 *	while ((record = stream_next(stream)) != NULL)
 *		work(stream, record);
 *	return stream_close(stream);
 *
 * Every record must be accounted for: in + made = out + rejected + dropped.  A
 * filter that loses one ends with STATUS_TROUBLE.
 */
#ifndef STREAM_H
#define STREAM_H

#include <stdbool.h>
#include <stdint.h>

#include "kept/kept.h"
#include "record/record.h"
#include "settings/settings.h"
#include "stream/rejects.h"

/* The settings that every filter has; put STREAM_SETTINGS(&io) into the table. */
struct stream_settings {
	const char *rejects;
	const char *summary;
	const char *reject_limit;
	long max_line, min_records;
	bool quiet, progress, dry_run;
};

enum { STREAM_MAX_LINE = 16 << 20 };

/* clang-format off */
#define STREAM_SETTINGS(io) \
	SETTING_COMMON('r', SETTING_KIND_OUTPUT, "rejects", "FILE", &(io)->rejects, \
	    "write what is set aside to FILE"), \
	{ .kind = SETTING_KIND_NUMBER, .name = "max-line", .argument = "BYTES", \
	  .to = &(io)->max_line, .min = 64, .max = RECORD_MAX_LENGTH, .common = true, \
	  .command_line_only = true, .help = "set longer lines aside (16 MiB)" }, \
	{ .kind = SETTING_KIND_TEXT, .name = "reject-limit", .argument = "N|P%", \
	  .to = &(io)->reject_limit, .common = true, .or_number = true, \
	  .help = "end with 2 if more records than that are set aside" }, \
	{ .kind = SETTING_KIND_NUMBER, .name = "min-records", .argument = "N", \
	  .to = &(io)->min_records, .min = 0, .max = INT32_MAX, .common = true, \
	  .help = "end with 2 if fewer records come in" }, \
	STREAM_OUTPUT_SETTINGS(io)
/* Those of a filter that reads no records. */
#define STREAM_OUTPUT_SETTINGS(io) \
	SETTING_COMMON(0, SETTING_KIND_OUTPUT, "summary", "FILE", &(io)->summary, \
	    "append one line of counts to FILE at the end"), \
	SETTING_COMMON(0, SETTING_KIND_FLAG, "quiet", NULL, &(io)->quiet, \
	    "show no progress"), \
	SETTING_COMMON(0, SETTING_KIND_FLAG, "progress", NULL, &(io)->progress, \
	    "show progress even if standard error is no terminal"), \
	SETTING_COMMON(0, SETTING_KIND_FLAG, "dry-run", NULL, &(io)->dry_run, \
	    "read options, policy and rules, and end before the first record")
/* clang-format on */

struct stream;

/*
 * Read files, which end in NULL; none means standard input, as does "-".  All that a
 * filter reads of options and rules comes before this, and all that it writes behind:
 * with --dry-run, the program ends here.
 */
struct stream *stream_open(char *const files[], const struct stream_settings *);

/*
 * Read files side by side: each is a lane, 0, 1, 2 ..., with a record of its own.
 * stream_turn() goes over to a lane: from then on, all is about its record and what
 * follows it there.  Lane 0 is the first.
 */
struct stream *stream_open_lanes(char *const files[], const struct stream_settings *);
void stream_turn(struct stream *, size_t lane);

/*
 * A stream for a filter whose input is no JSON Lines: it announces what it reads
 * with stream_begin() instead of calling stream_next().
 */
struct stream *stream_open_output(const struct stream_settings *);

/*
 * The next record, or NULL at the end.  Valid until the next call.  Lines that
 * are no record are set aside on the way.
 */
struct record *stream_next(struct stream *);

/*
 * From now on, records of a checked stream come folded (record_parse_checked()), and so
 * do the lists and objects in them: for a filter that enters them only by paths, by
 * record_member(), in expressions, or after record_unfold().  What it does not ask for
 * is not read.
 */
void stream_fold(struct stream *);

/*
 * A unit of input that the filter has read by itself (a row, say), before it is
 * written or set aside: where it came from, and its text (borrowed until the
 * next call), which need be neither JSON nor UTF-8.
 */
void stream_begin(struct stream *, const char *file, uint64_t line, struct span text);

/* Bytes of input that belong to no unit: those of a file that is packed, say. */
void stream_count_bytes(struct stream *, uint64_t bytes);

/* Where the current record came from; the name is borrowed, "<stdin>" for standard
 * input.
 */
const char *stream_file(const struct stream *);
uint64_t stream_line(const struct stream *);
/* The place of that file among those that were given, from 0. */
size_t stream_file_index(const struct stream *);

/*
 * Where the current record comes from, for messages: its row in a table, or file and
 * line (origin.h).  New; the caller frees it.
 */
char *stream_origin(const struct stream *);

/*
 * Give the current record a value of the filter's own, at outer or at outer.inner
 * (inner may be NULL); value is JSON, copied.  stream_pass() writes it.  Several
 * may be set; the names outer must differ.
 */
void stream_set(
    struct stream *, const char *outer, const char *inner, struct span value);

/* Take outer.inner out of the current record, if it is there; outer if inner is NULL.
 */
void stream_unset(struct stream *, const char *outer, const char *inner);

/* Write the current record: as it was read, byte for byte, but for what was set. */
void stream_pass(struct stream *);

/* Write a record that the filter has made instead of the current one. */
void stream_write(struct stream *, struct span json);

/* Write a record that is made of no single one: counted as made, and out. */
void stream_make(struct stream *, struct span json);

/* The current record leaves by rule (admit-select): counted, not written. */
void stream_drop(struct stream *);

/*
 * Set the current record aside.  The code is for programs and never changes; the
 * field (may be NULL) is the path or column; the reason is for people.  None of
 * them may quote the record.
 */
void stream_reject(struct stream *, const char *code, const char *field,
    const char *reason, ...) __attribute__((format(printf, 4, 5)));

/* Set the current record aside for several causes (rejects.h), at least one. */
void stream_reject_all(struct stream *, const struct finding *, size_t count);

/*
 * Give the reject of the current record a member of the filter's own, in the reject
 * file only: the id of the record that was kept, say.  value is JSON; both are copied.
 */
void stream_reject_note(struct stream *, const char *name, struct span value);

/*
 * Keep the current record for later: its line goes to a spill file, and the
 * filter goes on with the number that is returned (0, 1, 2 ...).  What will be
 * set must be named now, the same for all: outer, inner as in stream_set(); or
 * NULL, NULL.  The names are borrowed.
 */
size_t stream_keep(struct stream *, const char *outer, const char *inner);

/*
 * Dispose of a kept record, each exactly once, in any order: pass it with a
 * value (at == NULL: as it was read) at the place that stream_keep() named, or
 * make it the current record for stream_reject() (it cannot be parsed again).
 */
void stream_pass_kept(struct stream *, size_t number, struct span value);
void stream_recall(struct stream *, size_t number);

/*
 * The records that were kept, for those that take them out in an order of their own
 * (ordered.h); to pass one with a value, and to name the file that it came from.
 */
struct kept *stream_kept(struct stream *);
void stream_pass_line(
    struct stream *, struct span line, struct edit, struct span value);
const char *stream_file_of(const struct stream *, const struct kept_record *);

/* Where a kept record comes from, as stream_origin(); or with its line at hand. */
char *stream_kept_origin(struct stream *, size_t number);
char *stream_origin_of(
    const struct stream *, const struct kept_record *from, struct span line);

/* Bytes for standard output that are no record (a spreadsheet, a report). */
void stream_print(struct stream *, const char *bytes, size_t len);

/* Count the current record as out, where stream_print() wrote it in another form. */
void stream_printed(struct stream *);

/* Give the summary a member of the filter's own; value is JSON.  Both are copied. */
void stream_summarize(struct stream *, const char *name, struct span value);

/* How many records were set aside so far, on the way to stream_next() too. */
uint64_t stream_rejected(const struct stream *);

/* The check that the filter makes did not hold: exit status 1 as in cmp(1). */
void stream_fail_check(struct stream *);

/*
 * Instead of stream_close(), where the run did nothing useful and the caller ends the
 * program with STATUS_TROUBLE.  What was written is handed over, since it may say why,
 * but without a seal; of the files, only rejects and summary appear.  A limit that was
 * broken ends the program here.
 */
void stream_abandon(struct stream *);

/* Finish and check all output, write seal and summary, free; returns the exit status.
 */
int stream_close(struct stream *);

#endif
