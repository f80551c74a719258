/*
 * The schema compiler and the validator: the first line is a schema, the rest a
 * record.  With findings and without the answer must be the same, twice.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "schema/schema.h"

#include "target.h"

static void
check_both(struct schema *s, struct record *r)
{
	struct findings found = { .count = 0 };
	enum schema_verdict verdict = schema_validate(s, r, &r->values[0], &found);

	if (verdict != (found.count == 0 ? SCHEMA_HOLDS : SCHEMA_BROKEN))
		abort();
	for (size_t i = 0; i < found.count; i++)
		if (found.items[i].code == NULL || found.items[i].reason == NULL)
			abort();
	if (schema_validate(s, r, &r->values[0], NULL) != verdict ||
	    schema_validate(s, r, &r->values[0], &found) != verdict)
		abort();
	findings_free(&found);
}

/* The same for a line that is said to have been checked, whether it was or not. */
static void
check_folded(struct schema *s, const char *line, size_t len)
{
	static const char first[] = "{\"a\":1,\"b\":1,\"v\":1,\"\":1}";
	struct record strict = { 0 }, folded = { 0 };
	enum schema_verdict verdict;

	record_parse(&folded, first, sizeof first - 1, NULL);
	if (record_parse_checked(&folded, line, len, NULL) == RECORD_OK) {
		verdict = schema_validate(s, &folded, &folded.values[0], NULL);
		if (record_parse(&strict, line, len, NULL) == RECORD_OK &&
		    (folded.unsound || schema_validate(s, &strict, &strict.values[0],
					   NULL) != verdict))
			abort();
	}
	record_free(&strict);
	record_free(&folded);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct schema_options options = { .formats.latest = 20200831 };
	const char *text = (const char *)data;
	const char *end = size > 0 ? memchr(text, '\n', size) : NULL;
	struct record r = { 0 };
	struct schema *s;
	char *why;

	if (end == NULL)
		return 0;
	s = schema_new((struct span){ text, (size_t)(end - text) }, &options, &why);
	if (s == NULL && why == NULL)
		abort();
	free(why);
	if (s != NULL && record_parse(&r, end + 1, size - (size_t)(end + 1 - text),
			     NULL) == RECORD_OK)
		check_both(s, &r);
	if (s != NULL)
		check_folded(s, end + 1, size - (size_t)(end + 1 - text));
	record_free(&r);
	schema_free(s);
	return 0;
}
