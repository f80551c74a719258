#include "identity/roster.h"

#include <stdlib.h>
#include <string.h>

struct file {
	char *name;
	uint32_t first; /* number of its first record */
};

struct roster {
	bool with_ids;
	uint32_t count;
	uint32_t *lines;
	uint64_t *id_ends; /* where the id of each record ends in ids */
	size_t room;       /* in lines and in id_ends */
	char *ids;
	size_t ids_len, ids_size;
	struct file *files;
	size_t file_count;
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
	size_t room = r->room + r->room / 2 + 256;
	void *more;

	if (r->count < r->room)
		return true;
	more = realloc(r->lines, room * sizeof *r->lines);
	if (more == NULL)
		return false;
	r->lines = more;
	if (r->with_ids) {
		more = realloc(r->id_ends, room * sizeof *r->id_ends);
		if (more == NULL)
			return false;
		r->id_ends = more;
	}
	r->room = room;
	return true;
}

static bool
add_file(struct roster *r, const char *name)
{
	struct file *files = realloc(r->files, (r->file_count + 1) * sizeof *files);

	if (files == NULL)
		return false;
	r->files = files;
	files[r->file_count].first = r->count;
	files[r->file_count].name = strdup(name);
	return files[r->file_count].name != NULL && ++r->file_count > 0;
}

static bool
add_id(struct roster *r, struct span id)
{
	if (r->ids_size - r->ids_len < id.len) {
		size_t size = r->ids_size + r->ids_size / 2 + id.len + 4096;
		char *ids = realloc(r->ids, size);

		if (ids == NULL)
			return false;
		r->ids = ids;
		r->ids_size = size;
	}
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

const char *
roster_file(const struct roster *r, uint32_t number)
{
	size_t low = 0, high = r->file_count;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (r->files[middle].first <= number)
			low = middle;
		else
			high = middle;
	}
	return r->files[low].name;
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
