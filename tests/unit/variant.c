#include <assert.h>

#include "text/simplified.h"
#include "text/variant.h"

static void
check(uint32_t a, uint32_t b, bool expected)
{
	assert(variant_characters(a, b) == expected);
	assert(variant_characters(b, a) == expected);
}

int
main(void)
{
	check(0x5CEF, 0x5CF0, true);  /* kSemanticVariant, of each other */
	check(0x51E3, 0x51E1, true);  /* of one of them only */
	check(0x5586, 0x54F2, true);  /* both are names */
	check(0x4E7E, 0x5E72, true);  /* kSimplifiedVariant, both in the table */
	check(0x806A, 0x8066, true);  /* U+8066 of U+8070, which becomes U+806A */
	check(0x5F20, 0x5F35, false); /* one is the other, simplified */
	check(0x4F1F, 0x73AE, false); /* read alike, no more */
	check('a', 'b', false);
	check(0x5CEF, 0x5CEF, true);
	check(0x10FFFF, 0x10FFFF, true);
	for (uint32_t c = 0; c < 0x30000; c++)
		assert(variant_characters(c, c) && !variant_characters(c, 0x110000));
	assert(simplified_character(0x5CEF) == 0x5CEF);
	return 0;
}
