/*
 * document.h - the files that a filter reads its rules from
 *
 * Policies, schemas, seats, boundaries.  Each is read whole, and the SHA-256 of
 * its bytes is kept for the summary line, so that a result can be tied to the
 * rules that made it.  A file that cannot be read, or is no JSON (RFC 8259,
 * duplicate names refused), ends the program with STATUS_TROUBLE and a message
 * that names file, line and column; this is set-up, not data.  So does U+0000 in a
 * text of a loaded document: its texts are C strings, and none is ever cut short.
 */
#ifndef DOCUMENT_H
#define DOCUMENT_H

#include <stddef.h>

#include <jansson.h>

enum { DOCUMENT_DIGEST_SIZE = 65, DOCUMENT_MOST_BYTES = 512 << 20 };

/*
 * The bytes of a file of UTF-8, NUL behind them; the caller frees them.  What is
 * neither a regular file nor a pipe, or has more than DOCUMENT_MOST_BYTES, ends the
 * program: /dev/zero has no end.
 */
char *document_read(const char *path, size_t *len);

/* The same, which does not end the program if they are not UTF-8: for tables. */
char *document_read_bytes(const char *path, size_t *len);

/* A file that is one JSON value.  New reference. */
json_t *document_load(const char *path);

/* The same for a policy: a number that a double does not hold ends the program too. */
json_t *document_load_exact(const char *path);

/*
 * A file of JSON Lines, as a new array of objects: element i is line i + 1, so an
 * empty line is an error.  A seal at the end is checked and not part of it.  A number
 * that a double does not hold ends the program.  Values inside of the lines may be
 * shared (json_tree.h): only the lines themselves may be changed.
 */
json_t *document_load_lines(const char *path);

/* What was read, in the order of reading: path as it was given, SHA-256 in hex. */
struct document {
	const char *path;
	char digest[DOCUMENT_DIGEST_SIZE];
};
size_t document_count(void);
const struct document *document_at(size_t index);

#endif
