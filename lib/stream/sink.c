#include <err.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "seal/seal.h"
#include "settings/allocate.h"
#include "settings/status.h"
#include "stream/destination.h"
#include "stream/pipe.h"
#include "stream/sink.h"
#include "stream/unfinished.h"

enum { BLOCK = 256 << 10 };

struct sink {
	int fd;
	char *name;                    /* for messages */
	struct unfinished *unfinished; /* NULL: written to in place */
	struct seal *seal;             /* NULL: none is wanted */
	bool head;                     /* seal_head is still to be written */
	uint64_t bytes;
	size_t used;
	uint64_t lines; /* in the block */
	char block[BLOCK];
};

static struct sink *
new_sink(const char *name)
{
	struct sink *s = allocate(1, sizeof *s);

	s->name = allocate_text(name, strlen(name));
	return s;
}

struct sink *
sink_open_output(bool sealed, bool checked)
{
	struct sink *s = new_sink("<stdout>");

	s->fd = STDOUT_FILENO;
	pipe_widen(s->fd);
	if (sealed && (s->seal = seal_new()) == NULL)
		allocate_fail();
	s->head = sealed && checked;
	return s;
}

void
sink_refuse_seal(struct sink *s)
{
	seal_free(s->seal);
	s->seal = NULL;
	s->head = false;
}

struct sink *
sink_open_file(const char *path, mode_t mode)
{
	struct sink *s = new_sink(path);
	char *file;

	s->fd = destination_open(path, &file);
	if (s->fd == -1)
		s->unfinished = unfinished_create(file, mode, &s->fd);
	free(file);
	return s;
}

static void
write_all(struct sink *s, const char *bytes, size_t len)
{
	ssize_t done;

	while (len > 0) {
		done = write(s->fd, bytes, len);
		if (done == -1 && errno == EINTR)
			continue;
		if (done == -1)
			err(STATUS_TROUBLE, "%s", s->name);
		bytes += done;
		len -= (size_t)done;
	}
}

static void
write_head(struct sink *s)
{
	if (s->head)
		write_all(s, seal_head, strlen(seal_head));
	s->head = false;
}

void
sink_flush(struct sink *s)
{
	if (s->used == 0)
		return;
	write_head(s);
	if (s->seal != NULL)
		seal_add(s->seal, s->block, s->used, s->lines);
	write_all(s, s->block, s->used);
	s->used = 0;
	s->lines = 0;
}

void
sink_write(struct sink *s, const char *bytes, size_t len)
{
	s->bytes += len;
	while (len > BLOCK - s->used) {
		size_t part = BLOCK - s->used;

		memcpy(s->block + s->used, bytes, part);
		s->used = BLOCK;
		sink_flush(s);
		bytes += part;
		len -= part;
	}
	if (len > 0)
		memcpy(s->block + s->used, bytes, len);
	s->used += len;
}

void
sink_end_line(struct sink *s)
{
	sink_write(s, "\n", 1);
	s->lines++;
}

void
sink_count_lines(struct sink *s, uint64_t lines)
{
	s->lines += lines;
}

uint64_t
sink_bytes(const struct sink *s)
{
	return s->bytes;
}

void
sink_write_seal(struct sink *s)
{
	char text[SEAL_TEXT_SIZE];

	if (s->seal == NULL)
		return;
	sink_flush(s);
	write_head(s);
	write_all(s, text, seal_format(s->seal, text));
}

void
sink_close(struct sink *s)
{
	sink_flush(s);
	if (close(s->fd) == -1)
		err(STATUS_TROUBLE, "%s", s->name);
	if (s->unfinished != NULL)
		unfinished_complete(s->unfinished);
	seal_free(s->seal);
	free(s->name);
	free(s);
}
