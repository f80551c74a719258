/*
 * han.h - the characters of names and addresses, and what damage does to them
 */
#ifndef HAN_H
#define HAN_H

#include <stdbool.h>
#include <stdint.h>

/*
 * What a character means in a name or an address.  Blocks as of Unicode 15.
 */
enum han_kind {
	HAN_CHARACTER,  /* a unified ideograph, or U+3007 (zero) */
	HAN_COMPATIBLE, /* a duplicate of a unified ideograph: U+F900 to U+FAFF,
			   U+2F800 to U+2FA1F, and radicals */
	HAN_MIDDLE_DOT, /* U+00B7 */
	HAN_DOT_ALIKE,  /* typed in place of it: U+2022, U+30FB, a full stop ... */
	HAN_LOST,       /* ? or U+FFFD: a character was lost in a conversion */
	HAN_PRIVATE,    /* private use: only one system knows its meaning */
	HAN_SPACE,      /* unseen_is_space() (unseen.h): U+0020, U+00A0, U+3000 ... */
	HAN_INVISIBLE,  /* all else that is unseen, and the annotation marks U+FFF9 to
			   U+FFFB */
	HAN_OTHER
};

enum han_kind han_kind(uint32_t character);

#endif
