/* edit_distance.h: distances that can be counted by hand, and what holds for any. */
#include <assert.h>
#include <string.h>

#include "fixed_seed.h"
#include "text/edit_distance.h"

static void
known_distances(void)
{
	assert(edit_distance("", "") == 0);
	assert(edit_distance("rank", "rank") == 0);
	assert(edit_distance("", "rank") == 4);
	assert(edit_distance("rank", "") == 4);
	assert(edit_distance("alocate", "allocate") == 1);
	assert(edit_distance("ranks", "rank") == 1);
	assert(edit_distance("renk", "rank") == 1);
	assert(edit_distance("rnak", "rank") == 2);
	assert(edit_distance("kitten", "sitting") == 3);
	assert(edit_distance("saturday", "sunday") == 3);
}

/* The definition, in time that grows as 3 to the length. */
static size_t
by_definition(const char *a, const char *b)
{
	size_t least, other;

	if (*a == '\0' || *b == '\0')
		return strlen(a) + strlen(b);
	least = by_definition(a + 1, b + 1) + (*a != *b);
	other = by_definition(a + 1, b) + 1;
	least = other < least ? other : least;
	other = by_definition(a, b + 1) + 1;
	return other < least ? other : least;
}

static void
make_word(char word[7])
{
	size_t len = draw() % 7;

	for (size_t i = 0; i < len; i++)
		word[i] = (char)('a' + draw() % 3);
	word[len] = '\0';
}

static void
agrees_with_the_definition(void)
{
	char a[7], b[7];

	for (int i = 0; i < 2000; i++) {
		make_word(a);
		make_word(b);
		assert(edit_distance(a, b) == by_definition(a, b));
	}
}

int
main(void)
{
	known_distances();
	agrees_with_the_definition();
	return 0;
}
