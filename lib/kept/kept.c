#include <err.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "kept/kept.h"
#include "kept/spill.h"
#include "memory/hugepages.h"
#include "settings/allocate.h"
#include "settings/status.h"

enum {
	/* Bytes that are read at once, once lines are arranged: what a processor's
	 * cache holds, and more where there would be too many groups. */
	LEAST_GROUP = 2 << 20,
	MOST_GROUPS = 512,
	PIECE = 32 << 10,     /* bytes of a group that are written at once */
	MOST_HOMES_OPEN = 64, /* whatever the number of input files */
};

/*
 * After kept_arrange(), the order is cut into groups of about as many bytes.  The
 * lines of each stand together in the file, in any order.
 */
struct group {
	uint64_t from, to; /* where it stands; while it is filled: so far */
	char *piece;       /* what is still to be written, at to */
	size_t held;
};

struct kept {
	struct spill *spill; /* NULL: nothing had to be copied yet */
	struct spill *
	    *homes; /* of each file, where its lines are; NULL: in the spill */
	size_t home_count, home_room;
	struct spill *open_homes[MOST_HOMES_OPEN]; /* the oldest at next_open */
	size_t next_open;
	struct kept_record *records;
	size_t count, room;
	uint64_t line_bytes; /* of all */
	size_t hold;         /* kept_hold() */
	bool mapped;         /* lines are fetched where they are, in any order */
	struct group *groups;
	size_t group_count;
	size_t current; /* the group that was last read */
};

struct kept *
kept_open(void)
{
	return allocate(1, sizeof(struct kept));
}

void
kept_close(struct kept *k)
{
	if (k == NULL)
		return;
	spill_close(k->spill);
	for (size_t i = 0; i < k->home_count; i++)
		spill_close(k->homes[i]);
	free(k->homes);
	hugepages_free(k->records, k->room * sizeof *k->records);
	free(k->groups);
	free(k);
}

void
kept_hold(struct kept *k, size_t memory)
{
	k->hold = memory;
}

/* One more home is open; the one that was opened first makes room for it. */
static void
count_open(struct kept *k, struct spill *home)
{
	struct spill **oldest = &k->open_homes[k->next_open];

	if (*oldest != NULL)
		spill_release(*oldest);
	*oldest = home;
	k->next_open = (k->next_open + 1) % MOST_HOMES_OPEN;
}

void
kept_leave(
    struct kept *k, size_t file, int fd, const struct stat *opened, const char *name)
{
	k->homes = allocate_room(k->homes, &k->home_room, file + 1, sizeof *k->homes);
	while (k->home_count <= file)
		k->homes[k->home_count++] = NULL;
	if (k->homes[file] != NULL)
		return;
	k->homes[file] = spill_over(fd, opened, name);
	/* Standard input has no name by which it could be opened again. */
	if (fd != STDIN_FILENO)
		count_open(k, k->homes[file]);
}

/* The file that holds a line. */
static struct spill *
home_of(struct kept *k, const struct kept_record *r)
{
	if (!r->copied && spill_is_released(k->homes[r->file])) {
		spill_reopen(k->homes[r->file]);
		count_open(k, k->homes[r->file]);
	}
	if (!r->copied)
		return k->homes[r->file];
	if (k->spill == NULL)
		k->spill = spill_open(k->hold);
	return k->spill;
}

void
kept_record_place(struct kept_record *r, uint64_t at)
{
	const uint64_t most = ((uint64_t)1 << 44) - 1;

	if (at > most)
		errx(STATUS_TROUBLE, "more than 16 TiB in a file");
	r->at = at & most;
}

size_t
kept_add(struct kept *k, struct span line, struct edit edit, size_t file,
    uint64_t line_number, uint64_t offset)
{
	struct kept_record *r;

	if (file > UINT16_MAX || line_number > UINT32_MAX)
		errx(STATUS_TROUBLE, "more than %u files, or %u lines in one",
		    UINT16_MAX, UINT32_MAX);
	if (!hugepages_reserve(&k->records, &k->room, k->count + 1, sizeof *k->records))
		allocate_fail();
	r = &k->records[k->count];
	*r = (struct kept_record){
		.file = (uint16_t)file,
		.comma = edit.comma,
		.kind = edit.kind & 3U,
		.len = (uint32_t)line.len,
		.line = (uint32_t)line_number,
		.cut = edit.cut,
		.resume = edit.resume,
		.copied = offset == KEPT_COPY || file >= k->home_count ||
			  k->homes[file] == NULL,
	};
	kept_record_place(
	    r, r->copied ? spill_add(home_of(k, r), line.at, line.len) : offset);
	k->line_bytes += line.len;
	return k->count++;
}

