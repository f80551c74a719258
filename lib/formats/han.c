#include <stddef.h>

#include "formats/han.h"
#include "text/unseen.h"

struct range {
	uint32_t first, last;
	enum han_kind kind;
};

/* In order.  What is unseen is in none of them. */
static const struct range ranges[] = {
	{ 0x2e, 0x2e, HAN_DOT_ALIKE },
	{ 0x3f, 0x3f, HAN_LOST },
	{ 0xb7, 0xb7, HAN_MIDDLE_DOT },
	{ 0x387, 0x387, HAN_DOT_ALIKE },
	{ 0x1427, 0x1427, HAN_DOT_ALIKE },
	{ 0x2022, 0x2022, HAN_DOT_ALIKE },
	{ 0x2024, 0x2024, HAN_DOT_ALIKE },
	{ 0x2027, 0x2027, HAN_DOT_ALIKE },
	{ 0x2219, 0x2219, HAN_DOT_ALIKE },
	{ 0x22c5, 0x22c5, HAN_DOT_ALIKE },
	{ 0x2e31, 0x2e31, HAN_DOT_ALIKE },
	{ 0x2e80, 0x2fd5, HAN_COMPATIBLE },
	{ 0x3007, 0x3007, HAN_CHARACTER },
	{ 0x30fb, 0x30fb, HAN_DOT_ALIKE },
	{ 0x3400, 0x4dbf, HAN_CHARACTER },
	{ 0x4e00, 0x9fff, HAN_CHARACTER },
	{ 0xe000, 0xf8ff, HAN_PRIVATE },
	{ 0xf900, 0xfa0d, HAN_COMPATIBLE },
	/* Twelve of this block are unified ideographs in spite of its name. */
	{ 0xfa0e, 0xfa0f, HAN_CHARACTER },
	{ 0xfa10, 0xfa10, HAN_COMPATIBLE },
	{ 0xfa11, 0xfa11, HAN_CHARACTER },
	{ 0xfa12, 0xfa12, HAN_COMPATIBLE },
	{ 0xfa13, 0xfa14, HAN_CHARACTER },
	{ 0xfa15, 0xfa1e, HAN_COMPATIBLE },
	{ 0xfa1f, 0xfa1f, HAN_CHARACTER },
	{ 0xfa20, 0xfa20, HAN_COMPATIBLE },
	{ 0xfa21, 0xfa21, HAN_CHARACTER },
	{ 0xfa22, 0xfa22, HAN_COMPATIBLE },
	{ 0xfa23, 0xfa24, HAN_CHARACTER },
	{ 0xfa25, 0xfa26, HAN_COMPATIBLE },
	{ 0xfa27, 0xfa29, HAN_CHARACTER },
	{ 0xfa2a, 0xfaff, HAN_COMPATIBLE },
	{ 0xfe52, 0xfe52, HAN_DOT_ALIKE },
	{ 0xff0e, 0xff0e, HAN_DOT_ALIKE },
	{ 0xff1f, 0xff1f, HAN_LOST },
	{ 0xff65, 0xff65, HAN_DOT_ALIKE },
	{ 0xfff9, 0xfffb, HAN_INVISIBLE },
	{ 0xfffd, 0xfffd, HAN_LOST },
	{ 0x20000, 0x2a6df, HAN_CHARACTER },
	{ 0x2a700, 0x2ebe0, HAN_CHARACTER },
	{ 0x2f800, 0x2fa1f, HAN_COMPATIBLE },
	{ 0x30000, 0x323af, HAN_CHARACTER },
	{ 0xf0000, 0x10ffff, HAN_PRIVATE },
};

enum han_kind
han_kind(uint32_t c)
{
	size_t low = 0, high = sizeof ranges / sizeof *ranges;

	if (c >= 0x4e00 && c <= 0x9fff) /* as nearly all are */
		return HAN_CHARACTER;
	if (c >= ' ' && c < 0x7f && c != '.' && c != '?') /* of house numbers */
		return c == ' ' ? HAN_SPACE : HAN_OTHER;
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (c > ranges[middle].last)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < sizeof ranges / sizeof *ranges && c >= ranges[low].first)
		return ranges[low].kind;
	if (!unseen_is(c))
		return HAN_OTHER;
	return unseen_is_space(c) ? HAN_SPACE : HAN_INVISIBLE;
}
