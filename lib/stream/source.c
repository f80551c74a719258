#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "seal/seal.h"
#include "settings/allocate.h"
#include "settings/files.h"
#include "settings/status.h"
#include "stream/pipe.h"
#include "stream/source.h"

enum { BLOCK = 256 << 10 };

struct source {
	char *const *files;
	size_t next_file; /* to open */
	int fd;           /* -1: none is open */
	bool may_wait;    /* the open file is no regular one */
	struct stat opened;
	uint64_t number; /* of the last line in its file */
	uint64_t bytes;
	size_t max_line;

	char *block;
	size_t size, at, filled; /* the lines still to come are block[at, filled) */
	uint64_t block_at;       /* where block[0] stands in the open file */
	uint64_t line_at;        /* where the last line does */
	bool ended;              /* no more can be read from the open file */
	bool in_long_line;

	struct seal *seal;
	bool must_be_sealed, sealed;
	bool checked;          /* the open file begins with seal_head */
	size_t hashed;         /* block[0, hashed) is in the seal's digest */
	uint64_t hashed_lines; /* number of lines in it */

	void (*idle)(void *, bool waits);
	void *context;
};

static char dash[] = "-";
static char *const standard_input[] = { dash, NULL };

struct source *
source_open(char *const files[], size_t max_line, bool must_be_sealed,
    void (*idle)(void *, bool waits), void *context)
{
	struct source *s = allocate(1, sizeof *s);

	s->files = files[0] != NULL ? files : standard_input;
	s->fd = -1;
	s->max_line = max_line;
	s->size = BLOCK;
	s->block = allocate(s->size, 1);
	s->seal = seal_new();
	if (s->seal == NULL)
		allocate_fail();
	s->must_be_sealed = must_be_sealed;
	s->idle = idle;
	s->context = context;
	return s;
}

void
source_close(struct source *s)
{
	seal_free(s->seal);
	free(s->block);
	free(s);
}

size_t
source_file_index(const struct source *s)
{
	return s->next_file > 0 ? s->next_file - 1 : 0;
}

const char *
source_file_name(const struct source *s, size_t index)
{
	return strcmp(s->files[index], "-") == 0 ? "<stdin>" : s->files[index];
}

uint64_t
source_line_number(const struct source *s)
{
	return s->number;
}

bool
source_is_checked(const struct source *s)
{
	return s->checked;
}

uint64_t
source_bytes(const struct source *s)
{
	return s->bytes;
}

int
source_home(const struct source *s, struct stat *opened, uint64_t *offset)
{
	if (s->may_wait)
		return -1;
	*opened = s->opened;
	*offset = s->line_at;
	return s->fd;
}

static const char *
name(const struct source *s)
{
	return source_file_name(s, source_file_index(s));
}

static bool
open_next(struct source *s)
{
	const char *file = s->files[s->next_file];
	off_t at;

	if (file == NULL)
		return false;
	s->next_file++;
	files_add_input(NULL, file);
	s->fd =
	    strcmp(file, "-") == 0 ? STDIN_FILENO : open(file, O_RDONLY | O_CLOEXEC);
	if (s->fd == -1 || fstat(s->fd, &s->opened) == -1)
		err(STATUS_TROUBLE, "%s", name(s));
	s->may_wait = !S_ISREG(s->opened.st_mode);
	if (s->may_wait)
		pipe_widen(s->fd);
	/* What starts a filter may have read the beginning of its standard input. */
	at = s->may_wait ? 0 : lseek(s->fd, 0, SEEK_CUR);
	if (at == -1)
		err(STATUS_TROUBLE, "%s", name(s));
	s->block_at = (uint64_t)at;
	s->number = s->hashed_lines = 0;
	s->at = s->filled = s->hashed = 0;
	s->ended = s->sealed = s->checked = false;
	seal_reset(s->seal);
	return true;
}

static void
hash_lines(struct source *s, size_t upto, uint64_t lines)
{
	seal_add(
	    s->seal, s->block + s->hashed, upto - s->hashed, lines - s->hashed_lines);
	s->hashed = upto;
	s->hashed_lines = lines;
}

