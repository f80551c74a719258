#include "sheet/sheet_archive.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <zip.h>

enum {
	LEVEL = 2, /* of 1 to 9: more takes long, and saves little of such texts */
	DAY = 1 << 5 | 1, /* 1980-01-01 as MS-DOS writes it, the first that it can */
};

/* A part on its way into the archive. */
struct part {
	sheet_archive_piece *next;
	void *context;
	uint64_t size;    /* of all pieces */
	size_t number;    /* of the next piece */
	struct span rest; /* of the piece at hand */
	struct part *other;
};

struct sheet_archive {
	zip_t *zip;
	int fd;
	zip_uint64_t at, size; /* where is written; bytes that there are */
	struct part *parts;
	zip_error_t error;
};

/* What the archive is written to (zip_source_function(3)). */

static zip_int64_t
write_at(struct sheet_archive *a, const char *bytes, zip_uint64_t len)
{
	zip_uint64_t done = 0;

	while (done < len) {
		ssize_t n = pwrite(
		    a->fd, bytes + done, (size_t)(len - done), (off_t)(a->at + done));

		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1) {
			zip_error_set(&a->error, ZIP_ER_WRITE, errno);
			return -1;
		}
		done += (zip_uint64_t)n;
	}
	a->at += len;
	if (a->at > a->size)
		a->size = a->at;
	return (zip_int64_t)len;
}

static zip_int64_t
seek(struct sheet_archive *a, void *data, zip_uint64_t len)
{
	zip_int64_t to =
	    zip_source_seek_compute_offset(a->at, a->size, data, len, &a->error);

	if (to < 0)
		return -1;
	a->at = (zip_uint64_t)to;
	return 0;
}

/*
 * With a size that is not known the archive would have the form for parts over 4 GiB,
 * which some spreadsheets do not read.
 */
static zip_int64_t
tell_size(uint64_t size, zip_stat_t *status)
{
	zip_stat_init(status);
	status->valid = ZIP_STAT_SIZE;
	status->size = size;
	return sizeof *status;
}

static zip_int64_t
serve_archive(void *context, void *data, zip_uint64_t len, zip_source_cmd_t command)
{
	struct sheet_archive *a = context;

	switch (command) {
	case ZIP_SOURCE_SUPPORTS:
		return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ,
		    ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR,
		    ZIP_SOURCE_FREE, ZIP_SOURCE_SEEK, ZIP_SOURCE_TELL,
		    ZIP_SOURCE_BEGIN_WRITE, ZIP_SOURCE_WRITE, ZIP_SOURCE_SEEK_WRITE,
		    ZIP_SOURCE_TELL_WRITE, ZIP_SOURCE_COMMIT_WRITE,
		    ZIP_SOURCE_ROLLBACK_WRITE, ZIP_SOURCE_REMOVE, -1);
	case ZIP_SOURCE_STAT:
		return tell_size(a->size, data);
	case ZIP_SOURCE_ERROR:
		return zip_error_to_data(&a->error, data, len);
	case ZIP_SOURCE_WRITE:
		return write_at(a, data, len);
	case ZIP_SOURCE_SEEK_WRITE:
		return seek(a, data, len);
	case ZIP_SOURCE_TELL_WRITE:
		return (zip_int64_t)a->at;
	case ZIP_SOURCE_OPEN:
	case ZIP_SOURCE_READ: /* of nothing */
	case ZIP_SOURCE_CLOSE:
	case ZIP_SOURCE_SEEK:
	case ZIP_SOURCE_TELL:
	case ZIP_SOURCE_BEGIN_WRITE:
	case ZIP_SOURCE_COMMIT_WRITE:
	case ZIP_SOURCE_ROLLBACK_WRITE:
	case ZIP_SOURCE_REMOVE:
	case ZIP_SOURCE_FREE:
		return 0;
	default:
		zip_error_set(&a->error, ZIP_ER_OPNOTSUPP, 0);
		return -1;
	}
}

/* What a part is read from. */

static zip_int64_t
read_part(struct part *part, char *to, zip_uint64_t len)
{
	zip_uint64_t done = 0;

	while (done < len) {
		size_t n = (size_t)(len - done);

		if (part->rest.len == 0)
			part->rest = part->next(part->context, part->number++);
		if (part->rest.at == NULL)
			break;
		if (n > part->rest.len)
			n = part->rest.len;
		memcpy(to + done, part->rest.at, n);
		part->rest = (struct span){ part->rest.at + n, part->rest.len - n };
		done += n;
	}
	return (zip_int64_t)done;
}

static zip_int64_t
serve_part(void *context, void *data, zip_uint64_t len, zip_source_cmd_t command)
{
	struct part *part = context;

	switch (command) {
	case ZIP_SOURCE_SUPPORTS:
		return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ,
		    ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR,
		    ZIP_SOURCE_FREE, -1);
	case ZIP_SOURCE_OPEN:
		part->number = 0;
		part->rest = (struct span){ NULL, 0 };
		return 0;
	case ZIP_SOURCE_READ:
		return read_part(part, data, len);
	case ZIP_SOURCE_STAT:
		return tell_size(part->size, data);
	case ZIP_SOURCE_ERROR: {
		zip_error_t none;

		zip_error_init(&none);
		return zip_error_to_data(&none, data, len);
	}
	default:
		return 0;
	}
}

struct sheet_archive *
sheet_archive_new(int fd)
{
	struct sheet_archive *a = calloc(1, sizeof *a);
	zip_source_t *to;

	if (a == NULL)
		return NULL;
	a->fd = fd;
	zip_error_init(&a->error);
	to = zip_source_function_create(serve_archive, a, NULL);
	if (to != NULL)
		a->zip = zip_open_from_source(to, ZIP_TRUNCATE, NULL);
	if (a->zip == NULL) {
		zip_source_free(to);
		free(a);
		return NULL;
	}
	return a;
}

bool
sheet_archive_add(struct sheet_archive *a, const char *name, uint64_t size,
    sheet_archive_piece *next, void *context)
{
	struct part *part = calloc(1, sizeof *part);
	zip_source_t *from;
	zip_int64_t index;

	if (part == NULL)
		return false;
	*part = (struct part){
		.next = next, .context = context, .size = size, .other = a->parts
	};
	a->parts = part;
	from = zip_source_function(a->zip, serve_part, part);
	if (from == NULL)
		return false;
	index = zip_file_add(a->zip, name, from, ZIP_FL_ENC_UTF_8);
	if (index < 0) {
		zip_source_free(from);
		return false;
	}
	return zip_set_file_compression(
		   a->zip, (zip_uint64_t)index, ZIP_CM_DEFLATE, LEVEL) == 0 &&
	       zip_file_set_dostime(a->zip, (zip_uint64_t)index, 0, DAY, 0) == 0;
}

static void
free_parts(struct sheet_archive *a)
{
	struct part *part;

	while ((part = a->parts) != NULL) {
		a->parts = part->other;
		free(part);
	}
	free(a);
}

void
sheet_archive_free(struct sheet_archive *a)
{
	if (a == NULL)
		return;
	zip_discard(a->zip);
	free_parts(a);
}

bool
sheet_archive_close(struct sheet_archive *a)
{
	errno = 0;
	if (zip_close(a->zip) == -1) {
		int error = zip_error_code_system(zip_get_error(a->zip));

		sheet_archive_free(a);
		errno = error;
		return false;
	}
	free_parts(a);
	return true;
}
