#include <string.h>

#include "schema/schema_read.h"
#include "schema/schema_vocabulary.h"

bool
schema_read_note(
    struct compiler *c, struct build *b, const struct keyword *k, uint32_t at)
{
	(void)c, (void)b, (void)k, (void)at;
	return true;
}

bool
schema_read_text_note(
    struct compiler *c, struct build *b, const struct keyword *k, uint32_t at)
{
	(void)b, (void)k;
	return schema_build_require(c, at, VALUE_STRING, "a string");
}

/* Where it says anything, schema_resources.c has read it. */
bool
schema_read_draft(
    struct compiler *c, struct build *b, const struct keyword *k, uint32_t at)
{
	const struct resource *resource =
	    &c->resources.items[c->document->resource_of[b->at]];

	(void)k;
	return (schema_build_require(c, at, VALUE_STRING, "a string") &&
		   resource->at == b->at) ||
	       schema_state_fail(
		   c, at, "is allowed only at the top of a document or beside $id");
}

/* Not of the draft: faults of the value are only warnings. */
bool
schema_read_severity(
    struct compiler *c, struct build *b, const struct keyword *k, uint32_t at)
{
	(void)k;
	if (!schema_build_require(c, at, VALUE_STRING, "a string"))
		return false;
	b->node->warns = span_is(schema_build_text(c, at), "warning");
	return b->node->warns || span_is(schema_build_text(c, at), "error") ||
	       schema_state_fail(c, at, "must be error or warning");
}

static const struct {
	const char *name, *article;
	unsigned types;
	bool whole;
} types[] = {
	{ "null", "null", 1 << VALUE_NULL, false },
	{ "boolean", "true or false", 1 << VALUE_FALSE | 1 << VALUE_TRUE, false },
	{ "integer", "a whole number", 1 << VALUE_NUMBER, true },
	{ "number", "a number", 1 << VALUE_NUMBER, false },
	{ "string", "a string", 1 << VALUE_STRING, false },
	{ "array", "an array", 1 << VALUE_ARRAY, false },
	{ "object", "an object", 1 << VALUE_OBJECT, false },
};

enum { TYPES = sizeof types / sizeof *types };

/* Let one type in, of which the place is at; reason grows by its name. */
static bool
let_in(struct compiler *c, struct build *b, uint32_t at, char **reason)
{
	struct span name = { NULL, 0 };

	if (c->values[at].type == VALUE_STRING)
		name = schema_build_text(c, at);
	for (int i = 0; i < TYPES; i++) {
		if (name.at == NULL || !span_is(name, types[i].name))
			continue;
		if ((b->node->types & 1 << VALUE_NUMBER) == 0)
			b->node->whole = types[i].whole;
		else if (strcmp(types[i].name, "number") == 0)
			b->node->whole = false;
		b->node->types |= (uint8_t)types[i].types;
		*reason = arena_print(&c->schema->arena, "%s%s%s",
		    *reason != NULL ? *reason : "must be ",
		    *reason != NULL ? " or " : "", types[i].article);
		return *reason != NULL;
	}
	return schema_state_fail(
	    c, at, "must be one of null boolean integer number string array object");
}

bool
schema_read_type(
    struct compiler *c, struct build *b, const struct keyword *k, uint32_t at)
{
	char *reason = NULL;

	b->node->types = 0;
	if (c->values[at].type != VALUE_ARRAY) {
		if (!let_in(c, b, at, &reason))
			return false;
	} else {
		for (uint32_t n = at + 1; n < c->values[at].next; n = c->values[n].next)
			if (!let_in(c, b, n, &reason))
				return false;
		if (reason == NULL)
			return schema_state_fail(c, at, "must name a type");
	}
	return schema_state_refusal(c, &b->node->refusal, at, k->code, reason);
}

bool
schema_read_enum(
    struct compiler *c, struct build *b, const struct keyword *k, uint32_t at)
{
	struct span list = schema_build_raw(c, at);
	struct check *check;

