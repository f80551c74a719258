#include <stdlib.h>
#include <string.h>

#include "memory/array.h"
#include "record/names.h"
#include "record/record.h"
#include "record/scan.h"
#include "record/shape.h"

/* What one parse carries along.  A function that fails sets fault and where. */
struct parser {
	struct record *r;
	const char *end;
	const char *where;
	const char *line;
	struct value *values, *free; /* of the record; the first that is not taken */
	uint16_t depth;
	bool outlines; /* the line was checked before */
	bool folds;
	enum record_fault fault;
};

void
record_init(struct record *r)
{
	*r = (struct record){ 0 };
}

void
record_free(struct record *r)
{
	free(r->values);
	free(r->decoded);
	shapes_free(r->shapes);
	record_init(r);
}

static const char *
fail(struct parser *p, enum record_fault fault, const char *where)
{
	p->fault = fault;
	p->where = where;
	return NULL;
}

static inline const char *
skip_space(const char *at, const char *end)
{
	if (at<end && * at> ' ') /* nearly always */
		return at;
	while (at < end && (*at == ' ' || *at == '\t' || *at == '\r' || *at == '\n'))
		at++;
	return at;
}

/* The number of values so far. */
static inline uint32_t
count_of(const struct parser *p)
{
	return (uint32_t)(p->free - p->values);
}

/* The table has room for all that a line of its length can hold: see make_room(). */
static inline struct value *
add_value(struct parser *p, enum value_type type, const char *at)
{
	struct value *v = p->free++;

	v->at = (uint32_t)(at - p->line);
	v->depth = p->depth;
	v->type = (uint8_t)type;
	v->escaped = false;
	return v;
}

static inline const char *
end_value(struct parser *p, struct value *v, const char *end)
{
	v->end = (uint32_t)(end - p->line);
	v->next = count_of(p);
	return end;
}

static const char *
fail_string(struct parser *p, const char *at)
{
	bool not_unicode;
	const char *where = scan_string_fault(at, p->end, &not_unicode);

	return fail(p, not_unicode ? RECORD_NOT_UTF8 : RECORD_NOT_JSON, where);
}

static inline __attribute__((always_inline)) const char *
parse_string(struct parser *p, enum value_type type, const char *at)
{
	struct value *v = add_value(p, type, at);
	const char *end = scan_string(at + 1, p->end, &v->escaped);

	return end != NULL ? end_value(p, v, end) : fail_string(p, at + 1);
}

static const char *
parse_word(struct parser *p, enum value_type type, const char *word, const char *at)
{
	size_t len = strlen(word);

	if ((size_t)(p->end - at) < len || memcmp(at, word, len) != 0)
		return fail(p, RECORD_NOT_JSON, at);
	return end_value(p, add_value(p, type, at), at + len);
}

static const char *parse_nested(struct parser *, const char *at, struct shape **inside);

static inline const char *
parse_number(struct parser *p, const char *at)
{
	const char *end = scan_number(at, p->end);

	if (end == NULL)
		return fail(p, RECORD_NOT_JSON, at);
	return end_value(p, add_value(p, VALUE_NUMBER, at), end);
}

