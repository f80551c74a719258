#include "explain/asked.h"

#include <stdlib.h>

bool
asked_open(struct asked *a, const char *const ids[], size_t count)
{
	bool known;

	*a = (struct asked){ .ids = NULL };
	if (count == 0)
		return true;
	a->ids = numbering_new();
	a->found = calloc(count, sizeof *a->found);
	if (a->ids == NULL || a->found == NULL)
		return false;
	for (size_t i = 0; i < count; i++)
		if (numbering_add(a->ids, span_of(ids[i]), &known) == NUMBERING_NONE)
			return false;
	return true;
}

void
asked_close(struct asked *a)
{
	numbering_free(a->ids);
	free(a->found);
}

bool
asked_for(struct asked *a, struct span id)
{
	uint32_t number;

	if (a->ids == NULL)
		return true;
	number = numbering_find(a->ids, id);
	if (number != NUMBERING_NONE)
		a->found[number] = true;
	return number != NUMBERING_NONE;
}

bool
asked_found(const struct asked *a, const char *id)
{
	return a->found[numbering_find(a->ids, span_of(id))];
}
