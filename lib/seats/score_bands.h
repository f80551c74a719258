/*
 * score_bands.h - the bands that published lines cut the scores into
 *
 * Band 0 is at or above the first line, band 1 at or above the second, and so on;
 * the last band is below the last line.
 */
#ifndef SCORE_BANDS_H
#define SCORE_BANDS_H

#include <stdint.h>

#include "record/path.h"
#include "seats/entry_fault.h"

struct score_bands {
	struct path *score; /* where a record has its score; borrowed */
	struct decimal *lines;
	uint16_t count;         /* of lines */
	uint16_t *band;         /* of each applicant */
	struct decimal *scores; /* the same */
	size_t lines_room, room, scores_room;
};

/*
 * Read lines, numbers separated by commas, the highest first ("707,667.5"), and add
 * them to those that are there.  NULL, or a static sentence on what is wrong.
 */
const char *score_bands_read(struct score_bands *, const char *lines);
void score_bands_free(struct score_bands *);

/*
 * Set the score and band of an applicant, the next one, by its record.  A record that
 * is set aside later leaves a band that the next one overwrites.
 */
bool score_bands_set(
    struct score_bands *, uint32_t applicant, struct record *, struct entry_fault *);

#endif
