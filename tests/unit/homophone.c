#include <assert.h>

#include "text/homophone.h"

enum {
	DAN_SINGLE = 0x5355, /* chán, dān, shàn */
	DAN_RED = 0x4E39,    /* dān */
	SHAN_GOOD = 0x5584,  /* shàn */
	TING_FAIR = 0x5A77,  /* tíng */
	TING_COURT = 0x5EF7, /* tíng */
	WEI_GREAT = 0x4F1F,  /* wěi */
	WEI_ONLY = 0x552F,   /* wéi: another tone */
};

int
main(void)
{
	static const uint32_t a[] = { 'x', DAN_SINGLE, TING_FAIR };
	static const uint32_t b[] = { 'x', SHAN_GOOD, TING_COURT };

	assert(homophone_characters(DAN_SINGLE, DAN_RED));
	assert(homophone_characters(SHAN_GOOD, DAN_SINGLE));
	assert(!homophone_characters(DAN_RED, SHAN_GOOD));
	assert(homophone_characters(TING_FAIR, TING_COURT));
	assert(!homophone_characters(WEI_GREAT, WEI_ONLY));
	/* What has no reading is a homophone of itself only. */
	assert(homophone_characters('x', 'x') && !homophone_characters('x', 'y'));
	assert(!homophone_characters(DAN_RED, 'd'));

	assert(homophone_texts(a, 3, b, 3));
	assert(!homophone_texts(a, 3, b, 2));
	assert(!homophone_texts(a + 1, 2, b, 2));
	assert(homophone_texts(a, 0, b, 0));
	return 0;
}
