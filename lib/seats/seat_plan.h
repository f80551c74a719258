/*
 * seat_plan.h - how many seats each program has, for those who only count them
 *
 * Of a file of programs (programs.h) the ids and capacities.  This is set-up for
 * filters: a file without programs, and a line without an id or a capacity, end the
 * program with STATUS_TROUBLE and a message that names the setting, file and line.
 */
#ifndef SEAT_PLAN_H
#define SEAT_PLAN_H

#include <stdbool.h>
#include <stdint.h>

#include "record/span.h"

/* Hand out the programs of a file in its order; add returns false if there is no
 * memory. */
void seat_plan_load(const char *setting, const char *file,
    bool (*add)(void *context, struct span id, uint32_t seats), void *context);

#endif