/* Objects in the value are read with the shape *inside, which is made if it is NULL. */
static inline __attribute__((always_inline)) const char *
parse_value(struct parser *p, const char *at, struct shape **inside)
{
	if (at == p->end)
		return fail(p, RECORD_NOT_JSON, at);
	switch (*at) {
	case '"':
		return parse_string(p, VALUE_STRING, at);
	case '{':
	case '[':
		return parse_nested(p, at, inside);
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

static const char *
parse_array(struct parser *p, const char *at, struct shape **inside)
{
	struct value *array = add_value(p, VALUE_ARRAY, at);

	p->depth++;
	at = skip_space(at + 1, p->end);
	if (at == p->end || *at != ']')
		for (;;) {
			if ((at = parse_value(p, at, inside)) == NULL)
				return NULL;
			at = skip_space(at, p->end);
			if (at < p->end && *at == ']')
				break;
			if (at == p->end || *at != ',')
				return fail(p, RECORD_NOT_JSON, at);
			at = skip_space(at + 1, p->end);
		}
	p->depth--;
	return end_value(p, array, at + 1);
}

/* Behind a member: at the next name, or at the brace that closes the object. */
static inline const char *
next_member(struct parser *p, const char *at)
{
	if (at == NULL)
		return NULL;
	at = skip_space(at, p->end);
	if (at < p->end && *at == '}')
		return at;
	if (at == p->end || *at != ',')
		return fail(p, RECORD_NOT_JSON, at);
	at = skip_space(at + 1, p->end);
	if (at == p->end || *at != '"')
		return fail(p, RECORD_NOT_JSON, at);
	return at;
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
			p->r->shapes->top[i] = count_of(p);
		end_value(p, add_value(p, VALUE_NAME, at), at + m->len - 1);
		at = parse_value(p, skip_space(at + m->len, p->end), &m->inside);
		at = next_member(p, at);
		i++;
	}
	if (at != NULL && *at == '}')
		shape->misfits = 0;
	return at;
}

/*
 * Behind a list or object, if it can be folded.  Of one whose last value, or last value
 * of that, is empty there would be no place where an empty one ends.
 */
static inline const char *
folded_end(const char *at, const char *end)
{
	const char *last;

	if ((*at != '{' && *at != '[') || (end = byte_runs_nested(at, end)) == NULL)
		return NULL;
	for (last = end - 1;
	     *last == ']' || *last == '}' || (unsigned char)*last <= ' '; last--)
		continue;
	return *last == '[' || *last == '{' ? NULL : end;
}

/*
 * A value at the top of a line that was checked before: a text ends at its quote, and
 * of a list or object there is one value, with places behind it for what is inside (a
 * value and its comma take two bytes).
 */
static inline __attribute__((always_inline)) const char *
outline_value(struct parser *p, const char *at, struct shape **inside)
{
	const char *end = NULL;
	struct value *v = p->free;
	size_t places = 1;

	if (at == p->end)
		return fail(p, RECORD_NOT_JSON, at);
	if (*at == '"') {
		end = byte_runs_text(at + 1, p->end);
		end = end < p->end && *end == '"' ? end + 1 : NULL;
		v->type = VALUE_STRING;
		v->escaped = false;
	} else if (p->folds && (end = folded_end(at, p->end)) != NULL) {
		places += (size_t)(end - at - 1) / 2;
		v->type = *at == '{' ? VALUE_OBJECT : VALUE_ARRAY;
		v->escaped = true;
	}
	if (end == NULL)
		return parse_value(p, at, inside);
	v->at = (uint32_t)(at - p->line);
	v->end = (uint32_t)(end - p->line);
	v->next = (uint32_t)(v - p->values + (ptrdiff_t)places);
	v->depth = 1;
	p->free = v + places;
	return end;
}

/* The same as parse_expected() for the top of a line that was checked before. */
static const char *
outline_expected(struct parser *outer, struct shape *shape, const char *at)
{
	struct parser p =
	    *outer; /* so that the compiler knows that no value is in it */
	struct shape_member *m = shape->members, *last = m + shape->count;
	uint32_t *top = p.r->shapes->top;
	int tried = 0;

	while (m < last && tried < SHAPE_TRIED) {
		if (!shape_member_stands(m, at, p.end)) {
			m++;
			tried++;
			continue;
		}
		tried = 0;
		top[m - shape->members] = count_of(&p);
		end_value(&p, add_value(&p, VALUE_NAME, at), at + m->len - 1);
		at = outline_value(&p, skip_space(at + m->len, p.end), &m->inside);
		m++;
		if (at != NULL && p.end - at > 2 && at[0] == ',' && at[1] == '"')
			at++;
		else if ((at = next_member(&p, at)) == NULL || *at == '}')
			break;
	}
	if (at != NULL && *at == '}')
		shape->misfits = 0;
	*outer = p;
	return at;
}

/* A name, its colon, and the value. */
static inline const char *
parse_member(struct parser *p, struct names *names, uint32_t object, const char *at)
{
	uint32_t name = count_of(p);

	if ((at = parse_string(p, VALUE_NAME, at)) == NULL)
		return NULL;
	if (!names_add(names, p->line, p->values, object, name))
		return fail(p, RECORD_DUPLICATE_NAME, p->line + p->values[name].at);
	at = skip_space(at, p->end);
	if (at == p->end || *at != ':')
		return fail(p, RECORD_NOT_JSON, at);
	return parse_value(p, skip_space(at + 1, p->end), NULL);
}

/* A record that follows the shape has no names but those of it. */
static void
expect_top(struct record *r, const struct shape *shape)
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

/* The other members of an object: their names are compared with all before them. */
static const char *
parse_unexpected(struct parser *p, struct shape *shape, uint32_t object, const char *at)
{
	struct names names = { .count = 0 };
	struct record *r = p->r;

	for (uint32_t n = object + 1; n < count_of(p); n = r->values[n + 1].next)
		names_add(&names, r->line, r->values, object, n);
	while (*at != '}')
		if ((at = next_member(p, parse_member(p, &names, object, at))) == NULL)
			return NULL;
	switch (names_close(&names, r->line, r->values, object)) {
	case NAMES_DIFFER:
		break;
	case NAMES_OCCUR_TWICE:
		return fail(p, RECORD_DUPLICATE_NAME, at);
	case NAMES_NO_MEMORY:
		return fail(p, RECORD_NO_MEMORY, at);
	}
	r->values[object].next = count_of(p);
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
	uint32_t object = count_of(p);
	struct shape *shape = NULL;

	if (known != NULL && *known == NULL)
		*known = shapes_add(p->r->shapes);
	if (known != NULL)
		shape = *known;
	add_value(p, VALUE_OBJECT, at);
	p->depth++;
	at = skip_space(at + 1, p->end);
	if (at == p->end || (*at != '}' && *at != '"'))
		return fail(p, RECORD_NOT_JSON, at);
	if (shape != NULL && object == 0)
		expect_top(p->r, shape);
	if (shape != NULL)
		at = object == 0 && p->outlines ? outline_expected(p, shape, at)
						: parse_expected(p, shape, object, at);
	if (at != NULL && *at != '}')
		at = parse_unexpected(p, shape, object, at);
	if (at == NULL)
		return NULL;
	p->depth--;
	return end_value(p, &p->values[object], at + 1);
}

static const char *
parse_nested(struct parser *p, const char *at, struct shape **inside)
{
	if (p->depth == RECORD_MAX_DEPTH)
		return fail(p, RECORD_TOO_DEEP, at);
	return *at == '{' ? parse_object(p, at, inside) : parse_array(p, at, inside);
}

/*
 * A value and its comma take two bytes at the least, and what is still open when
 * a parse fails is bounded by the depth, so this is never too small.
 */
static bool
make_room(struct record *r, size_t len)
{
	return array_reserve(
	    &r->values, &r->size, len / 2 + RECORD_MAX_DEPTH + 2, sizeof *r->values);
}

static enum record_fault
parse_line(struct parser *p)
{
	struct record *r = p->r;
	struct shape *root = NULL;
	const char *at = r->line;

	if (r->shapes == NULL)
		r->shapes = shapes_new(); /* without them, reading only costs more */
	if (r->shapes != NULL && r->shapes->count > 0)
		root = r->shapes->all[0];
	memset(r->top_names, 0, sizeof r->top_names);
	p->where = at;
	if (r->len > RECORD_MAX_LENGTH)
		return RECORD_TOO_LONG;
	if (!make_room(r, r->len))
		return RECORD_NO_MEMORY;
	if (r->len >= 3 && memcmp(at, "\xef\xbb\xbf", 3) == 0)
		return RECORD_BYTE_ORDER_MARK;
	p->values = p->free = r->values;
	at = skip_space(at, p->end);
	if ((at = parse_value(p, at, &root)) == NULL)
		return p->fault;
	p->where = at = skip_space(at, p->end);
	if (at != p->end)
		return RECORD_NOT_JSON;
	if (r->values[0].type != VALUE_OBJECT)
		return RECORD_NOT_OBJECT;
	return RECORD_OK;
}

static enum record_fault
parse(struct parser *p, struct record *r, const char *line, size_t len, size_t *where)
{
	enum record_fault fault;

	p->r = r;
	p->line = line;
	p->end = line + len;
	r->line = line;
	r->len = len;
	r->checked = p->outlines;
	fault = parse_line(p);
	r->count = fault == RECORD_OK ? count_of(p) : 0;
	if (where != NULL)
		*where = (size_t)(p->where - line);
	return fault;
}

enum record_fault
record_parse(struct record *r, const char *line, size_t len, size_t *where)
{
	return parse(&(struct parser){ .outlines = false }, r, line, len, where);
}

enum record_fault
record_parse_checked(
    struct record *r, const char *line, size_t len, bool folds, size_t *where)
{
	struct parser p = { .outlines = true, .folds = folds };
	enum record_fault fault = parse(&p, r, line, len, where);

	/* What is wrong is the strict reader's to say. */
	return fault == RECORD_OK ? fault : record_parse(r, line, len, where);
}

/* The shape of the objects inside of a value of the record. */
static struct shape **
shape_inside(const struct record *r, uint32_t index)
{
	struct shapes *all = r->shapes;

	for (uint32_t i = 0; all != NULL && i < all->top_count; i++)
		if (all->top[i] + 1 == index)
			return &all->all[0]->members[i].inside;
	return NULL;
}

/* The last value inside of a value, and the last inside of that, end where it does. */
static void
end_alike(struct value *values, uint32_t index, uint32_t next)
{
	uint32_t filled = values[index].next, last;

	while (values[index].next = next, index + 1 < filled) {
		bool named = values[index].type == VALUE_OBJECT;

		for (last = index + 1 + named; values[last].next < filled;
		     last = values[last].next + named)
			continue;
		index = last;
	}
}

void
record_unfold_now(struct record *r, const struct value *folded)
{
	uint32_t index = (uint32_t)(folded - r->values), next = folded->next, count;
	struct parser p = { .r = r, .line = r->line, .end = r->line + folded->end };
	const char *at = r->line + folded->at, *end;

	p.values = r->values;
	p.free = &r->values[index];
	p.depth = folded->depth;
	end = parse_nested(&p, at, shape_inside(r, index));
	count = count_of(&p);
	if (end == p.end) {
		memset(p.free, 0, (next - count) * sizeof *p.free);
		end_alike(r->values, index, next);
		return;
	}
	r->unsound = true;
	r->values[index].type = VALUE_NULL;
	r->values[index].escaped = false;
	r->values[index].end = (uint32_t)(p.end - r->line);
	r->values[index].next = next;
}

void
record_unfold_all(struct record *r)
{
	for (uint32_t n = 1; n < r->values[0].next; n = r->values[n + 1].next)
		record_unfold(r, &r->values[n + 1]);
}

bool
record_prepare_texts(struct record *r)
{
	if (r->decoded_size >= r->len)
		return true;
	free(r->decoded); /* it holds nothing of this record yet */
	r->decoded = malloc(r->len);
	r->decoded_size = r->decoded != NULL ? r->len : 0;
	return r->decoded != NULL;
}

struct span
record_text(struct record *r, const struct value *v)
{
	const char *inside = r->line + v->at + 1;
	size_t len = v->end - v->at - 2;

	if (!v->escaped) {
		if (!r->checked || scan_is_utf8(inside, inside + len))
			return (struct span){ inside, len };
		r->unsound = true;
		return (struct span){ NULL, 0 };
	}
	if (!record_prepare_texts(r))
		return (struct span){ NULL, 0 };
	len = scan_unescape(inside, inside + len, r->decoded + v->at);
	return (struct span){ r->decoded + v->at, len };
}

static bool
is_named(struct record *r, const struct value *name, const char *text, size_t len)
{
	struct span found;

	if (!name->escaped)
		return name->end - name->at - 2 == len &&
		       memcmp(r->line + name->at + 1, text, len) == 0;
	found = record_text(r, name);
	return found.at != NULL && found.len == len && memcmp(found.at, text, len) == 0;
}

const struct value *
record_member(
    struct record *r, const struct value *object, const char *name, size_t len)
{
	uint32_t index = (uint32_t)(object - r->values);

	record_unfold(r, object);
	if (object->type != VALUE_OBJECT)
		return NULL;
	if (index == 0 && !names_may_hold(r->top_names, names_hash(name, len)))
		return NULL;
	for (uint32_t n = index + 1; n < object->next; n = r->values[n + 1].next)
		if (is_named(r, &r->values[n], name, len))
			return &r->values[n + 1];
	return NULL;
}
