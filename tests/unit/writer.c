/* Numbers as the writer writes them, beside those of printf(3). */
#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "fixed_seed.h"
#include "record/writer.h"

static void
check(int64_t number)
{
	struct writer w = { 0 };
	char text[32];
	int len = snprintf(text, sizeof text, "%" PRId64, number);

	writer_integer(&w, number);
	assert(!writer_failed(&w) && w.len == (size_t)len);
	assert(memcmp(w.text, text, w.len) == 0);
	writer_free(&w);
}

int
main(void)
{
	for (int64_t number = -20000; number <= 20000; number++)
		check(number);
	for (int bits = 0; bits < 64; bits++)
		for (int i = 0; i < 100; i++)
			check((int64_t)(draw() >> bits));
	check(INT64_MIN);
	check(INT64_MAX);
	return 0;
}
