/*
 * relation.h - what a record has to do with another one, planted on purpose
 *
 * Each record has at most one relation, which depends only on the seed and its index.
 * A repeated child, a twin and a triplet are of an original: a record without a
 * relation that comes before.  No two of them have one original, but for triplets,
 * which are three records: the original, one with the relation, and the next one.
 */
#ifndef RELATION_H
#define RELATION_H

#include <stdbool.h>
#include <stdint.h>

enum relation {
	RELATION_NONE,
	/* The child of the original again. */
	RELATION_MOVED,        /* in another district, with the same number */
	RELATION_NAME_VARIANT, /* in other characters, and without a number */
	RELATION_HOMOPHONE,    /* by the other parent, as it was heard; no number */
	RELATION_MISTYPED_ID,  /* with a mistake in the number */
	/* Another child, of one birth with the original. */
	RELATION_TWIN,
	RELATION_COPIED_ID, /* a twin with the number of the original */
	RELATION_TRIPLET,
	/* The home gave a place before. */
	RELATION_HOME_WITHIN,    /* to another family, in the last six years */
	RELATION_HOME_BEYOND,    /* before that */
	RELATION_SIBLING_WITHIN, /* to the same family */
	RELATION_SIBLING_BEYOND,
	RELATIONS
};

/*
 * The relation planned for a record; each record has one with a chance of rate in a
 * million, and each kind is as likely.  *original is set if it has one.  *third: the
 * record is the third of triplets.
 */
enum relation relation_at(
    uint64_t seed, uint32_t rate, uint64_t index, uint64_t *original, bool *third);

/* Whether the record is the child of its original, or another child of one birth. */
bool relation_repeats(enum relation);
bool relation_is_of_one_birth(enum relation);

/* "name-variant", and how certain it can be found: "strong".  Static. */
const char *relation_name(enum relation);
const char *relation_finding(enum relation);

#endif
