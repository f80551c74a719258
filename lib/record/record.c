#include <stdlib.h>
#include <string.h>

#include "memory/array.h"
#include "record/names.h"
#include "record/record.h"
#include "record/scan.h"

/* What one parse carries along.  A function that fails sets fault and where. */
struct parser {
	struct record *r;
	const char *end;
	const char *where;
	uint32_t count; /* of values so far */
	uint16_t depth;
	enum record_fault fault;
};

static const struct {
	const char *code, *reason;
} faults[RECORD_FAULTS] = {
	[RECORD_OK] = { "ok", "the line is a record" },
	[RECORD_NOT_JSON] = { "not-json", "the line is not JSON" },
	[RECORD_NOT_OBJECT] = { "not-object", "the line is JSON, but no object" },
	[RECORD_NOT_UTF8] = { "not-utf8",
	    "the line is not UTF-8, or holds half of a surrogate pair" },
	[RECORD_DUPLICATE_NAME] = { "duplicate-name",
	    "a name occurs twice in an object" },
	[RECORD_TOO_DEEP] = { "too-deep",
	    "objects and arrays are nested over 512 deep" },
	[RECORD_BYTE_ORDER_MARK] = { "byte-order-mark",
	    "the line begins with a byte order mark" },
	[RECORD_TOO_LONG] = { "line-too-long", "the line is longer than the ceiling" },
	[RECORD_NO_MEMORY] = { "no-memory", "the record does not fit into memory" },
};

const char *
record_fault_code(enum record_fault fault)
{
	return faults[fault].code;
}

const char *
record_fault_reason(enum record_fault fault)
{
	return faults[fault].reason;
}

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
	while (at < end && (*at == ' ' || *at == '\t' || *at == '\r' || *at == '\n'))
		at++;
	return at;
}

/* The table has room for all that a line of its length can hold: see make_room(). */
static inline struct value *
add_value(struct parser *p, enum value_type type, const char *at)
{
	struct value *v = &p->r->values[p->count++];

	v->at = (uint32_t)(at - p->r->line);
	v->depth = p->depth;
	v->type = (uint8_t)type;
	v->escaped = false;
	return v;
}

static inline const char *
end_value(struct parser *p, struct value *v, const char *end)
{
	v->end = (uint32_t)(end - p->r->line);
	v->next = p->count;
	return end;
}

static const char *
fail_string(struct parser *p, const char *at)
{
	bool not_unicode;
	const char *where = scan_string_fault(at, p->end, &not_unicode);

	return fail(p, not_unicode ? RECORD_NOT_UTF8 : RECORD_NOT_JSON, where);
}

static inline const char *
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

static const char *parse_value(struct parser *, const char *at);

static const char *
parse_array(struct parser *p, const char *at)
{
	uint32_t array = p->count;

	add_value(p, VALUE_ARRAY, at);
	p->depth++;
	at = skip_space(at + 1, p->end);
	if (at == p->end || *at != ']')
		for (;;) {
			if ((at = parse_value(p, at)) == NULL)
				return NULL;
			at = skip_space(at, p->end);
			if (at < p->end && *at == ']')
				break;
			if (at == p->end || *at != ',')
				return fail(p, RECORD_NOT_JSON, at);
			at = skip_space(at + 1, p->end);
		}
	p->depth--;
	return end_value(p, &p->r->values[array], at + 1);
}

/* A name, its colon, and the value. */
static inline const char *
parse_member(struct parser *p, struct names *names, uint32_t object, const char *at)
{
	uint32_t name = p->count;

	if (at == p->end || *at != '"')
		return fail(p, RECORD_NOT_JSON, at);
	if ((at = parse_string(p, VALUE_NAME, at)) == NULL)
		return NULL;
	if (!names_add(names, p->r->line, p->r->values, object, name))
		return fail(
		    p, RECORD_DUPLICATE_NAME, p->r->line + p->r->values[name].at);
	at = skip_space(at, p->end);
	if (at == p->end || *at != ':')
		return fail(p, RECORD_NOT_JSON, at);
	return parse_value(p, skip_space(at + 1, p->end));
}

