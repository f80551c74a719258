#include "sort/sort_key.h"

#undef NDEBUG
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "fixed_seed.h"

static struct span
text(const char *s)
{
	return span_of(s);
}

static struct decimal
number(const char *digits)
{
	struct decimal d;

	assert(decimal_parse(digits, strlen(digits), &d));
	return d;
}

static int
sign(int n)
{
	return (n > 0) - (n < 0);
}

/* memcmp() over the shorter, then the shorter first. */
static int
compare(const struct sort_key *a, const struct sort_key *b)
{
	int order = memcmp(a->bytes, b->bytes, a->len < b->len ? a->len : b->len);

	return order != 0 ? sign(order) : (a->len > b->len) - (a->len < b->len);
}

static void
expect(struct sort_key *key, const char *bytes, size_t len)
{
	assert(!key->failed);
	assert(key->len == len && memcmp(key->bytes, bytes, len) == 0);
	sort_key_reset(key);
}

/* The bytes that the header shows. */
static void
test_worked_bytes(void)
{
	struct sort_key key = { 0 };

	sort_key_decimal(&key, number("612.5"), false);
	expect(&key, "\xA2\x0D\x19\x64", 4);
	sort_key_decimal(&key, number("612.750"), false);
	expect(&key, "\xA2\x0D\x19\x96", 4);
	sort_key_decimal(&key, number("612"), false);
	expect(&key, "\xA2\x0D\x18", 3);
	sort_key_decimal(&key, number("0.05"), false);
	expect(&key, "\xA0\x0A", 2);
	sort_key_decimal(&key, number("-612.5"), false);
	expect(&key, "\x5D\xF2\xE6\x9B", 4);
	sort_key_decimal(&key, number("612.5"), true);
	expect(&key, "\x5D\xF2\xE6\x9B", 4);
	sort_key_decimal(&key, number("0"), false);
	expect(&key, "\x80", 1);
	sort_key_text(&key, text(""), false);
	expect(&key, "\xC0\x00", 2);
	sort_key_text(&key, text("S01"), false);
	expect(&key, "\xC0\x54\x31\x32\x00", 5);
	sort_key_text(&key, text("\xE7\x94\xB2"), false);
	expect(&key, "\xC0\xE8\x95\xB3\x00", 5);
	sort_key_boolean(&key, false, false);
	sort_key_boolean(&key, true, true);
	expect(&key, "\x10\xEE", 2);
	sort_key_free(&key);
}

/* Each line sorts before the next, and after it where the direction is turned. */
static void
test_numbers_in_order(void)
{
	static const char *const rising[] = { "-9223372036854775808",
		"-9223372036854775807", "-1000000000000000001", "-1000000000000000000",
		"-612.75", "-612.5", "-612", "-100", "-99.99", "-1", "-0.5", "-0.05",
		"-0.000000000000000001", "0", "0.000000000000000001",
		"0.000000000000000002", "0.00000000000000001", "0.05", "0.5",
		"0.500000001", "0.51", "1", "1.000000000000000001", "9", "9.5", "10",
		"11", "99.9", "100", "100.01", "101", "612", "612.5", "612.75", "613",
		"9999", "10000", "1000000000000000000", "1000000000000000001",
		"9223372036854775807" };
	struct sort_key a = { 0 }, b = { 0 };

	for (size_t i = 0; i < sizeof rising / sizeof *rising; i++) {
		for (size_t j = 0; j < sizeof rising / sizeof *rising; j++) {
			int order = (i > j) - (i < j);

			for (int descending = 0; descending < 2; descending++) {
				sort_key_reset(&a);
				sort_key_reset(&b);
				sort_key_decimal(
				    &a, number(rising[i]), descending != 0);
				sort_key_decimal(
				    &b, number(rising[j]), descending != 0);
				assert(
				    compare(&a, &b) == (descending ? -order : order));
			}
		}
	}
	sort_key_free(&a);
	sort_key_free(&b);
}

static struct decimal
draw_decimal(void)
{
	char digits[64];
	struct decimal d;
	uint64_t units = draw() >> (draw() % 64);
	size_t len = 0;

	/* Few digits are likely, so that equal numbers of other scales meet. */
	if (draw() % 4 != 0)
		units %= 1000;
	d.units = (int64_t)(units >> 1);
	if (draw() % 2 == 0)
		d.units = -d.units;
	d.scale = 0;
	len = decimal_format(d, digits);
	digits[len++] = 'e';
	digits[len++] = '-';
	if (draw() % 8 == 0)
		digits[len++] = '1';
	digits[len++] = (char)('0' + draw() % 9);
	assert(decimal_parse(digits, len, &d));
	return d;
}

static void
test_random_decimals(void)
{
	struct sort_key a = { 0 }, b = { 0 };

	for (int i = 0; i < 300000; i++) {
		struct decimal x = draw_decimal(), y = draw_decimal();

		sort_key_reset(&a);
		sort_key_reset(&b);
		sort_key_decimal(&a, x, false);
		sort_key_decimal(&b, y, false);
		assert(compare(&a, &b) == sign(decimal_compare(x, y)));
		assert(sort_key_decided_by(a.bytes, a.len, b.bytes, b.len,
			   (const bool[]){ false }, 1) == (decimal_compare(x, y) == 0));
	}
	sort_key_free(&a);
	sort_key_free(&b);
}

