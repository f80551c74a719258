#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "settings/exact_numbers.h"

static void
test_find(void)
{
	static const struct {
		const char *text;
		long at; /* of the number that is found, or -1 */
	} cases[] = {
		{ "{}", -1 },
		{ "612.5", -1 },
		{ "[1,-2.50,3e2,0.1,1E-5]", -1 },
		{ "{\"floor\":612.1301281230959}", -1 }, /* 16 digits, the shortest */
		{ "9223372036854775807", -1 },
		{ "0.0", -1 },
		{ "-0.0", -1 },
		{ "1e18", -1 },
		{ "\"0.12345678901234567890\"", -1 },
		{ "[\"\\\"1e-400\", 1.25]", -1 },
		{ "[\"\\\\\",1e-400]", 6 },
		{ "{\"line\": 612.50000000000000001}", 9 },
		{ "[1.5, 9007199254740993.0]", 6 },
		{ "430.0000000000000001", 0 },
		{ "0.10000000000000001", 0 }, /* is 0.1 as a double */
		{ "1e-20", 0 },
		{ "[1e19]", 1 },
		{ "1e300", 0 },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *text = cases[i].text;
		const char *found = exact_numbers_find(text, strlen(text));

		if ((found == NULL ? -1 : found - text) != cases[i].at)
			printf("%s\n", text);
		assert((found == NULL ? -1 : found - text) == cases[i].at);
	}
}

/* Each number is looked at once, however much follows: else this takes minutes. */
static void
test_long(void)
{
	enum { COUNT = 1 << 20 };
	char *text = malloc(2 * COUNT + 2);

	assert(text != NULL);
	for (size_t i = 0; i < COUNT; i++)
		memcpy(text + 1 + 2 * i, "1,", 2);
	text[0] = '[';
	text[2 * COUNT] = ']';
	text[2 * COUNT + 1] = '\0';
	assert(exact_numbers_find(text, 2 * COUNT + 1) == NULL);
	free(text);
}

int
main(void)
{
	test_find();
	test_long();
	return 0;
}
