#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cel/cel_compare.h"
#include "cel/cel_function.h"
#include "cel/cel_number.h"
#include "cel/cel_text.h"
#include "record/scan.h"

enum { MOST_PLACES = 100, DEFAULT_PLACES = 6 };

/* One clause: %, places, letter. */
struct clause {
	int places; /* behind the point, or -1 */
	char letter;
};

static bool build_any(struct cel_builder *, struct cel_value);

static bool
build_list(struct cel_builder *b, struct cel_value list)
{
	struct cel_iterator it = cel_iterate(list);
	const char *separator = "";

	cel_build(b, "[", 1);
	while (cel_next(&it)) {
		cel_build(b, separator, strlen(separator));
		if (b->failed || !build_any(b, it.value))
			return false;
		separator = ", ";
	}
	cel_build(b, "]", 1);
	return true;
}

/* A pair of a map as "key: value", to be sorted. */
struct pair {
	struct cel_value key, value;
};

static int
by_key(const void *a, const void *b)
{
	const struct pair *x = a, *y = b;

	return cel_compare(x->key, y->key) == CEL_SMALLER ? -1 : 1;
}

/* Keys of different types have an order only as texts, so all are made texts. */
static bool
build_map(struct cel_builder *b, struct cel_value map)
{
	struct cel_iterator it = cel_iterate(map);
	size_t size = cel_size(map), count = 0;
	struct pair *pairs = cel_take(b->run, size * sizeof *pairs);

	if (pairs == NULL)
		return false;
	for (; cel_next(&it); count++) {
		struct cel_builder key = { .run = b->run };

		if (!build_any(&key, it.key) || key.failed)
			return false;
		pairs[count] = (struct pair){ cel_built(&key), it.value };
	}
	if (count > 0)
		qsort(pairs, count, sizeof *pairs, by_key);
	cel_build(b, "{", 1);
	for (size_t i = 0; i < count; i++) {
		cel_build(b, ", ", i > 0 ? 2 : 0);
		cel_build(b, pairs[i].key.text, pairs[i].key.len);
		cel_build(b, ": ", 2);
		if (b->failed || !build_any(b, pairs[i].value))
			return false;
	}
	cel_build(b, "}", 1);
	return true;
}

/* %s: any value. */
static bool
build_any(struct cel_builder *b, struct cel_value v)
{
	const char *name;

	switch (v.kind) {
	case CEL_NULL:
		cel_build(b, "null", 4);
		return true;
	case CEL_TYPE:
		name = cel_type_name((enum cel_kind)v.integer);
		cel_build(b, name, strlen(name));
		return true;
	case CEL_BYTES:
		if (v.len > 0 && !scan_is_utf8(v.text, v.text + v.len))
			return false;
		cel_build(b, v.text, v.len);
		return true;
	case CEL_LIST:
		return build_list(b, v);
	case CEL_MAP:
		return build_map(b, v);
	default:
		return cel_build_value(b, v);
	}
}

/* A decimal with so many places, halves away from zero. */
static void
build_places(struct cel_builder *b, struct decimal d, unsigned places)
{
	char text[DECIMAL_TEXT_SIZE];

	d = cel_number_round(d, places, CEL_ROUND_HALF);
	cel_build(b, text, decimal_format(d, text));
	if (d.scale == 0 && places > 0)
		cel_build(b, ".", 1);
	for (unsigned i = d.scale; i < places; i++)
		cel_build(b, "0", 1);
}

/* %f and %e. */
static bool
build_real(struct cel_builder *b, struct clause c, struct cel_value v)
{
	char text[512];
	int places = c.places < 0 ? DEFAULT_PLACES : c.places, len;
	double real;

	if (!cel_is_number(v))
		return false;
	if (c.letter == 'f' && v.kind == CEL_DECIMAL) {
		build_places(
		    b, (struct decimal){ v.integer, v.scale }, (unsigned)places);
		return true;
	}
	real = cel_number_double(v);
	if (isnan(real) || isinf(real))
		return cel_build_value(b, cel_double(real));
	len = c.letter == 'f' ? snprintf(text, sizeof text, "%.*f", places, real)
			      : snprintf(text, sizeof text, "%.*e", places, real);
	cel_build(b, text, (size_t)len);
	return true;
}

