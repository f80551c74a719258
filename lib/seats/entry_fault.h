/*
 * entry_fault.h - why a record cannot take part in a round
 *
 * What every module reports that reads a record for a round: applicants, terms, score
 * bands, bundle names, taking part, leftover.  round_add.h sets the record aside for
 * it.
 */
#ifndef ENTRY_FAULT_H
#define ENTRY_FAULT_H

#include <stdbool.h>
#include <stddef.h>

struct entry_fault {
	const char *code; /* static, see admit-allocate(1); NULL: memory ran out */
	const char
	    *field; /* NULL: the record as a whole; borrowed until the next one */
	const char *reason; /* static, one sentence for people */
};

/* Set a fault, and return false for the caller to pass on. */
static inline bool
entry_fault_set(
    struct entry_fault *f, const char *code, const char *field, const char *reason)
{
	*f = (struct entry_fault){ code, field, reason };
	return false;
}

static inline bool
entry_fault_no_memory(struct entry_fault *f)
{
	return entry_fault_set(f, NULL, NULL, NULL);
}

#endif
