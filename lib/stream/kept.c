#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "settings/allocate.h"
#include "settings/settings.h"
#include "stream/kept.h"
#include "stream/spill.h"

enum {
	GROUP = 8 << 20,  /* bytes that are read at once, once lines are arranged */
	PIECE = 16 << 10, /* bytes of a group that are written at once */
};

/*
 * After kept_arrange(), lines [i * GROUP, (i + 1) * GROUP) of the order, counted
 * in bytes, stand in group i of the file, in any order.
 */
struct group {
	uint64_t from, to; /* where it stands; while it is filled: so far */
	char *piece;       /* what is still to be written, at to */
	size_t held;
};

struct kept {
	struct spill *spill;
	struct kept_record *records;
	size_t count, room;
	struct group *groups;
	size_t group_count, group_room;
	size_t current; /* the group that was last read */
};

struct kept *
kept_open(void)
{
	struct kept *k = allocate(1, sizeof *k);

	k->spill = spill_open();
	return k;
}

void
kept_close(struct kept *k)
{
	if (k == NULL)
		return;
	spill_close(k->spill);
	free(k->records);
	free(k->groups);
	free(k);
}

size_t
kept_add(struct kept *k, struct span line, struct record_edit edit, size_t file,
    uint64_t line_number)
{
	if (file > UINT16_MAX || line_number > UINT32_MAX)
		errx(STATUS_TROUBLE, "more than %u files, or %u lines in one",
		    UINT16_MAX, UINT32_MAX);
	k->records =
	    allocate_room(k->records, &k->room, k->count + 1, sizeof *k->records);
	k->records[k->count] = (struct kept_record){
		.at = spill_add(k->spill, line.at, line.len),
		.len = (uint32_t)line.len,
		.line = (uint32_t)line_number,
		.edit = edit,
		.file = (uint16_t)file,
	};
	return k->count++;
}

const struct kept_record *
kept_at(const struct kept *k, size_t number)
{
	return &k->records[number];
}

/* The group that holds a place of the file: mostly the same again, or the next. */
static const struct group *
group_at(struct kept *k, uint64_t at)
{
	size_t low = 0, high = k->group_count;

	if (at < k->groups[k->current].from || at >= k->groups[k->current].to) {
		while (high - low > 1) {
			size_t middle = low + (high - low) / 2;

			if (k->groups[middle].from <= at)
				low = middle;
			else
				high = middle;
		}
		k->current = low;
	}
	return &k->groups[k->current];
}

struct span
kept_fetch(struct kept *k, size_t number)
{
	const struct kept_record *r = &k->records[number];
	const struct group *group;
	const char *line;

	if (k->groups == NULL || r->len == 0) {
		line = spill_fetch(k->spill, r->at, r->len);
	} else {
		group = group_at(k, r->at);
		line =
		    spill_fetch_within(k->spill, r->at, r->len, group->from, group->to);
	}
	return (struct span){ line, r->len };
}

/* Cut the order into groups.  Returns the group of each record. */
static uint32_t *
cut_groups(struct kept *k, const uint32_t numbers[], uint64_t *end)
{
	uint32_t *group_of = allocate(k->count, sizeof *group_of);
	struct group *group = NULL;

	*end = 0;
	for (size_t i = 0; i < k->count; i++) {
		uint32_t len = k->records[numbers[i]].len;

		if (group == NULL || *end + len > group->from + GROUP) {
			k->groups = allocate_room(k->groups, &k->group_room,
			    k->group_count + 1, sizeof *k->groups);
			group = &k->groups[k->group_count++];
			*group = (struct group){ .from = *end, .to = *end };
		}
		group_of[numbers[i]] = (uint32_t)(k->group_count - 1);
		*end += len;
	}
	return group_of;
}

static void
write_piece(struct spill *spill, struct group *group)
{
	spill_put(spill, group->to, group->piece, group->held);
	group->to += group->held;
	group->held = 0;
}

/* Put a line into its group; returns where it will stand. */
static uint64_t
add_to_group(struct spill *spill, struct group *group, struct span line)
{
	uint64_t at;

	if (line.len > PIECE - group->held)
		write_piece(spill, group);
	at = group->to + group->held;
	if (line.len > PIECE) {
		spill_put(spill, at, line.at, line.len);
		group->to += line.len;
	} else {
		memcpy(group->piece + group->held, line.at, line.len);
		group->held += line.len;
	}
	return at;
}

void
kept_arrange(struct kept *k, const uint32_t numbers[])
{
	struct spill *arranged;
	uint32_t *group_of;
	uint64_t end;
	char *pieces;

	if (k->count == 0)
		return;
	arranged = spill_open();
	group_of = cut_groups(k, numbers, &end);
	pieces = allocate(k->group_count, PIECE);
	for (size_t i = 0; i < k->group_count; i++)
		k->groups[i].piece = pieces + i * PIECE;
	for (size_t i = 0; i < k->count; i++) {
		struct kept_record *r = &k->records[i];
		struct span line = { spill_fetch(k->spill, r->at, r->len), r->len };

		r->at = add_to_group(arranged, &k->groups[group_of[i]], line);
	}
	for (size_t i = 0; i < k->group_count; i++)
		write_piece(arranged, &k->groups[i]);
	free(pieces);
	free(group_of);
	spill_close(k->spill);
	k->spill = arranged;
}
