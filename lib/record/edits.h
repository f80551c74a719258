/*
 * edits.h - values of a filter's own, spliced into a line
 *
 * A line is never serialised again: an edit says which of its bytes stay and what is
 * written between them, and all other bytes leave as they came.
 */
#ifndef EDITS_H
#define EDITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "record/record.h"
#include "record/writer.h"

/* What is written around a value at its place in the line. */
enum edit_kind {
	EDIT_VALUE,      /* nothing: it replaces another value */
	EDIT_ADD_OUTER,  /* ,"outer":VALUE or ,"outer":{"inner":VALUE} */
	EDIT_ADD_INNER,  /* ,"inner":VALUE */
	EDIT_WRAP_INNER, /* {"inner":VALUE} in place of what was no object */
};

/*
 * Where a value is spliced into a line: bytes [0, cut) stay, then comes the value with
 * what its kind asks for, then bytes [resume, len).
 */
struct edit {
	uint32_t cut, resume;
	uint8_t kind; /* enum edit_kind */
	bool comma;   /* a member stands before the one that is added */
};

/*
 * The place for outer, or for outer.inner if inner is not NULL, at the top of a
 * record.  What stands there is replaced; a value of outer that is no object is
 * replaced as a whole.  The names are plain text, escaped when they are written.
 */
struct edit edit_at(struct record *, const char *outer, const char *inner);

/* Write a value (JSON) with the names, the comma and the brackets of its kind. */
void edit_write(struct writer *, struct edit, const char *outer, const char *inner,
    struct span value);

/*
 * Write the line of a record without its member outer.inner, or without outer if inner
 * is NULL.  False, with nothing
 * written, if there is no such member.
 */
bool edit_remove(
    struct record *, const char *outer, const char *inner, struct writer *line);

/* The edits of one line, in the order of the line; all zero is an empty list. */
struct edits {
	struct edits_item {
		struct edit edit;
		size_t at,
		    end; /* its bytes in written, with what is around the value */
	} * items;
	size_t count, room;
	struct writer written;
};

/* Start again with another line; free all. */
void edits_reset(struct edits *);
void edits_free(struct edits *);

/*
 * Add an edit: value (JSON, copied) at outer or outer.inner of the record; the names
 * outer must differ.  False if there is no memory.
 */
bool edits_add(struct edits *, struct record *, const char *outer, const char *inner,
    struct span value);

/* The bytes that an edit writes in place of [cut, resume); borrowed until a change. */
static inline struct span
edits_written(const struct edits *e, size_t index)
{
	const struct edits_item *item = &e->items[index];

	return (struct span){ e->written.text + item->at, item->end - item->at };
}

#endif
