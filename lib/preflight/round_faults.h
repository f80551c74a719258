/*
 * round_faults.h - records that could not take part in a round, by cause
 *
 * The codes are those of admit-allocate(1): "choice-unknown", "order-missing" ...
 */
#ifndef ROUND_FAULTS_H
#define ROUND_FAULTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "preflight/preflight_findings.h"
#include "preflight/record_place.h"
#include "seats/entry_fault.h"

/* A cause; all texts are static or belong to the rules of the round. */
struct round_fault {
	const char *code, *reason;
	char *field; /* NULL: the record as a whole */
	uint64_t count;
	struct record_place first;
};

/* All zero has none. */
struct round_faults {
	struct round_fault *all;
	size_t count, room;
};

/* Count a fault, whose code is not NULL, of a record that was read from there; false if
 * there is no memory. */
bool round_faults_add(struct round_faults *, const struct entry_fault *,
    struct record *, const char *file, uint64_t line);

/* Tell them, of a round with so many records: as errors where they are more than the 2
 * % that a run may set aside, else as warnings.  False if there is no memory. */
bool round_faults_tell(const struct round_faults *, struct span round, uint64_t records,
    struct preflight_findings *);

void round_faults_free(struct round_faults *);

#endif
