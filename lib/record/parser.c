#include <string.h>

#include "memory/array.h"
#include "record/names.h"
#include "record/parser_internal.h"
#include "record/plain_line.h"
#include "record/scan.h"

static const char *
fail_string(struct parser *p, const char *at)
{
	bool not_unicode;
	const char *where = scan_string_fault(at, p->end, &not_unicode);

	return parser_fail(p, not_unicode ? RECORD_NOT_UTF8 : RECORD_NOT_JSON, where);
}

static inline __attribute__((always_inline)) const char *
parse_string(struct parser *p, enum value_type type, const char *at)
{
	bool escaped = false;
	const char *end;

	if (p->plain) {
		end = byte_runs_quote(at + 1, p->end);
		end = end < p->end ? end + 1 : NULL;
	} else
		end = scan_string(at + 1, p->end, &escaped);
	if (end == NULL)
		return fail_string(p, at + 1);
	parser_add(p, type, at, end)->escaped = escaped;
	return end;
}

static inline __attribute__((always_inline)) const char *
parse_word(struct parser *p, enum value_type type, const char *word, const char *at)
{
	size_t len = strlen(word);

	if ((size_t)(p->end - at) < len || memcmp(at, word, len) != 0)
		return parser_fail(p, RECORD_NOT_JSON, at);
	parser_add(p, type, at, at + len);
	return at + len;
}

static inline const char *
parse_number(struct parser *p, const char *at)
{
	const char *end = scan_number(at, p->end);

	if (end == NULL)
		return parser_fail(p, RECORD_NOT_JSON, at);
	parser_add(p, VALUE_NUMBER, at, end);
	return end;
}

static inline __attribute__((always_inline)) const char *
parse_value(struct parser *p, const char *at, struct shape **inside)
{
	if (at == p->end)
		return parser_fail(p, RECORD_NOT_JSON, at);
	switch (*at) {
	case '"':
		return parse_string(p, VALUE_STRING, at);
	case '{':
	case '[':
		return parser_nested(p, at, inside);
	case 't':
		return parse_word(p, VALUE_TRUE, "true", at);
	case 'f':
		return parse_word(p, VALUE_FALSE, "false", at);
	case 'n':
		return parse_word(p, VALUE_NULL, "null", at);
	default:
		return parse_number(p, at);
	}
}

const char *
parser_value(struct parser *p, const char *at, struct shape **inside)
{
	return parse_value(p, at, inside);
}

static const char *
parse_array(struct parser *p, const char *at, struct shape **inside)
{
	struct value *array = parser_add(p, VALUE_ARRAY, at, at);

	p->depth++;
	at = parser_skip_space(at + 1, p->end);
	if (at == p->end || *at != ']')
		for (;;) {
			if ((at = parse_value(p, at, inside)) == NULL)
				return NULL;
			at = parser_skip_space(at, p->end);
			if (at < p->end && *at == ']')
				break;
			if (at == p->end || *at != ',')
				return parser_fail(p, RECORD_NOT_JSON, at);
			at = parser_skip_space(at + 1, p->end);
		}
	p->depth--;
	return parser_end(p, array, at + 1);
}

/*
 * Members from at on, as long as their names are found in the shape.  Returns where
 * that ends: at a name, or at the closing brace.
 */
static inline const char *
parse_expected(struct parser *p, struct shape *shape, uint32_t object, const char *at)
{
	uint32_t i = 0;

	while (at != NULL && *at != '}' &&
	       (i = shape_next(shape, i, at, p->end)) < SHAPE_MEMBERS) {
		struct shape_member *m = &shape->members[i];

		if (object == 0)
			p->r->shapes->top[i] = p->count;
		parser_add(p, VALUE_NAME, at, at + m->len - 1);
		at = parse_value(p, parser_skip_space(at + m->len, p->end), &m->inside);
		at = parser_next_member(p, at);
		i++;
	}
	if (at != NULL && *at == '}')
		shape->misfits = 0;
	return at;
}

/* A name, its colon, and the value. */
static inline const char *
parse_member(struct parser *p, struct names *names, uint32_t object, const char *at)
{
	uint32_t name = p->count;

	if ((at = parse_string(p, VALUE_NAME, at)) == NULL)
		return NULL;
	if (!names_add(names, p->line, p->values, object, name))
		return parser_fail(
		    p, RECORD_DUPLICATE_NAME, p->line + p->values[name].at);
	at = parser_skip_space(at, p->end);
	if (at == p->end || *at != ':')
		return parser_fail(p, RECORD_NOT_JSON, at);
	return parse_value(p, parser_skip_space(at + 1, p->end), NULL);
}

void
parser_expect_shape(struct record *r, const struct shape *shape)
{
	struct shapes *all = r->shapes;

	memset(all->top, 0, shape->count * sizeof *all->top);
	memcpy(r->top_names, shape->seen, sizeof r->top_names);
	all->top_count = shape->count;
}

