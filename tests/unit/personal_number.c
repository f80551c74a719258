#include "publish/personal_number.h"

#undef NDEBUG
#include <assert.h>
#include <stdint.h>
#include <string.h>

/* What is found in a text: kinds and places. */
static void
expect(const char *text, const char *kind, size_t place)
{
	const char *found = NULL;
	size_t at = personal_number_find(span_of(text), 0, &found);

	assert(at == place);
	assert(at == SIZE_MAX || strcmp(found, kind) == 0);
}

int
main(void)
{
	/* 11010519491231002X is the example of GB 11643-1999. */
	expect("11010519491231002X", "resident-id", 0);
	expect("a,11010519491231002x,b", "resident-id", 2);
	expect("号11010519491231002X号", "resident-id", 3);
	expect("id11010519491231002X", "resident-id", 2);
	expect("110105194912310021", NULL, SIZE_MAX); /* the check character */
	expect("11010519491331002X", NULL, SIZE_MAX); /* the date */
	expect("1110105194912310021", NULL, SIZE_MAX);
	expect("110105********002X", NULL, SIZE_MAX);
	expect("11010519491231002", NULL, SIZE_MAX);
	expect("tel. 15423095112.", "mobile", 5);
	expect("15423095112", "mobile", 0);
	expect("25423095112", NULL, SIZE_MAX);
	expect("12423095112", NULL, SIZE_MAX);
	expect("154230951123", NULL, SIZE_MAX);
	expect("a15423095112", NULL, SIZE_MAX); /* as in a digest */
	expect("15423095112e", NULL, SIZE_MAX);
	expect("154****5112", NULL, SIZE_MAX);
	expect("", NULL, SIZE_MAX);
	/* The next one is found behind the first. */
	{
		const char *kind, *text = "15423095112 11010519491231002X";

		assert(personal_number_find(span_of(text), 1, &kind) == 12);
		assert(strcmp(kind, "resident-id") == 0);
	}
	return 0;
}
