#include <assert.h>
#include <string.h>

#include "synthetic/people.h"
#include "synthetic/spelling.h"
#include "text/homophone.h"
#include "text/simplified.h"
#include "text/utf8.h"

/* Whether two texts are the same but for how they were typed. */
static bool
same_folded(const char *a, const char *b)
{
	struct folded folded = { 0 };
	size_t len;
	bool same;

	assert(fold_add(&folded, (struct span){ a, strlen(a) }));
	assert(simplified_fold(&folded, 0));
	len = folded.len;
	assert(fold_add(&folded, (struct span){ b, strlen(b) }));
	assert(simplified_fold(&folded, len));
	same =
	    folded.len == 2 * len && memcmp(folded.text, folded.text + len, len) == 0;
	fold_free(&folded);
	return same;
}

static bool
sound_alike(const char *a, const char *b)
{
	uint32_t x[64], y[64];
	size_t x_len = 0, y_len = 0;

	while (*a != '\0')
		x[x_len++] = utf8_next(&a);
	while (*b != '\0')
		y[y_len++] = utf8_next(&b);
	return homophone_texts(x, x_len, y, y_len);
}

static void
test_names(void)
{
	struct random r = random_stream(1, 1, 1);
	int heard_count = 0;

	for (int i = 0; i < 20000; i++) {
		struct phrase spelled, heard;
		struct person person;

		people_make(&r, i % 2 == 0, &person);
		spelling_of_name(&r, person.name.text, &spelled);
		assert(strcmp(spelled.text, person.name.text) != 0);
		assert(same_folded(spelled.text, person.name.text));
		assert(spelled.len == strlen(spelled.text));
		if (!spelling_by_ear(person.name.text, &heard))
			continue;
		assert(!same_folded(heard.text, person.name.text));
		assert(sound_alike(heard.text, person.name.text));
		heard_count++;
	}
	assert(heard_count > 15000);
}

static void
test_numbers(void)
{
	struct random r = random_stream(1, 2, 1);

	for (uint32_t i = 0; i < 20000; i++) {
		struct birth birth = { 2013, (uint8_t)(i % 12 + 1),
			(uint8_t)(i % 28 + 1) };
		char id[RESIDENT_LENGTH + 1], wrong[RESIDENT_LENGTH + 1];
		struct phrase typed;

		resident_write(id, 620102, birth, i % 995 + 1);
		spelling_of_number(&r, id, &typed);
		assert(strcmp(typed.text, id) != 0 && same_folded(typed.text, id));
		memcpy(wrong, id, sizeof wrong);
		spelling_mistake(&r, wrong);
		assert(strlen(wrong) == RESIDENT_LENGTH);
		assert(resident_check(wrong) != wrong[RESIDENT_LENGTH - 1]);
		assert(memcmp(wrong, id, 6) == 0);
	}
}

/* A sibling has the family's name and another given one. */
static void
test_siblings(void)
{
	struct random r = random_stream(1, 3, 1);

	for (int i = 0; i < 20000; i++) {
		struct person one, two;

		people_make(&r, i % 2 == 0, &one);
		people_make_sibling(&r, i % 3 == 0, &one, &two);
		assert(two.group == one.group && two.family == one.family);
		assert(strcmp(two.name.text, one.name.text) != 0);
		assert(two.family == NULL || strstr(two.name.text, two.family) != NULL);
	}
}

int
main(void)
{
	test_names();
	test_numbers();
	test_siblings();
	return 0;
}
