#include "audit/audit_released.h"

#include <stdlib.h>
#include <string.h>

#include "memory/array.h"

void
audit_released_free(struct audit_released *a)
{
	writer_free(&a->texts);
	free(a->of);
	released_free(&a->seats);
	writer_free(&a->named);
}

bool
audit_released_enter(struct audit_released *a, uint32_t number, struct record *record,
    const struct admission *admission)
{
	if (released_read(&a->seats, record) == RELEASED_NO_MEMORY ||
	    !array_reserve(&a->of, &a->room, number + (size_t)1, sizeof *a->of))
		return false;
	for (; a->known <= number; a->known++)
		a->of[a->known][0] = a->of[a->known][1] = 0;
	writer_bytes(&a->texts, "\n", 1); /* nothing before it asks for a comma */
	a->of[number][0] = a->texts.len;
	released_write(&a->texts, &a->seats, admission);
	a->of[number][1] = a->texts.len;
	return !writer_failed(&a->texts);
}

/* Whether the admission of a record has a list, whatever is in it. */
static bool
has_list(struct record *r)
{
	const struct value *admission =
	    record_member(r, &r->values[0], ADMISSION_KEY, strlen(ADMISSION_KEY));

	return admission != NULL &&
	       record_member(r, admission, "released", strlen("released")) != NULL;
}

bool
audit_released_check(
    struct audit_released *a, uint32_t number, struct record *record, bool *right)
{
	enum released_state state;
	struct span wanted;

	*right = !has_list(record);
	if (number >= a->known || a->of[number][1] == 0)
		return true;
	state = released_read(&a->seats, record);
	wanted = (struct span){ a->texts.text + a->of[number][0],
		a->of[number][1] - a->of[number][0] };
	*right = false;
	if (state != RELEASED_READ)
		return state != RELEASED_NO_MEMORY;
	writer_reset(&a->named);
	released_write(&a->named, &a->seats, NULL);
	*right = a->named.len == wanted.len &&
		 memcmp(a->named.text, wanted.at, wanted.len) == 0;
	return !writer_failed(&a->named);
}
