#include <err.h>
#include <stdlib.h>

#include "order/sorter.h"
#include "settings/allocate.h"
#include "settings/settings.h"
#include "stream/ordered.h"
#include "stream/runs.h"

/* Of the records ahead, what will be wanted of the lines is asked for. */
enum { AHEAD = 16 };

struct ordered {
	size_t memory;
	struct kept *lines;
	struct sorter *sorter;
	uint32_t count, in_runs; /* records; those that are on disk */
	struct runs *runs;       /* NULL: all are in memory */
	struct kept_record from;
	bool arranged;
	/* In memory, with lines: the records in their order, and the next one. */
	uint32_t *numbers, next;
	uint32_t number; /* of the record that came last */
};

static _Noreturn void
no_memory(const struct ordered *o)
{
	errx(STATUS_TROUBLE, "no memory for the keys of %u records", o->count + 1);
}

struct ordered *
ordered_new(size_t memory, struct kept *lines)
{
	struct ordered *o = allocate(1, sizeof *o);

	o->memory = memory;
	o->lines = lines;
	if ((o->sorter = sorter_new()) == NULL)
		no_memory(o);
	return o;
}

void
ordered_free(struct ordered *o)
{
	if (o == NULL)
		return;
	sorter_free(o->sorter);
	runs_free(o->runs);
	free(o->numbers);
	free(o);
}

/* The order of the lines in memory is known: let them be fetched in it. */
static void
arrange_lines(struct ordered *o, uint32_t count)
{
	struct sorted item;

	o->numbers = allocate(count, sizeof *o->numbers);
	sorter_rewind(o->sorter);
	for (uint32_t i = 0; sorter_next(o->sorter, &item); i++)
		o->numbers[i] = item.number;
	kept_arrange(o->lines, o->numbers);
	sorter_rewind(o->sorter);
	o->next = 0;
}

/* All that is in memory becomes a run. */
static void
put_run(struct ordered *o)
{
	uint32_t count = o->count - o->in_runs;
	struct sorted item;

	if (o->runs == NULL)
		o->runs = runs_new();
	sorter_sort(o->sorter);
	if (o->lines != NULL)
		arrange_lines(o, count);
	runs_begin(o->runs);
	while (sorter_next(o->sorter, &item)) {
		struct run_item out = { .key = { (const char *)item.key, item.len },
			.number = o->in_runs + item.number };
		struct span line = { NULL, 0 };

		if (o->lines != NULL) {
			out.from = *kept_at(o->lines, item.number);
			line = kept_fetch(o->lines, item.number);
		}
		runs_put(o->runs, &out, line);
	}
	o->in_runs = o->count;
	free(o->numbers);
	o->numbers = NULL;
	sorter_clear(o->sorter);
	if (o->lines != NULL)
		kept_clear(o->lines);
}

void
ordered_add(struct ordered *o, struct span key)
{
	size_t used;

	if (o->count == UINT32_MAX ||
	    !sorter_add(o->sorter, key.at, key.len, o->count - o->in_runs))
		no_memory(o);
	o->count++;
	used = sorter_bytes(o->sorter);
	if (o->lines != NULL)
		used += kept_bytes(o->lines);
	if (used > o->memory)
		put_run(o);
}

uint32_t
ordered_count(const struct ordered *o)
{
	return o->count;
}

void
ordered_close(struct ordered *o)
{
	if (o->runs == NULL) {
		sorter_sort(o->sorter);
		return;
	}
	if (o->count > o->in_runs)
		put_run(o);
	runs_rewind(o->runs);
}

static bool
next_in_memory(struct ordered *o, struct ordered_item *item)
{
	struct sorted sorted;

	if (!sorter_next(o->sorter, &sorted))
		return false;
	o->number = sorted.number;
	item->key = (struct span){ (const char *)sorted.key, sorted.len };
	item->number = sorted.number;
	item->from = o->lines != NULL ? kept_at(o->lines, sorted.number) : NULL;
	if (!o->arranged)
		return true;
	o->next++;
	if (o->next + 2 * AHEAD < o->count)
		kept_expect(o->lines, o->numbers[o->next + 2 * AHEAD],
		    o->numbers[o->next + AHEAD]);
	return true;
}

bool
ordered_next(struct ordered *o, struct ordered_item *item)
{
	struct run_item stored;

	if (o->runs == NULL)
		return next_in_memory(o, item);
	if (!runs_next(o->runs, &stored))
		return false;
	o->from = stored.from;
	item->key = stored.key;
	item->number = stored.number;
	item->from = o->lines != NULL ? &o->from : NULL;
	return true;
}

void
ordered_rewind(struct ordered *o)
{
	if (o->runs != NULL)
		runs_rewind(o->runs);
	else
		sorter_rewind(o->sorter);
}

void
ordered_arrange(struct ordered *o)
{
	if (o->runs != NULL) {
		runs_rewind(o->runs);
		return;
	}
	if (o->count > 0)
		arrange_lines(o, o->count);
	o->arranged = o->count > 0;
}

struct span
ordered_line(struct ordered *o)
{
	return o->runs != NULL ? runs_line(o->runs) : kept_fetch(o->lines, o->number);
}
