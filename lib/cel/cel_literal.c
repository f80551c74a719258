#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "cel/cel_literal.h"
#include "cel/cel_number.h"
#include "text/unseen.h"
#include "text/utf8.h"

static const char no_memory[] = "no memory";

static int
digit_of(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return 16;
}

/* The digits of an int or a uint, decimal or behind 0x. */
static bool
read_natural(struct span text, uint64_t *natural)
{
	bool hex = text.len > 2 && (text.at[1] == 'x' || text.at[1] == 'X');
	unsigned base = hex ? 16 : 10;

	*natural = 0;
	for (size_t i = hex ? 2 : 0; i < text.len; i++)
		if (__builtin_mul_overflow(*natural, base, natural) ||
		    __builtin_add_overflow(
			*natural, (uint64_t)digit_of(text.at[i]), natural))
			return false;
	return true;
}

static const char *
read_int(struct span text, bool negative, struct cel_value *value)
{
	uint64_t natural;

	if (!read_natural(text, &natural) ||
	    natural > (uint64_t)INT64_MAX + (negative ? 1 : 0))
		return "an int has at most 64 bits";
	*value = cel_int((int64_t)(negative ? 0 - natural : natural));
	return NULL;
}

static const char *
read_uint(struct span text, struct cel_value *value)
{
	uint64_t natural;

	text.len--;
	if (!read_natural(text, &natural))
		return "a uint has at most 64 bits";
	*value = cel_uint(natural);
	return NULL;
}

static const char *
read_double(
    struct arena *arena, struct span text, bool negative, struct cel_value *value)
{
	/* The minus sign, and a zero before a point that comes first. */
	char *digits = arena_take(arena, text.len + 3), *to = digits;

	if (digits == NULL)
		return no_memory;
	if (negative)
		*to++ = '-';
	if (text.at[0] == '.')
		*to++ = '0';
	memcpy(to, text.at, text.len);
	*value = cel_number_literal(digits);
	return NULL;
}

/* A string literal while its escapes are undone. */
struct decoder {
	const char *at, *end;
	char *to;
	bool bytes;
};

static bool
put_character(struct decoder *d, uint32_t c)
{
	if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
		return false;
	d->to += utf8proc_encode_char((utf8proc_int32_t)c, (utf8proc_uint8_t *)d->to);
	return true;
}

/* So many digits of a code point, or of a byte in a bytes literal. */
static const char *
put_number(struct decoder *d, int count, unsigned base)
{
	uint32_t c = 0;

	for (; count > 0; count--, d->at++) {
		unsigned digit = d->at < d->end ? (unsigned)digit_of(*d->at) : 16;

		if (digit >= base)
			return "an escape has too few digits";
		c = c * base + digit;
	}
	if (d->bytes) {
		if (c > 0xFF)
			return "an escape is no byte";
		*d->to++ = (char)c;
		return NULL;
	}
	return put_character(d, c) ? NULL : "an escape is no Unicode character";
}

/* at is behind the backslash. */
static const char *
put_escape(struct decoder *d)
{
	static const char letters[] = "abfnrtv\\?\"'`";
	static const char meanings[] = "\a\b\f\n\r\t\v\\?\"'`";
	char c = *d->at;
	const char *letter = c != '\0' ? strchr(letters, c) : NULL;

	if (letter != NULL) {
		*d->to++ = meanings[letter - letters];
		d->at++;
		return NULL;
	}
	if (c >= '0' && c <= '3')
		return put_number(d, 3, 8);
	d->at++;
	if (c == 'x' || c == 'X')
		return put_number(d, 2, 16);
	if (c == 'u' && !d->bytes)
		return put_number(d, 4, 16);
	if (c == 'U' && !d->bytes)
		return put_number(d, 8, 16);
	return "a backslash that begins no escape; two make one";
}

/* "S01" with a character behind it that nobody sees would be another school. */
static const char *
put_as_written(struct decoder *d)
{
	const char *from = d->at;
	uint32_t c = utf8_next(&d->at);

	if (c >= 0x80 && unseen_is(c) && !unseen_is_space(c))
		return "a character that cannot be seen; write an escape, \\u200b "
		       "for U+200B";
	memcpy(d->to, from, (size_t)(d->at - from));
	d->to += d->at - from;
	return NULL;
}

static const char *
read_string(struct arena *arena, const struct cel_token *t, struct cel_value *value)
{
	struct decoder d = { t->text.at, t->text.at + t->text.len, NULL,
		t->kind == TOKEN_BYTES };
	char *text = arena_take(arena, t->text.len + 1);
	const char *why = NULL;
	bool raw = false;
	size_t quotes;

	if (text == NULL)
		return no_memory;
	for (; *d.at != '"' && *d.at != '\''; d.at++)
		raw |= *d.at == 'r' || *d.at == 'R';
	quotes = d.end - d.at >= 6 && d.at[1] == d.at[0] && d.at[2] == d.at[0] ? 3 : 1;
	d.at += quotes;
	d.end -= quotes;
	d.to = text;
	while (d.at < d.end && why == NULL) {
		if (*d.at == '\\' && !raw) {
			d.at++;
			why = put_escape(&d);
		} else {
			why = put_as_written(&d);
		}
	}
	*value =
	    cel_text(d.bytes ? CEL_BYTES : CEL_STRING, text, (size_t)(d.to - text));
	return why;
}

const char *
cel_literal(struct arena *arena, const struct cel_token *t, bool negative,
    struct cel_value *value)
{
	switch (t->kind) {
	case TOKEN_INT:
		return read_int(t->text, negative, value);
	case TOKEN_UINT:
		return negative ? "a uint has no minus sign"
				: read_uint(t->text, value);
	case TOKEN_DOUBLE:
		return read_double(arena, t->text, negative, value);
	default:
		return read_string(arena, t, value);
	}
}
