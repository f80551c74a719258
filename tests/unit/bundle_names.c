#include <assert.h>
#include <string.h>

#include "seats/bundle_names.h"
#include "seats/market.h"

static struct record record;

/* The next applicant, by a record. */
static void
add(struct bundle_names *b, uint32_t applicant, const char *line)
{
	struct entry_fault fault;
	struct span name;

	assert(record_parse(&record, line, strlen(line), NULL) == RECORD_OK);
	assert(bundle_names_find(b, &record, &name, &fault));
	assert(bundle_names_add(b, applicant, name));
}

static void
refuse(struct bundle_names *b, const char *line)
{
	struct entry_fault fault;
	struct span name;

	assert(record_parse(&record, line, strlen(line), NULL) == RECORD_OK);
	assert(!bundle_names_find(b, &record, &name, &fault));
	assert(strcmp(fault.code, "bundle-not-text") == 0);
	assert(strcmp(fault.field, "twin") == 0);
}

int
main(void)
{
	const char *why;
	struct bundle_names b = { .name = path_new("twin", &why) };

	record_init(&record);
	add(&b, 0, "{}");
	add(&b, 1, "{\"twin\":\"a\"}");
	add(&b, 2, "{\"twin\":\"b\"}");
	add(&b, 3, "{\"twin\":\"\\u0061\"}"); /* the same name, escaped */
	add(&b, 4, "{\"twin\":null}");
	assert(b.bundle[0] == MARKET_NONE && b.bundle[4] == MARKET_NONE);
	assert(b.bundle[1] == 1 && b.bundle[3] == 1 && b.bundle[2] == 2);

	/* What is not text is a fault and leaves nothing behind. */
	refuse(&b, "{\"twin\":7}");

	/* Nor does an empty cell make a family, nor one that only looks so. */
	refuse(&b, "{\"twin\":\"\"}");
	refuse(&b, "{\"twin\":\" \"}");
	refuse(&b, "{\"twin\":\"\\u3000\"}");
	refuse(&b, "{\"twin\":\"\\ufeff\\u200b\"}");
	refuse(&b, "{\"twin\":\"a\\u200b\"}");
	refuse(&b, "{\"twin\":\"a\\u0000\"}");

	/* Many, with a name for every two. */
	for (uint32_t i = 5; i < 5000; i++) {
		char line[32] = "{\"twin\":\"x0000\"}";

		for (uint32_t k = 0, n = i / 2; k < 4; k++, n /= 10)
			line[13 - k] = (char)('0' + n % 10);
		add(&b, i, line);
	}
	assert(b.bundle[5] == 5 && b.bundle[4998] == 4998 && b.bundle[4999] == 4998);
	bundle_names_free(&b);
	path_free(b.name);
	record_free(&record);
	return 0;
}
