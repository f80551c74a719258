#include <stdlib.h>

#include "findings/findings.h"
#include "memory/array.h"

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

void
findings_add(struct findings *f, struct finding found)
{
	if (f->count > FINDINGS_MOST)
		return;
	if (!array_reserve(&f->items, &f->room, f->count + 1, sizeof *f->items)) {
		f->no_memory = true;
		return;
	}
	if (f->count == FINDINGS_MOST)
		found = (struct finding){ .code = "more-findings",
			.reason = "the record has more faults than are listed" };
	f->items[f->count++] = found;
}
