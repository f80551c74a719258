/*
 * Seals: the first line is a line that may be a seal, the rest is a stream.  A seal is
 * the same however the stream is cut, holds for it, and for nothing that differs.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "record/record.h"
#include "seal/seal.h"

#include "target.h"

/* The seal's own numbers, as the record parser reads them. */
static void
check_numbers(const char *text, size_t len, uint64_t lines, uint64_t bytes)
{
	struct record r = { 0 };
	const struct value *seal, *v;

	check(record_parse(&r, text, len, NULL) == RECORD_OK);
	seal = record_member(&r, &r.values[0], "#seal", 5);
	check(seal != NULL && seal->type == VALUE_OBJECT);
	v = record_member(&r, seal, "records", 7);
	check(v != NULL && strtoull(r.line + v->at, NULL, 10) == lines);
	v = record_member(&r, seal, "bytes", 5);
	check(v != NULL && strtoull(r.line + v->at, NULL, 10) == bytes);
	v = record_member(&r, seal, "xxh3", 4);
	check(v != NULL && record_text(&r, v).len == 16);
	record_free(&r);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data;
	const char *stop = size > 0 ? memchr(text, '\n', size) : NULL, *body;
	char one[SEAL_TEXT_SIZE], two[SEAL_TEXT_SIZE];
	struct seal *whole = seal_new(), *parts = seal_new();
	size_t len, rest, cut;

	if (stop != NULL) {
		body = stop + 1;
		rest = size - (size_t)(body - text);
		cut = rest > 0 ? data[size - 1] % rest : 0;
		seal_add(whole, body, rest, seal_count_lines(body, rest));
		seal_add(parts, body, cut, seal_count_lines(body, cut));
		seal_add(parts, body + cut, rest - cut,
		    seal_count_lines(body + cut, rest - cut));
		len = seal_format(whole, one);
		check(len == strlen(one) && len < sizeof one && one[len - 1] == '\n');
		check(len == seal_format(parts, two) && memcmp(one, two, len) == 0);
		check(seal_recognise(one, len - 1) && seal_holds(parts, one, len - 1));
		check(!seal_holds(whole, one, len) && !seal_holds(whole, one, len - 2));
		check_numbers(one, len - 1, seal_count_lines(body, rest), rest);
		one[size % (len - 1)] ^= (char)(1 << size % 8);
		check(!seal_holds(whole, one, len - 1));
		len = (size_t)(stop - text);
		check(!seal_holds(whole, text, len) || seal_recognise(text, len));
		seal_reset(whole);
		check(seal_format(whole, one) > 0 &&
		      !seal_holds(whole, two, strlen(two)));
	}
	seal_free(whole);
	seal_free(parts);
	return 0;
}
