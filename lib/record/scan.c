#include <stdint.h>
#include <string.h>

#include "record/byte_runs.h"
#include "record/scan.h"

static inline bool
continues(unsigned char byte)
{
	return (byte & 0xc0) == 0x80;
}

/* One character that is not ASCII, by the table of well-formed sequences (Unicode 3-7).
 */
static const char *
skip_character(const char *at, const char *end)
{
	const unsigned char *b = (const unsigned char *)at;
	ptrdiff_t left = end - at;

	if (b[0] >= 0xc2 && b[0] <= 0xdf)
		return left >= 2 && continues(b[1]) ? at + 2 : NULL;
	if (b[0] >= 0xe0 && b[0] <= 0xef) {
		if (left < 3 || !continues(b[1]) || !continues(b[2]) ||
		    (b[0] == 0xe0 && b[1] < 0xa0) || (b[0] == 0xed && b[1] >= 0xa0))
			return NULL;
		return at + 3;
	}
	if (b[0] >= 0xf0 && b[0] <= 0xf4) {
		if (left < 4 || !continues(b[1]) || !continues(b[2]) ||
		    !continues(b[3]) || (b[0] == 0xf0 && b[1] < 0x90) ||
		    (b[0] == 0xf4 && b[1] >= 0x90))
			return NULL;
		return at + 4;
	}
	return NULL;
}

static inline const char *
skip_beyond_ascii(const char *at, const char *end)
{
	while (at != NULL && at < end && (unsigned char)*at >= 0x80) {
		const char *next = byte_runs_han(at, end);

		at = next > at ? next : skip_character(at, end);
	}
	return at;
}

/* Four hexadecimal digits as a number, or -1. */
static int
hexadecimal(const char *at)
{
	int value = 0;

	for (int i = 0; i < 4; i++) {
		char c = at[i];
		int digit = c >= '0' && c <= '9'   ? c - '0'
			    : c >= 'a' && c <= 'f' ? c - 'a' + 10
			    : c >= 'A' && c <= 'F' ? c - 'A' + 10
						   : -1;

		if (digit < 0)
			return -1;
		value = value << 4 | digit;
	}
	return value;
}

/*
 * An escape, at its backslash.  Half a surrogate pair is within the grammar, but
 * no Unicode text can hold it (RFC 8259, section 8.2): refused.
 */
static const char *
skip_escape(const char *at, const char *end)
{
	int high, low;

	if (end - at < 2)
		return NULL;
	if (at[1] != 'u')
		return at[1] != '\0' && strchr("\"\\/bfnrt", at[1]) != NULL ? at + 2
									    : NULL;
	if (end - at < 6 || (high = hexadecimal(at + 2)) < 0)
		return NULL;
	if (high < 0xd800 || high > 0xdfff)
		return at + 6;
	if (high > 0xdbff || end - at < 12 || at[6] != '\\' || at[7] != 'u' ||
	    (low = hexadecimal(at + 8)) < 0xdc00 || low > 0xdfff)
		return NULL;
	return at + 12;
}

/* Past one run of what is not plain, or NULL. */
static const char *
skip_special(const char *at, const char *end, bool *escaped)
{
	if ((unsigned char)*at >= 0x80)
		return skip_beyond_ascii(at, end);
	if (*at != '\\')
		return NULL; /* a control byte */
	*escaped = true;
	return skip_escape(at, end);
}

const char *
scan_string_rest(const char *at, const char *end, bool *escaped)
{
	while (at < end && *at != '"') {
		if ((at = skip_special(at, end, escaped)) == NULL)
			return NULL;
		at = byte_runs_plain(at, end);
	}
	return at < end ? at + 1 : NULL;
}

const char *
scan_string_fault(const char *at, const char *end, bool *not_unicode)
{
	const char *next;
	bool escaped;

	for (next = at; next != NULL;) {
		at = byte_runs_plain(next, end);
		next = at < end && *at != '"' ? skip_special(at, end, &escaped) : NULL;
	}
	*not_unicode = at < end && ((unsigned char)*at >= 0x80 ||
				       (*at == '\\' && end - at >= 6 && at[1] == 'u' &&
					   hexadecimal(at + 2) >= 0));
	return at;
}

bool
scan_is_utf8(const char *at, const char *end)
{
	while (at != NULL && at < end)
		if ((unsigned char)*at >= 0x80)
			at = skip_beyond_ascii(at, end);
		else if (end - at >= 8 && (byte_runs_load(at) & EVERY_BYTE(0x80)) == 0)
			at += 8;
		else
			at++;
	return at != NULL;
}

static inline bool
is_digit(const char *at, const char *end)
{
	return at < end && *at >= '0' && *at <= '9';
}

const char *
scan_any_number(const char *at, const char *end)
{
	if (at < end && *at == '-')
		at++;
	if (!is_digit(at, end))
		return NULL;
	at = *at == '0' ? at + 1 : byte_runs_digits(at, end);
	if (at < end && *at == '.') {
		if (!is_digit(++at, end))
			return NULL;
		at = byte_runs_digits(at, end);
	}
	if (at < end && (*at == 'e' || *at == 'E')) {
		at++;
		if (at < end && (*at == '+' || *at == '-'))
			at++;
		if (!is_digit(at, end))
			return NULL;
		at = byte_runs_digits(at, end);
	}
	return at;
}

static char *
write_utf8(char *to, unsigned long c)
{
	if (c < 0x80)
		*to++ = (char)c;
	else if (c < 0x800) {
		*to++ = (char)(0xc0 | c >> 6);
		*to++ = (char)(0x80 | (c & 0x3f));
	} else if (c < 0x10000) {
		*to++ = (char)(0xe0 | c >> 12);
		*to++ = (char)(0x80 | (c >> 6 & 0x3f));
		*to++ = (char)(0x80 | (c & 0x3f));
	} else {
		*to++ = (char)(0xf0 | c >> 18);
		*to++ = (char)(0x80 | (c >> 12 & 0x3f));
		*to++ = (char)(0x80 | (c >> 6 & 0x3f));
		*to++ = (char)(0x80 | (c & 0x3f));
	}
	return to;
}

static const char *
unescape_one(const char *at, char **to)
{
	static const char letters[] = "bfnrt", meanings[] = "\b\f\n\r\t";
	const char *letter;
	int high, low;

	if (at[1] != 'u') {
		letter = strchr(letters, at[1]);
		*(*to)++ = letter != NULL ? meanings[letter - letters] : at[1];
		return at + 2;
	}
	high = hexadecimal(at + 2);
	if (high < 0xd800 || high > 0xdfff) {
		*to = write_utf8(*to, (unsigned long)high);
		return at + 6;
	}
	low = hexadecimal(at + 8);
	*to = write_utf8(*to, 0x10000 + ((unsigned long)(high - 0xd800) << 10) +
				  (unsigned long)(low - 0xdc00));
	return at + 12;
}

size_t
scan_unescape(const char *at, const char *end, char *text)
{
	char *to = text;

	while (at < end)
		if (*at == '\\')
			at = unescape_one(at, &to);
		else
			*to++ = *at++;
	return (size_t)(to - text);
}
