#include <assert.h>
#include <string.h>

#include "text/simplified.h"

static void
check(const char *text, const char *expected)
{
	struct folded folded = { 0 };

	for (int again = 0; again < 2; again++) {
		assert(fold_add(&folded, (struct span){ text, strlen(text) }));
		assert(simplified_fold(&folded, 0));
		assert(folded.len == strlen(expected));
		assert(
		    folded.len == 0 || memcmp(folded.text, expected, folded.len) == 0);
		fold_reset(&folded);
		text = expected;
	}
	fold_free(&folded);
}

/* Any character leads to one that stays. */
static void
test_all(void)
{
	for (uint32_t c = 0; c < 0x110000; c++) {
		uint32_t to = simplified_character(c);

		assert(simplified_character(to) == to);
		assert(to == c || c >= 0x3400);
	}
}

static void
test_from(void)
{
	struct folded folded = { 0 };

	assert(fold_add(&folded, (struct span){ "呂呂", 6 }));
	assert(simplified_fold(&folded, 3));
	assert(folded.len == 6 && memcmp(folded.text, "呂吕", 6) == 0);
	assert(simplified_fold(&folded, 6));
	fold_free(&folded);
}

int
main(void)
{
	check("", "");
	check("張偉", "张伟");
	check("呂Ｘ蘭", "吕x兰");            /* of two variants, the one in the table */
	check("餘復裡", "余复里");           /* itself is among the variants */
	check("昇著乾", "昇著乾");           /* in the standard table */
	check("a\xff\xe8張", "a\xff\xe8张"); /* not UTF-8 */
	test_all();
	test_from();
	return 0;
}