static void
test_texts_in_order(void)
{
	static const struct span rising[] = { { "", 0 }, { "\0", 1 }, { "\0\0", 2 },
		{ "\0a", 2 }, { "A", 1 }, { "S01", 3 }, { "S01\0", 4 }, { "S010", 4 },
		{ "S02", 3 }, { "a", 1 }, { "\xC3\xA9", 2 }, { "\xE7\x94\xB2", 3 },
		{ "\xEF\xBF\xBD", 3 }, { "\xF0\xA0\x80\x80", 4 } };
	struct sort_key a = { 0 }, b = { 0 };

	for (size_t i = 0; i < sizeof rising / sizeof *rising; i++) {
		for (size_t j = 0; j < sizeof rising / sizeof *rising; j++) {
			int order = (i > j) - (i < j);

			for (int descending = 0; descending < 2; descending++) {
				sort_key_reset(&a);
				sort_key_reset(&b);
				sort_key_text(&a, rising[i], descending != 0);
				sort_key_text(&b, rising[j], descending != 0);
				/* What follows must not matter where the texts differ.
				 */
				sort_key_boolean(&a, j % 2 == 0, i % 2 == 0);
				sort_key_boolean(&b, j % 2 == 0, i % 2 == 0);
				assert(
				    compare(&a, &b) == (descending ? -order : order));
			}
		}
	}
	sort_key_free(&a);
	sort_key_free(&b);
}

/* Tuples against a comparison of value by value, in all directions. */
struct tuple {
	struct decimal number;
	char name[4];
	bool flag;
};

static size_t
separates(const struct tuple *x, const struct tuple *y, const bool down[3], int *order)
{
	*order = sign(decimal_compare(x->number, y->number)) * (down[0] ? -1 : 1);
	if (*order != 0)
		return 0;
	*order = sign(strcmp(x->name, y->name)) * (down[1] ? -1 : 1);
	if (*order != 0)
		return 1;
	*order = ((int)x->flag - (int)y->flag) * (down[2] ? -1 : 1);
	return *order != 0 ? 2 : 3;
}

static struct tuple
draw_tuple(void)
{
	static const char letters[] = "abXY";
	struct tuple t = { .flag = draw() % 2 == 0 };
	size_t len = draw() % 4;

	t.number = number(draw() % 3 == 0 ? "1.5" : draw() % 2 == 0 ? "15" : "-1.25");
	for (size_t i = 0; i < len; i++)
		t.name[i] = letters[draw() % 4];
	return t;
}

static void
encode(struct sort_key *key, const struct tuple *t, const bool down[3])
{
	sort_key_reset(key);
	sort_key_decimal(key, t->number, down[0]);
	sort_key_text(key, text(t->name), down[1]);
	sort_key_boolean(key, t->flag, down[2]);
}

static void
test_tuples(void)
{
	struct sort_key a = { 0 }, b = { 0 };

	for (int i = 0; i < 100000; i++) {
		struct tuple x = draw_tuple(), y = draw_tuple();
		bool down[3] = { i & 1, i & 2, i & 4 };
		size_t decided;
		int order;

		encode(&a, &x, down);
		encode(&b, &y, down);
		decided = separates(&x, &y, down, &order);
		assert(compare(&a, &b) == order);
		assert(sort_key_decided_by(a.bytes, a.len, b.bytes, b.len, down, 3) ==
		       decided);
		assert(sort_key_decided_by(b.bytes, b.len, a.bytes, a.len, down, 3) ==
		       decided);
	}
	sort_key_free(&a);
	sort_key_free(&b);
}

/* Bytes that are no tuple are read to their end and not beyond. */
static void
test_any_bytes(void)
{
	const bool down[] = { false, true, false, true };

	for (int i = 0; i < 100000; i++) {
		size_t a_len = draw() % 12, b_len = draw() % 12;
		unsigned char *a = malloc(a_len + 1), *b = malloc(b_len + 1);

		assert(a != NULL && b != NULL);
		a = realloc(a, a_len ? a_len : 1);
		b = realloc(b, b_len ? b_len : 1);
		for (size_t n = 0; n < a_len; n++)
			a[n] = (unsigned char)(draw() >> 56);
		for (size_t n = 0; n < b_len; n++)
			b[n] = draw() % 4 == 0 || n >= a_len
				   ? (unsigned char)(draw() >> 56)
				   : a[n];
		assert(sort_key_decided_by(a, a_len, b, b_len, down, 4) <= 4);
		free(a);
		free(b);
	}
}

int
main(void)
{
	test_worked_bytes();
	test_numbers_in_order();
	test_random_decimals();
	test_texts_in_order();
	test_tuples();
	test_any_bytes();
	return 0;
}
