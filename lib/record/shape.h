/*
 * shape.h - the names that the records before had, where they had them
 *
 * The records of a stream are alike: the next name is nearly always the one that stood
 * at this place in the record before.  A shape is the list of those names for one
 * object, with a shape for the objects inside each member.  While the names of an
 * object are found in it one after the other (members may be left out), each costs a
 * comparison with bytes that are known to be valid, and none can occur twice, since the
 * names of a shape differ.  At the first name that is not there the reader goes back to
 * names.h for the rest of that object, and the shape learns from it when the object
 * closes.
 *
 * A shape changes what reading costs, never what is read.  It is bounded whatever comes
 * in: SHAPE_MEMBERS names an object, SHAPE_NAME bytes a name, SHAPES shapes a record.
 */
#ifndef SHAPE_H
#define SHAPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "record/byte_runs.h"
#include "record/value.h"

enum {
	SHAPE_MEMBERS = 128,
	SHAPE_NAME = 64,
	SHAPE_TRIED = 8,
	SHAPE_MISFITS = 4,
	SHAPES = 64
};

struct shape_member {
	struct shape *inside; /* of the objects in the value; NULL: none seen yet */
	uint32_t len;         /* of the text: quotes and colon included */
	uint32_t beginning;   /* a bit for each of its first 16 bytes */
	char text[SHAPE_NAME + 8];
};

struct shape {
	uint32_t count;
	uint32_t misfits;    /* objects of another order since the last that followed */
	uint32_t beginnings; /* how often the list began again */
	uint32_t waiting;    /* objects still to pass before one is learnt from */
	uint64_t seen[4];    /* the names, for names_may_hold() */
	struct shape_member members[SHAPE_MEMBERS];
};

/* All shapes of a reader; the first is that of the record itself. */
struct shapes {
	struct shape *all[SHAPES];
	size_t count;

	/*
	 * Where the members of the first shape are in the table of values of this
	 * record: 0 for those that it does not have.  top_count is 0 if the record
	 * does not follow the shape.
	 */
	uint32_t top[SHAPE_MEMBERS];
	uint32_t top_count;

	/* Of a line that was skimmed (skim.h): where the name of each member of the
	 * first shape stands, counted from the first byte of the line, which is no
	 * name; 0 for those that it does not have. */
	uint32_t stands[SHAPE_MEMBERS];
};

/* With no shape in it yet; NULL if there is no memory. */
struct shapes *shapes_new(void);
void shapes_free(struct shapes *);

/* A new, empty shape, or NULL if there is no room: then an object is read without. */
struct shape *shapes_add(struct shapes *);

/* The shape of the record itself, which is made if there is none; or NULL. */
static inline struct shape *
shapes_root(struct shapes *shapes)
{
	return shapes != NULL && shapes->count > 0 ? shapes->all[0]
						   : shapes_add(shapes);
}

/* The text of a name that has no escapes and is not longer than SHAPE_NAME. */
void shape_member_set(struct shape_member *, const char *text, uint32_t len);

/* Whether the text of a member, its colon included, stands at. */
static inline bool
shape_member_stands(const struct shape_member *m, const char *at, const char *end)
{
	size_t left = (size_t)(end - at);

#ifdef __SSE2__
	if (left >= 16 && left >= m->len) {
		unsigned same = byte_runs_same_sse2(at, m->text);

		if ((same & m->beginning) != m->beginning)
			return false;
		return m->len <= 16 || memcmp(at + 16, m->text + 16, m->len - 16) == 0;
	}
#endif
	return left >= m->len && memcmp(at, m->text, m->len) == 0;
}

/*
 * The member whose text stands at, from member number from on; SHAPE_MEMBERS if it is
 * none of the next SHAPE_TRIED.
 */
static inline uint32_t
shape_next(const struct shape *s, uint32_t from, const char *at, const char *end)
{
	for (uint32_t i = from; i < s->count && i < from + SHAPE_TRIED; i++)
		if (shape_member_stands(&s->members[i], at, end))
			return i;
	return SHAPE_MEMBERS;
}

/*
 * Learn the names of an object that was read and whose names differ: object is its
 * index in the table of values of line.  Names that are new go in between the old
 * ones.  Where SHAPE_MISFITS objects in a row have another order, or there are too many
 * names, the list begins again with this object's, each time after twice as many such
 * objects.  True if the shape now has all of its names, in their order.  An object that
 * no shape can hold (escapes, long names, a space before a colon) leaves it as it is.
 */
bool shape_learn(
    struct shape *, const char *line, const struct value *values, uint32_t object);

#endif
