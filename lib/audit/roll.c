#include <stdlib.h>
#include <string.h>

#include "audit/roll.h"
#include "memory/array.h"
#include "seats/admission.h"
#include "text/numbering.h"

/* What the list before the round says of an applicant. */
struct person {
	struct row_digest row; /* without the admission */
	struct row_digest admission;
	bool admitted, called;
};

struct roll {
	struct numbering *ids;
	struct row_digests *digests;
	struct person *people;
	size_t room;
	uint32_t entered; /* the numbers below it are on the list before the round */
	bool listed;
};

const char *
roll_word(enum roll_finding finding)
{
	static const char *const words[] = {
		[ROLL_TWICE] = "applicant-twice",
		[ROLL_STRANGER] = "not-an-entrant",
		[ROLL_ROW_CHANGED] = "row-changed",
		[ROLL_ADMISSION_CHANGED] = "admission-changed",
	};

	return words[finding];
}

struct roll *
roll_new(bool listed)
{
	struct roll *r = calloc(1, sizeof *r);

	if (r == NULL)
		return NULL;
	r->ids = numbering_new();
	r->digests = row_digests_new();
	r->listed = listed;
	if (r->ids == NULL || r->digests == NULL) {
		roll_free(r);
		return NULL;
	}
	return r;
}

void
roll_free(struct roll *r)
{
	if (r == NULL)
		return;
	numbering_free(r->ids);
	row_digests_free(r->digests);
	free(r->people);
	free(r);
}

void
roll_expect(const struct roll *r, struct span id)
{
	numbering_expect(r->ids, id);
}

/*
 * The number of an id, with a person behind it that is all zero if the id is new.
 * Without a list before, the number is all that is remembered.
 */
static bool
find_person(struct roll *r, struct span id, bool *known, uint32_t *number)
{
	*number = numbering_add(r->ids, id, known);
	if (*number == NUMBERING_NONE)
		return false;
	if (r->listed && !array_reserve(&r->people, &r->room, *number + (size_t)1,
			     sizeof *r->people))
		return false;
	if (r->listed && !*known)
		memset(&r->people[*number], 0, sizeof r->people[*number]);
	return true;
}

enum roll_finding
roll_enter(struct roll *r, struct span id, struct record *record, bool admitted,
    uint32_t *number)
{
	struct person *p;
	bool known;

	if (!find_person(r, id, &known, number))
		return ROLL_NO_MEMORY;
	if (known)
		return ROLL_TWICE;
	p = &r->people[*number];
	p->row = row_digest(r->digests, record, ADMISSION_KEY);
	p->admission = row_value_digest(r->digests, record, ADMISSION_KEY);
	p->admitted = admitted;
	r->entered++;
	return ROLL_OK;
}

/* Find an applicant of the list with the same row; *same: with the same admission too.
 */
static enum roll_finding
find_entrant(struct roll *r, struct span id, struct record *record, bool *admitted,
    bool *same, uint32_t *number)
{
	struct row_digest row, admission;
	struct person *p;
	bool known;

	*admitted = *same = false;
	if (!find_person(r, id, &known, number))
		return ROLL_NO_MEMORY;
	if (!r->listed)
		return known ? ROLL_TWICE : ROLL_OK;
	p = &r->people[*number];
	*admitted = p->admitted;
	if (p->called)
		return ROLL_TWICE;
	p->called = true;
	if (*number >= r->entered)
		return ROLL_STRANGER;
	row = row_digest(r->digests, record, ADMISSION_KEY);
	admission = row_value_digest(r->digests, record, ADMISSION_KEY);
	*same = row_digest_equal(&p->admission, &admission);
	return row_digest_equal(&p->row, &row) ? ROLL_OK : ROLL_ROW_CHANGED;
}

enum roll_finding
roll_call(struct roll *r, struct span id, struct record *record, bool *admitted,
    uint32_t *number)
{
	bool same;
	enum roll_finding finding =
	    find_entrant(r, id, record, admitted, &same, number);

	return finding == ROLL_OK && *admitted && !same ? ROLL_ADMISSION_CHANGED
							: finding;
}

enum roll_finding
roll_set_aside(struct roll *r, struct span id, struct record *record, bool *admitted,
    uint32_t *number)
{
	bool same;
	enum roll_finding finding =
	    find_entrant(r, id, record, admitted, &same, number);

	return finding == ROLL_OK && !same ? ROLL_ADMISSION_CHANGED : finding;
}

bool
roll_missing(const struct roll *r, uint32_t *number)
{
	while (*number < r->entered && r->people[*number].called)
		++*number;
	return *number < r->entered;
}

struct span
roll_id(const struct roll *r, uint32_t number)
{
	return numbering_text(r->ids, number);
}
