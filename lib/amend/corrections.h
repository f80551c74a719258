/*
 * corrections.h - corrections of records, one a line
 *
 *	{"id":"A","by":"...","level":"district","basis":"...","at":"2020-07-02T10:00:00+08:00",
 *	 "reason":"...","second":"...","merge":{"total":655},"was":{"total":645}}
 *
 * with "patch" (json_patch.h) in place of "merge" and "was" (merge_patch.h).  What is
 * applied is added to the record's list "amended".  Each correction is applied as a
 * whole or not at all, and has an outcome.
 */
#ifndef CORRECTIONS_H
#define CORRECTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <jansson.h>

#include "amend/signatures.h"
#include "record/path.h"
#include "record/record.h"
#include "settings/settings.h"

/* By what corrections are judged; all is borrowed. */
struct correction_rules {
	const char *deadline;          /* RFC 3339; NULL: none */
	struct text_list two_persons;  /* levels where two are needed, or "all" */
	const json_t *persons;         /* {"person":"level" or [levels]}; NULL: all */
	const char *const *unchanging; /* top-level fields; ends in NULL */
	struct path *id;
};

enum correction_outcome {
	CORRECTION_UNKNOWN_ID, /* no record had the id, so far */
	CORRECTION_APPLIED,
	CORRECTION_NO_RECORD, /* the line is no JSON object */
	CORRECTION_MALFORMED,
	CORRECTION_LATE,
	CORRECTION_UNSIGNED,
	CORRECTION_ONE_PERSON,
	CORRECTION_NOT_AUTHORIZED,
	CORRECTION_DOUBLED,
	CORRECTION_PROTECTED,
	CORRECTION_STALE,
	CORRECTION_UNTESTED,
	CORRECTION_TOO_LARGE,
};

struct correction {
	const char *file;
	struct span line;
	uint64_t number; /* of the line, from 1 */
	enum correction_outcome outcome;
	enum record_fault fault; /* of CORRECTION_NO_RECORD */
	bool is_signed;
	const char *field; /* static, or NULL */
	uint32_t next;     /* of the same id; NUMBERING_NONE: none */
};

/* "correction-late", and a sentence for people.  Static. */
const char *correction_code(const struct correction *);
const char *correction_reason(const struct correction *);

struct corrections;

/* No corrections yet; the rules are borrowed.  NULL if there is no memory. */
struct corrections *corrections_new(const struct correction_rules *);
void corrections_free(struct corrections *);

/*
 * Add those of a file with these bytes; both are borrowed.  signatures are those of the
 * file; NULL: none are asked for.  False if there is no memory.
 */
bool corrections_add(struct corrections *, const char *file, struct span bytes,
    struct signatures *signatures);

size_t corrections_count(const struct corrections *);
const struct correction *corrections_at(const struct corrections *, size_t index);

enum corrections_step {
	CORRECTIONS_NONE,    /* the record stays as it is */
	CORRECTIONS_CHANGED, /* *line is the record now; borrowed until the next call */
	CORRECTIONS_TWICE,   /* another record had this id, and there are corrections */
	CORRECTIONS_NO_MEMORY,
};

/* Apply all corrections with the id of a record, in the order of their lines. */
enum corrections_step corrections_apply(
    struct corrections *, struct span id, const struct record *, struct span *line);

#endif
