/*
 * properties.h - the numbered properties that a verification proves, and the code of
 * each breach by the property that it breaks
 *
 * Numbers and codes are an interface: an inspector quotes "P9".  A property keeps its
 * number for good; a new one gets the next number.  admit-verify(1) has the same list,
 * and tests/unit/properties.c compares the two.
 */
#ifndef PROPERTIES_H
#define PROPERTIES_H

#include <stddef.h>

struct property {
	const char *name;  /* "P1" */
	const char *says;  /* one sentence, with its stop */
	const char *codes; /* of its breaches, divided by spaces */
};

/* All properties in the order of their numbers, and how many there are; static. */
const struct property *properties_all(size_t *count);

/* The name of the property that a breach of this code breaks; NULL: unknown code. */
const char *properties_of(const char *code);

#endif