/* Where each member of the shape is, in a record that has just been learnt. */
static void
number_top(struct record *r, const struct shape *shape)
{
	struct shapes *all = r->shapes;
	uint32_t i = 0;

	memset(all->top, 0, shape->count * sizeof *all->top);
	for (uint32_t n = 1; n < r->values[0].next; n = r->values[n + 1].next) {
		while (!shape_member_stands(
		    &shape->members[i], r->line + r->values[n].at, r->line + r->len))
			i++;
		all->top[i++] = n;
	}
	all->top_count = shape->count;
}

const char *
parser_unexpected(
    struct parser *p, struct shape *shape, uint32_t object, const char *at)
{
	struct names names = { .count = 0 };
	struct record *r = p->r;

	for (uint32_t n = object + 1; n < p->count; n = r->values[n + 1].next)
		names_add(&names, r->line, r->values, object, n);
	while (*at != '}')
		if ((at = parser_next_member(p, parse_member(p, &names, object, at))) ==
		    NULL)
			return NULL;
	switch (names_close(&names, r->line, r->values, object)) {
	case NAMES_DIFFER:
		break;
	case NAMES_OCCUR_TWICE:
		return parser_fail(p, RECORD_DUPLICATE_NAME, at);
	case NAMES_NO_MEMORY:
		return parser_fail(p, RECORD_NO_MEMORY, at);
	}
	r->values[object].next = p->count;
	if (object == 0) {
		names_copy(&names, r->top_names);
		if (shape != NULL)
			r->shapes->top_count = 0;
	}
	if (shape != NULL && shape_learn(shape, r->line, r->values, object) &&
	    object == 0)
		number_top(r, shape);
	return at;
}

static const char *
parse_object(struct parser *p, const char *at, struct shape **known)
{
	uint32_t object = p->count;
	struct shape *shape = NULL;

	if (known != NULL && *known == NULL)
		*known = shapes_add(p->r->shapes);
	if (known != NULL)
		shape = *known;
	parser_add(p, VALUE_OBJECT, at, at);
	p->depth++;
	at = parser_skip_space(at + 1, p->end);
	if (at == p->end || (*at != '}' && *at != '"'))
		return parser_fail(p, RECORD_NOT_JSON, at);
	if (shape != NULL && object == 0)
		parser_expect_shape(p->r, shape);
	if (shape != NULL)
		at = parse_expected(p, shape, object, at);
	if (at != NULL && *at != '}')
		at = parser_unexpected(p, shape, object, at);
	if (at == NULL)
		return NULL;
	p->depth--;
	return parser_end(p, &p->values[object], at + 1);
}

const char *
parser_nested(struct parser *p, const char *at, struct shape **inside)
{
	if (p->depth == RECORD_MAX_DEPTH)
		return parser_fail(p, RECORD_TOO_DEEP, at);
	return *at == '{' ? parse_object(p, at, inside) : parse_array(p, at, inside);
}

/*
 * A value and its comma take two bytes at the least, and what is still open when
 * a parse fails is bounded by the depth, so this is never too small.
 */
static size_t
most_values(size_t len)
{
	return len / 2 + RECORD_MAX_DEPTH + 2;
}

bool
parser_room_for_lone(struct record *r)
{
	size_t whole = most_values(r->len);

	r->lone_next = (uint32_t)whole;
	r->lone_count = 0;
	return array_reserve(
	    &r->values, &r->size, 2 * whole + 2 * RECORD_LONE, sizeof *r->values);
}

enum record_fault
parser_begin(struct parser *p, struct record *r, const char *line, size_t len)
{
	*p = (struct parser){ .r = r, .line = line, .where = line, .end = line + len };
	r->line = line;
	r->len = len;
	r->count = 0;
	r->skimmed = false;
	if (r->shapes == NULL)
		r->shapes = shapes_new(); /* without them, reading only costs more */
	if (len > RECORD_MAX_LENGTH)
		return RECORD_TOO_LONG;
	if (!array_reserve(&r->values, &r->size, most_values(len), sizeof *r->values))
		return RECORD_NO_MEMORY;
	p->values = r->values;
	return RECORD_OK;
}

static enum record_fault
parse_line(struct parser *p)
{
	struct record *r = p->r;
	struct shape *root = shapes_root(r->shapes);
	const char *at = r->line;

	p->plain = plain_line(r->line, r->len);
	memset(r->top_names, 0, sizeof r->top_names);
	if (r->len >= 3 && memcmp(at, "\xef\xbb\xbf", 3) == 0)
		return RECORD_BYTE_ORDER_MARK;
	at = parser_skip_space(at, p->end);
	if ((at = parse_value(p, at, &root)) == NULL)
		return p->fault;
	p->where = at = parser_skip_space(at, p->end);
	if (at != p->end)
		return RECORD_NOT_JSON;
	if (r->values[0].type != VALUE_OBJECT)
		return RECORD_NOT_OBJECT;
	return RECORD_OK;
}

enum record_fault
record_parse(struct record *r, const char *line, size_t len, size_t *where)
{
	struct parser p;
	enum record_fault fault = parser_begin(&p, r, line, len);

	r->checked = false;
	if (fault == RECORD_OK)
		fault = parse_line(&p);
	r->count = fault == RECORD_OK ? p.count : 0;
	if (where != NULL)
		*where = (size_t)(p.where - line);
	return fault;
}
