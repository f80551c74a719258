/*
 * Paths and JSON Pointers: a path, and two records, each on a line.  A path finds what
 * a walk along its steps finds, also when it remembers another record; and the pointer
 * of every value leads to that value.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "record/json_pointer.h"
#include "record/path.h"

#include "target.h"

/* One step: a member that bears the name, each compared; or the element counted off. */
static const struct value *
step(struct record *r, const struct value *from, struct span name)
{
	uint32_t n = (uint32_t)(from - r->values) + 1;
	char *end;
	unsigned long index;

	if (from->type == VALUE_OBJECT) {
		for (; n < from->next; n = r->values[n + 1].next)
			if (span_same(record_text(r, &r->values[n]), name))
				return &r->values[n + 1];
		return NULL;
	}
	if (from->type != VALUE_ARRAY || name.len == 0 || name.len > 9 ||
	    strspn(name.at, "0123456789") != name.len ||
	    (name.len > 1 && name.at[0] == '0'))
		return NULL;
	for (index = strtoul(name.at, &end, 10); n < from->next; n = r->values[n].next)
		if (index-- == 0)
			return &r->values[n];
	return NULL;
}

static const struct value *
walk(struct record *r, const char *text)
{
	const struct value *v = &r->values[0];
	bool pointer = text[0] == '/';
	char *name = malloc(strlen(text) + 1);

	text += pointer;
	for (bool more = true; more && v != NULL; text++) {
		size_t len = 0;

		for (; *text != '\0' && *text != (pointer ? '/' : '.'); text++) {
			name[len] = *text;
			if (pointer && *text == '~')
				name[len] = *++text == '1' ? '/' : '~';
			len++;
		}
		name[len] = '\0';
		v = step(r, v, (struct span){ name, len });
		more = *text != '\0';
	}
	free(name);
	return v;
}

static void check_pointers(struct record *, uint32_t index, struct writer *);

/* The pointer so far and one more step lead to the value. */
static void
check_step(struct record *r, uint32_t index, struct writer *w, size_t before)
{
	const char *why;
	struct path *p;

	writer_bytes(w, "", 1);
	check(!w->failed && strlen(w->text) == w->len - 1);
	check(json_pointer_holds(span_of(w->text)));
	p = path_new(w->text, &why);
	check(p != NULL && path_find(p, r) == &r->values[index]);
	path_free(p);
	w->len--;
	check_pointers(r, index, w);
	w->len = before;
}

static void
check_pointers(struct record *r, uint32_t index, struct writer *w)
{
	const struct value *v = &r->values[index];
	size_t before = w->len;
	uint32_t count = 0;

	if (v->type == VALUE_ARRAY)
		for (uint32_t n = index + 1; n < v->next; n = r->values[n].next) {
			json_pointer_index(w, count++);
			check_step(r, n, w, before);
		}
	if (v->type == VALUE_OBJECT)
		for (uint32_t n = index + 1; n < v->next; n = r->values[n + 1].next) {
			struct span name = record_text(r, &r->values[n]);

			/* A pointer is a C string: see json_pointer.h. */
			if (memchr(name.at, '\0', name.len) != NULL)
				continue;
			json_pointer_name(w, name);
			check_step(r, n + 1, w, before);
		}
}

/* The same in a record that is folded, for a path that remembers others like it. */
static void
check_folded(struct path *p, const struct record *strict, const struct value *found)
{
	static struct record folded;
	const struct value *v;

	check(record_parse_checked(&folded, strict->line, strict->len, NULL) ==
	      RECORD_OK);
	v = path_find(p, &folded);
	check((v == NULL) == (found == NULL));
	check(v == NULL || (v->at == found->at && v->end == found->end));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *at = (const char *)data, *end = at + size;
	const char *stop = size > 0 ? memchr(at, '\n', size) : NULL, *why = NULL;
	struct record r = { 0 };
	struct writer w = { 0 };
	struct path *p;
	char *text;

	if (stop == NULL || size > 4000)
		return 0;
	text = strndup(at, (size_t)(stop - at));
	p = path_new(text, &why);
	check((p == NULL) == (why != NULL));
	if (text[0] == '/')
		check((p != NULL) == json_pointer_holds(span_of(text)));
	for (int i = 0; i < 2 && stop < end; i++) {
		at = stop + 1;
		stop = memchr(at, '\n', (size_t)(end - at));
		if (stop == NULL)
			stop = end;
		if (record_parse(&r, at, (size_t)(stop - at), NULL) != RECORD_OK)
			continue;
		check(p == NULL || path_find(p, &r) == walk(&r, text));
		check(p == NULL || path_find(p, &r) == walk(&r, text));
		if (p != NULL)
			check_folded(p, &r, path_find(p, &r));
		check_pointers(&r, 0, &w);
	}
	writer_free(&w);
	record_free(&r);
	path_free(p);
	free(text);
	return 0;
}
