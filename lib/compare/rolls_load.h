/*
 * rolls_load.h - what the rolls of the schools are compared with
 *
 * This is set-up for filters: both files must be whole, since against a part of them
 * every pupil of the rest would be a difference.  What is wrong with one ends the
 * program with STATUS_TROUBLE and a message that names file and line.
 */
#ifndef ROLLS_LOAD_H
#define ROLLS_LOAD_H

#include <stddef.h>
#include <stdint.h>

#include "compare/school_rolls.h"
#include "record/path.h"

/*
 * Add all who took part, from a list of admissions (old_list_read()); returns how many
 * have a place.
 */
uint64_t rolls_load_admissions(
    struct school_rolls *, const char *name, struct path *id, size_t max_line);

/* Note the seats of the programs of a file, as those of admit-allocate(1). */
void rolls_load_plan(struct school_rolls *, const char *programs);

#endif
