#include "publish/leak_check.h"

#undef NDEBUG
#include <assert.h>
#include <string.h>

static void
expect_value(struct leak_check *c, uint64_t line, uint32_t field)
{
	struct leak leak;

	assert(leak_check_next(c, &leak) && leak.kind == LEAK_VALUE);
	assert(leak.line == line && leak.field == field);
}

static void
expect_pattern(struct leak_check *c, uint64_t line, const char *pattern)
{
	struct leak leak;

	assert(leak_check_next(c, &leak) && leak.kind == LEAK_PATTERN);
	assert(leak.line == line && strcmp(leak.pattern, pattern) == 0);
}

int
main(void)
{
	struct leak_check *c = leak_check_new();
	struct leak leak;

	assert(c != NULL);
	assert(leak_check_add(c, span_of("张晓明"), 0));
	assert(leak_check_add(c, span_of("15423095112"), 1));
	assert(leak_check_add(c, span_of("S1"), 2));
	leak_check_ready(c);
	assert(leak_check_short(c) == 1);

	/* A value that is a number too is reported once; others by their pattern. */
	leak_check_begin(c, span_of("a\n15423095112,张晓明\n\n13800138000\n"));
	expect_value(c, 2, 1);
	expect_value(c, 2, 0);
	expect_pattern(c, 4, "mobile");
	assert(!leak_check_next(c, &leak));

	/* 张晓明 in GBK. */
	leak_check_begin(c, span_of("\xd0\xd5\xc3\xfb\n\xd5\xc5\xcf\xfe\xc3\xf7\n"
				    "11010519491231002X 15423095112"));
	expect_value(c, 2, 0);
	expect_pattern(c, 3, "resident-id");
	expect_value(c, 3, 1);
	assert(!leak_check_next(c, &leak));

	leak_check_begin(c, span_of("PK\3\4"));
	assert(leak_check_next(c, &leak) && leak.kind == LEAK_UNKNOWN);
	assert(!leak_check_next(c, &leak));
	leak_check_begin(c, span_of(""));
	assert(!leak_check_next(c, &leak));
	leak_check_free(c);
	return 0;
}
