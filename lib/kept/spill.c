#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "kept/mapping.h"
#include "kept/spill.h"
#include "kept/unnamed.h"
#include "memory/hugepages.h"
#include "memory/prefetch.h"
#include "settings/allocate.h"
#include "settings/status.h"

enum { BLOCK = 256 << 10, FIRST_ROOM = 64 << 10 };

struct spill {
	int fd;
	const char *name;   /* of a file that is not ours; NULL: ours */
	struct stat opened; /* and what it was */
	uint64_t end;       /* bytes put by */
	uint64_t next; /* behind what was fetched last: what follows is near to it */
	/* What is to be written, or what was read: bytes [from, from + held) of the
	 * file. */
	char *block;
	size_t size, held;
	uint64_t from;
	bool writing;
	struct mapping *map; /* NULL: it is read */
	/* All bytes, as long as they are no more than most; then there is no file. */
	char *lines;
	size_t room, most;
};

static void
open_file(struct spill *s)
{
	s->fd = unnamed_open();
	s->size = BLOCK;
	s->block = allocate(s->size, 1);
	s->writing = true;
}

struct spill *
spill_open(size_t memory)
{
	struct spill *s = allocate(1, sizeof *s);

	s->fd = -1;
	s->most = memory;
	if (memory == 0)
		open_file(s);
	return s;
}

struct spill *
spill_over(int fd, const struct stat *opened, const char *name)
{
	struct spill *s = allocate(1, sizeof *s);

	s->fd = fcntl(fd, F_DUPFD_CLOEXEC, 0);
	if (s->fd == -1)
		err(STATUS_TROUBLE, "%s", name);
	s->name = name;
	s->opened = *opened;
	s->end = (uint64_t)opened->st_size;
	s->size = BLOCK;
	s->block = allocate(s->size, 1);
	return s;
}

static bool
is_changed(const struct spill *s, const struct stat *now)
{
	return now->st_dev != s->opened.st_dev || now->st_ino != s->opened.st_ino ||
	       now->st_size != s->opened.st_size ||
	       now->st_mtim.tv_sec != s->opened.st_mtim.tv_sec ||
	       now->st_mtim.tv_nsec != s->opened.st_mtim.tv_nsec;
}

static _Noreturn void
refuse_changed(const struct spill *s)
{
	errx(STATUS_TROUBLE, "%s: changed while it was read", s->name);
}

void
spill_check(const struct spill *s)
{
	struct stat now;

	if (s->name == NULL || s->fd == -1)
		return;
	if (fstat(s->fd, &now) == -1)
		err(STATUS_TROUBLE, "%s", s->name);
	if (is_changed(s, &now))
		refuse_changed(s);
}

bool
spill_is_released(const struct spill *s)
{
	return s->fd == -1;
}

void
spill_release(struct spill *s)
{
	spill_check(s);
	close(s->fd);
	free(s->block);
	mapping_close(s->map);
	s->map = NULL;
	s->fd = -1;
	s->block = NULL;
	s->size = s->held = 0;
}

void
spill_reopen(struct spill *s)
{
	s->fd = open(s->name, O_RDONLY | O_CLOEXEC);
	if (s->fd == -1)
		err(STATUS_TROUBLE, "%s", s->name);
	spill_check(s);
}

void
spill_close(struct spill *s)
{
	if (s == NULL)
		return;
	if (s->fd != -1)
		close(s->fd);
	mapping_close(s->map);
	hugepages_free(s->lines, s->room);
	free(s->block);
	free(s);
}

static void
write_at(struct spill *s, uint64_t at, const char *bytes, size_t len)
{
	size_t done = 0;
	ssize_t n;

	while (done < len) {
		n = pwrite(s->fd, bytes + done, len - done, (off_t)(at + done));
		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1)
			err(STATUS_TROUBLE, "spill file");
		done += (size_t)n;
	}
}

static void
write_block(struct spill *s)
{
	write_at(s, s->from, s->block, s->held);
	s->from += s->held;
	s->held = 0;
}

