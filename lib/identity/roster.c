#include "identity/roster.h"

#include <stdlib.h>
#include <string.h>

#include "memory/array.h"
#include "sort/interval.h"

struct file {
	char *name;
	uint32_t first; /* number of its first record */
};

struct roster {
	bool with_ids;
	uint32_t count;
	uint32_t *lines;
	uint64_t *id_ends; /* where the id of each record ends in ids */
	size_t room, id_room;
	char *ids;
	size_t ids_len, ids_size;
	struct file *files;
	size_t file_count, file_room;
};

struct roster *
roster_new(bool with_ids)
{
	struct roster *r = calloc(1, sizeof *r);

	if (r != NULL)
		r->with_ids = with_ids;
	return r;
}

void
roster_free(struct roster *r)
{
	if (r == NULL)
		return;
	for (size_t i = 0; i < r->file_count; i++)
		free(r->files[i].name);
	free(r->files);
	free(r->lines);
	free(r->id_ends);
	free(r->ids);
	free(r);
}

static bool
make_room(struct roster *r)
{
	size_t wanted = (size_t)r->count + 1;

	return array_reserve(&r->lines, &r->room, wanted, sizeof *r->lines) &&
	       (!r->with_ids ||
		   array_reserve(&r->id_ends, &r->id_room, wanted, sizeof *r->id_ends));
}

static bool
add_file(struct roster *r, const char *name)
{
	struct file *file;

	if (!array_reserve(
		&r->files, &r->file_room, r->file_count + 1, sizeof *r->files))
		return false;
	file = &r->files[r->file_count];
	*file = (struct file){ .first = r->count, .name = strdup(name) };
	return file->name != NULL && ++r->file_count > 0;
}

static bool
add_id(struct roster *r, struct span id)
{
	if (!array_reserve(&r->ids, &r->ids_size, r->ids_len + id.len, 1))
		return false;
	if (id.len > 0)
		memcpy(r->ids + r->ids_len, id.at, id.len);
	r->ids_len += id.len;
	r->id_ends[r->count] = r->ids_len;
	return true;
}

bool
roster_add(struct roster *r, const char *file, uint64_t line, struct span id)
{
	if (line > UINT32_MAX || r->count == UINT32_MAX || !make_room(r))
		return false;
	if ((r->file_count == 0 ||
		strcmp(r->files[r->file_count - 1].name, file) != 0) &&
	    !add_file(r, file))
		return false;
	if (r->with_ids && !add_id(r, id))
		return false;
	r->lines[r->count++] = (uint32_t)line;
	return true;
}

uint32_t
roster_count(const struct roster *r)
{
	return r->count;
}

size_t
roster_bytes(const struct roster *r)
{
	return r->room * sizeof *r->lines + r->id_room * sizeof *r->id_ends +
	       r->ids_size + r->file_room * sizeof *r->files;
}

static uint64_t
first_of(const void *files, size_t i)
{
	return ((const struct file *)files)[i].first;
}

const char *
roster_file(const struct roster *r, uint32_t number)
{
	return r->files[interval_find(r->files, r->file_count, number, first_of)].name;
}

uint64_t
roster_line(const struct roster *r, uint32_t number)
{
	return r->lines[number];
}

struct span
roster_id(const struct roster *r, uint32_t number)
{
	uint64_t start = 0;

	if (!r->with_ids)
		return (struct span){ 0 };
	if (number > 0)
		start = r->id_ends[number - 1];
	return (struct span){ r->ids + start, r->id_ends[number] - start };
}
