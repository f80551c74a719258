/*
 * cutoffs_line.h - a cut-off as a line (cutoffs.h)
 */
#ifndef CUTOFFS_LINE_H
#define CUTOFFS_LINE_H

#include "allocate/cutoffs.h"
#include "record/writer.h"

/*
 * Write the cut-off of a program, or of a group of it, as a JSON object; group is
 * MARKET_NONE for the program.
 */
void cutoffs_line_write(struct writer *, const struct round *, uint32_t program,
    uint32_t group, const struct cutoff *);

/*
 * Write the cut-off of a program and those of its groups, a line for each; nothing
 * that the round does not offer.  groups has the cut-offs of all groups.
 */
void cutoffs_line_write_all(struct writer *, const struct round *, uint32_t program,
    const struct cutoff *, const struct cutoff *groups);

#endif