/* Room for more lines in memory; false if they would be too many, or there is none. */
static bool
make_room(struct spill *s, size_t len)
{
	size_t used = (size_t)s->end, room = s->room + s->room / 2;
	char *lines;

	if (len > s->most - used)
		return false;
	if (len <= s->room - used)
		return true;
	if (room < used + len)
		room = used + len < FIRST_ROOM ? FIRST_ROOM : used + len;
	lines = hugepages_grow(s->lines, s->room, room);
	if (lines == NULL)
		return false;
	s->lines = lines;
	s->room = room;
	return true;
}

/* The lines in memory go to disk. */
static void
leave_memory(struct spill *s)
{
	open_file(s);
	write_at(s, 0, s->lines, (size_t)s->end);
	s->from = s->end;
	hugepages_free(s->lines, s->room);
	s->lines = NULL;
	s->room = s->most = 0;
}

uint64_t
spill_add(struct spill *s, const char *bytes, size_t len)
{
	uint64_t at = s->end;

	if (len == 0)
		return at;
	if (s->most > 0 && make_room(s, len)) {
		memcpy(s->lines + at, bytes, len);
		s->end += len;
		return at;
	}
	if (s->most > 0)
		leave_memory(s);
	if (!s->writing) {
		s->from = s->end;
		s->held = 0;
		s->writing = true;
	}
	if (s->held + len > s->size)
		write_block(s);
	s->block = allocate_room(s->block, &s->size, len, 1);
	memcpy(s->block + s->held, bytes, len);
	s->held += len;
	s->end += len;
	return at;
}

static void
read_block(struct spill *s, uint64_t at, size_t len)
{
	ssize_t n;

	s->from = at;
	s->held = 0;
	while (s->held < len) {
		n = pread(
		    s->fd, s->block + s->held, len - s->held, (off_t)(at + s->held));
		if (n == -1 && errno == EINTR)
			continue;
		if (n == 0 && s->name != NULL)
			refuse_changed(s);
		if (n <= 0)
			err(STATUS_TROUBLE, "%s",
			    s->name != NULL ? s->name : "spill file");
		s->held += (size_t)n;
	}
}

static void
end_writing(struct spill *s)
{
	if (!s->writing)
		return;
	write_block(s);
	s->writing = false;
	s->next = 0;
}

bool
spill_map(struct spill *s)
{
	if (s->most > 0)
		return true;
	end_writing(s);
	if (s->map == NULL)
		s->map = mapping_open(s->fd, s->end);
	return s->map != NULL;
}

static const char *
fetch_mapped(struct spill *s, uint64_t at, size_t len)
{
	s->held = 0;
	s->block = allocate_room(s->block, &s->size, len, 1);
	if (!mapping_copy(s->map, s->block, at, len)) {
		spill_check(s);
		errx(STATUS_TROUBLE, "%s: cannot be read again",
		    s->name != NULL ? s->name : "spill file");
	}
	return s->block;
}

const char *
spill_fetch(struct spill *s, uint64_t at, size_t len)
{
	size_t ahead = len;

	if (s->most > 0)
		return len > 0 ? s->lines + at : "";
	if (s->map != NULL)
		return fetch_mapped(s, at, len);
	end_writing(s);
	if (at < s->from || at + len > s->from + s->held) {
		if (at >= s->next && at - s->next < BLOCK && ahead < BLOCK)
			ahead = s->end - at < BLOCK ? (size_t)(s->end - at) : BLOCK;
		s->block = allocate_room(s->block, &s->size, ahead, 1);
		read_block(s, at, ahead);
	}
	s->next = at + len;
	return s->block + (at - s->from);
}

const char *
spill_fetch_within(struct spill *s, uint64_t at, size_t len, uint64_t from, uint64_t to)
{
	if (at < s->from || at + len > s->from + s->held) {
		s->block = allocate_room(s->block, &s->size, (size_t)(to - from), 1);
		read_block(s, from, (size_t)(to - from));
	}
	return s->block + (at - s->from);
}

void
spill_expect(const struct spill *s, uint64_t at, size_t len)
{
	if (s->most > 0)
		prefetch_bytes(s->lines + at, len);
	else if (s->map != NULL)
		mapping_expect(s->map, at, len);
	else if (at >= s->from && at < s->from + s->held)
		__builtin_prefetch(s->block + (at - s->from));
}

void
spill_put(struct spill *s, uint64_t at, const char *bytes, size_t len)
{
	s->writing = false;
	write_at(s, at, bytes, len);
}
