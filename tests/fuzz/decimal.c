/*
 * Exact decimals against big integers of libcrypto and against digits as text.  The
 * input is three numbers, each on a line.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <openssl/bn.h>

#include "record/number.h"
#include "record/scan.h"

#include "target.h"

/* What text is worth, by its digits: none but those that count, and their exponent. */
static bool
read_digits(struct span text, struct decimal *d)
{
	char digits[20] = "";
	size_t len = 0, at = 0, zeros = 0;
	long long power = 0;
	bool point = false, any = false, negative = text.at[0] == '-';
	unsigned long long units;

	for (at = negative; at < text.len; at++) {
		char c = text.at[at];

		if (c == 'e' || c == 'E')
			break;
		if (c == '.') {
			point = true;
			continue;
		}
		power -= point;
		any |= c != '0';
		if (c == '0') {
			zeros += any;
			continue;
		}
		if (len + zeros >= 19)
			return false;
		for (; zeros > 0; zeros--)
			digits[len++] = '0';
		digits[len++] = c;
	}
	*d = (struct decimal){ 0, 0 };
	if (!any)
		return true;
	power += (long long)zeros;
	if (at < text.len) {
		char exponent[24] = "";
		bool down = text.at[at + 1] == '-';
		size_t from = at + 1 + (down || text.at[at + 1] == '+');

		while (from < text.len && text.at[from] == '0')
			from++;
		if (text.len - from > 15)
			return false;
		memcpy(exponent, text.at + from, text.len - from);
		power += (down ? -1 : 1) * strtoll(exponent, NULL, 10);
	}
	if (power < -18 || power > 18 || (power > 0 && len + (size_t)power > 19))
		return false;
	for (; power > 0; power--)
		digits[len++] = '0';
	digits[len] = '\0';
	units = strtoull(digits, NULL, 10);
	if (units > (unsigned long long)INT64_MAX + negative)
		return false;
	d->units = negative ? (int64_t)(0 - units) : (int64_t)units;
	d->scale = (uint8_t)-power;
	return true;
}

/* The units of a decimal at a scale of places. */
static BIGNUM *
big(struct decimal d, unsigned places)
{
	char text[80];
	BIGNUM *b = NULL;
	int len = snprintf(text, sizeof text, "%lld", (long long)d.units);

	for (unsigned i = d.scale; i < places; i++)
		text[len++] = '0';
	text[len] = '\0';
	check(BN_dec2bn(&b, text) == len);
	return b;
}

/* Whether units at a scale of places are a decimal, and this one. */
static void
check_result(bool fits, struct decimal d, const BIGNUM *units, unsigned places)
{
	char *text = BN_bn2dec(units), number[100];
	struct decimal want;
	bool holds;

	snprintf(number, sizeof number, "%se-%u", text, places);
	holds = read_digits(span_of(number), &want);
	check(fits == holds);
	check(!fits || (d.units == want.units && d.scale == want.scale));
	OPENSSL_free(text);
}

static void
check_pair(struct decimal a, struct decimal b)
{
	BN_CTX *context = BN_CTX_new();
	BIGNUM *x = big(a, 18), *y = big(b, 18), *z = BN_new();
	struct decimal result = { 0, 0 }, back;
	int order = BN_cmp(x, y);
	bool fits;

	check((decimal_compare(a, b) > 0) == (order > 0));
	check((decimal_compare(a, b) < 0) == (order < 0));
	BN_add(z, x, y);
	fits = decimal_add(a, b, &result);
	check_result(fits, result, z, 18);
	check(!fits || !decimal_subtract(result, b, &back) ||
	      decimal_compare(back, a) == 0);
	BN_sub(z, x, y);
	fits = decimal_subtract(a, b, &result);
	check_result(fits, result, z, 18);
	BN_mul(z, x, y, context);
	fits = decimal_multiply(a, b, &result);
	check_result(fits, result, z, 36);
	BN_free(x);
	BN_free(y);
	BN_free(z);
	BN_CTX_free(context);
}

static int
sign(int order)
{
	return (order > 0) - (order < 0);
}

static void
check_numbers(const struct number n[3])
{
	for (int i = 0; i < 3; i++) {
		for (int k = 0; k < 3; k++) {
			int order = sign(number_compare(&n[i], &n[k]));

			check(order == -sign(number_compare(&n[k], &n[i])));
			check(order != 0 || number_hash(&n[i]) == number_hash(&n[k]));
			if (n[i].fits && n[k].fits) {
				check(order ==
				      sign(decimal_compare(n[i].value, n[k].value)));
				check_pair(n[i].value, n[k].value);
			}
			for (int l = 0; l < 3; l++)
				check(order > 0 || number_compare(&n[k], &n[l]) > 0 ||
				      number_compare(&n[i], &n[l]) <= 0);
		}
	}
}

static struct number
read_one(struct span text)
{
	struct number n = number_of(text);
	char again[DECIMAL_TEXT_SIZE];
	struct decimal d, oracle;
	size_t len;

	check(n.fits == decimal_parse(text.at, text.len, &d));
	check(n.fits == read_digits(text, &oracle));
	if (!n.fits)
		return n;
	check(d.units == oracle.units && d.scale == oracle.scale);
	check(number_is_whole(&n) == (d.scale == 0));
	len = decimal_format(d, again);
	check(len < sizeof again && strlen(again) == len);
	check(decimal_parse(again, len, &oracle));
	check(oracle.units == d.units && oracle.scale == d.scale);
	return n;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *at = (const char *)data, *end = at + size;
	struct number numbers[3];
	struct decimal d;

	for (int i = 0; i < 3; i++) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));

		if (stop == NULL)
			stop = end;
		if (at == stop || (*at != '-' && (*at < '0' || *at > '9')) ||
		    scan_number(at, stop) != stop) {
			check(!decimal_parse(at, (size_t)(stop - at), &d));
			return 0;
		}
		numbers[i] = read_one((struct span){ at, (size_t)(stop - at) });
		at = stop + (stop < end);
	}
	check_numbers(numbers);
	return 0;
}
