#include "seats/released.h"

#include <stdlib.h>
#include <string.h>

#include "memory/array.h"

static enum released_state
add(struct released *all, struct record *r, const struct value *seat)
{
	if (!array_reserve(&all->seats, &all->room, all->count + 1, sizeof *all->seats))
		return RELEASED_NO_MEMORY;
	return admission_read_seat(r, seat, &all->seats[all->count++])
		   ? RELEASED_READ
		   : RELEASED_UNCLEAR;
}

enum released_state
released_read(struct released *all, struct record *r)
{
	enum released_state state = RELEASED_READ;
	const struct value *list =
	    record_member(r, &r->values[0], ADMISSION_KEY, strlen(ADMISSION_KEY));

	all->count = 0;
	if (list == NULL || list->type != VALUE_OBJECT)
		return RELEASED_READ;
	list = record_member(r, list, "released", strlen("released"));
	if (list == NULL)
		return RELEASED_READ;
	if (list->type != VALUE_ARRAY)
		return RELEASED_UNCLEAR;
	for (uint32_t at = (uint32_t)(list - r->values) + 1, end = list->next;
	     state == RELEASED_READ && at < end; at = r->values[at].next)
		state = add(all, r, &r->values[at]);
	return state;
}

void
released_free(struct released *all)
{
	free(all->seats);
	*all = (struct released){ 0 };
}

void
released_write(
    struct writer *w, const struct released *before, const struct admission *now)
{
	writer_open_array(w);
	for (size_t i = 0; i < before->count; i++) {
		writer_open_object(w);
		admission_write_seat(w, &before->seats[i]);
		writer_close_object(w);
	}
	if (now != NULL) {
		writer_open_object(w);
		admission_write_seat(w, now);
		writer_close_object(w);
	}
	writer_close_array(w);
}
