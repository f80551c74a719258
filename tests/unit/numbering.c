#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "text/numbering.h"

static struct span
text(const char *s)
{
	return span_of(s);
}

static void
test_numbers(void)
{
	struct numbering *n = numbering_new();
	bool known;

	assert(numbering_find(n, text("S01")) == NUMBERING_NONE);
	assert(numbering_add(n, text("S01"), &known) == 0 && !known);
	assert(numbering_add(n, text(""), &known) == 1 && !known);
	assert(numbering_add(n, (struct span){ "S01\0", 4 }, &known) == 2 && !known);
	assert(numbering_add(n, text("S01"), &known) == 0 && known);
	assert(numbering_count(n) == 3);
	assert(numbering_find(n, text("")) == 1);
	assert(numbering_find(n, text("S0")) == NUMBERING_NONE);
	assert(numbering_text(n, 0).len == 3 &&
	       memcmp(numbering_text(n, 0).at, "S01", 3) == 0);
	assert(numbering_text(n, 2).len == 4);
	numbering_free(n);
	numbering_free(NULL);
}

/* Far more than the first tables hold. */
static void
test_many(void)
{
	enum { MANY = 100000 };
	struct numbering *n = numbering_new();
	char id[16];
	bool known;

	for (uint32_t i = 0; i < MANY; i++) {
		snprintf(id, sizeof id, "%u", i * 7);
		assert(numbering_add(n, text(id), &known) == i && !known);
	}
	for (uint32_t i = 0; i < MANY * 7; i++) {
		snprintf(id, sizeof id, "%u", i);
		assert(numbering_find(n, text(id)) ==
		       (i % 7 == 0 ? i / 7 : NUMBERING_NONE));
	}
	numbering_free(n);
}

/* An empty text is one text, whether it stands somewhere or nowhere. */
static void
test_empty(void)
{
	struct numbering *n = numbering_new();
	bool known;

	assert(numbering_add(n, (struct span){ NULL, 0 }, &known) == 0 && !known);
	assert(numbering_add(n, text(""), &known) == 0 && known);
	assert(numbering_find(n, (struct span){ NULL, 0 }) == 0);
	numbering_free(n);
}

int
main(void)
{
	test_numbers();
	test_empty();
	test_many();
	return 0;
}
