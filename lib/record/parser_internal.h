/*
 * parser_internal.h - what the two readers of a line share (parser.c, outline.c)
 */
#ifndef PARSER_INTERNAL_H
#define PARSER_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "record/record.h"
#include "record/shape.h"

/* What one parse carries along.  A function that fails sets fault and where. */
struct parser {
	struct record *r;
	const char *end;
	const char *where;
	const char *line;
	struct value *values; /* of the record */
	uint32_t count;
	uint16_t depth;
	bool plain; /* the line is: see plain_line.h */
	enum record_fault fault;
};

static inline const char *
parser_fail(struct parser *p, enum record_fault fault, const char *where)
{
	p->fault = fault;
	p->where = where;
	return NULL;
}

static inline bool
parser_is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static inline const char *
parser_skip_space(const char *at, const char *end)
{
	if (at<end && * at> ' ') /* nearly always */
		return at;
	while (at < end && parser_is_space(*at))
		at++;
	return at;
}

/*
 * The table has room for all that a line of its length can hold: see make_room().  The
 * new value has nothing behind it and nothing in it, until parser_end().
 */
static inline struct value *
parser_add(struct parser *p, enum value_type type, const char *at, const char *end)
{
	uint32_t index = p->count++;
	struct value *v = &p->values[index];

	*v = (struct value){ (uint32_t)(at - p->line), (uint32_t)(end - p->line),
		index + 1, p->depth, (uint8_t)type, false };
	return v;
}

/* Say where a list or object ends, that all added since is in. */
static inline const char *
parser_end(struct parser *p, struct value *v, const char *end)
{
	v->end = (uint32_t)(end - p->line);
	v->next = p->count;
	return end;
}

/* Behind a member: at the next name, or at the brace that closes the object. */
static inline const char *
parser_next_member(struct parser *p, const char *at)
{
	if (at == NULL)
		return NULL;
	if (p->end - at > 1 && at[0] == ',' && at[1] == '"') /* nearly always */
		return at + 1;
	at = parser_skip_space(at, p->end);
	if (at < p->end && *at == '}')
		return at;
	if (at == p->end || *at != ',')
		return parser_fail(p, RECORD_NOT_JSON, at);
	at = parser_skip_space(at + 1, p->end);
	if (at == p->end || *at != '"')
		return parser_fail(p, RECORD_NOT_JSON, at);
	return at;
}

/*
 * Set parser and record up for a line, which stays the caller's.  The first value goes
 * to values[0].  RECORD_TOO_LONG or RECORD_NO_MEMORY if that cannot be.
 */
enum record_fault parser_begin(
    struct parser *, struct record *, const char *line, size_t len);

/*
 * Behind the places for all values of the line, have room for members that are found by
 * themselves, which the line bounds as well.  False if there is no memory.
 */
bool parser_room_for_lone(struct record *);

/* Expect that the record has no names but those of its shape: top_names, shapes.top. */
void parser_expect_shape(struct record *, const struct shape *);

/*
 * Below, the result is the byte behind what was read, or NULL with fault and where set.
 *
 * Read the value that begins at at.  Objects in it are read with the shape *inside,
 * which is made if it is NULL; without one if inside is NULL.
 */
const char *parser_value(struct parser *, const char *at, struct shape **inside);

/* The same of a list or object. */
const char *parser_nested(struct parser *, const char *at, struct shape **inside);

/*
 * Read the members of an object from the name at at on, up to its closing brace, which
 * is the result.  object is its index; its shape (may be NULL) learns from it.  The
 * names are compared with all before them.
 */
const char *parser_unexpected(
    struct parser *, struct shape *, uint32_t object, const char *at);

#endif
