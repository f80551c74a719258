#include <stdlib.h>
#include <string.h>

#include "memory/array.h"
#include "seats/score_bands.h"

enum { MOST_LINES = 1000 };

const char *
score_bands_read(struct score_bands *b, const char *text)
{
	for (;;) {
		size_t len = strcspn(text, ",");

		if (!array_reserve(&b->lines, &b->lines_room, b->count + (size_t)1,
			sizeof *b->lines))
			return "is more than there is memory for";
		if (b->count == MOST_LINES)
			return "has more than 1000 lines";
		if (!decimal_parse(text, len, &b->lines[b->count]))
			return "is not a list of numbers, separated by commas";
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
	free(b->scores);
}

bool
score_bands_set(struct score_bands *b, uint32_t applicant, struct record *record,
    struct entry_fault *f)
{
	struct decimal score;
	uint16_t band = 0;

	switch (path_decimal(b->score, record, &score)) {
	case PATH_FOUND:
		break;
	case PATH_NO_MEMORY:
		return entry_fault_no_memory(f);
	default:
		return entry_fault_set(f, "score-not-number", path_text(b->score),
		    "there is no score, or it is not a number");
	}
	if (!array_reserve(
		&b->band, &b->room, applicant + (size_t)1, sizeof *b->band) ||
	    !array_reserve(
		&b->scores, &b->scores_room, applicant + (size_t)1, sizeof *b->scores))
		return entry_fault_no_memory(f);
	while (band < b->count && decimal_compare(score, b->lines[band]) < 0)
		band++;
	b->band[applicant] = band;
	b->scores[applicant] = score;
	return true;
}
