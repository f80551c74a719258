/*
 * source.h - lines in, from a list of files
 *
 * Input is read in blocks; a line is borrowed from the block it stands in.  A
 * line over the ceiling comes in pieces, so that it is never held whole.  A seal
 * at the end of a file is checked here and not handed on, nor is the line before a
 * checked stream (seal.h), which must have a seal.  What goes wrong with a file or a
 * seal ends the program with STATUS_TROUBLE.
 */
#ifndef SOURCE_H
#define SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

enum line_part {
	LINE_WHOLE,
	LINE_PIECE,     /* of a line over the ceiling; more follows */
	LINE_LAST_PIECE /* the end of such a line */
};

struct line {
	const char *at; /* without the LF; borrowed until the next call */
	size_t len;
	enum line_part part;
};

struct source;

/*
 * files end in NULL; none means standard input, as does "-".  Borrowed for as
 * long as the source lives.  must_be_sealed asks each file for a seal, normally
 * seals_required(); one that is there is checked either way.  idle is called, with its
 * context, when no input is ready and the source is about to wait, and once a block.
 */
struct source *source_open(char *const files[], size_t max_line, bool must_be_sealed,
    void (*idle)(void *, bool waits), void *context);
void source_close(struct source *);

/* False at the end of the last file. */
bool source_next(struct source *, struct line *);

/* Whether what wrote the last line has said that it is a record. */
bool source_is_checked(const struct source *);

/* Where the last line came from: the file's index, its name, the line from 1. */
size_t source_file_index(const struct source *);
const char *source_file_name(const struct source *, size_t index);
uint64_t source_line_number(const struct source *);
uint64_t source_bytes(const struct source *);

/*
 * Where the last line can be read again, so that nobody has to copy it: the open file
 * descriptor, with what fstat(2) said when it was opened, and the offset of the line's
 * first byte.  -1 if the file is no regular one; borrowed until the next file.
 */
int source_home(const struct source *, struct stat *opened, uint64_t *offset);

#endif
