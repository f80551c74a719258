#include "publish/combinations.h"

#undef NDEBUG
#include <assert.h>

static void
expect(struct combinations *c, uint32_t least, uint64_t line, uint32_t count)
{
	struct combination found;

	assert(combinations_next(c, least, &found));
	assert(found.line == line && found.count == count && found.file == line % 2);
}

int
main(void)
{
	static const char *const rows[] = { "a", "b", "a", "", "c", "b", "a" };
	struct combinations *c = combinations_new();
	struct combination found;

	assert(c != NULL && !combinations_next(c, 3, &found));
	for (uint32_t i = 0; i < 7; i++)
		assert(combinations_add(c, span_of(rows[i]), i % 2, i));
	assert(combinations_rows(c) == 7 && combinations_texts(c) == 4);
	expect(c, 3, 1, 2);
	expect(c, 3, 3, 1);
	expect(c, 3, 4, 1);
	expect(c, 3, 5, 2);
	assert(!combinations_next(c, 3, &found));
	combinations_free(c);
	return 0;
}
