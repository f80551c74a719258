/*
 * arena.h - memory that is given back all at once
 *
 * What is compiled from a document lives as long as the document's rules do, and
 * what is said of a record as long as the record: neither needs a free() of its
 * parts.
 */
#ifndef ARENA_H
#define ARENA_H

#include <stddef.h>

/* All zero is an empty arena. */
struct arena {
	struct arena_block *blocks;
};

/* size bytes, all zero, aligned for any type; NULL if there is no memory. */
void *arena_take(struct arena *, size_t size);

/* A copy of a text, NUL behind it; NULL if there is no memory. */
char *arena_text(struct arena *, const char *text, size_t len);

/* A text as printf(3) makes it; NULL if there is no memory. */
char *arena_print(struct arena *, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Take back all that was given, keeping some memory for what comes; free it. */
void arena_clear(struct arena *);
void arena_free(struct arena *);

#endif
