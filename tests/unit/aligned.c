#include "text/aligned.h"

#undef NDEBUG
#include <assert.h>

static void
test_aligned(void)
{
	static const char *const cells[] = { "school", "seats", "colour", "第一小学",
		"90", "红", "S2", "1200", "", "", "5", "a\xe2\x80\xae\n" };
	static const bool right[] = { false, true, false };
	struct aligned table = { .columns = 3 };
	struct writer lines = { 0 };

	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
		assert(aligned_add(&table, span_of(cells[i])));
	assert(aligned_write(&table, right, &lines));
	assert(span_is((struct span){ lines.text, lines.len },
	    "school    seats  colour\n"
	    "第一小学     90  红\n"
	    "S2         1200\n"
	    "              5  a<U+202E><U+000A>\n"));
	aligned_free(&table);
	writer_free(&lines);
}

int
main(void)
{
	test_aligned();
	return 0;
}
