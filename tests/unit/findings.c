#include <assert.h>

#include "findings/findings.h"

static void
test_about(void)
{
	struct findings f = { .count = 0 };

	findings_add(&f, (struct finding){ .code = "type", .reason = "r" });
	assert(!findings_about(&f, "scores"));
	findings_add(
	    &f, (struct finding){ .code = "type", .field = "scores", .reason = "r" });
	assert(findings_about(&f, "scores"));
	assert(findings_about(&f, "scores.math"));
	assert(!findings_about(&f, "scores2") && !findings_about(&f, "score"));
	assert(!findings_about(&f, "total"));
	findings_clear(&f);
	assert(!findings_about(&f, "scores"));
	findings_free(&f);
}

int
main(void)
{
	test_about();
	return 0;
}
