/*
 * record.h - one record: a strictly validating pass over a line
 *
 * record_parse() reads a line once.  It checks the line by RFC 8259 (the
 * grammar, UTF-8 without surrogates, a name at most once in an object, a depth
 * ceiling) and leaves a flat table of where each value stands.  Nothing is
 * decoded until it is asked for, and nothing is ever written again: a filter
 * splices its own bytes into the line and leaves the others as they came.
 *
 * record_parse_checked() reads a line that has passed record_parse() before, as the
 * writer of a stream says (seal.h).  It looks for structure only, and only as far as it
 * is asked: what a text holds is checked when it is read; a list, an object, and the
 * record itself stay folded, one value without what is in it, until record_unfold();
 * and path_find() unfolds of the record no more than stands before the member that it
 * looks for.  On other lines it is as safe, and may find less wrong with them.
 *
 * No function here prints, exits or keeps state outside the struct record.
 */
#ifndef RECORD_H
#define RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "record/record_fault.h"
#include "record/span.h"
#include "record/value.h"

enum {
	RECORD_MAX_DEPTH = 512,      /* arrays and objects inside each other */
	RECORD_MAX_LENGTH = 1 << 30, /* bytes of a line */
	RECORD_LONE = 8 /* members that are read without those before them */
};

/*
 * A parsed line.  line, len, values and count are for reading; the rest is the
 * parser's.  values[0] is the object itself.
 */
struct record {
	const char *line; /* borrowed from the caller of record_parse() */
	size_t len;
	struct value *values;
	size_t count;

	size_t size; /* room in values */
	char
	    *decoded; /* where escaped strings are decoded to, each at its own offset */
	size_t decoded_size;

	struct shapes *shapes; /* the names of the records before (shape.h) */
	uint64_t top_names[4]; /* Bloom filter over the names at the top (names.h) */

	bool checked;         /* read by record_parse_checked() */
	bool skimmed;         /* shapes->stands says where each member is */
	bool asked;           /* members of a folded record have been asked for */
	const char *outlined; /* of a folded record: what is not read yet (outline.h) */
	uint32_t outlined_to; /* and where to look for it in the shape */
	uint32_t unfolded;    /* bytes of values that were unfolded */
	/* Members found behind that, by themselves: the indexes of their names, which
	 * stand in the table behind all that the line can hold, up to lone_next. */
	uint32_t lone[RECORD_LONE], lone_next;
	uint8_t lone_count;
	uint8_t in_full; /* records that are still read in full, not folded */
	bool walks;      /* so many were asked for that a walk over all costs less */
	bool unsound;    /* a text or a folded value was not what it must be */
	bool starved;    /* unsound, but for lack of memory only */
};

/* Make an empty record (all zero is one too); record_free() takes what it holds. */
void record_init(struct record *);
void record_free(struct record *);

/*
 * Parse a line of len bytes, without its LF.  The line is borrowed: it must stay
 * as it is for as long as the record is used.  Returns RECORD_OK, or the first
 * fault with *where (may be NULL) set to the byte, counted from 0, at which it
 * was seen; the record is then empty.  Never reads outside the line.
 */
enum record_fault record_parse(
    struct record *, const char *line, size_t len, size_t *where);

/*
 * The same for a line that record_parse() has accepted before.  The record is folded,
 * and the lists and objects at the top are when it is unfolded: then all who go into a
 * value unfold it first.  record_member(), path_find() and expressions do.
 * Where most of a folded record was asked for, the next ones are not folded but read by
 * record_parse(), since one strict pass costs less than two others.
 */
enum record_fault record_parse_checked(
    struct record *, const char *line, size_t len, size_t *where);

/*
 * record_parse(), which checks all that it always does, for a filter that asks for few
 * members: the record is folded, or is not, whichever costs less.
 */
enum record_fault record_parse_folded(
    struct record *, const char *line, size_t len, size_t *where);

void record_unfold_now(struct record *, const struct value *folded);

/*
 * Make the values inside of a list or object part of the table, if it is folded; no
 * other value moves.  What turns out to be no JSON becomes null, or a record without
 * members, and the record is unsound.
 */
static inline void
record_unfold(struct record *r, const struct value *v)
{
	if (v->escaped && (v->type == VALUE_ARRAY || v->type == VALUE_OBJECT))
		record_unfold_now(r, v);
}

/* The same for all values; places that hold none are VALUE_NULL then. */
void record_unfold_all(struct record *);

/*
 * Whether a record that is folded may have a member of this name, by a search for its
 * text in what is not read yet: false if it has none.
 */
bool record_may_have(const struct record *, const char *name, size_t len);

/* The bytes of a value as they stand in the line, quotes included. */
static inline struct span
record_raw(const struct record *r, const struct value *v)
{
	return (struct span){ r->line + v->at, v->end - v->at };
}

/*
 * The text of a VALUE_STRING or VALUE_NAME of this record, escapes undone, not
 * terminated; it may hold NUL.  Borrowed until the next record_parse().  Returns
 * a span with at == NULL if memory ran out; of a checked line also if the text is not
 * UTF-8, and the record is unsound.
 */
struct span record_text(struct record *, const struct value *v);

/*
 * Have memory for all texts of the record: after that record_text() cannot fail until
 * the next record_parse().  False if there is none.
 */
bool record_prepare_texts(struct record *);

/* The member of an object by its name, or NULL. */
const struct value *record_member(
    struct record *, const struct value *object, const char *name, size_t len);

#endif
