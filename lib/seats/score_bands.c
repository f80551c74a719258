#include <stdlib.h>
#include <string.h>

#include "seats/score_bands.h"

enum { MOST_LINES = 1000 };

const char *
score_bands_read(struct score_bands *b, const char *text)
{
	for (;;) {
		size_t len = strcspn(text, ",");
		void *larger =
		    realloc(b->lines, (b->count + (size_t)1) * sizeof *b->lines);

		if (larger == NULL)
			return "is more than there is memory for";
		b->lines = larger;
		if (b->count == MOST_LINES)
			return "has more than 1000 lines";
		if (!decimal_parse(text, len, &b->lines[b->count]))
			return "is not a list of numbers, apart by commas";
		if (b->count > 0 &&
		    decimal_compare(b->lines[b->count - 1], b->lines[b->count]) <= 0)
			return "must go down from line to line";
		b->count++;
		if (text[len] == '\0')
			return NULL;
		text += len + 1;
	}
}

void
score_bands_free(struct score_bands *b)
{
	free(b->lines);
	free(b->band);
}

enum path_found
score_bands_set(struct score_bands *b, uint32_t applicant, struct record *record)
{
	struct decimal score;
	enum path_found found = path_decimal(b->score, record, &score);
	uint16_t band = 0;

	if (found != PATH_FOUND)
		return found;
	if (applicant >= b->room) {
		size_t room = (applicant + (size_t)512) * 2;
		void *larger = realloc(b->band, room * sizeof *b->band);

		if (larger == NULL)
			return PATH_NO_MEMORY;
		b->band = larger;
		b->room = room;
	}
	while (band < b->count && decimal_compare(score, b->lines[band]) < 0)
		band++;
	b->band[applicant] = band;
	return PATH_FOUND;
}
