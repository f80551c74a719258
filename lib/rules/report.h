/*
 * report.h - a table of what was found wrong, for people
 *
 * Records are named by the file and line of their source, if from-csv has noted
 * one, and else by those of the stream.  What goes wrong here ends the program.
 */
#ifndef REPORT_H
#define REPORT_H

#include <stdbool.h>

#include "findings/findings.h"
#include "stream/stream.h"

struct report;

/* A report that goes to a file; NULL if path is NULL. */
struct report *report_open(const char *path);

/* Count what was found in the current record.  Nothing if there is no report. */
void report_add(struct report *, struct stream *, struct record *,
    const struct findings *, bool warnings);

/* Write the table and free. */
void report_close(struct report *);

#endif
