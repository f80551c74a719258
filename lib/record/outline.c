#include <string.h>

#include "record/member_search.h"
#include "record/names.h"
#include "record/outline.h"
#include "record/parser_internal.h"
#include "record/plain_line.h"
#include "record/skim.h"

enum {
	NEAR = 3,      /* so many members are walked over in less time than searched */
	SEARCHES = 4,  /* and so many searches cost more than a walk over all */
	IN_FULL = 15,  /* records with a table of all at once, when one was wanted */
	MUCH_ASKED = 3 /* more than this part of the bytes is read twice: too much */
};

/* One outline: as a parser, with what the record does not say. */
struct outline {
	struct parser parser;
	bool rests; /* it has come as far as was asked for */
};

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
 * A value at the top that is no plain text.  Of a list or object there is one value,
 * with places behind it for what is inside (a value and its comma take two bytes).
 */
static const char *
outline_value(struct outline *o, const char *at, struct shape *shape, uint32_t place)
{
	struct parser *p = &o->parser;
	const char *end = folded_end(at, p->end);
	struct value *v;

	if (end == NULL)
		return parser_value(p, at, &shape->members[place].inside);
	v = parser_add(p, *at == '{' ? VALUE_OBJECT : VALUE_ARRAY, at, end);
	v->escaped = true;
	v->next = p->count += (uint32_t)(end - at - 1) / 2;
	v[1] = (struct value){ .at = place }; /* for shape_inside() */
	return end;
}

/* Behind a plain text that begins at at, or NULL. */
static inline const char *
text_end(const char *at, const char *end)
{
	if (*at != '"')
		return NULL;
	at = byte_runs_text(at + 1, end);
	return at < end && *at == '"' ? at + 1 : NULL;
}

/*
 * Members, as long as their names are found in the shape, and none behind the member
 * with the number upto.  Returns where that ends: at a name, or at the closing brace,
 * which is the last byte: so there is one behind a colon.
 */
static const char *
outline_expected(struct outline *o, struct shape *shape, uint32_t upto)
{
	struct parser *p = &o->parser, quick = *p; /* a copy that stays in registers */
	struct record *r = p->r;
	const char *at = r->outlined, *end = p->end, *behind;
	const struct shape_member *m = &shape->members[r->outlined_to];
	uint32_t *top = &r->shapes->top[r->outlined_to];
	uint32_t i = r->outlined_to, tried = 0;

	for (; i < shape->count && tried < SHAPE_TRIED; i++, m++, top++) {
		if (!shape_member_stands(m, at, end)) {
			tried++;
			continue;
		}
		if (i > upto) {
			o->rests = true;
			break;
		}
		tried = 0;
		*top = quick.count;
		parser_add(&quick, VALUE_NAME, at, at + m->len - 1);
		at = parser_skip_space(at + m->len, end);
		if ((behind = text_end(at, end)) != NULL)
			parser_add(&quick, VALUE_STRING, at, behind);
		else if ((behind = byte_runs_number(at, end)) != NULL)
			parser_add(&quick, VALUE_NUMBER, at, behind);
		else {
			p->count = quick.count;
			behind = outline_value(o, at, shape, i);
			quick.count = p->count;
		}
		if ((at = parser_next_member(p, behind)) == NULL || *at == '}')
			break;
	}
	p->count = quick.count;
	if (at != NULL && *at == '}')
		shape->misfits = 0;
	r->outlined_to = i;
	return at;
}

/* Go on with the outline; returns what is wrong with the line. */
static enum record_fault
go_on(struct record *r, uint32_t upto)
{
	struct value *root = &r->values[0];
	struct shape *shape = shapes_root(r->shapes);
	const char *at = r->outlined;
	struct outline o = { .parser = { .r = r,
				 .line = r->line,
				 .end = r->line + root->end,
				 .values = r->values,
				 .count = (uint32_t)r->count,
				 .depth = 1 } };

	if (shape != NULL)
		at = outline_expected(&o, shape, upto);
	r->outlined = at;
	if (at != NULL && *at != '}' && !o.rests)
		at = parser_unexpected(&o.parser, shape, 0, at);
	r->count = root->next = o.parser.count;
	root->escaped = o.rests;
	if (at == NULL)
		return o.parser.fault;
	return o.rests || at + 1 == o.parser.end ? RECORD_OK : RECORD_NOT_JSON;
}

