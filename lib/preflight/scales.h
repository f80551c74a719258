/*
 * scales.h - whether all who hand in a number mean the same by it
 *
 *	other-scale    error  the numbers of a group are far from those of all others,
 *	                      or from its own of last year
 *	two-scales     error  the groups are on two sides with a wide gap between
 *	                      them, and nothing tells which is right: each is named
 *	scale-changed  error  the numbers of all groups are far from last year's
 *
 * A school that hands in scores out of 100 where the others have 150 is found by
 * the median of its numbers.  Two medians are far apart if they differ by more than
 * a quarter of the one that is expected.
 *
 * With last year's numbers a group is expected to be where it was, or where the median
 * of all medians was if it has no numbers of last year.  Without them it is expected
 * where the median of all medians is, and must also be further from it than six times
 * the median of such distances (Hampel's identifier with a wide limit, since schools do
 * differ); three groups are needed.  Where more than a third of the groups is on the
 * other side of a gap, that median is on one of the sides by chance: then the gap must
 * be wider than either side.
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

/* Add a record of this year or of the last one; one without a number or a group is not
 * counted.  False if there is no memory. */
bool scales_add(struct scales *, struct record *, bool last);

/* Tell what was found; false if there is no memory. */
bool scales_check(struct scales *, struct preflight_findings *);

#endif
