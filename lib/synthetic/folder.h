/*
 * folder.h - the folder that a year is written into
 *
 * Files appear under their names when they are whole.  As with sinks, an error ends the
 * program with STATUS_TROUBLE.
 */
#ifndef FOLDER_H
#define FOLDER_H

#include "stream/sink.h"
#include "synthetic/procedure.h"

/* Make the folder, if it is not there. */
void folder_make(const char *folder);

/* A file in it; sink_close() ends it. */
struct sink *folder_open(const char *folder, const char *name);

/* Write what belongs to a year besides its applicants: programs.jsonl, and the
 * districts and further files that the procedure has. */
void folder_write_surroundings(
    const char *folder, const struct procedure *, const void *year);

#endif
