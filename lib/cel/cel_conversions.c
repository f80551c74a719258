#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cel/cel_function.h"
#include "cel/cel_number.h"
#include "cel/cel_text.h"
#include "cel/cel_time.h"
#include "record/scan.h"

enum {
	STRING = CEL_SET(CEL_STRING),
	BYTES = CEL_SET(CEL_BYTES),
	NUMBER = CEL_SET(CEL_INT) | CEL_SET(CEL_UINT) | CEL_SET(CEL_DOUBLE) |
		 CEL_SET(CEL_DECIMAL),
	TIME = CEL_SET(CEL_TIMESTAMP) | CEL_SET(CEL_DURATION),
};

/* Decimal digits with a sign before them, as a number of 64 bits. */
static bool
read_natural(struct span text, bool *negative, uint64_t *n)
{
	size_t i = text.len > 0 && (text.at[0] == '-' || text.at[0] == '+');

	*negative = i == 1 && text.at[0] == '-';
	*n = 0;
	if (i == text.len)
		return false;
	for (; i < text.len; i++)
		if (text.at[i] < '0' || text.at[i] > '9' ||
		    __builtin_mul_overflow(*n, 10u, n) ||
		    __builtin_add_overflow(*n, (uint64_t)(text.at[i] - '0'), n))
			return false;
	return true;
}

static struct cel_value
int_of_string(struct span text)
{
	uint64_t n;
	bool negative;

	if (!read_natural(text, &negative, &n) || n > (uint64_t)INT64_MAX + negative)
		return cel_error(CEL_FAULT_CONVERSION);
	return cel_int((int64_t)(negative ? 0 - n : n));
}

static struct cel_value
to_int(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	struct decimal d;

	(void)run, (void)count;
	switch (args[0].kind) {
	case CEL_UINT:
		return args[0].natural <= INT64_MAX ? cel_int(args[0].integer)
						    : cel_error(CEL_FAULT_RANGE);
	case CEL_DOUBLE:
	case CEL_DECIMAL:
		if (args[0].kind == CEL_DOUBLE &&
		    !(fabs(cel_number_double(args[0])) < 0x1p63))
			return cel_error(CEL_FAULT_RANGE);
		if (!cel_number_decimal(args[0], &d))
			return cel_int((int64_t)args[0].real);
		return cel_int(cel_number_round(d, 0, CEL_ROUND_ZERO).units);
	case CEL_STRING:
		return int_of_string(cel_span(args[0]));
	case CEL_TIMESTAMP:
		return cel_int(args[0].integer);
	default:
		return args[0];
	}
}

static struct cel_value
to_uint(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	struct cel_value v = args[0];
	uint64_t n;
	bool negative;

	if (v.kind == CEL_UINT)
		return v;
	if (v.kind == CEL_DOUBLE && v.held != CEL_DIGITS)
		return v.real > -1 && v.real < 0x1p64 ? cel_uint((uint64_t)v.real)
						      : cel_error(CEL_FAULT_RANGE);
	if (v.kind == CEL_STRING)
		return read_natural(cel_span(v), &negative, &n) && !negative
			   ? cel_uint(n)
			   : cel_error(CEL_FAULT_CONVERSION);
	v = to_int(run, &v, count);
	return v.integer >= 0 ? cel_uint(v.natural) : cel_error(CEL_FAULT_RANGE);
}

/* The grammar of strtod(3) without white space, hexadecimals and locales. */
static bool
is_real(const char *text)
{
	const char *digits;
	size_t before, after = 0;

	text += *text == '-' || *text == '+';
	if (strcmp(text, "NaN") == 0 || strcmp(text, "Infinity") == 0 ||
	    strcmp(text, "inf") == 0)
		return true;
	before = strspn(text, "0123456789");
	text += before;
	if (*text == '.') {
		after = strspn(++text, "0123456789");
		text += after;
	}
	if (before + after == 0)
		return false;
	if (*text == 'e' || *text == 'E') {
		text++;
		text += *text == '-' || *text == '+';
		digits = text;
		text += strspn(text, "0123456789");
		if (text == digits)
			return false;
	}
	return *text == '\0';
}

/* An int of more than 53 bits is rounded, as the public conformance suite has it. */
static struct cel_value
double_of_number(struct cel_value v)
{
	const int64_t limit = INT64_C(1) << 53;
	bool rounds = v.kind == CEL_INT && (v.integer < -limit || v.integer > limit);
	struct decimal d = { 0 };

	return cel_number_held(
	    !rounds && cel_number_decimal(v, &d), d, cel_number_double(v));
}

static struct cel_value
to_double(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	char *text;

	(void)count;
	if (args[0].kind == CEL_DOUBLE)
		return args[0];
	if (args[0].kind != CEL_STRING)
		return double_of_number(args[0]);
	text = cel_take(run, (size_t)args[0].len + 1);
	if (text == NULL)
		return cel_error(CEL_FAULT_STEPS);
	memcpy(text, args[0].text, args[0].len);
	text[args[0].len] = '\0';
	if (strlen(text) != args[0].len || !is_real(text))
		return cel_error(CEL_FAULT_CONVERSION);
	return cel_number_read(text);
}

/* decimal(x), an addition: exactly, or for a computed double its shortest digits. */
static struct cel_value
to_decimal(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	struct decimal d;

	(void)run, (void)count;
	if (cel_number_decimal(args[0], &d))
		return cel_decimal(d);
	if (args[0].kind == CEL_UINT) {
		d = (struct decimal){ .units = args[0].integer };
		return d.units >= 0 ? cel_decimal(d) : cel_error(CEL_FAULT_RANGE);
	}
	if (args[0].kind == CEL_DOUBLE)
		return decimal_from_double(cel_number_double(args[0]), &d)
			   ? cel_decimal(d)
			   : cel_error(CEL_FAULT_RANGE);
	return decimal_parse(args[0].text, args[0].len, &d)
		   ? cel_decimal(d)
		   : cel_error(CEL_FAULT_CONVERSION);
}