static void
find_unsound(struct record *r, enum record_fault fault)
{
	r->unsound = true;
	r->starved |= fault == RECORD_NO_MEMORY;
}

/* All members up to one: if they are not what they must be, there are none. */
static void
unfold_members(struct record *r, uint32_t upto)
{
	enum record_fault fault = go_on(r, upto);

	if (upto == UINT32_MAX && !r->checked)
		r->in_full = IN_FULL; /* the next ones will be asked for all, too */
	if (fault == RECORD_OK)
		return;
	find_unsound(r, fault);
	r->count = r->values[0].next = 1;
	r->values[0].escaped = false;
}

void
outline_until(struct record *r, uint32_t place, uint64_t hash)
{
	if (r->shapes == NULL || !names_may_hold(r->top_names, hash))
		place = UINT32_MAX;
	if (r->outlined_to <= place)
		unfold_members(r, place);
}

/* Whether a member that was not read yet may be read by itself. */
static inline bool
can_be_lone(const struct record *r, uint32_t place, const struct shape_member *name)
{
	const struct shapes *all = r->shapes;
	const struct shape_member *m;

	if (r->walks || all == NULL || place >= all->top_count ||
	    place < r->outlined_to)
		return false;
	m = &all->all[0]->members[place];
	return m->len == name->len && memcmp(m->text, name->text, m->len) == 0;
}

/* The value of a member whose name stands at at, in places of its own; or NULL. */
static const struct value *
add_lone(struct record *r, const char *at, uint32_t len, uint32_t place)
{
	struct outline o = { .parser = { .r = r,
				 .line = r->line,
				 .end = r->line + r->values[0].end,
				 .values = r->values,
				 .count = r->lone_next,
				 .depth = 1 } };
	struct parser *p = &o.parser;
	const char *behind;

	parser_add(p, VALUE_NAME, at, at + len - 1);
	at = parser_skip_space(at + len, p->end);
	if ((behind = text_end(at, p->end)) != NULL)
		parser_add(p, VALUE_STRING, at, behind);
	else if (outline_value(&o, at, r->shapes->all[0], place) == NULL)
		return NULL;
	r->lone[r->lone_count] = r->lone_next;
	r->lone_next = p->count;
	return &r->values[r->lone[r->lone_count++] + 1];
}

/* A member of that name, read by itself before; or NULL. */
static const struct value *
find_lone(const struct record *r, const struct shape_member *name)
{
	const char *end = r->line + r->values[0].end;

	for (uint32_t i = 0; i < r->lone_count; i++) {
		const struct value *member = &r->values[r->lone[i] + 1];

		if (shape_member_stands(name, r->line + member[-1].at, end))
			return member;
	}
	return NULL;
}

/* Where the name of a member stands that was not read yet. */
static enum member_found
look_for(
    struct record *r, uint32_t place, const struct shape_member *name, const char **at)
{
	if (r->skimmed) {
		*at = r->line + r->shapes->stands[place];
		return *at != r->line ? MEMBER_FOUND : MEMBER_NONE;
	}
	if (place < r->outlined_to + NEAR || !member_search_is_fast())
		return MEMBER_UNKNOWN;
	if (r->lone_count == SEARCHES) {
		r->walks = true;
		return MEMBER_UNKNOWN;
	}
	return member_search(r->outlined, r->line + r->values[0].end,
	    (struct span){ name->text + 1, name->len - 3 }, at);
}

bool
outline_find(struct record *r, uint32_t place, const struct shape_member *name,
    uint64_t hash, const struct value **member)
{
	const char *at;

	*member = NULL;
	r->asked = true;
	if (r->skimmed && !names_may_hold(r->top_names, hash))
		return true;
	if (!can_be_lone(r, place, name))
		return false;
	if ((*member = find_lone(r, name)) != NULL)
		return true;
	if (r->lone_count == RECORD_LONE) {
		r->walks = true;
		return false;
	}
	switch (look_for(r, place, name, &at)) {
	case MEMBER_NONE:
		return true;
	case MEMBER_FOUND:
		*member = add_lone(r, at, name->len, place);
		return *member != NULL;
	case MEMBER_UNKNOWN:
		break;
	}
	return false;
}

bool
outline_member(
    struct record *r, const char *name, size_t len, const struct value **member)
{
	const struct shapes *all = r->shapes;
	const struct shape_member *m = NULL;
	uint32_t i = 0;

