#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "kept/runs.h"
#include "kept/spill.h"
#include "settings/allocate.h"
#include "settings/status.h"
#include "sort/merge.h"

/* What stands before each key. */
struct head {
	struct kept_record from;
	uint32_t number, key_len;
};

struct run {
	struct spill *keys, *lines;
	uint64_t end;     /* of the keys */
	uint64_t at;      /* of the item behind head */
	struct head head; /* of the next item */
};

struct runs {
	struct run *runs;
	size_t count, room;
	struct merge *merge;
	size_t last; /* the run whose item came last; count: none */
	struct kept_record from;
	/* The keys of the last two items, in turn. */
	char *keys[2];
	size_t key_room[2];
	int turn;
};

struct runs *
runs_new(void)
{
	return allocate(1, sizeof(struct runs));
}

void
runs_free(struct runs *r)
{
	if (r == NULL)
		return;
	for (size_t i = 0; i < r->count; i++) {
		spill_close(r->runs[i].keys);
		spill_close(r->runs[i].lines);
	}
	merge_free(r->merge);
	free(r->runs);
	free(r->keys[0]);
	free(r->keys[1]);
	free(r);
}

void
runs_begin(struct runs *r)
{
	r->runs = allocate_room(r->runs, &r->room, r->count + 1, sizeof *r->runs);
	r->runs[r->count++] = (struct run){ .keys = spill_open(0) };
}

void
runs_put(struct runs *r, const struct run_item *item, struct span line)
{
	struct run *run = &r->runs[r->count - 1];
	struct head head;

	memset(&head, 0, sizeof head);
	head.from = item->from;
	head.number = item->number;
	head.key_len = (uint32_t)item->key.len;
	if (line.at != NULL && run->lines == NULL)
		run->lines = spill_open(0);
	if (line.at != NULL)
		kept_record_place(&head.from, spill_add(run->lines, line.at, line.len));
	spill_add(run->keys, (const char *)&head, sizeof head);
	run->end = spill_add(run->keys, item->key.at, item->key.len) + item->key.len;
}

/* Go to the item at run->at: its key is the head of the run. */
static void
advance(struct runs *r, size_t number)
{
	struct run *run = &r->runs[number];
	struct span key = { NULL, 0 };

	if (run->at < run->end) {
		memcpy(&run->head, spill_fetch(run->keys, run->at, sizeof run->head),
		    sizeof run->head);
		run->at += sizeof run->head;
		key.len = run->head.key_len;
		key.at = spill_fetch(run->keys, run->at, key.len);
		run->at += key.len;
	}
	merge_set(r->merge, number, key);
}

void
runs_rewind(struct runs *r)
{
	if (r->merge == NULL && (r->merge = merge_new(r->count)) == NULL)
		allocate_fail();
	for (size_t i = 0; i < r->count; i++) {
		r->runs[i].at = 0;
		advance(r, i);
	}
	r->last = r->count;
}

bool
runs_next(struct runs *r, struct run_item *item)
{
	const struct run *run;
	struct span key;

	if (r->last < r->count)
		advance(r, r->last);
	r->last = merge_least(r->merge);
	if (r->last == r->count)
		return false;
	run = &r->runs[r->last];
	key = merge_head(r->merge, r->last);
	r->turn = !r->turn;
	r->keys[r->turn] =
	    allocate_room(r->keys[r->turn], &r->key_room[r->turn], key.len, 1);
	if (key.len > 0)
		memcpy(r->keys[r->turn], key.at, key.len);
	r->from = run->head.from;
	*item = (struct run_item){ .key = { r->keys[r->turn], key.len },
		.number = run->head.number,
		.from = r->from };
	return true;
}

struct span
runs_line(struct runs *r)
{
	return (
	    struct span){ spill_fetch(r->runs[r->last].lines, r->from.at, r->from.len),
		r->from.len };
}
