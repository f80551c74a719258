#include <stdlib.h>

#include "memory/array.h"
#include "seats/bundle_names.h"
#include "seats/market.h"
#include "text/numbering.h"
#include "text/unseen.h"

void
bundle_names_free(struct bundle_names *b)
{
	numbering_free(b->names);
	free(b->first);
	free(b->bundle);
}

bool
bundle_names_find(const struct bundle_names *b, struct record *record,
    struct span *name, struct entry_fault *f)
{
	*name = (struct span){ NULL, 0 };
	switch (path_string(b->name, record, name)) {
	case PATH_FOUND:
		if (unseen_is_readable(*name))
			return true;
		break;
	case PATH_MISSING:
		*name = (struct span){ NULL, 0 };
		return true;
	case PATH_NO_MEMORY:
		return entry_fault_no_memory(f);
	default:
		break;
	}
	return entry_fault_set(f, "bundle-not-text", path_text(b->name),
	    "the name of a bundle is not text, or is empty, or has unseen "
	    "characters; who is alone has none");
}

bool
bundle_names_add(struct bundle_names *b, uint32_t applicant, struct span name)
{
	uint32_t number;
	bool known;

	if (b->names == NULL && (b->names = numbering_new()) == NULL)
		return false;
	if (!array_reserve(
		&b->bundle, &b->room, applicant + (size_t)1, sizeof *b->bundle))
		return false;
	b->bundle[applicant] = MARKET_NONE;
	if (name.at == NULL)
		return true;
	number = numbering_add(b->names, name, &known);
	if (number == NUMBERING_NONE || !array_reserve(&b->first, &b->first_room,
					    number + (size_t)1, sizeof *b->first))
		return false;
	if (!known)
		b->first[number] = applicant;
	b->bundle[applicant] = b->first[number];
	return true;
}
