#include <stdlib.h>
#include <string.h>

#include "memory/array.h"
#include "schema/schema_build.h"
#include "schema/schema_vocabulary.h"

/* Whether a keyword means something in the resource of the schema. */
bool
schema_build_knows(const struct compiler *c, uint32_t at, struct span keyword)
{
	uint32_t resource = c->document->resource_of[at];

	return (c->resources.items[resource].vocabularies &
		   schema_vocabulary_of(keyword)) != 0;
}

struct span
schema_build_text(struct compiler *c, uint32_t at)
{
	return record_text(&c->document->record, &c->values[at]);
}

struct span
schema_build_raw(const struct compiler *c, uint32_t at)
{
	return record_raw(&c->document->record, &c->values[at]);
}

/* The index of the value of another keyword of the same schema, or 0. */
uint32_t
schema_build_sibling(struct compiler *c, const struct build *b, const char *keyword)
{
	const struct value *v = record_member(
	    &c->document->record, &c->values[b->at], keyword, strlen(keyword));

	return v != NULL && schema_build_knows(c, b->at, span_of(keyword))
		   ? (uint32_t)(v - c->values)
		   : 0;
}

bool
schema_build_require(
    struct compiler *c, uint32_t at, enum value_type type, const char *what)
{
	return c->values[at].type == type ||
	       schema_state_fail(c, at, "must be %s", what);
}

/* How many values an array holds; members count for two. */
size_t
schema_build_count_values(const struct compiler *c, uint32_t array)
{
	size_t count = 0;

	for (uint32_t n = array + 1; n < c->values[array].next; n = c->values[n].next)
		count++;
	return count;
}

struct check *
schema_build_check(struct compiler *c, struct build *b, const struct keyword *k,
    uint32_t at, const char *reason)
{
	struct check *check;

	if (!array_reserve(&b->checks, &b->room, b->count + 1, sizeof *b->checks))
		return NULL;
	check = &b->checks[b->count];
	memset(check, 0, sizeof *check);
	check->kind = k->kind;
	if (!schema_state_refusal(c, &check->refusal, at, k->code, reason))
		return NULL;
	b->count++;
	return check;
}

/*
 * "words value", where the value is JSON of the schema in one line; only the
 * otherwise text if it is too long to be read.
 */
char *
schema_build_sentence(
    struct compiler *c, const char *words, struct span value, const char *otherwise)
{
	enum { READABLE = 120 };
	size_t len = strlen(words);
	char *text;

	if (value.len > READABLE)
		return arena_text(&c->schema->arena, otherwise, strlen(otherwise));
	text = arena_take(&c->schema->arena, len + 1 + value.len + 1);
	if (text == NULL)
		return NULL;
	memcpy(text, words, len);
	text[len] = ' ';
	for (size_t i = 0; i < value.len; i++)
		text[len + 1 + i] =
		    (unsigned char)value.at[i] < ' ' ? ' ' : value.at[i];
	return text;
}

/* A pattern that stands as a string, or as the name of a member, at that place. */
struct pattern *
schema_build_pattern(struct compiler *c, uint32_t at)
{
	struct schema *s = c->schema;
	char why[PATTERN_FAULT_SIZE];
	struct pattern *p;

	if (!array_reserve(&s->patterns, &s->pattern_room, s->pattern_count + 1,
		sizeof(struct pattern *)))
		return NULL;
	p = pattern_new(schema_build_text(c, at), why);
	if (p == NULL)
		schema_state_fail(c, at, "the pattern is wrong: %s", why);
	else
		s->patterns[s->pattern_count++] = p;
	return p;
}

bool
schema_build_count(struct compiler *c, uint32_t at, size_t *count)
{
	struct number n = { .fits = false };

	if (c->values[at].type == VALUE_NUMBER)
		n = number_of(schema_build_raw(c, at));
	if (n.text.at == NULL || !number_is_whole(&n) ||
	    (n.fits ? n.value.units < 0 : n.text.at[0] == '-'))
		return schema_state_fail(c, at, "must be a whole number, 0 or above");
	/* No text and no array is as long as a number that does not fit. */
	*count = n.fits ? (size_t)n.value.units : SIZE_MAX;
	return true;
}
