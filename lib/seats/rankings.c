#include <stdlib.h>

#include "memory/array.h"
#include "seats/rankings.h"

/* The list that a program shares, or else a new one. */
static void
find_list(struct rankings *r, uint32_t program)
{
	const struct programs *p = r->programs;
	uint32_t list = 0;

	r->list_of[program] = MARKET_NONE;
	if (!p->offered[program])
		return;
	while (list < r->count &&
	       (p->values[program] != NULL || p->values[r->asked[list]] != NULL ||
		   !terms_same(p->book, &p->terms[program], &p->terms[r->asked[list]])))
		list++;
	if (list == r->count)
		r->asked[r->count++] = program;
	r->list_of[program] = list;
}

struct rankings *
rankings_new(const struct programs *p)
{
	struct rankings *r = calloc(1, sizeof *r);
	size_t count = p->count + (size_t)1;

	if (r == NULL)
		return NULL;
	r->programs = p;
	r->list_of = malloc(count * sizeof *r->list_of);
	r->asked = malloc(count * sizeof *r->asked);
	r->lists = calloc(count, sizeof *r->lists);
	r->room = calloc(count, sizeof *r->room);
	if (r->list_of == NULL || r->asked == NULL || r->lists == NULL ||
	    r->room == NULL) {
		rankings_free(r);
		return NULL;
	}
	for (uint32_t i = 0; i < p->count; i++)
		find_list(r, i);
	r->list_of[p->count] = MARKET_NONE; /* programs_gap() */
	return r;
}

void
rankings_free(struct rankings *r)
{
	if (r == NULL)
		return;
	for (uint32_t i = 0; r->lists != NULL && i < r->count; i++)
		free(r->lists[i].entries);
	free(r->list_of);
	free(r->asked);
	free(r->lists);
	free(r->room);
	free(r);
}

static bool
add_entry(struct rankings *r, uint32_t list, uint32_t applicant, uint32_t priority)
{
	struct ranking *l = &r->lists[list];

	if (!array_reserve(
		&l->entries, &r->room[list], (size_t)l->count + 1, sizeof *l->entries))
		return false;
	l->entries[l->count++] = (uint64_t)priority << 32 | applicant;
	return true;
}

bool
rankings_add(
    struct rankings *r, uint32_t applicant, struct record *record, uint64_t order)
{
	const struct programs *p = r->programs;

	for (uint32_t i = 0; i < r->count; i++) {
		uint32_t asked = r->asked[i], priority;
		struct entry_fault fault = { "", NULL, NULL };
		enum terms_result result = terms_test(p->book, &p->terms[asked], record,
		    p->values[asked], order, true, &priority, &fault);

		if (result == TERMS_FAILED && fault.code == NULL)
			return false;
		if (result == TERMS_OPEN && !add_entry(r, i, applicant, priority))
			return false;
	}
	return true;
}