	if (!schema_build_require(c, at, VALUE_ARRAY, "an array"))
		return false;
	check = schema_build_check(c, b, k, at,
	    schema_build_sentence(c, k->reason,
		(struct span){ list.at + 1, list.len - 2 },
		"is not one of the values that the schema lists"));
	if (check == NULL)
		return false;
	check->with.values = value_set_new(&c->schema->arena, &c->document->record,
	    &c->values[at + 1], schema_build_count_values(c, at));
	return check->with.values != NULL;
}

bool
schema_read_const(
    struct compiler *c, struct build *b, const struct keyword *k, uint32_t at)
{
	struct check *check = schema_build_check(c, b, k, at,
	    schema_build_sentence(c, k->reason, schema_build_raw(c, at),
		"is not the value that the schema names"));

	if (check == NULL)
		return false;
	check->with.values =
	    value_set_new(&c->schema->arena, &c->document->record, &c->values[at], 1);
	return check->with.values != NULL;
}

bool
schema_read_bound(
    struct compiler *c, struct build *b, const struct keyword *k, uint32_t at)
{
	struct check *check;

	if (!schema_build_require(c, at, VALUE_NUMBER, "a number"))
		return false;
	check = schema_build_check(c, b, k, at,
	    schema_build_sentence(c, k->reason, schema_build_raw(c, at),
		"is out of the range of the schema"));
	if (check == NULL)
		return false;
	check->with.number = number_of(schema_build_raw(c, at));
	if (k->kind == CHECK_MULTIPLE_OF &&
	    (!check->with.number.fits || check->with.number.value.units <= 0))
		return schema_state_fail(
		    c, at, "must be above 0, with at most 18 digits");
	return true;
}

bool
schema_read_count(
    struct compiler *c, struct build *b, const struct keyword *k, uint32_t at)
{
	static const char *const units[GROUPS] = { [GROUP_STRING] = "characters",
		[GROUP_ARRAY] = "items",
		[GROUP_OBJECT] = "fields" };
	struct check *check;
	size_t count;

	if (!schema_build_count(c, at, &count))
		return false;
	check = schema_build_check(c, b, k, at,
	    count == SIZE_MAX ? schema_build_sentence(c, k->reason,
				    schema_build_raw(c, at), "have another length")
			      : arena_print(&c->schema->arena, "%s %zu %s", k->reason,
				    count, units[check_group(k->kind)]));
	if (check == NULL)
		return false;
	check->with.count = count;
	return true;
}

bool
schema_read_flag(
    struct compiler *c, struct build *b, const struct keyword *k, uint32_t at)
{
	if (c->values[at].type == VALUE_FALSE)
		return true;
	return schema_build_require(c, at, VALUE_TRUE, "true or false") &&
	       schema_build_check(c, b, k, at, k->reason) != NULL;
}

bool
schema_read_pattern(
    struct compiler *c, struct build *b, const struct keyword *k, uint32_t at)
{
	struct check *check;

	if (!schema_build_require(c, at, VALUE_STRING, "a string"))
		return false;
	check = schema_build_check(c, b, k, at,
	    schema_build_sentence(c, k->reason, schema_build_text(c, at),
		"does not match the pattern of the schema"));
	if (check == NULL)
		return false;
	check->with.pattern = schema_build_pattern(c, at);
	return check->with.pattern != NULL;
}

bool
schema_read_format(
    struct compiler *c, struct build *b, const struct keyword *k, uint32_t at)
{
	const struct format *format;
	struct check *check;
	struct span name;

	if (!schema_build_require(c, at, VALUE_STRING, "a string"))
		return false;
	if (c->options->formats_noted &&
	    !(c->resources.items[c->document->resource_of[b->at]].vocabularies &
		VOCABULARY_FORMAT_ASSERTION))
		return true;
	name = schema_build_text(c, at);
	format = format_find(name);
	if (format == NULL && c->options->keywords_open)
		return true;
	if (format == NULL)
		return schema_state_fail(c, at, "no format has this name");
	check = schema_build_check(c, b, k, at, k->reason);
	if (check == NULL)
		return false;
	check->with.format = format;
	return true;
}
