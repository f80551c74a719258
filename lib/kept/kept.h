/*
 * kept.h - records that wait until a filter has seen them all
 *
 * The lines are in memory or in a spill file, or stay in the file that they came from.
 * In memory is where each stands, where it came from, and where a value of the filter's
 * own goes into it: 24 bytes a record.
 */
#ifndef KEPT_H
#define KEPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

#include "record/edits.h"

struct kept;

struct kept_record {
	uint64_t at : 44;    /* in the spill file, or in the file that it came from */
	uint64_t file : 16;  /* index of the file that it came from */
	uint64_t copied : 1; /* it stands in the spill file */
	uint64_t comma : 1;  /* these and the last two are its edit */
	uint64_t kind : 2;
	uint32_t len;
	uint32_t line;
	uint32_t cut, resume;
};

/* Where a record stands.  More than 16 TiB end the program. */
void kept_record_place(struct kept_record *, uint64_t at);

static inline struct edit
kept_record_edit(const struct kept_record *r)
{
	return (struct edit){ r->cut, r->resume, r->kind, r->comma };
}

struct kept *kept_open(void);
void kept_close(struct kept *);

/*
 * From now on lines that cannot be read again are in memory as long as they are no more
 * than so many bytes.  Before the first is kept.
 */
void kept_hold(struct kept *, size_t memory);

/*
 * The lines of that file, the first one still to come, can be read again where they
 * are: see spill_over().
 */
void kept_leave(
    struct kept *, size_t file, int fd, const struct stat *opened, const char *name);

/*
 * Put a line by; returns its number: 0, 1, 2 ...  offset is where it stands, if its
 * file was named to kept_leave(); KEPT_COPY, if it is not there as it is here.
 */
#define KEPT_COPY UINT64_MAX
size_t kept_add(struct kept *, struct span line, struct edit, size_t file,
    uint64_t line_number, uint64_t offset);

const struct kept_record *kept_at(const struct kept *, size_t number);

/*
 * Say in which order the lines will be fetched: the number of the first, of the
 * second, and so on, each once.  Lines of memory bytes or less are fetched where they
 * are, out of memory or the system's cache.  More are copied into another spill file,
 * in which those that leave near to each other stand near to each other.  Nothing can
 * be kept after it.
 */
void kept_arrange(struct kept *, const uint32_t numbers[], size_t memory);

/* The bytes of a line; borrowed until the next call of kept_add() or kept_fetch(). */
struct span kept_fetch(struct kept *, size_t number);

/*
 * Ask for what will be wanted soon: where one record stands, and the line of another
 * that was named before.
 */
void kept_expect(const struct kept *, size_t record, size_t line);

/* How many bytes of memory the records take, and how long all of their lines are. */
size_t kept_bytes(const struct kept *);
uint64_t kept_line_bytes(const struct kept *);

/* Begin anew, with no record in it; lines that can be read again still can. */
void kept_clear(struct kept *);

/* All lines have been fetched: end the program if a file has changed meanwhile. */
void kept_check(const struct kept *);

#endif
