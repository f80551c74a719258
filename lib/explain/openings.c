#include "explain/openings.h"

#include <stdlib.h>

#include "explain/chain.h"
#include "kept/spill.h"
#include "memory/array.h"

bool
openings_add(struct openings *o, struct span id, const struct admission *admission)
{
	writer_reset(&o->w);
	if (!chain_write_opening(&o->w, id, admission) ||
	    !array_reserve(&o->sizes, &o->room, o->count + 1, sizeof *o->sizes))
		return false;
	if (o->lines == NULL)
		o->lines = spill_open(0);
	spill_add(o->lines, o->w.text, o->w.len);
	o->sizes[o->count++] = (uint32_t)o->w.len;
	return true;
}

struct span
openings_take(struct openings *o)
{
	uint32_t size = o->sizes[o->taken++];
	const char *text = spill_fetch(o->lines, o->at, size);

	o->at += size;
	return (struct span){ text, size };
}

void
openings_free(struct openings *o)
{
	if (o->lines != NULL)
		spill_close(o->lines);
	free(o->sizes);
	writer_free(&o->w);
}
