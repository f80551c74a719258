#include "compare/seat_change.h"
#include "record/equality.h"

/* The place of a program in a list, from 1; 0 if it is not there. */
static uint32_t
find_choice(
    struct record *r, const struct value *list, struct span program, bool *no_memory)
{
	uint32_t place = 1;

	for (uint32_t i = (uint32_t)(list - r->values) + 1; i < list->next;
	     i = r->values[i].next, place++) {
		struct span choice;

		if (r->values[i].type != VALUE_STRING)
			continue;
		choice = record_text(r, &r->values[i]);
		*no_memory |= choice.at == NULL;
		if (span_same(choice, program))
			return place;
	}
	return 0;
}

static enum seat_change
by_places(int64_t old, int64_t new)
{
	return new < old ? SEAT_IMPROVED : new > old ? SEAT_WORSENED : SEAT_MOVED;
}

/* Whether a list is the same in both records, or in neither. */
static bool
is_same_list(struct path *path, struct record *old, struct record *new, bool *no_memory)
{
	const struct value *v = path_find(path, old), *w = path_find(path, new);

	if (v == NULL || w == NULL)
		return v == w;
	return span_same(record_raw(old, v), record_raw(new, w)) ||
	       equality_holds(old, v, new, w, no_memory);
}

enum seat_change
seat_change_of(const struct admission *old, const struct admission *new,
    struct record *old_record, struct record *new_record, struct path *const *choices,
    size_t lists, bool *no_memory)
{
	bool had = old->status == ADMISSION_ADMITTED;
	bool has = new->status == ADMISSION_ADMITTED;

	if (!had || !has)
		return had ? SEAT_DISPLACED : has ? SEAT_PLACED : SEAT_SAME;
	if (span_same(old->program, new->program) &&
	    span_same(old->group, new->group) && span_same(old->round, new->round))
		return SEAT_SAME;
	for (size_t i = 0; i < lists; i++) {
		const struct value *list = path_find(choices[i], new_record);
		uint32_t before, after;

		if (list == NULL || list->type != VALUE_ARRAY)
			continue;
		before = find_choice(new_record, list, old->program, no_memory);
		after = find_choice(new_record, list, new->program, no_memory);
		if (before > 0 && after > 0)
			return by_places(before, after);
	}
	for (size_t i = 0; i < lists; i++)
		if (!is_same_list(choices[i], old_record, new_record, no_memory))
			return SEAT_MOVED;
	return span_same(old->round, new->round) && old->choice > 0 && new->choice > 0
		   ? by_places(old->choice, new->choice)
		   : SEAT_MOVED;
}
