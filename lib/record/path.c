#include <stdlib.h>
#include <string.h>

#include "record/json_pointer.h"
#include "record/names.h"
#include "record/outline.h"
#include "record/path.h"
#include "record/shape.h"

/* One name or index of a path, and where it was found in the last record. */
struct step {
	const char *name;
	size_t len;
	bool is_index;
	uint32_t index; /* of an element, if the name is a number */
	uint64_t hash;  /* for names_may_hold() */
	uint32_t found; /* index of the member's name, counted from its object's */
	uint32_t place; /* of the first step: among the members of the shape */
	struct shape_member text; /* the name in quotes, a colon behind; or all zero */
};

struct path {
	char *text;  /* as given */
	char *names; /* the steps' names, escapes of JSON Pointer undone */
	struct step *steps;
	size_t count;
	unsigned char *use,
	    own_use; /* where its use is noted; its own, if nobody asks */
};

static size_t
count_byte(const char *text, char byte)
{
	size_t n = 0;

	for (; *text != '\0'; text++)
		n += *text == byte;
	return n;
}

/* RFC 6901: no leading zero, no sign. */
static void
read_index(struct step *s)
{
	uint64_t index = 0;

	s->is_index = s->len > 0 && (s->len == 1 || s->name[0] != '0') && s->len < 10;
	for (size_t i = 0; i < s->len && s->is_index; i++) {
		s->is_index = s->name[i] >= '0' && s->name[i] <= '9';
		index = index * 10 + (uint64_t)(s->name[i] - '0');
	}
	s->index = (uint32_t)index;
}

/*
 * Nearly every name stands in a line as it is.  One with a quote or a backslash does
 * not, and its bytes may stand there without being a name.
 */
static void
set_text(struct step *s)
{
	char text[SHAPE_NAME + 3];

	if (s->len > SHAPE_NAME ||
	    byte_runs_text(s->name, s->name + s->len) != s->name + s->len)
		return;
	text[0] = '"';
	memcpy(text + 1, s->name, s->len);
	memcpy(text + 1 + s->len, "\":", 2);
	shape_member_set(&s->text, text, (uint32_t)s->len + 3);
}

/* Cut text at the separator into steps; names holds the result. */
static const char *
split(struct path *p, const char *text, char separator)
{
	char *to = p->names;

	for (;;) {
		struct step *s = &p->steps[p->count++];

		s->name = to;
		for (; *text != '\0' && *text != separator; text++) {
			if (separator != '/' || *text != '~')
				*to++ = *text;
			else if (text[1] == '0' || text[1] == '1')
				*to++ = *++text == '0' ? '~' : '/';
			else
				return "a \"~\" that is neither ~0 nor ~1";
		}
		s->len = (size_t)(to - s->name);
		if (s->len == 0 && separator == '.')
			return "a step of the path is empty";
		read_index(s);
		s->hash = names_hash(s->name, s->len);
		set_text(s);
		if (*text == '\0')
			return NULL;
		text++;
	}
}

struct path *
path_new(const char *text, const char **why)
{
	bool pointer = text[0] == '/';
	struct path *p = calloc(1, sizeof *p);

	*why = "no memory";
	if (p == NULL)
		return NULL;
	p->use = &p->own_use;
	p->text = strdup(text);
	p->names = malloc(strlen(text) + 1);
	p->steps = calloc(count_byte(text, pointer ? '/' : '.') + 1, sizeof *p->steps);
	if (p->text != NULL && p->names != NULL && p->steps != NULL)
		*why = split(p, text + pointer, pointer ? '/' : '.');
	if (*why == NULL)
		return p;
	path_free(p);
	return NULL;
}

struct path *
path_of_names(const struct span names[], size_t count)
{
	struct writer pointer = { 0 };
	struct path *path = NULL;
	const char *why;

	for (size_t i = 0; i < count; i++)
		json_pointer_name(&pointer, names[i]);
	writer_bytes(&pointer, "", 1);
	if (!writer_failed(&pointer))
		path = path_new(pointer.text, &why);
	writer_free(&pointer);
	return path;
}

void
path_free(struct path *p)
{
	if (p == NULL)
		return;
	free(p->text);
	free(p->names);
	free(p->steps);
	free(p);
}

void
path_watch(struct path *p, unsigned char *use)
{
	p->use = use;
}

const char *
path_text(const struct path *p)
{
	return p->text;
}

