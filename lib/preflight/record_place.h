/* record_place.h - where the first of the records stands that a finding is about */
#ifndef RECORD_PLACE_H
#define RECORD_PLACE_H

#include <stdbool.h>
#include <stdint.h>

#include "record/record.h"

/* All zero is nowhere. */
struct record_place {
	char *file; /* owned */
	uint64_t line;
};

/*
 * Note the place of a record, unless one was noted before: its "source" (origin.h), or
 * else file and line.  False if there is no memory.
 */
bool record_place_note(
    struct record_place *, struct record *, const char *file, uint64_t line);

void record_place_free(struct record_place *);

#endif
