/*
 * applicant_ids.h - whether everybody takes part once
 *
 *	id-missing  error  records have no id, or one that is no text
 *	id-twice    error  records have the id of another one
 */
#ifndef APPLICANT_IDS_H
#define APPLICANT_IDS_H

#include <stdbool.h>
#include <stdint.h>

#include "preflight/preflight_findings.h"
#include "preflight/record_place.h"
#include "record/path.h"

/* All zero has none. */
struct applicant_ids {
	struct numbering *seen;
	uint64_t records, missing, twice;
	struct record_place first_missing, first_twice;
};

/* Count the id at a path of a record, which was read from there; false if there is no
 * memory. */
bool applicant_ids_add(struct applicant_ids *, struct path *, struct record *,
    const char *file, uint64_t line);

/* Tell what was found; false if there is no memory. */
bool applicant_ids_check(
    const struct applicant_ids *, const struct path *, struct preflight_findings *);

void applicant_ids_free(struct applicant_ids *);

#endif
