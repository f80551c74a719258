#include "explain/earlier_seats.h"

#include <stdlib.h>

#include "memory/array.h"

static bool
read_id(
    struct path *path, struct record *record, struct span *id, struct entry_fault *f)
{
	switch (path_string(path, record, id)) {
	case PATH_FOUND:
		return true;
	case PATH_NO_MEMORY:
		return entry_fault_no_memory(f);
	default:
		return entry_fault_set(f, "id-missing", path_text(path),
		    "there is no id, or it is not a text");
	}
}

bool
earlier_seats_add(struct earlier_seats *e, struct round *round, struct path *path,
    struct record *record, struct entry_fault *f)
{
	struct holding held;
	struct admission a;
	const char *unclear;
	struct span id;
	uint32_t number;
	bool known;

	if (!read_id(path, record, &id, f))
		return false;
	unclear = admission_read(record, &a);
	if (unclear != NULL)
		return entry_fault_set(f, "admission-unclear", unclear,
		    "it does not say where the applicant was placed");
	if (!holders_read(&round->holders, round->programs, record, &a, &held, f))
		return false;
	if (e->ids == NULL && (e->ids = numbering_new()) == NULL)
		return entry_fault_no_memory(f);
	number = numbering_add(e->ids, id, &known);
	if (number == NUMBERING_NONE ||
	    !array_reserve(&e->held, &e->room, number + (size_t)1, sizeof *e->held))
		return entry_fault_no_memory(f);
	if (known)
		return entry_fault_set(
		    f, "id-twice", path_text(path), "another record has the same id");
	e->held[number] = held;
	return true;
}

bool
earlier_seats_find(const struct earlier_seats *e, struct path *path,
    struct record *record, const struct holding **held, struct entry_fault *f)
{
	struct span id;
	uint32_t number;

	if (!read_id(path, record, &id, f))
		return false;
	number = e->ids == NULL ? NUMBERING_NONE : numbering_find(e->ids, id);
	if (number == NUMBERING_NONE)
		return entry_fault_set(f, "not-listed", path_text(path),
		    "the list before the round does not have the applicant");
	*held = e->held[number].program == MARKET_NONE ? NULL : &e->held[number];
	return true;
}

void
earlier_seats_free(struct earlier_seats *e)
{
	numbering_free(e->ids);
	free(e->held);
	*e = (struct earlier_seats){ 0 };
}
