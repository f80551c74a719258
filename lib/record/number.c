#include <string.h>

#include "memory/keyed_hash.h"
#include "record/number.h"

__extension__ typedef __int128 wide;
__extension__ typedef unsigned __int128 wide_count;

/* The digits that matter: from the first that is not zero to the last. */
struct significant {
	const char *first, *last; /* NULL if the number is zero */
	int64_t top, bottom;      /* the powers of ten at which they stand */
	bool negative;
};

#define LARGEST_EXPONENT                                            \
	100000000000000000 /* room for the length of a line is left \
			    */

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static int64_t
read_exponent(const char *at, const char *end)
{
	bool negative = *at == '-';
	int64_t exponent = 0;

	for (at += *at == '-' || *at == '+'; at < end; at++)
		if ((exponent = exponent * 10 + (*at - '0')) > LARGEST_EXPONENT)
			exponent = LARGEST_EXPONENT;
	return negative ? -exponent : exponent;
}

static struct significant
significant_of(struct span text)
{
	const char *at = text.at, *end = at + text.len;
	struct significant s = { .negative = *at == '-' };
	bool fraction = false;
	int64_t power = 0; /* of the digit at hand, as if the point stood before it */
	int64_t whole = 0, exponent = 0;

	for (at += s.negative; at < end; at++) {
		if (*at == '.') {
			fraction = true;
			continue;
		}
		if (!is_digit(*at)) {
			exponent = read_exponent(at + 1, end);
			break;
		}
		power--;
		whole += !fraction;
		if (*at == '0')
			continue;
		if (s.first == NULL) {
			s.first = at;
			s.top = power;
		}
		s.last = at;
		s.bottom = power;
	}
	s.top += whole + exponent;
	s.bottom += whole + exponent;
	return s;
}

/* The next digit of those that matter, a zero behind the last. */
static char
take_digit(struct significant *s)
{
	if (s->first > s->last)
		return '0';
	if (*s->first == '.')
		s->first++;
	return *s->first++;
}

static int
compare_sizes(struct significant a, struct significant b)
{
	if (a.first == NULL || b.first == NULL)
		return (a.first != NULL) - (b.first != NULL);
	if (a.top != b.top)
		return a.top < b.top ? -1 : 1;
	while (a.first <= a.last || b.first <= b.last) {
		char x = take_digit(&a), y = take_digit(&b);

		if (x != y)
			return x < y ? -1 : 1;
	}
	return 0;
}

struct number
number_of(struct span text)
{
	struct number n = { .text = text };

	n.fits = decimal_parse(text.at, text.len, &n.value);
	return n;
}

int
number_compare(const struct number *a, const struct number *b)
{
	struct significant x, y;
	bool x_below, y_below;

	if (a->fits && b->fits)
		return decimal_compare(a->value, b->value);
	x = significant_of(a->text);
	y = significant_of(b->text);
	x_below = x.negative && x.first != NULL;
	y_below = y.negative && y.first != NULL;
	if (x_below != y_below)
		return x_below ? -1 : 1;
	return x_below ? compare_sizes(y, x) : compare_sizes(x, y);
}

bool
number_is_whole(const struct number *n)
{
	struct significant s;

	if (n->fits)
		return n->value.scale == 0;
	s = significant_of(n->text);
	return s.first == NULL || s.bottom >= 0;
}

static int64_t
ten_to(unsigned power)
{
	int64_t product = 1;

	while (power-- > 0)
		product *= 10;
	return product;
}

/* number * 10^power modulo m, by squaring. */
static uint64_t
shift_modulo(uint64_t number, uint64_t power, uint64_t m)
{
	wide_count square = 10 % m, product = number % m;

	for (; power > 0; power >>= 1) {
		if (power & 1)
			product = product * square % m;
		square = square * square % m;
	}
	return (uint64_t)product;
}

/*
 * u / 10^v is a multiple of m / 10^w: only the difference of the scales matters.
 * The long way is for what 64 bits do not hold; it stays below 2^63 * 10^18.
 */
static bool
fitting_is_multiple(struct decimal n, struct decimal divisor)
{
	int shift = (int)divisor.scale - (int)n.scale;
	int64_t factor = ten_to((unsigned)(shift < 0 ? -shift : shift));
	int64_t *shifted = shift < 0 ? &divisor.units : &n.units, product;

	if (!__builtin_mul_overflow(*shifted, factor, &product)) {
		*shifted = product;
		return n.units % divisor.units == 0;
	}
	return shift < 0 ? n.units % ((wide)divisor.units * factor) == 0
			 : (wide)n.units * factor % divisor.units == 0;
}

/* With divisor = m / 10^r the question is whether m divides number * 10^r. */
bool
number_is_multiple(const struct number *n, struct decimal divisor)
{
	uint64_t m = (uint64_t)divisor.units, rest = 0;
	struct significant s;

	if (n->fits)
		return fitting_is_multiple(n->value, divisor);
	s = significant_of(n->text);
	if (s.first == NULL)
		return true;
	if (s.bottom + divisor.scale < 0)
		return false;
	while (s.first <= s.last)
		rest = (uint64_t)(((wide_count)rest * 10 +
				      (unsigned)(take_digit(&s) - '0')) %
				  m);
	return shift_modulo(rest, (uint64_t)(s.bottom + divisor.scale), m) == 0;
}

/* Whether a number fits depends on its value only, so equal numbers go one way. */
uint64_t
number_hash(const struct number *n)
{
	struct significant s;
	uint64_t hash;

	if (n->fits)
		return keyed_hash_pair(n->value.scale, (uint64_t)n->value.units);
	s = significant_of(n->text);
	if (s.first == NULL)
		return 0;
	hash = keyed_hash_pair(s.negative, (uint64_t)s.top);
	while (s.first <= s.last)
		hash = keyed_hash_pair(hash, (uint64_t)take_digit(&s));
	return hash;
}
