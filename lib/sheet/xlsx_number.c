#include "sheet/xlsx_number.h"

#include <stdio.h>
#include <string.h>

enum {
	MAX_EXPONENT = 100000, /* beyond any double: only that it is large matters */
	MAX_ZEROS = 20,        /* behind the point */
};

static bool
is_digit(const char *at, const char *end)
{
	return at < end && *at >= '0' && *at <= '9';
}

/* What is read of the digits: how many count, and whether to round up. */
struct reading {
	struct xlsx_number *n;
	bool up;
	size_t seen; /* from the first that is not 0 */
};

static void
take_digit(struct reading *r, int digit)
{
	if (r->seen == 0 && digit == 0)
		return;
	if (r->seen < XLSX_DIGITS)
		r->n->digits[r->n->count++] = (unsigned char)digit;
	else if (r->seen == XLSX_DIGITS)
		r->up = digit >= 5;
	r->n->rounded |= r->seen >= XLSX_DIGITS && digit != 0;
	r->seen++;
}

/* The digits before and behind the point; NULL if there are none. */
static const char *
read_digits(struct reading *r, const char *at, const char *end)
{
	const char *begin = at;
	size_t digits = 0;

	for (; is_digit(at, end); at++, digits++) {
		take_digit(r, *at - '0');
		r->n->point += r->seen > 0;
	}
	if (at < end && *at == '.')
		for (at++; is_digit(at, end); at++, digits++) {
			take_digit(r, *at - '0');
			r->n->point -= r->seen == 0;
		}
	return digits == 0 || at == begin ? NULL : at;
}

/* An exponent, or nothing; NULL if what follows is neither. */
static const char *
read_exponent(struct xlsx_number *n, const char *at, const char *end)
{
	long exponent = 0;
	bool negative;

	if (at == end)
		return at;
	if (*at != 'e' && *at != 'E')
		return NULL;
	at++;
	negative = at < end && *at == '-';
	if (at < end && (*at == '-' || *at == '+'))
		at++;
	if (!is_digit(at, end))
		return NULL;
	for (; is_digit(at, end); at++)
		if (exponent < MAX_EXPONENT)
			exponent = exponent * 10 + (*at - '0');
	n->point += negative ? -exponent : exponent;
	return at;
}

/* Round up by one in the last place, and drop zeros at the end. */
static void
finish(struct xlsx_number *n, bool up)
{
	if (up) {
		while (n->count > 0 && n->digits[n->count - 1] == 9)
			n->count--;
		if (n->count > 0) {
			n->digits[n->count - 1]++;
		} else {
			n->digits[n->count++] = 1;
			n->point++;
		}
	}
	while (n->count > 0 && n->digits[n->count - 1] == 0)
		n->count--;
	if (n->count == 0) {
		n->point = 0;
		n->negative = false;
	}
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool
xlsx_number_read(struct span raw, struct xlsx_number *n)
{
	const char *at = raw.at, *end = raw.at + raw.len;
	struct reading reading = { .n = n };

	*n = (struct xlsx_number){ .point = 0 };
	while (at < end && is_space(*at))
		at++;
	while (at < end && is_space(end[-1]))
		end--;
	if (at < end && (*at == '-' || *at == '+'))
		n->negative = *at++ == '-';
	at = read_digits(&reading, at, end);
	if (at != NULL)
		at = read_exponent(n, at, end);
	if (at != end || at == NULL)
		return false;
	finish(n, reading.up);
	return true;
}

bool
xlsx_number_is_cut(const struct xlsx_number *n)
{
	return n->point > XLSX_DIGITS;
}

static char *
put_zeros(char *out, long count)
{
	for (; count > 0; count--)
		*out++ = '0';
	return out;
}

static char *
put_digits(char *out, const struct xlsx_number *n, size_t from, size_t to)
{
	for (; from < to; from++)
		*out++ = (char)('0' + (from < n->count ? n->digits[from] : 0));
	return out;
}

size_t
xlsx_number_write(const struct xlsx_number *n, char text[XLSX_NUMBER_SIZE])
{
	char *out = text;
	size_t whole = n->point > 0 ? (size_t)n->point : 0;

	if (n->negative)
		*out++ = '-';
	if (n->point < -MAX_ZEROS) {
		out = put_digits(out, n, 0, 1);
		if (n->count > 1)
			*out++ = '.';
		out = put_digits(out, n, 1, n->count);
		out += sprintf(out, "E%ld", n->point - 1);
		return (size_t)(out - text);
	}
	out = whole == 0 ? put_zeros(out, 1) : put_digits(out, n, 0, whole);
	if (n->count > whole) {
		*out++ = '.';
		out = put_zeros(out, -n->point);
		out = put_digits(out, n, whole, n->count);
	}
	return (size_t)(out - text);
}
