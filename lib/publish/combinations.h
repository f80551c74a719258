/*
 * combinations.h - rows that few others look like
 *
 * Of each row the fields that others may know are one text; a text that fewer than so
 * many rows have identifies them: a rare surname at one school, say (k-anonymity,
 * Sweeney 2002).
 *
 * Memory is 16 bytes a row, and each text once.
 */
#ifndef COMBINATIONS_H
#define COMBINATIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "record/writer.h"

struct combinations;

struct combinations *combinations_new(void);
void combinations_free(struct combinations *);

/* Add a row, the text of its fields and where it is.  False if there is no memory. */
bool combinations_add(
    struct combinations *, struct span fields, uint32_t file, uint64_t line);

struct combination {
	uint32_t file;
	uint64_t line;
	uint32_t count; /* how many rows are alike, this one with them */
};

/* All were added: the next row, in their order, that fewer than least are like.  False
 * at the end. */
bool combinations_next(struct combinations *, uint32_t least, struct combination *);

/* The finding about a row, with the name of its file. */
void combinations_write(struct writer *, const char *file, const struct combination *);

/* How many rows were added, and how many different texts they had. */
size_t combinations_rows(const struct combinations *);
size_t combinations_texts(const struct combinations *);

#endif
