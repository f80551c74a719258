#include <stdlib.h>

#include "record/names.h"
#include "record/shape.h"

struct shapes *
shapes_new(void)
{
	return calloc(1, sizeof(struct shapes));
}

void
shapes_free(struct shapes *shapes)
{
	if (shapes == NULL)
		return;
	for (size_t i = 0; i < shapes->count; i++)
		free(shapes->all[i]);
	free(shapes);
}

struct shape *
shapes_add(struct shapes *shapes)
{
	struct shape *s;

	if (shapes == NULL || shapes->count == SHAPES)
		return NULL;
	s = calloc(1, sizeof *s);
	if (s != NULL)
		shapes->all[shapes->count++] = s;
	return s;
}

static bool
can_be_held(const char *line, const struct value *values, uint32_t object)
{
	uint32_t count = 0;

	for (uint32_t n = object + 1; n < values[object].next; n = values[n + 1].next)
		if (values[n].escaped || line[values[n].end] != ':' ||
		    values[n].end - values[n].at - 2 > SHAPE_NAME ||
		    ++count > SHAPE_MEMBERS)
			return false;
	return true;
}

void
shape_member_set(struct shape_member *m, const char *text, uint32_t len)
{
	*m = (struct shape_member){ .len = len };
	memcpy(m->text, text, len);
	m->beginning = len < 16 ? ((uint32_t)1 << len) - 1 : 0xffff;
}

/* The place of a text among the members; their count if it has none. */
static uint32_t
find(const struct shape *s, const char *text, uint32_t len)
{
	uint32_t i = 0;

	while (i < s->count &&
	       (s->members[i].len != len || memcmp(s->members[i].text, text, len) != 0))
		i++;
	return i;
}

static void
insert(struct shape *s, uint32_t place, const char *text, uint32_t len)
{
	memmove(&s->members[place + 1], &s->members[place],
	    (s->count - place) * sizeof *s->members);
	shape_member_set(&s->members[place], text, len);
	names_enter(s->seen, names_hash(text + 1, len - 3));
	s->count++;
}

/* Add what is new.  False where a name stands before one that it should follow. */
static bool
merge(struct shape *s, const char *line, const struct value *values, uint32_t object)
{
	uint32_t place = 0;

	for (uint32_t n = object + 1; n < values[object].next; n = values[n + 1].next) {
		const char *text = line + values[n].at;
		uint32_t len = values[n].end - values[n].at + 1;
		uint32_t found = find(s, text, len);

		if (found < place || (found == s->count && found == SHAPE_MEMBERS))
			return false;
		if (found == s->count)
			insert(s, found = place, text, len);
		place = found + 1;
	}
	return true;
}

/* The shapes inside of the members are lost: their names are learnt again. */
static void
begin_again(struct shape *s)
{
	s->count = s->misfits = 0;
	memset(s->seen, 0, sizeof s->seen);
	s->waiting = (uint32_t)1 << s->beginnings;
	if (s->beginnings < 20)
		s->beginnings++;
}

bool
shape_learn(
    struct shape *s, const char *line, const struct value *values, uint32_t object)
{
	if (s->waiting > 0) {
		s->waiting--;
		return false;
	}
	if (!can_be_held(line, values, object))
		return false;
	if (merge(s, line, values, object))
		return true;
	if (++s->misfits < SHAPE_MISFITS)
		return false;
	begin_again(s);
	return merge(s, line, values, object);
}