static const char *
parse_object(struct parser *p, const char *at)
{
	uint32_t object = p->count;
	struct names names = { .count = 0 };

	add_value(p, VALUE_OBJECT, at);
	p->depth++;
	at = skip_space(at + 1, p->end);
	if (at == p->end || *at != '}')
		for (;;) {
			if ((at = parse_member(p, &names, object, at)) == NULL)
				return NULL;
			at = skip_space(at, p->end);
			if (at < p->end && *at == '}')
				break;
			if (at == p->end || *at != ',')
				return fail(p, RECORD_NOT_JSON, at);
			at = skip_space(at + 1, p->end);
		}
	switch (names_close(&names, p->r->line, p->r->values, object)) {
	case NAMES_DIFFER:
		break;
	case NAMES_OCCUR_TWICE:
		return fail(p, RECORD_DUPLICATE_NAME, at);
	case NAMES_NO_MEMORY:
		return fail(p, RECORD_NO_MEMORY, at);
	}
	if (object == 0)
		names_copy(&names, p->r->top_names);
	p->depth--;
	return end_value(p, &p->r->values[object], at + 1);
}

static const char *
parse_value(struct parser *p, const char *at)
{
	if (at == p->end)
		return fail(p, RECORD_NOT_JSON, at);
	switch (*at) {
	case '"':
		return parse_string(p, VALUE_STRING, at);
	case '{':
	case '[':
		if (p->depth == RECORD_MAX_DEPTH)
			return fail(p, RECORD_TOO_DEEP, at);
		return *at == '{' ? parse_object(p, at) : parse_array(p, at);
	case 't':
		return parse_word(p, VALUE_TRUE, "true", at);
	case 'f':
		return parse_word(p, VALUE_FALSE, "false", at);
	case 'n':
		return parse_word(p, VALUE_NULL, "null", at);
	default: {
		const char *end = scan_number(at, p->end);

		if (end == NULL)
			return fail(p, RECORD_NOT_JSON, at);
		return end_value(p, add_value(p, VALUE_NUMBER, at), end);
	}
	}
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
	const char *at = r->line;

	p->where = at;
	if (r->len > RECORD_MAX_LENGTH)
		return RECORD_TOO_LONG;
	if (!make_room(r, r->len))
		return RECORD_NO_MEMORY;
	if (r->len >= 3 && memcmp(at, "\xef\xbb\xbf", 3) == 0)
		return RECORD_BYTE_ORDER_MARK;
	at = skip_space(at, p->end);
	if ((at = parse_value(p, at)) == NULL)
		return p->fault;
	p->where = at = skip_space(at, p->end);
	if (at != p->end)
		return RECORD_NOT_JSON;
	if (r->values[0].type != VALUE_OBJECT)
		return RECORD_NOT_OBJECT;
	return RECORD_OK;
}

enum record_fault
record_parse(struct record *r, const char *line, size_t len, size_t *where)
{
	struct parser p = { .r = r, .end = line + len };
	enum record_fault fault;

	r->line = line;
	r->len = len;
	fault = parse_line(&p);
	r->count = fault == RECORD_OK ? p.count : 0;
	if (where != NULL)
		*where = (size_t)(p.where - line);
	return fault;
}

struct span
record_text(struct record *r, const struct value *v)
{
	const char *inside = r->line + v->at + 1;
	size_t len = v->end - v->at - 2;

	if (!v->escaped)
		return (struct span){ inside, len };
	if (r->decoded_size < r->len) {
		free(r->decoded); /* it holds nothing of this record yet */
		r->decoded = malloc(r->len);
		r->decoded_size = r->decoded != NULL ? r->len : 0;
		if (r->decoded == NULL)
			return (struct span){ NULL, 0 };
	}
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

	if (object->type != VALUE_OBJECT)
		return NULL;
	if (index == 0 && !names_may_hold(r->top_names, names_hash(name, len)))
		return NULL;
	for (uint32_t n = index + 1; n < object->next; n = r->values[n + 1].next)
		if (is_named(r, &r->values[n], name, len))
			return &r->values[n + 1];
	return NULL;
}