const struct kept_record *
kept_at(const struct kept *k, size_t number)
{
	return &k->records[number];
}

void
kept_expect(const struct kept *k, size_t record, size_t line)
{
	const struct kept_record *r = &k->records[line];

	__builtin_prefetch(&k->records[record]);
	if (k->groups != NULL || k->mapped)
		spill_expect(r->copied ? k->spill : k->homes[r->file], r->at, r->len);
}

size_t
kept_bytes(const struct kept *k)
{
	return k->count * sizeof *k->records;
}

uint64_t
kept_line_bytes(const struct kept *k)
{
	return k->line_bytes;
}

void
kept_clear(struct kept *k)
{
	k->count = 0;
	k->line_bytes = 0;
	k->mapped = false;
	spill_close(k->spill);
	k->spill = NULL;
	free(k->groups);
	k->groups = NULL;
	k->group_count = k->current = 0;
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
		line = spill_fetch(home_of(k, r), r->at, r->len);
	} else {
		group = group_at(k, r->at);
		line =
		    spill_fetch_within(k->spill, r->at, r->len, group->from, group->to);
	}
	return (struct span){ line, r->len };
}

static uint64_t
group_size(const struct kept *k)
{
	uint64_t size = k->line_bytes / MOST_GROUPS;

	return size > LEAST_GROUP ? size : LEAST_GROUP;
}

/* Cut the order into groups.  Sets the group of each record, and returns all. */
static struct group *
cut_groups(struct kept *k, const uint32_t numbers[], uint32_t group_of[])
{
	struct group *groups = NULL;
	size_t room = 0, count = 0;
	uint64_t size = group_size(k), end = 0;

	for (size_t i = 0; i < k->count; i++) {
		uint32_t len = k->records[numbers[i]].len;

		if (count == 0 || end + len > groups[count - 1].from + size) {
			groups =
			    allocate_room(groups, &room, count + 1, sizeof *groups);
			groups[count++] = (struct group){ .from = end, .to = end };
		}
		group_of[numbers[i]] = (uint32_t)(count - 1);
		end += len;
	}
	k->group_count = count;
	return groups;
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

/* Whether lines leave as they came: then they stand in order already. */
static bool
is_arrival(const uint32_t numbers[], size_t count)
{
	size_t i = 0;

	while (i < count && numbers[i] == i)
		i++;
	return i == count;
}

/* Whether all lines can be mapped; where a home was released, it cannot. */
static bool
map_all(struct kept *k)
{
	for (size_t i = 0; i < k->home_count; i++)
		if (k->homes[i] != NULL &&
		    (spill_is_released(k->homes[i]) || !spill_map(k->homes[i])))
			return false;
	return k->spill == NULL || spill_map(k->spill);
}

void
kept_arrange(struct kept *k, const uint32_t numbers[], size_t memory)
{
	struct spill *arranged;
	struct group *groups;
	uint32_t *group_of;
	char *pieces;

	if (is_arrival(numbers, k->count))
		return;
	if (k->line_bytes <= memory && (k->mapped = map_all(k)))
		return;
	arranged = spill_open(0);
	group_of = allocate(k->count, sizeof *group_of);
	groups = cut_groups(k, numbers, group_of);
	pieces = allocate(k->group_count, PIECE);
	for (size_t i = 0; i < k->group_count; i++)
		groups[i].piece = pieces + i * PIECE;
	for (size_t i = 0; i < k->count; i++) {
		struct kept_record *r = &k->records[i];
		struct span line = kept_fetch(k, i);

		kept_record_place(
		    r, add_to_group(arranged, &groups[group_of[i]], line));
		r->copied = true;
	}
	for (size_t i = 0; i < k->group_count; i++)
		write_piece(arranged, &groups[i]);
	free(pieces);
	free(group_of);
	spill_close(k->spill);
	k->spill = arranged;
	k->groups = groups;
}

void
kept_check(const struct kept *k)
{
	for (size_t i = 0; i < k->home_count; i++)
		if (k->homes[i] != NULL)
			spill_check(k->homes[i]);
}
