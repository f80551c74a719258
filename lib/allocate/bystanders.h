/*
 * bystanders.h - the records of a stream that take no part in its round
 *
 * Kept records have the numbers 0, 1, 2 ... as they came, and so have applicants; the
 * two differ by the records that have a seat already and are only kept.
 */
#ifndef BYSTANDERS_H
#define BYSTANDERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* All zero: there are none. */
struct bystanders {
	size_t *numbers; /* of the kept records, the smallest one first */
	size_t count, room, passed;
};

/* Add the number of a kept record, larger than those before.  Ends if no memory. */
void bystanders_add(struct bystanders *, size_t number);

/* Whether a number was added; to be asked for all numbers, in ascending order, once. */
bool bystanders_pass(struct bystanders *, size_t number);

/* The number under which the record of an applicant was kept. */
size_t bystanders_kept(const struct bystanders *, uint32_t applicant);

#endif