/* Whether values[index] is the name of the step, as a member of the object. */
static inline bool
stands_at(const struct step *s, const struct record *r, const struct value *object,
    uint32_t index)
{
	const struct value *name = &r->values[index];

	if (index >= object->next || name->type != VALUE_NAME ||
	    name->depth != object->depth + 1)
		return false;
	if (s->text.len > 0)
		return shape_member_stands(
		    &s->text, r->line + name->at, r->line + r->len);
	return !name->escaped && name->end - name->at - 2 == s->len &&
	       memcmp(r->line + name->at + 1, s->name, s->len) == 0;
}

/*
 * Whether the record follows the shape and has no member at the place of the step,
 * which is the one of its name: then it has none of that name.
 */
static bool
is_left_out(const struct step *s, const struct shapes *shapes)
{
	const struct shape_member *m;

	if (shapes == NULL || s->place >= shapes->top_count ||
	    shapes->top[s->place] != 0)
		return false;
	m = &shapes->all[0]->members[s->place];
	return m->len == s->text.len && memcmp(m->text, s->text.text, m->len) == 0;
}

/*
 * A member of the record itself.  Where it stands in the table changes with the length
 * of the arrays before it; its place in the shape does not.
 */
static const struct value *
find_top(struct step *s, struct record *r)
{
	const struct shapes *shapes = r->shapes;
	const struct value *member;
	uint32_t index;

	if (r->values[0].escaped) {
		if (outline_find(r, s->place, &s->text, s->hash, &member))
			return member;
		outline_until(r, s->place, s->hash);
	}
	if (shapes != NULL && s->place < shapes->top_count &&
	    (index = shapes->top[s->place]) != 0 && stands_at(s, r, r->values, index))
		return &r->values[index + 1];
	record_unfold(r, r->values);
	if (!names_may_hold(r->top_names, s->hash) || is_left_out(s, shapes))
		return NULL;
	member = record_member(r, r->values, s->name, s->len);
	for (uint32_t i = 0; shapes != NULL && member != NULL && i < shapes->top_count;
	     i++)
		if (&r->values[shapes->top[i] + 1] == member)
			s->place = i;
	return member;
}

static const struct value *
element(const struct record *r, const struct value *array, uint32_t index)
{
	uint32_t n = (uint32_t)(array - r->values) + 1;

	while (n < array->next && index-- > 0)
		n = r->values[n].next;
	return n < array->next ? &r->values[n] : NULL;
}

static const struct value *
take_step(struct step *s, struct record *r, const struct value *from)
{
	uint32_t object = (uint32_t)(from - r->values);
	const struct value *member;

	if (from == r->values && from->type == VALUE_OBJECT)
		return find_top(s, r);
	record_unfold(r, from);
	if (from->type == VALUE_ARRAY)
		return s->is_index ? element(r, from, s->index) : NULL;
	if (from->type != VALUE_OBJECT)
		return NULL;
	if (s->found > 0 && stands_at(s, r, from, object + s->found))
		return &r->values[object + s->found + 1];
	member = record_member(r, from, s->name, s->len);
	if (member != NULL)
		s->found = (uint32_t)(member - from) - 1;
	return member;
}

const struct value *
path_find(struct path *p, struct record *r)
{
	const struct value *v = &r->values[0];

	for (size_t i = 0; i < p->count && v != NULL; i++)
		v = take_step(&p->steps[i], r, v);
	*p->use |= v != NULL ? PATH_SOUGHT | PATH_FOUND_ONCE : PATH_SOUGHT;
	return v;
}

enum path_found
path_string(struct path *p, struct record *r, struct span *text)
{
	const struct value *v = path_find(p, r);

	if (v == NULL || v->type == VALUE_NULL)
		return PATH_MISSING;
	if (v->type != VALUE_STRING)
		return PATH_WRONG_TYPE;
	*text = record_text(r, v);
	return text->at != NULL ? PATH_FOUND : PATH_NO_MEMORY;
}

enum path_found
path_decimal(struct path *p, struct record *r, struct decimal *number)
{
	const struct value *v = path_find(p, r);

	if (v == NULL || v->type == VALUE_NULL)
		return PATH_MISSING;
	if (v->type != VALUE_NUMBER)
		return PATH_WRONG_TYPE;
	return decimal_parse(r->line + v->at, v->end - v->at, number) ? PATH_FOUND
								      : PATH_RANGE;
}

enum path_found
path_integer(struct path *p, struct record *r, int64_t *number)
{
	struct decimal d;
	enum path_found found = path_decimal(p, r, &d);

	if (found != PATH_FOUND)
		return found;
	*number = d.units;
	return d.scale == 0 ? PATH_FOUND : PATH_WRONG_TYPE;
}
