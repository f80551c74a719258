/*
 * The search for many texts at once, against one that looks for each by itself.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "publish/leaks.h"

#include "fixed_seed.h"

enum { ROUNDS = 3000, TEXTS = 12, LONGEST = 9, BYTES = 60 };

static size_t
fill(char *text, size_t least, size_t most)
{
	size_t len = least + draw() % (most - least + 1);

	/* Few letters, so that texts begin alike and occur. */
	for (size_t i = 0; i < len; i++)
		text[i] = "ab\xe4"[draw() % 3];
	return len;
}

int
main(void)
{
	size_t found = 0;

	for (int round = 0; round < ROUNDS; round++) {
		char texts[TEXTS][LONGEST], bytes[BYTES];
		size_t lens[TEXTS], len = fill(bytes, 0, BYTES), at = 0;
		struct leaks *l = leaks_new();
		uint32_t field;

		assert(l != NULL);
		for (uint32_t i = 0; i < TEXTS; i++) {
			lens[i] = fill(texts[i], 2, LONGEST);
			assert(leaks_add(l, (struct span){ texts[i], lens[i] }, i));
		}
		leaks_sort(l);
		for (size_t place = 0; place < len; place++) {
			size_t longest = 0;

			for (size_t i = 0; i < TEXTS; i++)
				if (lens[i] >= LEAKS_SHORTEST && lens[i] > longest &&
				    place + lens[i] <= len &&
				    memcmp(bytes + place, texts[i], lens[i]) == 0)
					longest = lens[i];
			if (longest == 0)
				continue;
			at = leaks_find(l, (struct span){ bytes, len }, at, &field);
			assert(at == place && lens[field] == longest);
			at++;
			found++;
		}
		assert(
		    leaks_find(l, (struct span){ bytes, len }, at, &field) == SIZE_MAX);
		leaks_free(l);
	}
	assert(found > 1000);
	return 0;
}
