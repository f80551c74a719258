#include <assert.h>
#include <string.h>

#include "findings/findings.h"

/* What is over the limit is said once, and clearing makes room again. */
static void
test_limit(void)
{
	struct findings f = { .count = 0 };

	for (int i = 0; i < FINDINGS_MOST + 50; i++)
		findings_add(&f, (struct finding){ .code = "type", .reason = "r" });
	assert(f.count == FINDINGS_MOST + 1);
	assert(strcmp(f.items[FINDINGS_MOST - 1].code, "type") == 0);
	assert(strcmp(f.items[FINDINGS_MOST].code, "more-findings") == 0);
	findings_clear(&f);
	assert(f.count == 0);
	findings_add(&f, (struct finding){ .code = "enum", .reason = "r" });
	assert(f.count == 1 && strcmp(f.items[0].code, "enum") == 0);
	findings_free(&f);
}

int
main(void)
{
	test_limit();
	return 0;
}
