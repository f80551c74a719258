#include <stdlib.h>
#include <string.h>

#include "memory/array.h"
#include "record/edits.h"

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The table does not say it of a record that is folded. */
static bool
is_empty(const struct record *r, const struct value *object)
{
	uint32_t at = object->at + 1;

	while (is_blank(r->line[at]))
		at++;
	return r->line[at] == '}';
}

static struct edit
add_member(const struct record *r, const struct value *object, enum edit_kind kind)
{
	uint32_t brace = object->end - 1;

	return (struct edit){
		.cut = brace,
		.resume = brace,
		.kind = (uint8_t)kind,
		.comma = !is_empty(r, object),
	};
}

static struct edit
replace_value(const struct value *v, enum edit_kind kind)
{
	return (struct edit){ .cut = v->at, .resume = v->end, .kind = (uint8_t)kind };
}

struct edit
edit_at(struct record *r, const char *outer, const char *inner)
{
	const struct value *root = &r->values[0], *o, *i;

	o = record_member(r, root, outer, strlen(outer));
	if (o == NULL)
		return add_member(r, root, EDIT_ADD_OUTER);
	if (inner == NULL)
		return replace_value(o, EDIT_VALUE);
	if (o->type != VALUE_OBJECT)
		return replace_value(o, EDIT_WRAP_INNER);
	i = record_member(r, o, inner, strlen(inner));
	if (i == NULL)
		return add_member(r, o, EDIT_ADD_INNER);
	return replace_value(i, EDIT_VALUE);
}

/* The bytes around are not the writer's, so it writes no commas by itself. */
static void
write_name(struct writer *w, const char *name)
{
	writer_quoted(w, span_of(name));
	writer_bytes(w, ":", 1);
}

void
edit_write(struct writer *w, struct edit edit, const char *outer, const char *inner,
    struct span value)
{
	if (edit.comma)
		writer_bytes(w, ",", 1);
	if (edit.kind == EDIT_ADD_OUTER)
		write_name(w, outer);
	if (edit.kind == EDIT_WRAP_INNER ||
	    (edit.kind == EDIT_ADD_OUTER && inner != NULL)) {
		writer_bytes(w, "{", 1);
		write_name(w, inner);
		writer_bytes(w, value.at, value.len);
		writer_bytes(w, "}", 1);
		return;
	}
	if (edit.kind == EDIT_ADD_INNER)
		write_name(w, inner);
	writer_bytes(w, value.at, value.len);
}

bool
edit_remove(struct record *r, const char *outer, const char *inner, struct writer *line)
{
	const struct value *o = record_member(r, &r->values[0], outer, strlen(outer));
	const struct value *i = NULL;
	uint32_t from, to;

	if (inner == NULL)
		i = o;
	else if (o != NULL && o->type == VALUE_OBJECT)
		i = record_member(r, o, inner, strlen(inner));
	if (i == NULL)
		return false;
	/* Its name stands before it in the table.  The comma before it is removed too,
	 * or, if it is the first member, the one behind it. */
	from = i[-1].at;
	to = i->end;
	while (is_blank(r->line[from - 1]))
		from--;
	if (r->line[from - 1] == ',')
		from--;
	else {
		while (is_blank(r->line[to]))
			to++;
		to += r->line[to] == ',';
	}
	writer_bytes(line, r->line, from);
	writer_bytes(line, r->line + to, r->len - to);
	return true;
}

void
edits_reset(struct edits *e)
{
	e->count = 0;
}

void
edits_free(struct edits *e)
{
	writer_free(&e->written);
	free(e->items);
	*e = (struct edits){ 0 };
}

/* Keep the items in the order in which they stand in the line. */
static bool
insert(struct edits *e, struct edits_item new)
{
	size_t i = e->count;

	if (!array_reserve(&e->items, &e->room, e->count + 1, sizeof *e->items))
		return false;
	e->count++;
	for (; i > 0 && e->items[i - 1].edit.cut > new.edit.cut; i--)
		e->items[i] = e->items[i - 1];
	e->items[i] = new;
	return true;
}

bool
edits_add(struct edits *e, struct record *record, const char *outer, const char *inner,
    struct span value)
{
	struct edits_item new = { .edit = edit_at(record, outer, inner) };

	if (e->count == 0)
		writer_reset(&e->written);
	/* Two members that are added stand at the same place: a comma between them. */
	for (size_t i = 0; i < e->count; i++)
		new.edit.comma |= e->items[i].edit.cut == new.edit.cut;
	new.at = e->written.len;
	edit_write(&e->written, new.edit, outer, inner, value);
	new.end = e->written.len;
	return !writer_failed(&e->written) && insert(e, new);
}
