/* Short numbers, copied and known, against the scanner. */
#include <assert.h>
#include <stdlib.h>

#include "record/scan.h"
#include "record/short_number.h"

#include "fixed_seed.h"

enum { LONGEST = 20, ROUNDS = 500000 };

/* Whether it is one that short_number_copy() should know. */
static bool
is_short(struct span text)
{
	const char *end = text.at + text.len;

	return text.len > 0 && text.len <= 16 && scan_any_number(text.at, end) == end &&
	       memchr(text.at, 'e', text.len) == NULL &&
	       memchr(text.at, 'E', text.len) == NULL;
}

static void
check(struct span text)
{
	char copy[SHORT_NUMBER_COPIED + 1];
	bool known;

	copy[SHORT_NUMBER_COPIED] = 1;
	known = short_number_copy(copy, text);
#ifdef __SSE2__
	assert(known == is_short(text));
#else
	assert(!known || is_short(text));
#endif
	assert(!known || memcmp(copy, text.at, text.len) == 0);
	assert(copy[SHORT_NUMBER_COPIED] == 1);
	assert(!short_number_copy_portable(copy, text));
}

/* The same text inside of another one. */
static void
check_inside(struct span text)
{
	size_t size = text.len + SHORT_NUMBER_COPIED;
	char *around = malloc(size), copy[SHORT_NUMBER_COPIED];
	struct span inside = { around, text.len };
	bool known;

	assert(around != NULL);
	if (text.len > 0)
		memcpy(around, text.at, text.len);
	for (size_t i = text.len; i < size; i++)
		around[i] = ",.-e0123456789"[draw() % 14];
	known = short_number_copy_inside(copy, inside);
	assert(known == short_number_copy(copy, text));
	assert(!known || (short_number_copy_inside(copy, inside) &&
			     memcmp(copy, text.at, text.len) == 0));
	assert(!short_number_copy_inside_portable(copy, inside));
	free(around);
}

int
main(void)
{
	for (int round = 0; round < ROUNDS; round++) {
		size_t len = draw() % LONGEST;
		char *text = malloc(len > 0 ? len : 1); /* ASan sees a byte more */

		assert(text != NULL);
		for (size_t i = 0; i < len; i++)
			text[i] = "0123456789.-e\xb0:/"[draw() % 6 != 0 ? draw() % 11
									: draw() % 16];
		check((struct span){ text, len });
		check_inside((struct span){ text, len });
		free(text);
	}
	return 0;
}
