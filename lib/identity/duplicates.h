/*
 * duplicates.h - which record is kept for which
 *
 * Records are numbered from 0 and judged one after the other.  A record that agrees in
 * any key with one that was judged before is a duplicate: of the record that was kept
 * for that one.  All keys of a duplicate lead to the same record from then on, so a
 * third record that agrees with the duplicate only is a duplicate too.
 */
#ifndef DUPLICATES_H
#define DUPLICATES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "identity/digest_set.h"

struct duplicates;

/* The digest that stands for a key that a record lacks: it agrees with no other. */
extern const struct digest duplicates_no_key;

/* The record that is kept for a record (itself, if it is no duplicate), and the first
 * key in which it agrees with another. */
struct duplicates_verdict {
	uint32_t kept, key;
};

/* For records with so many keys each.  NULL if there is no memory. */
struct duplicates *duplicates_new(size_t keys);
void duplicates_free(struct duplicates *);

/* How many bytes they take, at the most, until so many records more are judged. */
size_t duplicates_bytes(const struct duplicates *, size_t more);

/* Ask for the memory that judging a record will need. */
void duplicates_expect(const struct duplicates *, const struct digest *digests);

/* Judge a record by the digests of its keys.  False if there is no memory. */
bool duplicates_judge(struct duplicates *, const struct digest *digests,
    uint32_t number, struct duplicates_verdict *);

/*
 * Judge records 0 to count - 1 from the last to the first, so that the last of those
 * that agree is kept.  The digests of a record stand behind those of the one before.
 * One verdict a record.  False if there is no memory.
 */
bool duplicates_judge_from_last(struct duplicates *, const struct digest *digests,
    uint32_t count, struct duplicates_verdict *verdicts);

#endif
