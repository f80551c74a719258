#include "publish/mask.h"

#include <stdlib.h>
#include <string.h>

#include "memory/array.h"

static const char no_memory[] = "no memory";

/* The names of a path: how many there are. */
static size_t
count_names(const char *text)
{
	size_t count = 1;

	for (; *text != '\0'; text++)
		count += *text == '.';
	return count;
}

/* How many names at the beginning two paths share. */
static size_t
count_shared(const char *a, const char *b)
{
	size_t shared = 0;

	for (;;) {
		size_t len = strcspn(a, ".");

		if (len != strcspn(b, ".") || memcmp(a, b, len) != 0)
			return shared;
		shared++;
		a += len;
		b += len;
		if (*a != *b || *a == '\0')
			return shared;
		a++;
		b++;
	}
}

/* The name of a path by its number. */
static struct span
name_at(const char *text, size_t number)
{
	while (number-- > 0)
		text += strcspn(text, ".") + 1;
	return (struct span){ text, strcspn(text, ".") };
}

static bool
has_index(const char *text)
{
	for (size_t i = 0; i < count_names(text); i++) {
		struct span name = name_at(text, i);

		if (strspn(name.at, "0123456789") >= name.len)
			return true;
	}
	return false;
}

/* Its place behind the fields before it; NULL, or why it has none. */
static const char *
check_place(const struct mask *m, struct mask_field *f)
{
	f->shared =
	    m->count > 0 ? count_shared(m->fields[m->count - 1].text, f->text) : 0;
	for (size_t i = 0; i < m->count; i++) {
		const struct mask_field *other = &m->fields[i];
		size_t shared = count_shared(other->text, f->text);

		if (shared == other->depth || shared == f->depth)
			return "another field is the same, or the object that it is in";
		if (shared > f->shared)
			return "the fields of one object must stand together";
	}
	return NULL;
}

const char *
mask_add(struct mask *m, const char *field)
{
	static const char as[] = " as ";
	const char *form = strstr(field, as), *why;
	struct mask_field f = { .form = MASK_AS_IT_IS };

	if (field[0] == '/')
		return "a field is named by a path with dots";
	if (form != NULL &&
	    (f.form = mask_form_read(span_of(form + sizeof as - 1))) == MASK_FORMS)
		return "its form is none of name, id, phone, year and pseudonym";
	f.text = strndup(field, form != NULL ? (size_t)(form - field) : strlen(field));
	if (f.text == NULL ||
	    !array_reserve(&m->fields, &m->room, m->count + 1, sizeof *m->fields)) {
		free(f.text);
		return no_memory;
	}
	f.path = path_new(f.text, &why);
	if (f.path != NULL) {
		f.depth = count_names(f.text);
		why = has_index(f.text) ? "a list is published as a whole"
					: check_place(m, &f);
	}
	if (why != NULL) {
		path_free(f.path);
		free(f.text);
		return why;
	}
	m->fields[m->count++] = f;
	return NULL;
}

void
mask_free(struct mask *m)
{
	for (size_t i = 0; i < m->count; i++) {
		path_free(m->fields[i].path);
		free(m->fields[i].text);
	}
	free(m->fields);
}

bool
mask_has_pseudonyms(const struct mask *m)
{
	for (size_t i = 0; i < m->count; i++)
		if (m->fields[i].form == MASK_PSEUDONYM)
			return true;
	return false;
}

bool
mask_shows(const struct mask *m, const char *path)
{
	for (size_t i = 0; i < m->count; i++) {
		size_t len = strlen(m->fields[i].text);

		if (m->fields[i].form == MASK_AS_IT_IS &&
		    strncmp(m->fields[i].text, path, len) == 0 &&
		    (path[len] == '\0' || path[len] == '.'))
			return true;
	}
	return false;
}

static enum mask_fault
write_value(const struct mask *m, const struct mask_field *f, struct record *record,
    const struct value *value, struct writer *w)
{
	struct span text;

	if (f->form == MASK_AS_IT_IS) {
		writer_raw(w, record_raw(record, value));
		return MASK_OK;
	}
	if (value->type != VALUE_STRING)
		return MASK_NOT_TEXT;
	if ((text = record_text(record, value)).at == NULL)
		return MASK_FAILED;
	switch (mask_form_write(f->form, f->text, text, m->secret, w)) {
	case MASK_WRITTEN:
		return MASK_OK;
	case MASK_NO_DATE:
		return MASK_BAD_DATE;
	default:
		return MASK_FAILED;
	}
}

enum mask_fault
mask_write(
    const struct mask *m, struct record *record, struct writer *w, const char **field)
{
	size_t open = 0; /* objects that are open inside of the record */

	writer_open_object(w);
	for (size_t i = 0; i < m->count; i++) {
		const struct mask_field *f = &m->fields[i];
		const struct value *value = path_find(f->path, record);
		enum mask_fault fault;

		for (; open > f->shared; open--)
			writer_close_object(w);
		if (value == NULL || value->type == VALUE_NULL)
			continue;
		for (; open + 1 < f->depth; open++) {
			writer_name_span(w, name_at(f->text, open));
			writer_open_object(w);
		}
		writer_name_span(w, name_at(f->text, open));
		*field = f->text;
		if ((fault = write_value(m, f, record, value, w)) != MASK_OK)
			return fault;
	}
	for (; open > 0; open--)
		writer_close_object(w);
	writer_close_object(w);
	return writer_failed(w) ? MASK_FAILED : MASK_OK;
}
