#include <err.h>
#include <stdlib.h>

#include "kept/ordered.h"
#include "kept/runs.h"
#include "settings/allocate.h"
#include "settings/status.h"
#include "sort/sorter.h"

/* Of the records ahead, what will be wanted of the lines is asked for. */
enum { AHEAD = 16 };

/* A run is a part of all that came before it, so their number grows with a logarithm.
 */
enum { PART = 32 };

struct ordered {
	size_t run, memory;
	uint64_t run_bytes; /* of all runs */
	struct kept *lines;
	struct sorter *sorter;
	uint32_t count, in_runs; /* records; those that are on disk */
	struct runs *runs;       /* NULL: all are in memory */
	struct kept_record from;
	bool arranged;
	/* In memory, with lines: the records in their order, as a walk has met them. */
	uint32_t *numbers, next;
	uint32_t number; /* of the record that came last */
};

struct ordered *
ordered_new(size_t run, size_t memory, struct kept *lines)
{
	struct ordered *o = allocate(1, sizeof *o);

	o->run = run < memory ? run : memory;
	o->memory = memory;
	o->lines = lines;
	if (lines != NULL)
		kept_hold(lines, memory);
	if ((o->sorter = sorter_new()) == NULL)
		allocate_fail();
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

/* Let the lines be fetched in the order of the keys in memory. */
static void
arrange_run(struct ordered *o, uint32_t count)
{
	uint32_t *numbers = allocate(count, sizeof *numbers);
	struct sorted item;

	for (uint32_t i = 0; sorter_next(o->sorter, &item); i++)
		numbers[i] = item.number;
	kept_arrange(o->lines, numbers, 0);
	free(numbers);
	sorter_rewind(o->sorter);
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
		arrange_run(o, count);
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
	sorter_clear(o->sorter);
	if (o->lines != NULL)
		kept_clear(o->lines);
}

/* Whether lines can stay where they are: with all keys, they fit into memory so far. */
static bool
lines_fit(const struct ordered *o, size_t used)
{
	return o->lines != NULL && o->runs == NULL &&
	       used + kept_line_bytes(o->lines) <= o->memory;
}

void
ordered_add(struct ordered *o, struct span key)
{
	size_t used;

	if (o->count == UINT32_MAX)
		errx(STATUS_TROUBLE, "more than %u records", UINT32_MAX);
	if (!sorter_add(o->sorter, key.at, key.len, o->count - o->in_runs))
		allocate_fail();
	o->count++;
	used = sorter_bytes(o->sorter);
	if (o->lines != NULL)
		used += kept_bytes(o->lines);
	if (used <= o->run || lines_fit(o, used))
		return;
	put_run(o);
	o->run_bytes += used;
	if (o->run < o->run_bytes / PART)
		o->run =
		    o->run_bytes / PART < o->memory ? o->run_bytes / PART : o->memory;
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
		if (o->lines != NULL)
			o->numbers = allocate(o->count, sizeof *o->numbers);
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
	if (o->numbers != NULL && !o->arranged)
		o->numbers[o->next] = sorted.number;
	o->next++;
	if (o->arranged && o->next + 2 * AHEAD < o->count)
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
	o->next = 0;
}

void
ordered_arrange(struct ordered *o)
{
	struct ordered_item item;

	if (o->runs == NULL) {
		while (ordered_next(o, &item))
			; /* to the end of the walk, where it is not there yet */
		kept_arrange(o->lines, o->numbers, o->memory);
	}
	o->arranged = true;
	ordered_rewind(o);
}

struct span
ordered_line(struct ordered *o)
{
	return o->runs != NULL ? runs_line(o->runs) : kept_fetch(o->lines, o->number);
}
