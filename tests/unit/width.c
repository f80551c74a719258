#include "text/width.h"

#undef NDEBUG
#include <assert.h>

static void
test_width(void)
{
	assert(width_of('a') == 1 && width_of(0xe9) == 1);
	assert(width_of(0x4e2d) == 2 && width_of(0x20000) == 2); /* Han */
	assert(width_of(0xff21) == 2 && width_of(0x3000) == 2);  /* full width */
	assert(width_of(0xff71) == 1);                           /* half width */
	assert(width_of(0x1f600) == 2);                          /* a face */
	assert(width_of(0x301) == 0 && width_of(0x302a) == 0);   /* marks */
	assert(width_of(0x200b) == 0 && width_of(0x10ffff) == 1);
	/* Ambiguous ones take one column: the dot of a name, Greek. */
	assert(width_of(0xb7) == 1 && width_of(0x3b1) == 1);
	assert(width_count(span_of("阿依古丽·A")) == 10);
	assert(width_count(span_of("e\xcc\x81")) == 1);
	assert(width_count(span_of("\xff\xe4")) == 2); /* no UTF-8 */
	assert(width_count((struct span){ NULL, 0 }) == 0);
}

int
main(void)
{
	test_width();
	return 0;
}
