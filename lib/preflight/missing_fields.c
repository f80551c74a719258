#include "preflight/missing_fields.h"

#include <stdlib.h>
#include <string.h>

#include "memory/array.h"

static struct path *
make_path(struct span pointer)
{
	char *text = malloc(pointer.len + 1);
	struct path *path;
	const char *why;

	if (text == NULL)
		return NULL;
	memcpy(text, pointer.at, pointer.len);
	text[pointer.len] = '\0';
	path = path_new(text, &why);
	free(text);
	return path;
}

bool
missing_fields_add(struct missing_fields *m, struct span pointer)
{
	struct path *path;

	for (size_t i = 0; i < m->count; i++)
		if (span_same(span_of(path_text(m->all[i])), pointer))
			return true;
	if (!array_reserve(&m->all, &m->room, m->count + 1, sizeof *m->all))
		return false;
	path = make_path(pointer);
	if (path == NULL)
		return false;
	m->all[m->count++] = path;
	return true;
}

void
missing_fields_look(struct missing_fields *m, struct record *record)
{
	size_t missing = 0;

	for (size_t i = 0; i < m->count; i++)
		if (path_find(m->all[i], record) != NULL)
			path_free(m->all[i]);
		else
			m->all[missing++] = m->all[i];
	m->count = missing;
}

void
missing_fields_free(struct missing_fields *m)
{
	for (size_t i = 0; i < m->count; i++)
		path_free(m->all[i]);
	free(m->all);
	*m = (struct missing_fields){ 0 };
}
