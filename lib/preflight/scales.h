/*
 * scales.h - whether all who hand in a number mean the same by it
 *
 *	other-scale  error  the numbers of a group are far from those of all others
 *
 * A school that hands in scores out of 100 where the others have 150 is found by the
 * median of its numbers: it lies further from the median of all medians than a quarter
 * of it, and than six times the median of such distances (Hampel's identifier with a
 * wide limit, since schools do differ).  Three groups are needed.
 */
#ifndef SCALES_H
#define SCALES_H

#include <stdbool.h>
#include <stddef.h>

#include "preflight/preflight_findings.h"
#include "record/path.h"

struct scales;

/* value is where the number stands, by what it is grouped by; both are borrowed.
 * Groups with fewer numbers than least are not judged.  NULL if there is no memory. */
struct scales *scales_new(struct path *value, struct path *by, size_t least);
void scales_free(struct scales *);

/* Add a record; one without a number or a group is not counted.  False if there is no
 * memory. */
bool scales_add(struct scales *, struct record *);

/* Tell the groups that are far off; false if there is no memory. */
bool scales_check(struct scales *, struct preflight_findings *);

#endif
