#include <stdlib.h>
#include <string.h>

#include "formats/uri.h"
#include "record/json_pointer.h"
#include "schema/schema_document.h"

static const char before[] = "{\"\":", after[] = "}";

/* Make room for what is decoded now, so that no record_text() fails later. */
static bool
make_room_for_escapes(struct record *r)
{
	for (size_t i = 0; i < r->count; i++)
		if (r->values[i].escaped)
			return record_text(r, &r->values[i]).at != NULL;
	return true;
}

const char *
schema_document_read(struct schema_document *d, struct span text, size_t *at)
{
	size_t len = sizeof before - 1 + text.len + sizeof after - 1;
	enum record_fault fault;

	*at = 0;
	record_init(&d->record);
	d->text = len <= RECORD_MAX_LENGTH ? malloc(len) : NULL;
	if (d->text == NULL)
		return record_fault_reason(RECORD_NO_MEMORY);
	memcpy(d->text, before, sizeof before - 1);
	memcpy(d->text + sizeof before - 1, text.at, text.len);
	memcpy(d->text + len - (sizeof after - 1), after, sizeof after - 1);
	fault = record_parse(&d->record, d->text, len, at);
	if (fault == RECORD_OK &&
	    d->record.values[SCHEMA_ROOT].next != d->record.count) {
		fault = RECORD_NOT_JSON;
		*at = d->record.values[SCHEMA_ROOT].end;
	}
	if (fault == RECORD_OK && !make_room_for_escapes(&d->record))
		fault = RECORD_NO_MEMORY;
	*at = *at < sizeof before - 1 ? 0 : *at - (sizeof before - 1);
	if (*at > text.len)
		*at = text.len;
	return fault == RECORD_OK ? NULL : record_fault_reason(fault);
}

void
schema_document_free(struct schema_document *d)
{
	if (d == NULL)
		return;
	record_free(&d->record);
	free(d->text);
	free(d->nodes);
	free(d->resource_of);
	free(d);
}

/* The index of that of from's children in which the value at target stands. */
static uint32_t
write_way(struct writer *w, struct record *r, uint32_t from, uint32_t target)
{
	const struct value *values = r->values;
	uint32_t n = from + 1;

	if (values[from].type == VALUE_OBJECT) {
		while (values[n + 1].next <= target)
			n = values[n + 1].next;
		json_pointer_name(w, record_text(r, &values[n]));
		return n + 1;
	}
	for (uint32_t i = 0;; i++) {
		if (values[n].next > target) {
			json_pointer_index(w, i);
			return n;
		}
		n = values[n].next;
	}
}

char *
schema_document_pointer(struct schema_document *d, uint32_t index, struct arena *arena)
{
	struct writer w = { .text = NULL };
	char *pointer = NULL;

	index += d->record.values[index].type == VALUE_NAME;
	if (d->prefix != NULL)
		writer_bytes(&w, d->prefix, strlen(d->prefix));
	for (uint32_t at = SCHEMA_ROOT; at != index;)
		at = write_way(&w, &d->record, at, index);
	if (!writer_failed(&w))
		pointer = arena_text(arena, w.text, w.len);
	writer_free(&w);
	return pointer;
}

struct span
schema_document_text(struct schema_document *d, uint32_t index)
{
	return record_text(&d->record, &d->record.values[index]);
}

/* Undo %41 and then ~0 and ~1 of one step, in place; returns its new length. */
static size_t
decode_step(char *step, size_t len)
{
	size_t to = 0;

	len = uri_unescape(step, len);
	for (size_t from = 0; from < len; from++, to++)
		if (step[from] == '~' && from + 1 < len &&
		    (step[from + 1] == '0' || step[from + 1] == '1'))
			step[to] = step[++from] == '0' ? '~' : '/';
		else
			step[to] = step[from];
	return to;
}

static uint32_t
element(const struct record *r, const struct value *array, const char *text, size_t len)
{
	uint32_t n = (uint32_t)(array - r->values) + 1;
	size_t index = 0;

	if (len == 0 || len > 9 || (len > 1 && text[0] == '0'))
		return 0;
	for (size_t i = 0; i < len; i++) {
		if (text[i] < '0' || text[i] > '9')
			return 0;
		index = index * 10 + (size_t)(text[i] - '0');
	}
	while (n < array->next && index-- > 0)
		n = r->values[n].next;
	return n < array->next ? n : 0;
}

static uint32_t
take_step(struct record *r, uint32_t from, const char *step, size_t len)
{
	const struct value *v = &r->values[from], *member;

	if (v->type == VALUE_ARRAY)
		return element(r, v, step, len);
	member = record_member(r, v, step, len);
	return member != NULL ? (uint32_t)(member - r->values) : 0;
}

uint32_t
schema_document_resolve(
    struct schema_document *d, uint32_t from, struct span fragment, bool *no_memory)
{
	uint32_t at = from;
	char *copy, *step, *end;

	if (fragment.len == 0)
		return from;
	if (fragment.at[0] != '/')
		return 0;
	copy = malloc(fragment.len);
	if (copy == NULL) {
		*no_memory = true;
		return 0;
	}
	memcpy(copy, fragment.at, fragment.len);
	end = copy + fragment.len;
	for (step = copy; step < end && at != 0;) {
		char *slash = memchr(step + 1, '/', (size_t)(end - step - 1));

		if (slash == NULL)
			slash = end;
		at = take_step(&d->record, at, step + 1,
		    decode_step(step + 1, (size_t)(slash - step - 1)));
		step = slash;
	}
	free(copy);
	return at;
}
