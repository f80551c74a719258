/*
 * The schema compiler and the validator: the first line is a schema, the rest a
 * record.  With findings and without the answer must be the same, twice.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "schema/schema.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(struct schema *s, struct record *r)
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
		check(s, &r);
	record_free(&r);
	schema_free(s);
	return 0;
}
