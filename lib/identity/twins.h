/*
 * twins.h - children of one birth, who are nobody's duplicates
 *
 * Two records are twins if they have the same value for one of the keys "same" (the
 * guardian and the birth date, say) and different values for one of the keys "differ"
 * (the given name, the sequence of the identity number).  A value that one of them
 * lacks says nothing.  Whether they are one person by a certain key is decided before,
 * but for the last few of "differ", the firm ones: who differs in one of these is a
 * twin even if a certain key is the same, as when the number of one was copied to the
 * other.
 */
#ifndef TWINS_H
#define TWINS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "identity/clusters.h"
#include "identity/digest_set.h"

struct twin_keys {
	size_t same, differ, firm; /* the firm ones are among differ, at its end */
	/* Digests of a record stand together; all zero is no value.  Borrowed. */
	const struct digest *same_digests, *differ_digests;
};

bool twins_are(const struct twin_keys *, uint32_t a, uint32_t b);
bool twins_are_firm(const struct twin_keys *, uint32_t a, uint32_t b);

/*
 * Join all twins among records, of whom those below earlier are of another file and not
 * compared with each other.  persons names who is one person by a certain key: records
 * of one person are no twins.  False if there is no memory.
 */
bool twins_join(const struct twin_keys *, uint32_t earlier, const uint32_t *persons,
    struct clusters *twins);

#endif
