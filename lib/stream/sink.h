/*
 * sink.h - bytes out, checked
 *
 * Every write, flush and close is checked; what fails ends the program with
 * STATUS_TROUBLE.  A file is written beside its name and gets it when the run
 * has ended well (unfinished.h): a program that dies, by an error or by a signal,
 * leaves what was there before.
 */
#ifndef SINK_H
#define SINK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct sink;

/*
 * Standard output; sealed: for sink_write_seal(), normally seals_written().  checked:
 * each line will be a record that the program has read or made, so a sealed output
 * begins with seal_head.
 */
struct sink *sink_open_output(bool sealed, bool checked);

/* What is written is no stream of records: no seal.  Before anything is written. */
void sink_refuse_seal(struct sink *);

/*
 * A file that appears under its name at unfinished_publish(), which stream_close()
 * calls, if it was closed by then.  mode is for the new file
 * (0600 for personal data).  A path that is a device or a pipe is written to at once.
 */
struct sink *sink_open_file(const char *path, mode_t mode);

void sink_write(struct sink *, const char *bytes, size_t len);

/* An LF, and one line more. */
void sink_end_line(struct sink *);

/* Lines that were written with sink_write() alone, LF and all. */
void sink_count_lines(struct sink *, uint64_t lines);

/* Hand everything to the system. */
void sink_flush(struct sink *);

/* Bytes and lines written so far. */
uint64_t sink_bytes(const struct sink *);

/* End an output that was opened as sealed with its seal; else nothing. */
void sink_write_seal(struct sink *);

/* Flush, close, free. */
void sink_close(struct sink *);

#endif
