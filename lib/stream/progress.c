#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "settings/allocate.h"
#include "settings/settings.h"
#include "stream/progress.h"

struct progress {
	struct timespec start;
	double shown; /* seconds from the start to the last line */
	bool on, terminal, any;
};

struct progress *
progress_start(bool quiet, bool forced)
{
	struct progress *p = allocate(1, sizeof *p);

	clock_gettime(CLOCK_MONOTONIC, &p->start);
	p->terminal = isatty(STDERR_FILENO);
	p->on = !quiet && (forced || p->terminal);
	return p;
}

double
progress_seconds(const struct progress *p)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)(now.tv_sec - p->start.tv_sec) +
	       (double)(now.tv_nsec - p->start.tv_nsec) / 1e9;
}

void
progress_show(struct progress *p, uint64_t records, uint64_t bytes)
{
	double seconds;

	if (!p->on)
		return;
	seconds = progress_seconds(p);
	if (seconds - p->shown < 0.5)
		return;
	fprintf(stderr, "%s%s: %llu records, %.0f a second, %.0f MB, %.0f s%s",
	    p->terminal ? "\r" : "", settings_filter()->name,
	    (unsigned long long)records, (double)records / seconds, (double)bytes / 1e6,
	    seconds, p->terminal ? "\033[K" : "\n");
	p->shown = seconds;
	p->any = true;
}

void
progress_end(struct progress *p)
{
	if (p->any && p->terminal)
		fputs("\r\033[K", stderr);
	free(p);
}
