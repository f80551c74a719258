#include <string.h>

#include "memory/keyed_hash.h"
#include "record/equality.h"
#include "record/names.h"
#include "record/number.h"

static struct span
text_of(struct record *r, const struct value *v, bool *no_memory)
{
	struct span text = record_text(r, v);

	if (text.at == NULL)
		*no_memory = true;
	return text;
}

static bool
same_text(struct record *a, const struct value *v, struct record *b,
    const struct value *w, bool *no_memory)
{
	struct span x = text_of(a, v, no_memory), y = text_of(b, w, no_memory);

	return x.at != NULL && y.at != NULL && span_same(x, y);
}

static bool
same_number(
    struct record *a, const struct value *v, struct record *b, const struct value *w)
{
	struct number x = number_of(record_raw(a, v)), y = number_of(record_raw(b, w));

	return number_compare(&x, &y) == 0;
}

static bool
same_items(struct record *a, const struct value *v, struct record *b,
    const struct value *w, bool *no_memory)
{
	uint32_t i = (uint32_t)(v - a->values) + 1, k = (uint32_t)(w - b->values) + 1;

	while (i < v->next && k < w->next) {
		if (!equality_holds(a, &a->values[i], b, &b->values[k], no_memory))
			return false;
		i = a->values[i].next;
		k = b->values[k].next;
	}
	return i == v->next && k == w->next;
}

static uint32_t
count_members(const struct record *r, const struct value *object)
{
	uint32_t count = 0;

	for (uint32_t n = (uint32_t)(object - r->values) + 1; n < object->next;
	     n = r->values[n + 1].next)
		count++;
	return count;
}

/* Names are unique, so as many members that are all found are the same members. */
static bool
same_members(struct record *a, const struct value *v, struct record *b,
    const struct value *w, bool *no_memory)
{
	if (count_members(a, v) != count_members(b, w))
		return false;
	for (uint32_t n = (uint32_t)(v - a->values) + 1; n < v->next;
	     n = a->values[n + 1].next) {
		struct span name = text_of(a, &a->values[n], no_memory);
		const struct value *other;

		if (name.at == NULL)
			return false;
		other = record_member(b, w, name.at, name.len);
		if (other == NULL ||
		    !equality_holds(a, &a->values[n + 1], b, other, no_memory))
			return false;
	}
	return true;
}

bool
equality_holds(struct record *a, const struct value *v, struct record *b,
    const struct value *w, bool *no_memory)
{
	if (v->type != w->type)
		return false;
	switch (v->type) {
	case VALUE_NUMBER:
		return same_number(a, v, b, w);
	case VALUE_STRING:
		return same_text(a, v, b, w, no_memory);
	case VALUE_ARRAY:
		return same_items(a, v, b, w, no_memory);
	case VALUE_OBJECT:
		return same_members(a, v, b, w, no_memory);
	default:
		return true;
	}
}

uint64_t
equality_hash_text(struct span text)
{
	return keyed_hash(text.at, text.len);
}

static uint64_t
hash_number(struct span text)
{
	struct number n = number_of(text);

	return keyed_hash_pair(number_hash(&n), VALUE_NUMBER);
}

/* Members add up, so that their order does not matter. */
static uint64_t
hash_members(struct record *r, const struct value *object, bool *no_memory)
{
	uint64_t sum = VALUE_OBJECT;

	for (uint32_t n = (uint32_t)(object - r->values) + 1; n < object->next;
	     n = r->values[n + 1].next) {
		struct span name = text_of(r, &r->values[n], no_memory);

		if (name.at != NULL)
			sum += keyed_hash_pair(equality_hash_text(name),
			    equality_hash(r, &r->values[n + 1], no_memory));
	}
	return keyed_hash_pair(sum, VALUE_OBJECT);
}

static uint64_t
hash_items(struct record *r, const struct value *array, bool *no_memory)
{
	uint64_t hash = VALUE_ARRAY;

	for (uint32_t n = (uint32_t)(array - r->values) + 1; n < array->next;
	     n = r->values[n].next)
		hash =
		    keyed_hash_pair(hash, equality_hash(r, &r->values[n], no_memory));
	return hash;
}

uint64_t
equality_hash(struct record *r, const struct value *v, bool *no_memory)
{
	struct span text;

	switch (v->type) {
	case VALUE_NUMBER:
		return hash_number(record_raw(r, v));
	case VALUE_STRING:
		text = text_of(r, v, no_memory);
		return text.at != NULL ? equality_hash_text(text) : 0;
	case VALUE_ARRAY:
		return hash_items(r, v, no_memory);
	case VALUE_OBJECT:
		return hash_members(r, v, no_memory);
	default:
		return keyed_hash_pair(v->type, 1);
	}
}
