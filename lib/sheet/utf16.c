#include "sheet/utf16.h"

/* Write a code point, or a surrogate as if it were one. */
static char *
put_utf8(char *out, unsigned code)
{
	if (code < 0x80) {
		*out++ = (char)code;
	} else if (code < 0x800) {
		*out++ = (char)(0xc0 | code >> 6);
		*out++ = (char)(0x80 | (code & 0x3f));
	} else if (code < 0x10000) {
		*out++ = (char)(0xe0 | code >> 12);
		*out++ = (char)(0x80 | (code >> 6 & 0x3f));
		*out++ = (char)(0x80 | (code & 0x3f));
	} else {
		*out++ = (char)(0xf0 | code >> 18);
		*out++ = (char)(0x80 | (code >> 12 & 0x3f));
		*out++ = (char)(0x80 | (code >> 6 & 0x3f));
		*out++ = (char)(0x80 | (code & 0x3f));
	}
	return out;
}

static char *
put_unit(struct utf16 *utf16, unsigned unit, char *out)
{
	unsigned lead = utf16->lead;

	utf16->lead = 0;
	if (lead != 0 && unit >= 0xdc00 && unit <= 0xdfff)
		return put_utf8(
		    out, 0x10000 + ((lead - 0xd800) << 10) + (unit - 0xdc00));
	if (lead != 0)
		out = put_utf8(out, lead);
	if (unit >= 0xd800 && unit <= 0xdbff)
		utf16->lead = unit;
	else
		out = put_utf8(out, unit);
	return out;
}

size_t
utf16_convert(struct utf16 *utf16, const char *bytes, size_t len, char *text)
{
	const unsigned char *at = (const unsigned char *)bytes, *end = at + len;
	char *out = text;

	while (at < end) {
		unsigned first, second;

		if (!utf16->half) {
			utf16->byte = *at++;
			utf16->half = true;
			continue;
		}
		utf16->half = false;
		first = utf16->byte;
		second = *at++;
		out = put_unit(utf16,
		    utf16->big_endian ? first << 8 | second : second << 8 | first, out);
	}
	return (size_t)(out - text);
}

size_t
utf16_finish(struct utf16 *utf16, char *text)
{
	char *out = text;

	if (utf16->lead != 0)
		out = put_utf8(out, utf16->lead);
	if (utf16->half)
		*out++ = (char)0xff;
	utf16->lead = 0;
	utf16->half = false;
	return (size_t)(out - text);
}