static struct cel_value
to_string(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	struct cel_builder b = { .run = run };
	struct cel_value v = args[0];

	(void)count;
	if (v.kind == CEL_BYTES) {
		if (v.len > 0 && !scan_is_utf8(v.text, v.text + v.len))
			return cel_error(CEL_FAULT_NOT_UTF8);
		v.kind = CEL_STRING;
	}
	if (v.kind == CEL_STRING)
		return v;
	cel_build_value(&b, v);
	return cel_built(&b);
}

static struct cel_value
to_bytes(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	(void)run, (void)count;
	return cel_text(CEL_BYTES, args[0].text, args[0].len);
}

static struct cel_value
to_bool(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	static const char *const words[] = { "false", "False", "FALSE", "f", "0",
		"true", "True", "TRUE", "t", "1" };

	(void)run, (void)count;
	if (args[0].kind == CEL_BOOL)
		return args[0];
	for (size_t i = 0; i < 10; i++)
		if (strlen(words[i]) == args[0].len &&
		    memcmp(words[i], args[0].text, args[0].len) == 0)
			return cel_bool(i >= 5);
	return cel_error(CEL_FAULT_CONVERSION);
}

static struct cel_value
to_timestamp(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	(void)run, (void)count;
	switch (args[0].kind) {
	case CEL_INT:
		return cel_timestamp(args[0].integer, 0);
	case CEL_STRING:
		return cel_timestamp_read(cel_span(args[0]));
	default:
		return args[0];
	}
}

static struct cel_value
to_duration(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	int64_t n;

	(void)run, (void)count;
	switch (args[0].kind) {
	case CEL_INT:
		return __builtin_mul_overflow(args[0].integer, 1000000000, &n)
			   ? cel_error(CEL_FAULT_RANGE)
			   : cel_duration(n);
	case CEL_STRING:
		return cel_duration_read(cel_span(args[0]));
	default:
		return args[0];
	}
}

static const char base64[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static struct cel_value
encode(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	struct cel_builder b = { .run = run };
	const unsigned char *bytes = (const unsigned char *)args[0].text;

	(void)count;
	for (uint32_t i = 0; i < args[0].len; i += 3) {
		uint32_t left = args[0].len - i;
		uint32_t word = (uint32_t)bytes[i] << 16;
		char text[4] = "====";

		if (left > 1)
			word |= (uint32_t)bytes[i + 1] << 8;
		if (left > 2)
			word |= bytes[i + 2];
		for (uint32_t n = 0; n < (left < 3 ? left + 1 : 4); n++)
			text[n] = base64[word >> (18 - 6 * n) & 63];
		cel_build(&b, text, 4);
	}
	return cel_built(&b);
}

/* With or without the signs that fill the last group. */
static struct cel_value
decode(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	struct cel_builder b = { .run = run };
	struct cel_value bytes;
	uint32_t len = args[0].len, word = 0, bits = 0;

	(void)count;
	for (int i = 0; i < 2 && len > 0 && len % 4 == (i == 0 ? 0 : 3); i++)
		len -= args[0].text[len - 1] == '=';
	if (len % 4 == 1)
		return cel_error(CEL_FAULT_CONVERSION);
	for (uint32_t i = 0; i < len; i++) {
		const char *at =
		    args[0].text[i] != '\0' ? strchr(base64, args[0].text[i]) : NULL;
		char byte;

		if (at == NULL)
			return cel_error(CEL_FAULT_CONVERSION);
		word = word << 6 | (uint32_t)(at - base64);
		bits += 6;
		if (bits < 8)
			continue;
		bits -= 8;
		byte = (char)(word >> bits);
		cel_build(&b, &byte, 1);
	}
	bytes = cel_built(&b);
	if (bytes.kind == CEL_STRING)
		bytes.kind = CEL_BYTES;
	return bytes;
}

const struct cel_function cel_conversion_functions[] = {
	{ "int", false, 1, 1, { NUMBER | STRING | CEL_SET(CEL_TIMESTAMP) }, CEL_INT,
	    to_int },
	{ "uint", false, 1, 1, { NUMBER | STRING }, CEL_UINT, to_uint },
	{ "double", false, 1, 1, { NUMBER | STRING }, CEL_DOUBLE, to_double },
	{ "decimal", false, 1, 1, { NUMBER | STRING }, CEL_DECIMAL, to_decimal },
	{ "string", false, 1, 1, { NUMBER | STRING | BYTES | TIME | CEL_SET(CEL_BOOL) },
	    CEL_STRING, to_string },
	{ "bytes", false, 1, 1, { STRING | BYTES }, CEL_BYTES, to_bytes },
	{ "bool", false, 1, 1, { STRING | CEL_SET(CEL_BOOL) }, CEL_BOOL, to_bool },
	{ "timestamp", false, 1, 1,
	    { STRING | CEL_SET(CEL_INT) | CEL_SET(CEL_TIMESTAMP) }, CEL_TIMESTAMP,
	    to_timestamp },
	{ "duration", false, 1, 1,
	    { STRING | CEL_SET(CEL_INT) | CEL_SET(CEL_DURATION) }, CEL_DURATION,
	    to_duration },
	{ "base64.encode", false, 1, 1, { BYTES }, CEL_STRING, encode },
	{ "base64.decode", false, 1, 1, { STRING }, CEL_BYTES, decode },
	{ 0 },
};