/* %d: a whole number, or what a double is that is no number. */
static bool
build_whole(struct cel_builder *b, struct cel_value v)
{
	if (v.kind == CEL_DOUBLE)
		return (isnan(cel_number_double(v)) || isinf(cel_number_double(v))) &&
		       cel_build_value(b, v);
	return cel_fits(&v, CEL_SET(CEL_INT) | CEL_SET(CEL_UINT)) &&
	       cel_build_value(b, v);
}

static bool
build_digits(struct cel_builder *b, struct cel_value v, unsigned base, bool upper)
{
	const char *digits = upper ? "0123456789ABCDEF" : "0123456789abcdef";
	char text[68], *to = text + sizeof text;
	uint64_t n;

	if (!cel_fits(&v, CEL_SET(CEL_INT) | CEL_SET(CEL_UINT)))
		return false;
	n = v.kind == CEL_INT && v.integer < 0 ? 0 - v.natural : v.natural;
	do
		*--to = digits[n % base];
	while ((n /= base) > 0);
	if (v.kind == CEL_INT && v.integer < 0)
		*--to = '-';
	cel_build(b, to, (size_t)(text + sizeof text - to));
	return true;
}

/* %x of a string or bytes. */
static bool
build_hex(struct cel_builder *b, struct cel_value v, bool upper)
{
	const char *digits = upper ? "0123456789ABCDEF" : "0123456789abcdef";

	if (v.kind != CEL_STRING && v.kind != CEL_BYTES)
		return build_digits(b, v, 16, upper);
	for (uint32_t i = 0; i < v.len; i++) {
		unsigned char byte = (unsigned char)v.text[i];
		char text[2] = { digits[byte >> 4], digits[byte & 15] };

		cel_build(b, text, 2);
	}
	return true;
}

static bool
build_clause(struct cel_builder *b, struct clause c, struct cel_value v)
{
	switch (c.letter) {
	case 's':
		return build_any(b, v);
	case 'd':
		return build_whole(b, v);
	case 'f':
	case 'e':
		return build_real(b, c, v);
	case 'b':
		if (v.kind == CEL_BOOL)
			v = cel_int(v.truth);
		return build_digits(b, v, 2, false);
	case 'o':
		return build_digits(b, v, 8, false);
	case 'x':
	case 'X':
		return build_hex(b, v, c.letter == 'X');
	default:
		return false;
	}
}

/* at is behind the percent sign. */
static bool
read_clause(const char **at, const char *end, struct clause *c)
{
	c->places = -1;
	if (*at < end && **at == '.') {
		c->places = 0;
		for (++*at; *at < end && **at >= '0' && **at <= '9'; ++*at) {
			c->places = c->places * 10 + (**at - '0');
			if (c->places > MOST_PLACES)
				return false;
		}
	}
	if (*at == end)
		return false;
	c->letter = *(*at)++;
	return true;
}

struct cel_value
cel_format(struct cel_run *run, struct span text, struct cel_value list)
{
	struct cel_builder b = { .run = run };
	struct cel_iterator it = cel_iterate(list);
	const char *at = text.at, *end = text.at + text.len, *percent;
	struct clause clause;

	while (at < end && (percent = memchr(at, '%', (size_t)(end - at))) != NULL) {
		cel_build(&b, at, (size_t)(percent - at));
		at = percent + 1;
		if (at < end && *at == '%') {
			cel_build(&b, at++, 1);
			continue;
		}
		if (!read_clause(&at, end, &clause) || !cel_next(&it))
			return cel_error(CEL_FAULT_FORMAT);
		if (it.value.kind == CEL_ERROR)
			return it.value;
		if (!build_clause(&b, clause, it.value) && !b.failed)
			return cel_error(CEL_FAULT_FORMAT);
	}
	cel_build(&b, at, (size_t)(end - at));
	return cel_built(&b);
}
