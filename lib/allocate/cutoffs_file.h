/*
 * cutoffs_file.h - the file of the cut-offs of a round
 */
#ifndef CUTOFFS_FILE_H
#define CUTOFFS_FILE_H

#include "allocate/cutoffs.h"
#include "stream/sink.h"

/*
 * Write the cut-offs of all programs and groups to a file.  The caller closes the
 * returned sink, and the file gets its name then.  A failure ends the program, as in
 * sink.h.
 */
struct sink *cutoffs_file_write(const char *path, const struct round *,
    const struct cutoff *all, const struct cutoff *groups);

#endif
