#include "text/homophone.h"

#define HAN_WITH_READINGS
#include "text/han_tables.h"

/* The readings of a character, or NULL if it has none. */
static const struct han_readings *
find(uint32_t c)
{
	size_t from = 0, to = sizeof han_readings / sizeof *han_readings;

	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (han_readings[middle].character == c)
			return &han_readings[middle];
		if (han_readings[middle].character < c)
			from = middle + 1;
		else
			to = middle;
	}
	return NULL;
}

bool
homophone_characters(uint32_t a, uint32_t b)
{
	const struct han_readings *of_a, *of_b;

	if (a == b)
		return true;
	of_a = find(a);
	of_b = of_a == NULL ? NULL : find(b);
	if (of_b == NULL)
		return false;
	for (size_t i = 0; i < of_a->count; i++)
		for (size_t j = 0; j < of_b->count; j++)
			if (han_syllables[of_a->first + i] ==
			    han_syllables[of_b->first + j])
				return true;
	return false;
}

bool
homophone_texts(const uint32_t *a, size_t a_len, const uint32_t *b, size_t b_len)
{
	if (a_len != b_len)
		return false;
	for (size_t i = 0; i < a_len; i++)
		if (!homophone_characters(a[i], b[i]))
			return false;
	return true;
}
