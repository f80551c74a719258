/*
 * document.h - the files that a filter reads its rules from
 *
 * Policies, schemas, seats, boundaries.  Each is read whole, and the SHA-256 of
 * its bytes is kept for the summary line, so that a result can be tied to the
 * rules that made it.  A file that cannot be read, or is no JSON (RFC 8259,
 * duplicate names refused), ends the program with STATUS_TROUBLE and a message
 * that names file, line and column; this is set-up, not data.
 */
#ifndef DOCUMENT_H
#define DOCUMENT_H

#include <stddef.h>

#include <jansson.h>

enum { DOCUMENT_DIGEST_SIZE = 65 };

/* The bytes of a file, NUL behind them; the caller frees them. */
char *document_read(const char *path, size_t *len);

/* A file that is one JSON value.  New reference. */
json_t *document_load(const char *path);

/*
 * A file of JSON Lines, as a new array of objects in the order of the file.  A
 * seal at the end is checked and not part of it.
 */
json_t *document_load_lines(const char *path);

/* Calls each for every file that was read, in the order of reading. */
void document_each(void (*each)(void *context, const char *path,
		       const char digest[DOCUMENT_DIGEST_SIZE]),
    void *context);

#endif
