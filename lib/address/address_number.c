#include "address/address_number.h"

#include "address/address_line.h"
#include "address/address_name.h"
#include "address/address_numeral.h"
#include "address/address_words.h"

/* 甲12号: a stem before the number. */
static size_t
read_stem(const char32_t *c, uint32_t *stem)
{
	*stem = word_is_stem(c[0]) ? c[0] : 0;
	return *stem != 0;
}

/* 附1, 附1号, 之1, -1: what follows the number itself. */
static size_t
read_attached(const char32_t *c, uint32_t *attached)
{
	uint32_t value;
	size_t len, at = c[0] == U'附' || c[0] == U'之';

	if (at == 0)
		return 0;
	len = address_numeral(c + at, &value);
	if (len == 0)
		return 0;
	*attached = value;
	at += len;
	return at + (c[at] == U'号');
}

/* The part of 12-1号 behind 12. */
static size_t
read_dashed(const char32_t *c, uint32_t *attached)
{
	uint32_t value;
	size_t len;

	if (c[0] != '-')
		return 0;
	len = address_numeral(c + 1, &value);
	if (len == 0 || c[len + 1] != U'号' || c[len + 2] == U'楼')
		return 0;
	*attached = value;
	return len + 1;
}

static bool
is_end(char32_t c)
{
	return c == 0 || c == ADDRESS_STOP;
}

/* Whether a number without 号 is that of a house, by what follows: 9613厂 has none. */
static bool
stands_alone(const char32_t *c)
{
	uint32_t value;

	switch (c[0]) {
	case 0:
	case ADDRESS_STOP:
	case U'院':
		return true;
	case U'大':
		return c[1] == U'院';
	case U'#':
		return c[1] != U'楼' && c[1] != U'栋';
	case U'-':
	case U'附':
	case U'之':
		return address_numeral(c + 1, &value) > 0;
	default:
		return false;
	}
}

/* Whether 号 ends a house number here, and begins no other word. */
static bool
ends_number(const char32_t *c)
{
	static const char32_t others[] = U"楼栋幢线房室门路街巷";

	if (c[0] != U'号')
		return false;
	for (const char32_t *other = others; *other != 0; other++)
		if (c[1] == *other)
			return false;
	return true;
}

/* The A of 12A号, and behind a road of 12A. */
static size_t
read_letter(const char32_t *c, bool behind_road, uint32_t *letter)
{
	bool is_letter = word_is_letter(c[0]);

	if (!(is_letter || word_is_stem(c[0])) ||
	    !(c[1] == U'号' || (is_letter && behind_road && stands_alone(c + 1))))
		return 0;
	*letter = c[0];
	return 1;
}

/* What stands behind 号: 12号A, 12号院, 12号附1号, 12号-1. */
static size_t
read_behind(const char32_t *c, struct address_number *number)
{
	size_t at = 0, len;
	uint32_t value;

	if (number->stem == 0 && (word_is_letter(c[0]) || word_is_stem(c[0])) &&
	    is_end(c[1]))
		number->stem = c[at++];
	if (c[at] == U'院' || (c[at] == U'大' && c[at + 1] == U'院')) {
		at += c[at] == U'院' ? 1 : 2;
		number->yard = true;
	}
	if (number->attached != 0)
		return at;
	len = c[at] == '-' ? address_numeral(c + at + 1, &value) : 0;
	if (len > 0 && len <= 2 && value > 0 && is_end(c[at + 1 + len])) {
		number->attached = value;
		return at + 1 + len;
	}
	return at + read_attached(c + at, &number->attached);
}

size_t
address_number_read(const char32_t *c, bool behind_road, struct address_number *number)
{
	size_t at = c[0] == U'第', len;

	*number = (struct address_number){ 0 };
	at += read_stem(c + at, &number->stem);
	len = address_numeral(c + at, &number->number);
	if (len == 0 || number->number == 0)
		return 0;
	at += len;
	if (number->stem == 0)
		at += read_letter(c + at, behind_road, &number->stem);
	at += read_dashed(c + at, &number->attached);
	if (number->attached == 0)
		at += read_attached(c + at, &number->attached);
	if (ends_number(c + at))
		at++;
	else if (number->attached == 0 && (!behind_road || !stands_alone(c + at)))
		return 0;
	else if (c[at] == '#')
		at++;
	return at + read_behind(c + at, number);
}

void
address_number_write(struct writer *w, const struct address_number *number)
{
	char32_t stem = number->stem;

	if (stem != 0 && !word_is_letter(stem))
		address_chars_write(w, &stem, 1);
	address_integer_write(w, number->number);
	if (word_is_letter(stem))
		address_chars_write(w, &stem, 1);
	address_chars_write(w, U"号", 1);
	if (number->attached == 0)
		return;
	address_chars_write(w, U"附", 1);
	address_integer_write(w, number->attached);
	address_chars_write(w, U"号", 1);
}
