/*
 * Numbers of a policy that a double does not hold: what is found in a JSON text against
 * the numbers that the record parser sees and what jansson keeps of them.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "record/decimal.h"
#include "record/record.h"
#include "settings/exact_numbers.h"

#include "target.h"

/* Whether jansson gives the decimal back that was written. */
static bool
is_kept(struct span number)
{
	json_t *read = json_loadb(number.at, number.len, JSON_DECODE_ANY, NULL);
	struct decimal written, held;
	bool kept = json_is_integer(read) ||
		    (decimal_parse(number.at, number.len, &written) &&
			decimal_from_double(json_real_value(read), &held) &&
			decimal_compare(written, held) == 0);

	json_decref(read);
	return kept;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct record r = { 0 };
	char *text = malloc(size + 1);
	json_t *document = json_loadb((const char *)data, size, 0, NULL);
	const char *first = NULL;

	memcpy(text, data, size);
	text[size] = '\0';
	if (document != NULL && record_parse(&r, text, size, NULL) == RECORD_OK) {
		for (uint32_t i = 0; i < r.count && first == NULL; i++)
			if (r.values[i].type == VALUE_NUMBER &&
			    !is_kept(record_raw(&r, &r.values[i])))
				first = text + r.values[i].at;
		if (exact_numbers_find(text, size) != first)
			abort();
	}
	json_decref(document);
	record_free(&r);
	free(text);
	return 0;
}
