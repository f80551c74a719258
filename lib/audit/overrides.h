/*
 * overrides.h - what persons, not rules, decided about an applicant
 *
 *	{"applicant":"A","override":"amended","correction":{"by":"...",...}}
 *	{"applicant":"B","override":"admitted-by-hand","program":"S01"}
 *
 * A correction is one that admit-amend(1) has added to the record's list "amended".
 * Who was admitted by hand has an admission that names no round.
 */
#ifndef OVERRIDES_H
#define OVERRIDES_H

#include <stdbool.h>
#include <stdint.h>

#include "record/record.h"
#include "record/writer.h"
#include "seats/admission.h"

/* All zero is ready. */
struct overrides {
	struct writer line;
	uint64_t count; /* of all records so far */
	void (*found)(void *context, struct span line);
	void *context;
};

/* Hand out the overrides of a record, each as a JSON object.  False if memory ran out.
 */
bool overrides_list(
    struct overrides *, struct span id, struct record *, const struct admission *);
void overrides_free(struct overrides *);

#endif
