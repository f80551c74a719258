/*
 * similarity.h - how alike two texts, dates or identity numbers are
 *
 * Texts are arrays of characters (code points).  All results are integers, so they are
 * the same on every machine.
 */
#ifndef SIMILARITY_H
#define SIMILARITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "record/span.h"

/* A text that is longer is like another only if they are equal. */
enum { SIMILARITY_MAX_LENGTH = 512, SIMILARITY_ONE = 1000000 };

struct characters {
	const uint32_t *at;
	size_t len;
};

/*
 * Jaro's similarity, in millionths, rounded down: Jaro, "Advances in record-linkage
 * methodology", 1989.  Two characters match if they are equal and at most half the
 * longer length less one apart; matched characters in another order count half.
 * Two empty texts are equal; a text and an empty one have nothing in common.
 */
int32_t similarity_jaro(struct characters a, struct characters b);

/*
 * The same, raised by a tenth of what it lacks for each of the first four characters
 * that are equal: Winkler, "String comparator metrics", 1990.
 */
int32_t similarity_jaro_winkler(struct characters a, struct characters b);

/*
 * Whether at most so many steps make one text the other, where a step inserts, deletes
 * or replaces a character or swaps two adjacent ones, also if something was inserted
 * between them: Lowrance and Wagner, 1975 (so CA to ABC is 2, not 3).  Most pairs are
 * far from it, and that is seen soon.
 */
bool similarity_edits_within(struct characters a, struct characters b, size_t most);

/*
 * The words that two texts have in common, as a share of all their words in millionths
 * (Jaccard): both are in the form of token_set.h.  0 if there are none at all.
 */
int32_t similarity_tokens(struct span a, struct span b);

/*
 * Days from one date to another, without a sign; -1 if a text is no date of the
 * calendar as YYYYMMDD or YYYY-MM-DD.
 */
int32_t similarity_days(struct span a, struct span b);

/*
 * The same for two resident identity numbers.  One of 15 digits, as issued until 1999,
 * is taken as the number of 18 that replaced it, without the check character of either.
 */
bool similarity_identity_within(struct characters a, struct characters b, size_t most);

#endif
