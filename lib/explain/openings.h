/*
 * openings.h - the beginnings of explanations, which wait for their rounds
 *
 * An id and an admission are at hand when a record is read first; what the rounds have
 * decided is known after the last one.  The beginnings wait in a spill file (spill.h),
 * 4 bytes each in memory.
 */
#ifndef OPENINGS_H
#define OPENINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "record/writer.h"
#include "seats/admission.h"

struct spill;

/* All zero has none. */
struct openings {
	struct spill *lines;
	uint32_t *sizes;
	size_t count, room, taken;
	uint64_t at; /* of the next to be taken */
	struct writer w;
};

/* Add the beginning of a record (chain_write_opening()); false if there is no memory.
 */
bool openings_add(struct openings *, struct span id, const struct admission *);

/* After the last one: the next, in the order of adding; borrowed until the next call.
 * There must be one. */
struct span openings_take(struct openings *);

void openings_free(struct openings *);

#endif