static void
close_file(struct source *s)
{
	if ((s->must_be_sealed || s->checked) && !s->sealed)
		errx(STATUS_TROUBLE,
		    "%s: not-sealed: the stream is not whole: what wrote it did not "
		    "end well",
		    name(s));
	if (s->fd != STDIN_FILENO)
		close(s->fd);
	s->fd = -1;
}

/* Move what is left to the front, and make room if a line fills the block. */
static void
make_room(struct source *s)
{
	size_t left = s->filled - s->at;

	hash_lines(s, s->at, s->number);
	memmove(s->block, s->block + s->at, left);
	s->block_at += s->at;
	s->at = s->hashed = 0;
	s->filled = left;
	if (s->size - left < BLOCK / 2)
		s->block = allocate_room(s->block, &s->size, s->size * 2, 1);
}

static void
read_block(struct source *s)
{
	struct pollfd ready = { .fd = s->fd, .events = POLLIN };
	ssize_t got;

	make_room(s);
	s->idle(s->context, s->may_wait && poll(&ready, 1, 0) == 0);
	do
		got = read(s->fd, s->block + s->filled, s->size - s->filled);
	while (got == -1 && errno == EINTR);
	if (got == -1)
		err(STATUS_TROUBLE, "%s", name(s));
	s->ended = got == 0;
	s->filled += (size_t)got;
	s->bytes += (uint64_t)got;
}

/* A line without an end is cut in pieces as soon as it is over the ceiling. */
static bool
take_piece(struct source *s, struct line *line, size_t len)
{
	line->at = s->block + s->at;
	line->len = len;
	line->part = LINE_PIECE;
	s->in_long_line = true;
	s->at = s->filled;
	return true;
}

static bool
take_line(struct source *s, struct line *line, size_t len, size_t with_end)
{
	line->at = s->block + s->at;
	s->line_at = s->block_at + s->at;
	line->len = len;
	line->part =
	    s->in_long_line || len > s->max_line ? LINE_LAST_PIECE : LINE_WHOLE;
	s->in_long_line = false;
	s->at += with_end;
	s->number++;
	return true;
}

static bool
next_of_file(struct source *s, struct line *line)
{
	size_t searched = 0; /* bytes behind at that hold no LF */

	for (;;) {
		const char *from = s->block + s->at, *lf;
		size_t left = s->filled - s->at;

		lf = left > searched ? memchr(from + searched, '\n', left - searched)
				     : NULL;
		if (lf != NULL)
			return take_line(
			    s, line, (size_t)(lf - from), (size_t)(lf - from) + 1);
		if (s->ended) {
			if (left == 0 && !s->in_long_line)
				return false;
			return take_line(s, line, left, left);
		}
		if (left > s->max_line || (left > 0 && s->in_long_line))
			return take_piece(s, line, left);
		searched = left;
		read_block(s);
	}
}

/* The last line is no part of what is sealed. */
static void
leave_out(struct source *s)
{
	s->hashed = s->at;
	s->hashed_lines = s->number;
}

/* The line is the file's seal: it must hold, and nothing may follow it. */
static void
check_seal(struct source *s, const struct line *line)
{
	hash_lines(s, (size_t)(line->at - s->block), s->number - 1);
	if (!seal_holds(s->seal, line->at, line->len))
		errx(STATUS_TROUBLE,
		    "%s:%llu: bad-seal: the stream is not what was sealed", name(s),
		    (unsigned long long)s->number);
	s->sealed = true;
	leave_out(s);
}

bool
source_next(struct source *s, struct line *line)
{
	while (s->fd != -1 || open_next(s)) {
		if (!next_of_file(s, line)) {
			close_file(s);
			continue;
		}
		if (line->part != LINE_WHOLE || !seal_recognise(line->at, line->len)) {
			if (s->sealed)
				errx(STATUS_TROUBLE,
				    "%s:%llu: bad-seal: a line follows the seal",
				    name(s), (unsigned long long)s->number);
			return true;
		}
		if (s->number == 1 && seal_is_head(line->at, line->len)) {
			s->checked = true;
			leave_out(s);
		} else
			check_seal(s, line);
	}
	return false;
}
