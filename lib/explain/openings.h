/*
 * openings.h - the beginnings of explanations, which wait for their rounds
 *
 * An id, an admission and what a record has in the keys of the orders are at hand when
 * it is read first; what the rounds have decided is known after the last one.  So they
 * wait in a spill file (spill.h), 4 bytes each in memory.
 */
#ifndef OPENINGS_H
#define OPENINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "explain/order_keys.h"
#include "seats/admission.h"

struct spill;

/* All zero has none, and no keys. */
struct openings {
	struct order_keys keys;
	struct spill *lines;
	uint32_t *sizes;
	size_t count, room, taken;
	uint64_t at; /* of the next to be taken */
	struct writer w, standings;
};

/*
 * Add a record: its beginning (chain_write_opening()), and what it has in the keys.
 * False if there is no memory.
 */
bool openings_add(
    struct openings *, struct span id, const struct admission *, struct record *);

/*
 * After the last one: the next beginning, in the order of adding, borrowed until the
 * next call, as is what the record has: own of the keys.  There must be one.
 */
struct span openings_take(struct openings *);

void openings_free(struct openings *);

#endif
