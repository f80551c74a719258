#include <stdlib.h>
#include <string.h>

#include "record/path.h"
#include "schema/schema_few.h"

static bool
is_few(const struct members *m)
{
	if (m->named.count > SCHEMA_FEW || m->pattern_count > 0 ||
	    m->additional != NULL)
		return false;
	for (size_t i = 0; i < m->named.count; i++) /* pointers are C strings */
		if (memchr(m->named.items[i].name.at, '\0',
			m->named.items[i].name.len) != NULL)
			return false;
	return true;
}

static bool
make_paths(struct schema *s, struct node *node, struct members *m)
{
	s->few_node = node;
	s->few = m;
	m->paths = calloc(m->named.count + 1, sizeof(struct path *));
	if (m->paths == NULL)
		return false;
	for (size_t i = 0; i < m->named.count; i++)
		if ((m->paths[i] = path_of_names(&m->named.items[i].name, 1)) == NULL)
			return false;
	return true;
}

bool
schema_few_make(struct schema *s)
{
	struct node *root = s->root;
	uint32_t only;

	while (root->same_as != NULL)
		root = root->same_as;
	only = root->begin[GROUP_OBJECT];
	if (root->tracked || root->begin[GROUP_OBJECT + 1] != only + 1 ||
	    root->checks[only].kind != CHECK_MEMBERS ||
	    !is_few(root->checks[only].with.members))
		return true;
	return make_paths(s, root, root->checks[only].with.members);
}

void
schema_few_free(struct schema *s)
{
	if (s->few == NULL || s->few->paths == NULL)
		return;
	for (size_t i = 0; i < s->few->named.count; i++)
		path_free(s->few->paths[i]);
	free(s->few->paths);
}

size_t
schema_few_find(
    const struct members *m, struct record *record, struct few_member found[SCHEMA_FEW])
{
	size_t count = 0;

	for (uint32_t i = 0; i < m->named.count; i++) {
		const struct value *v = path_find(m->paths[i], record);
		struct few_member new = { 0, i };
		size_t n = count;

		if (v == NULL)
			continue;
		new.at = (uint32_t)(v - record->values);
		for (count++; n > 0 && found[n - 1].at > new.at; n--)
			found[n] = found[n - 1];
		found[n] = new;
	}
	return count;
}
