/* progress.h - how far a filter is, on standard error, twice a second at most */
#ifndef PROGRESS_H
#define PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct progress;

/* Shown if standard error is a terminal; quiet and forced override. */
struct progress *progress_start(bool quiet, bool forced);

/* Seconds since the start. */
double progress_seconds(const struct progress *);

/* Say where the work stands, if it is time to. */
void progress_show(struct progress *, uint64_t records, uint64_t bytes);

/* Clear the line, free. */
void progress_end(struct progress *);

#endif
