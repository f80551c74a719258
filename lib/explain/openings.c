#include "explain/openings.h"

#include <stdlib.h>

#include "explain/chain.h"
#include "kept/spill.h"
#include "memory/array.h"

static bool
write(struct openings *o, struct span id, const struct admission *admission,
    struct record *record)
{
	writer_reset(&o->standings);
	for (size_t i = 0; i < o->keys.count; i++)
		if (!standing_write(o->keys.orders[i], record, &o->standings))
			return false;
	writer_reset(&o->w);
	return chain_write_opening(&o->w, id, admission);
}

/* The standings go first, since each of them knows its length. */
bool
openings_add(struct openings *o, struct span id, const struct admission *admission,
    struct record *record)
{
	if (!write(o, id, admission, record) ||
	    !array_reserve(&o->sizes, &o->room, o->count + 1, sizeof *o->sizes))
		return false;
	if (o->lines == NULL)
		o->lines = spill_open(0);
	if (o->standings.len > 0)
		spill_add(o->lines, o->standings.text, o->standings.len);
	spill_add(o->lines, o->w.text, o->w.len);
	o->sizes[o->count++] = (uint32_t)(o->standings.len + o->w.len);
	return true;
}

struct span
openings_take(struct openings *o)
{
	uint32_t size = o->sizes[o->taken++];
	const char *text = spill_fetch(o->lines, o->at, size), *end = text + size;

	o->at += size;
	for (size_t i = 0; i < o->keys.count; i++)
		o->keys.orders[i]->own = standing_take(&text);
	return (struct span){ text, (size_t)(end - text) };
}

void
openings_free(struct openings *o)
{
	if (o->lines != NULL)
		spill_close(o->lines);
	free(o->sizes);
	writer_free(&o->w);
	writer_free(&o->standings);
}
