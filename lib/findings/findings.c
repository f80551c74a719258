#include <stdlib.h>

#include "findings/findings.h"

void
findings_clear(struct findings *f)
{
	f->count = 0;
	f->no_memory = false;
	arena_clear(&f->texts);
}

void
findings_free(struct findings *f)
{
	free(f->items);
	arena_free(&f->texts);
	*f = (struct findings){ .count = 0 };
}

static bool
make_room(struct findings *f)
{
	struct finding *larger;

	if (f->count < f->room)
		return true;
	larger = realloc(f->items, (f->room * 2 + 8) * sizeof *larger);
	if (larger == NULL) {
		f->no_memory = true;
		return false;
	}
	f->items = larger;
	f->room = f->room * 2 + 8;
	return true;
}

void
findings_add(struct findings *f, struct finding found)
{
	if (f->count > FINDINGS_MOST || !make_room(f))
		return;
	if (f->count == FINDINGS_MOST)
		found = (struct finding){ .code = "more-findings",
			.reason = "the record has more faults than are listed" };
	f->items[f->count++] = found;
}