	for (; all != NULL && i < all->top_count; i++) {
		m = &all->all[0]->members[i];
		if (m->len == len + 3 && memcmp(m->text + 1, name, len) == 0)
			break;
	}
	if (all == NULL || i == all->top_count)
		return false;
	if (r->values[0].escaped && i >= r->outlined_to)
		return outline_find(r, i, m, names_hash(name, len), member);
	if (all->top[i] >= r->values[0].next)
		return false; /* what was read there was no JSON */
	*member = all->top[i] != 0 ? &r->values[all->top[i] + 1] : NULL;
	return true;
}

bool
record_may_have(const struct record *r, const char *name, size_t len)
{
	const char *where;

	if (names_may_hold(r->top_names, names_hash(name, len)))
		return true;
	if (r->skimmed)
		return false;
	/* Those before that have names of the shape. */
	return member_search(r->outlined, r->line + r->values[0].end,
		   (struct span){ name, len }, &where) != MEMBER_NONE;
}

/* A folded object from the first byte to the last, but for the space around it. */
static bool
begin(struct record *r, const char *line, size_t len)
{
	struct parser p;
	const char *at, *end = line + len;

	if (parser_begin(&p, r, line, len) != RECORD_OK || !parser_room_for_lone(r))
		return false;
	at = parser_skip_space(line, end);
	while (end > at && parser_is_space(end[-1]))
		end--;
	if (end - at < 2 || *at != '{' || end[-1] != '}')
		return false;
	r->values[0] = (struct value){ .at = (uint32_t)(at - line),
		.end = (uint32_t)(end - line),
		.next = 1,
		.type = VALUE_OBJECT,
		.escaped = true };
	r->count = 1;
	r->checked = true;
	r->outlined = parser_skip_space(at + 1, end);
	r->outlined_to = 0;
	r->unfolded = 0;
	if (shapes_root(r->shapes) != NULL)
		parser_expect_shape(r, shapes_root(r->shapes));
	return *r->outlined == '"' || *r->outlined == '}';
}

enum record_fault
record_parse_checked(struct record *r, const char *line, size_t len, size_t *where)
{
	if (r->in_full > 0) {
		r->in_full--; /* strictly: then its texts need no other check */
		return record_parse(r, line, len, where);
	}
	if (!begin(r, line, len))
		/* What is wrong is the strict reader's to say. */
		return record_parse(r, line, len, where);
	if (where != NULL)
		*where = len;
	return RECORD_OK;
}

enum record_fault
record_parse_folded(struct record *r, const char *line, size_t len, size_t *where)
{
	if (r->in_full > 0)
		r->in_full--;
	else if (plain_line(line, len) && begin(r, line, len) &&
		 shapes_root(r->shapes) != NULL &&
		 skim_object(r->asked ? line : NULL, line + r->values[0].at,
		     line + r->values[0].end, r->shapes)) {
		r->checked = false;
		r->skimmed = r->asked;
		if (where != NULL)
			*where = len;
		return RECORD_OK;
	} else
		r->in_full = IN_FULL;
	return record_parse(r, line, len, where);
}

/* The shape of the objects inside of a value of the record. */
static struct shape **
shape_inside(const struct record *r, uint32_t index)
{
	struct shapes *all = r->shapes;
	uint32_t place = r->values[index + 1].at;

	return all != NULL && place < all->top_count
		   ? &all->all[0]->members[place].inside
		   : NULL;
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

	if (index == 0) {
		unfold_members(r, UINT32_MAX);
		return;
	}
	r->unfolded += folded->end - folded->at;
	if (r->unfolded > r->len / MUCH_ASKED)
		r->in_full = IN_FULL; /* one pass over the next ones costs less */
	p.values = r->values;
	p.count = index;
	p.depth = folded->depth;
	end = parser_nested(&p, at, shape_inside(r, index));
	count = p.count;
	if (end == p.end) {
		memset(&r->values[count], 0, (next - count) * sizeof *r->values);
		end_alike(r->values, index, next);
		return;
	}
	find_unsound(r, end == NULL ? p.fault : RECORD_NOT_JSON);
	r->values[index].type = VALUE_NULL;
	r->values[index].escaped = false;
	r->values[index].end = (uint32_t)(p.end - r->line);
	r->values[index].next = next;
}

void
record_unfold_all(struct record *r)
{
	record_unfold(r, &r->values[0]);
	for (uint32_t n = 1; n < r->values[0].next; n = r->values[n + 1].next)
		record_unfold(r, &r->values[n + 1]);
}
