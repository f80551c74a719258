#include <stdlib.h>
#include <string.h>

#include "audit/roll.h"
#include "memory/array.h"
#include "seats/admission.h"
#include "text/numbering.h"

/* What the list before the round says of an applicant. */
struct person {
	struct row_digest row; /* without the admission */
	uint64_t admission;    /* half of a digest */
	bool admitted, called;
};

struct roll {
	struct numbering *ids;
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
	r->listed = listed;
	if (r->ids == NULL) {
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
	free(r->people);
	free(r);
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
	p->row = row_digest(record, ADMISSION_KEY);
	p->admitted = admitted;
	if (admitted)
		p->admission = row_value_digest(record, ADMISSION_KEY).low;
	r->entered++;
	return ROLL_OK;
}

enum roll_finding
roll_call(struct roll *r, struct span id, struct record *record, bool *admitted,
    uint32_t *number)
{
	struct person *p;
	bool known;

	*admitted = false;
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
	if (!row_digest_equal(p->row, row_digest(record, ADMISSION_KEY)))
		return ROLL_ROW_CHANGED;
	if (p->admitted && p->admission != row_value_digest(record, ADMISSION_KEY).low)
		return ROLL_ADMISSION_CHANGED;
	return ROLL_OK;
}

static void
excuse_one(struct roll *r, struct span id)
{
	uint32_t number = numbering_find(r->ids, id);

	if (number < r->entered)
		r->people[number].called = true;
}

bool
roll_excuse(struct roll *r, struct span rejects, struct path *path)
{
	const char *at = rejects.at, *end = at + rejects.len, *next;
	enum record_fault fault = RECORD_OK;
	struct record record;

	record_init(&record);
	for (; at < end && fault != RECORD_NO_MEMORY; at = next + 1) {
		struct span id;

		next = memchr(at, '\n', (size_t)(end - at));
		if (next == NULL)
			next = end;
		fault = record_parse(&record, at, (size_t)(next - at), NULL);
		if (fault == RECORD_OK && path_string(path, &record, &id) == PATH_FOUND)
			excuse_one(r, id);
	}
	record_free(&record);
	return fault != RECORD_NO_MEMORY;
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
