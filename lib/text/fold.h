/*
 * fold.h - one spelling for comparing
 *
 * People type the same name, number or address in several ways.  Folding gives
 * those that differ only in how they were typed one spelling, which is for
 * comparing and never for output:
 *
 *	width    U+FF01 to U+FF5E (full-width forms) to U+0021 to U+007E
 *	case     the full case folding of Unicode, without regard to language
 *	         (CaseFolding.txt, status C and F); after width, so U+FF38 is "x"
 *	unseen   removed: spaces, controls and characters without a shape, as
 *	         unseen.h defines them; so also the variation selectors
 *	dots     the dot inside a name to U+00B7: U+0387, U+2022, U+2024, U+2027,
 *	         U+2219, U+22C5, U+2E31, U+30FB, U+FF65; and a full stop (U+002E,
 *	         U+FE52, U+FF0E) where neither of its neighbours is ASCII, so that
 *	         a name typed with a full stop is found and 1.5 stays 1.5
 *
 * Nothing else changes.  Unicode's NFKC is not used: it would replace
 * characters that stand in people's names and documents (the compatibility
 * ideographs U+F900 to U+FAFF), and so join what a registry keeps apart.
 * Variants of a character (U+5442 and U+5415) stay different for the same
 * reason.  Folding what is folded changes nothing.
 */
#ifndef FOLD_H
#define FOLD_H

#include <stdbool.h>
#include <stddef.h>

#include "record/record.h"

/* Folded text; all zero is none.  The caller owns it.  Not terminated. */
struct folded {
	char *text;
	size_t len, size;
};

/* Start again, keeping the memory; free it. */
void fold_reset(struct folded *);
void fold_free(struct folded *);

/*
 * Fold a text and add it behind what is there.  The text should be UTF-8; a byte
 * that is not stays as it is.  False if there is no memory; nothing is added then.
 */
bool fold_add(struct folded *, struct span text);

#endif
