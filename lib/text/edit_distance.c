#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "text/edit_distance.h"

static size_t
least(size_t a, size_t b, size_t c)
{
	size_t less = a < b ? a : b;

	return less < c ? less : c;
}

size_t
edit_distance(const char *from, const char *to)
{
	size_t width = strlen(to), distance, diagonal;
	/* The distances of what was read of from to each beginning of to. */
	size_t *row = calloc(width + 1, sizeof *row);

	if (row == NULL)
		return SIZE_MAX;
	for (size_t j = 0; j <= width; j++)
		row[j] = j;
	for (size_t i = 0; from[i] != '\0'; i++) {
		diagonal = row[0];
		row[0] = i + 1;
		for (size_t j = 0; j < width; j++) {
			size_t above = row[j + 1];

			row[j + 1] =
			    least(above + 1, row[j] + 1, diagonal + (from[i] != to[j]));
			diagonal = above;
		}
	}
	distance = row[width];
	free(row);
	return distance;
}
