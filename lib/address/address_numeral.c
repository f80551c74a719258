#include "address/address_numeral.h"

static const char32_t digits[] = U"〇一二三四五六七八九";

int
address_digit(char32_t c)
{
	if (c < 0x80)
		return c >= '0' && c <= '9' ? (int)c - '0' : -1;
	switch (c) {
	case U'〇':
	case U'零':
		return 0;
	case U'一':
		return 1;
	case U'二':
	case U'两':
		return 2;
	case U'三':
		return 3;
	case U'四':
		return 4;
	case U'五':
		return 5;
	case U'六':
		return 6;
	case U'七':
		return 7;
	case U'八':
		return 8;
	case U'九':
		return 9;
	default:
		return -1;
	}
}

static uint32_t
unit_of(char32_t c)
{
	return c == U'十' ? 10 : c == U'百' ? 100 : c == U'千' ? 1000 : 0;
}

/* 一百二十三, 十二, 一百零三: each unit is smaller than the one before. */
static size_t
read_units(const char32_t *text, uint32_t *value)
{
	uint32_t sum = 0, last = UINT32_MAX;
	size_t at = 0;

	for (;;) {
		size_t next = at + (at > 0 && address_digit(text[at]) == 0);
		int digit = address_digit(text[next]);
		uint32_t unit;

		if (digit > 0)
			next++;
		else if (at == 0 && text[0] == U'十')
			digit = 1;
		else
			break;
		unit = unit_of(text[next]);
		if (unit > 0 && unit < last) {
			sum += (uint32_t)digit * unit;
			last = unit;
			at = next + 1;
			continue;
		}
		if (at > 0) {
			sum += (uint32_t)digit;
			at = next;
		}
		break;
	}
	*value = sum;
	return at;
}

size_t
address_numeral(const char32_t *text, uint32_t *value)
{
	uint32_t number = 0;
	size_t len = 0;
	int digit;

	while ((digit = address_digit(text[len])) >= 0) {
		if (len == ADDRESS_NUMERAL_DIGITS)
			return 0;
		number = number * 10 + (uint32_t)digit;
		len++;
	}
	if (len <= 1 && (len == 0 || text[0] > '9') && unit_of(text[len]) > 0) {
		size_t with_units = read_units(text, value);

		if (with_units > len)
			return with_units;
	}
	*value = number;
	return len;
}

size_t
address_numeral_write(char32_t *to, uint32_t value)
{
	size_t len = 0;

	if (value >= 20)
		to[len++] = digits[value / 10];
	if (value >= 10)
		to[len++] = U'十';
	if (value % 10 != 0)
		to[len++] = digits[value % 10];
	return len;
}
