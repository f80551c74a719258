#include <stdbool.h>
#include <stdlib.h>

#include "seats/bundle_names.h"
#include "seats/market.h"
#include "text/numbering.h"

void
bundle_names_free(struct bundle_names *b)
{
	numbering_free(b->names);
	free(b->first);
	free(b->bundle);
}

static bool
make_room(uint32_t **array, size_t *room, size_t index)
{
	size_t wanted = (index + 512) * 2;
	void *larger;

	if (index < *room)
		return true;
	if ((larger = realloc(*array, wanted * sizeof **array)) == NULL)
		return false;
	*array = larger;
	*room = wanted;
	return true;
}

enum path_found
bundle_names_set(struct bundle_names *b, uint32_t applicant, struct record *record)
{
	struct span name;
	enum path_found found = path_string(b->name, record, &name);
	uint32_t number;
	bool known;

	if (found != PATH_FOUND && found != PATH_MISSING)
		return found;
	if ((b->names == NULL && (b->names = numbering_new()) == NULL) ||
	    !make_room(&b->bundle, &b->room, applicant))
		return PATH_NO_MEMORY;
	b->bundle[applicant] = MARKET_NONE;
	if (found == PATH_MISSING)
		return found;
	number = numbering_add(b->names, name, &known);
	if (number == NUMBERING_NONE || !make_room(&b->first, &b->first_room, number))
		return PATH_NO_MEMORY;
	if (!known)
		b->first[number] = applicant;
	b->bundle[applicant] = b->first[number];
	return found;
}
