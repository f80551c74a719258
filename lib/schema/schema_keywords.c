#include <stdlib.h>
#include <string.h>

#include "record/equality.h"
#include "schema/schema_compiler.h"

struct keyword {
	const char *name;
	/* Read the value of the keyword at an index. */
	bool (*read)(
	    struct compiler *, struct build *, const struct keyword *, uint32_t at);
	enum check_kind kind;
	const char *code, *reason; /* of a check that does not hold */
	enum keyword_holds holds;
	unsigned
	    vocabularies; /* it belongs to one of these; 0: see vocabularies_of() */
};

static unsigned vocabularies_of(struct span keyword);

/* Whether a keyword means something in the resource of the schema. */
static bool
is_known(const struct compiler *c, uint32_t at, struct span keyword)
{
	uint32_t resource = c->document->resource_of[at];

	return (c->resources.items[resource].vocabularies & vocabularies_of(keyword)) !=
	       0;
}

static struct span
text_at(struct compiler *c, uint32_t at)
{
	return record_text(&c->document->record, &c->values[at]);
}

/* The index of the value of another keyword of the same schema, or 0. */
static uint32_t
sibling(struct compiler *c, const struct build *b, const char *keyword)
{
	const struct value *v = record_member(
	    &c->document->record, &c->values[b->at], keyword, strlen(keyword));

	return v != NULL && is_known(c, b->at, span_of(keyword))
		   ? (uint32_t)(v - c->values)
		   : 0;
}

static bool
is_type(struct compiler *c, uint32_t at, enum value_type type, const char *what)
{
	return c->values[at].type == type ||
	       schema_compiler_fail(c, at, "must be %s", what);
}

/* How many values an array holds; members count for two. */
static size_t
count_values(const struct compiler *c, uint32_t array)
{
	size_t count = 0;

	for (uint32_t n = array + 1; n < c->values[array].next; n = c->values[n].next)
		count++;
	return count;
}

static struct check *
add_check(struct compiler *c, struct build *b, const struct keyword *k, uint32_t at,
    const char *reason)
{
	struct check *check;

	if (b->count == b->room) {
		size_t room = b->room * 2 + 8;
		struct check *larger = realloc(b->checks, room * sizeof *larger);

		if (larger == NULL)
			return NULL;
		b->checks = larger;
		b->room = room;
	}
	check = &b->checks[b->count];
	memset(check, 0, sizeof *check);
	check->kind = k->kind;
	if (!schema_compiler_refusal(c, &check->refusal, at, k->code, reason))
		return NULL;
	b->count++;
	return check;
}

/*
 * "words value", where the value is JSON of the schema in one line; only the
 * otherwise text if it is too long to be read.
 */
static char *
say(struct compiler *c, const char *words, struct span value, const char *otherwise)
{
	enum { READABLE = 120 };
	char *text;

	if (value.len > READABLE)
		return arena_text(&c->schema->arena, otherwise, strlen(otherwise));
	text =
	    arena_print(&c->schema->arena, "%s %.*s", words, (int)value.len, value.at);
	for (char *at = text; at != NULL && *at != '\0'; at++)
		if ((unsigned char)*at < ' ')
			*at = ' ';
	return text;
}

static struct span
raw_at(const struct compiler *c, uint32_t at)
{
	return record_raw(&c->document->record, &c->values[at]);
}

static bool
read_note(struct compiler *c, struct build *b, const struct keyword *k, uint32_t at)
{
	(void)c, (void)b, (void)k, (void)at;
	return true;
}

static bool
read_text_note(
    struct compiler *c, struct build *b, const struct keyword *k, uint32_t at)
{
	(void)b, (void)k;
	return is_type(c, at, VALUE_STRING, "a string");
}

/* Where it says anything, schema_resources.c has read it. */
static bool
read_draft(struct compiler *c, struct build *b, const struct keyword *k, uint32_t at)
{
	const struct resource *resource =
	    &c->resources.items[c->document->resource_of[b->at]];

	(void)k;
	return (is_type(c, at, VALUE_STRING, "a string") && resource->at == b->at) ||
	       schema_compiler_fail(
		   c, at, "stands at the top of a document or beside $id only");
}

static bool
read_definitions(
    struct compiler *c, struct build *b, const struct keyword *k, uint32_t at)
{
	(void)b, (void)k;
	if (!is_type(c, at, VALUE_OBJECT, "an object"))
		return false;
	for (uint32_t n = at + 1; n < c->values[at].next; n = c->values[n + 1].next)
		if (schema_compiler_node(c, n + 1) == NULL)
			return false;
	return true;
}

/* Our own: what is wrong with the value is only a warning. */
static bool
read_severity(struct compiler *c, struct build *b, const struct keyword *k, uint32_t at)
{
	(void)k;
	if (!is_type(c, at, VALUE_STRING, "a string"))
		return false;
	b->node->warns = span_is(text_at(c, at), "warning");
	return b->node->warns || span_is(text_at(c, at), "error") ||
	       schema_compiler_fail(c, at, "must be error or warning");
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
		name = text_at(c, at);
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
	return schema_compiler_fail(
	    c, at, "is none of null boolean integer number string array object");
}

static bool
read_type(struct compiler *c, struct build *b, const struct keyword *k, uint32_t at)
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
			return schema_compiler_fail(c, at, "must name a type");
	}
	return schema_compiler_refusal(c, &b->node->refusal, at, k->code, reason);
}

static bool
read_enum(struct compiler *c, struct build *b, const struct keyword *k, uint32_t at)
{
	struct span list = raw_at(c, at);
	struct check *check;

	if (!is_type(c, at, VALUE_ARRAY, "an array"))
		return false;
	check = add_check(c, b, k, at,
	    say(c, k->reason, (struct span){ list.at + 1, list.len - 2 },
		"is none of the values that the schema lists"));
	if (check == NULL)
		return false;
	check->with.values = value_set_new(&c->schema->arena, &c->document->record,
	    &c->values[at + 1], count_values(c, at));
	return check->with.values != NULL;
}

static bool
read_const(struct compiler *c, struct build *b, const struct keyword *k, uint32_t at)
{
	struct check *check = add_check(c, b, k, at,
	    say(c, k->reason, raw_at(c, at), "is not the value that the schema names"));

	if (check == NULL)
		return false;
	check->with.values =
	    value_set_new(&c->schema->arena, &c->document->record, &c->values[at], 1);
	return check->with.values != NULL;
}

static bool
read_bound(struct compiler *c, struct build *b, const struct keyword *k, uint32_t at)
{
	struct check *check;

	if (!is_type(c, at, VALUE_NUMBER, "a number"))
		return false;
	check = add_check(c, b, k, at,
	    say(c, k->reason, raw_at(c, at), "is out of the range of the schema"));
	if (check == NULL)
		return false;
	check->with.number = number_of(raw_at(c, at));
	if (k->kind == CHECK_MULTIPLE_OF &&
	    (!check->with.number.fits || check->with.number.value.units <= 0))
		return schema_compiler_fail(
		    c, at, "must be above 0, with at most 18 digits");
	return true;
}

static bool
take_count(struct compiler *c, uint32_t at, size_t *count)
{
	struct number n = { .fits = false };

	if (c->values[at].type == VALUE_NUMBER)
		n = number_of(raw_at(c, at));
	if (!n.fits || n.value.scale != 0 || n.value.units < 0)
		return schema_compiler_fail(
		    c, at, "must be a whole number, 0 or above");
	*count = (size_t)n.value.units;
	return true;
}

static bool
read_count(struct compiler *c, struct build *b, const struct keyword *k, uint32_t at)
{
	static const char *const units[GROUPS] = { [GROUP_STRING] = "characters",
		[GROUP_ARRAY] = "items",
		[GROUP_OBJECT] = "fields" };
	struct check *check;
	size_t count;

	if (!take_count(c, at, &count))
		return false;
	check = add_check(c, b, k, at,
	    arena_print(&c->schema->arena, "%s %zu %s", k->reason, count,
		units[check_group(k->kind)]));
	if (check == NULL)
		return false;
	check->with.count = count;
	return true;
}

static bool
read_flag(struct compiler *c, struct build *b, const struct keyword *k, uint32_t at)
{
	if (c->values[at].type == VALUE_FALSE)
		return true;
	return is_type(c, at, VALUE_TRUE, "true or false") &&
	       add_check(c, b, k, at, k->reason) != NULL;
}

/* A pattern that stands as a string, or as the name of a member, at that place. */
static struct pattern *
compile_pattern(struct compiler *c, uint32_t at)
{
	struct schema *s = c->schema;
	char why[PATTERN_FAULT_SIZE];
	struct pattern *p;

	if (s->pattern_count == s->pattern_room) {
		size_t room = s->pattern_room * 2 + 8;
		struct pattern **larger = realloc(s->patterns, room * sizeof *larger);

		if (larger == NULL)
			return NULL;
		s->patterns = larger;
		s->pattern_room = room;
	}
	p = pattern_new(text_at(c, at), why);
	if (p == NULL)
		schema_compiler_fail(c, at, "the pattern is wrong: %s", why);
	else
		s->patterns[s->pattern_count++] = p;
	return p;
}

static bool
read_pattern(struct compiler *c, struct build *b, const struct keyword *k, uint32_t at)
{
	struct check *check;

	if (!is_type(c, at, VALUE_STRING, "a string"))
		return false;
	check = add_check(c, b, k, at,
	    say(c, k->reason, text_at(c, at),
		"does not match the pattern of the schema"));
	if (check == NULL)
		return false;
	check->with.pattern = compile_pattern(c, at);
	return check->with.pattern != NULL;
}

static bool
read_format(struct compiler *c, struct build *b, const struct keyword *k, uint32_t at)
{
	const struct format *format;
	struct check *check;
	struct span name;

	if (!is_type(c, at, VALUE_STRING, "a string"))
		return false;
	if (c->options->formats_noted &&
	    !(c->resources.items[c->document->resource_of[b->at]].vocabularies &
		VOCABULARY_FORMAT_ASSERTION))
		return true;
	name = text_at(c, at);
	format = format_find(name);
	if (format == NULL && c->options->keywords_open)
		return true;
	if (format == NULL)
		return schema_compiler_fail(c, at, "no format has this name");
	check = add_check(c, b, k, at, k->reason);
	if (check == NULL)
		return false;
	check->with.format = format;
	return true;
}

static bool
read_schema(struct compiler *c, struct build *b, const struct keyword *k, uint32_t at)
{
	struct node *node = schema_compiler_node(c, at);
	struct check *check;

	if (node == NULL || (check = add_check(c, b, k, at, k->reason)) == NULL)
		return false;
	check->with.node = node;
	return true;
}

static bool
read_reference(
    struct compiler *c, struct build *b, const struct keyword *k, uint32_t at)
{
	struct target target;
	struct check *check;
	struct node *node;

	if (!is_type(c, at, VALUE_STRING, "a string") ||
	    !schema_resources_follow(c, at, &target) ||
	    (node = schema_compiler_target(c, &target)) == NULL ||
	    (check = add_check(c, b, k, at, "")) == NULL)
		return false;
	check->with.node = node;
	return true;
}

/* All dynamic anchors of a name, which are filled in when everything is read. */
static struct dynamic *
take_dynamic(struct compiler *c, struct span name)
{
	struct dynamic *d = c->schema->dynamics;

	while (d != NULL && (!span_same(d->name, name)))
		d = d->next;
	if (d == NULL && (d = arena_take(&c->schema->arena, sizeof *d)) != NULL) {
		d->name = name;
		d->next = c->schema->dynamics;
		c->schema->dynamics = d;
	}
	return d;
}

/* One that does not lead to a $dynamicAnchor at first is like any $ref. */
static bool
read_dynamic_reference(
    struct compiler *c, struct build *b, const struct keyword *k, uint32_t at)
{
	struct dynamic_reference *reference;
	struct target target;
	struct span name = { NULL, 0 };
	struct check *check;

	if (!is_type(c, at, VALUE_STRING, "a string") ||
	    !schema_resources_follow(c, at, &target))
		return false;
	if (target.anchor != NULL && target.anchor->dynamic)
		name = target.anchor->name;
	reference = arena_take(&c->schema->arena, sizeof *reference);
	if (reference == NULL ||
	    (reference->otherwise = schema_compiler_target(c, &target)) == NULL ||
	    (check = add_check(c, b, k, at, "")) == NULL)
		return false;
	if (name.at == NULL) {
		check->kind = CHECK_REFERENCE;
		check->with.node = reference->otherwise;
		return true;
	}
	reference->anchors = take_dynamic(c, name);
	check->with.dynamic = reference;
	return reference->anchors != NULL;
}

/* A schema that is false refuses under a code that says what it refuses. */
static void
name_refusal(struct compiler *c, uint32_t at, struct node *node, const char *code,
    const char *reason)
{
	if (c->values[at].type == VALUE_FALSE) {
		node->refusal.code = code;
		node->refusal.reason = reason;
	}
}

/* unevaluatedItems and unevaluatedProperties */
static bool
read_unevaluated(
    struct compiler *c, struct build *b, const struct keyword *k, uint32_t at)
{
	struct node *node = schema_compiler_node(c, at);
	struct check *check;

	if (node == NULL || (check = add_check(c, b, k, at, "")) == NULL)
		return false;
	name_refusal(c, at, node, k->code, k->reason);
	check->with.node = node;
	return true;
}

/* The schemas that stand behind each other from first to end. */
static bool
compile_nodes(struct compiler *c, uint32_t first, uint32_t end, size_t count,
    struct node ***nodes)
{
	struct node **all = arena_take(&c->schema->arena, count * sizeof *all);

	*nodes = all;
	if (all == NULL)
		return false;
	for (uint32_t n = first; n < end; n = c->values[n].next)
		if ((*all++ = schema_compiler_node(c, n)) == NULL)
			return false;
	return true;
}

static bool
read_schemas(struct compiler *c, struct build *b, const struct keyword *k, uint32_t at)
{
	struct node_list list;
	struct check *check;

	if (!is_type(c, at, VALUE_ARRAY, "an array of schemas"))
		return false;
	list.count = count_values(c, at);
	if (list.count == 0)
		return schema_compiler_fail(c, at, "must hold a schema");
	if (!compile_nodes(c, at + 1, c->values[at].next, list.count, &list.nodes) ||
	    (check = add_check(c, b, k, at, k->reason)) == NULL)
		return false;
	check->with.list = list;
	return true;
}

/* if, then and else; what stands without an if is still held to be a schema. */
static bool
read_branches(struct compiler *c, struct build *b, const struct keyword *k, uint32_t at)
{
	uint32_t condition = sibling(c, b, "if"), then = sibling(c, b, "then"),
		 otherwise = sibling(c, b, "else");
	struct branches *branches;
	struct check *check;

	if (b->branches)
		return true;
	b->branches = true;
	branches = arena_take(&c->schema->arena, sizeof *branches);
	if (branches == NULL ||
	    (condition &&
		(branches->condition = schema_compiler_node(c, condition)) == NULL) ||
	    (then && (branches->then = schema_compiler_node(c, then)) == NULL) ||
	    (otherwise &&
		(branches->otherwise = schema_compiler_node(c, otherwise)) == NULL))
		return false;
	if (!condition)
		return true;
	if ((check = add_check(c, b, k, at, "")) == NULL)
		return false;
	check->with.branches = branches;
	return true;
}

static bool
read_items(struct compiler *c, struct build *b, const struct keyword *k, uint32_t at)
{
	uint32_t prefix = sibling(c, b, "prefixItems"), rest = sibling(c, b, "items");
	struct items *items;
	struct check *check;

	if (b->items)
		return true;
	b->items = true;
	items = arena_take(&c->schema->arena, sizeof *items);
	if (items == NULL)
		return false;
	if (prefix != 0) {
		if (!is_type(c, prefix, VALUE_ARRAY, "an array of schemas"))
			return false;
		items->prefix_count = count_values(c, prefix);
		if (!compile_nodes(c, prefix + 1, c->values[prefix].next,
			items->prefix_count, &items->prefix))
			return false;
	}
	if (rest != 0) {
		if ((items->rest = schema_compiler_node(c, rest)) == NULL)
			return false;
		name_refusal(c, rest, items->rest, "unknown-item",
		    "is an item more than the schema knows");
	}
	if ((check = add_check(c, b, k, at, "")) == NULL)
		return false;
	check->with.items = items;
	return true;
}

static bool
read_contains(struct compiler *c, struct build *b, const struct keyword *k, uint32_t at)
{
	uint32_t schema = sibling(c, b, "contains"),
		 least = sibling(c, b, "minContains"),
		 most = sibling(c, b, "maxContains");
	struct contains *contains;
	struct check *check;

	if (b->contains)
		return true;
	(void)at;
	b->contains = true;
	contains = arena_take(&c->schema->arena, sizeof *contains);
	if (contains == NULL)
		return false;
	contains->least = 1;
	contains->most = SIZE_MAX;
	if ((least && !take_count(c, least, &contains->least)) ||
	    (most && !take_count(c, most, &contains->most)))
		return false;
	if (!schema)
		return true;
	if ((contains->node = schema_compiler_node(c, schema)) == NULL ||
	    (check = add_check(c, b, k, least ? least : schema,
		 arena_print(&c->schema->arena,
		     "must have at least %zu of the items that the schema asks for",
		     contains->least))) == NULL)
		return false;
	check->refusal.code = least ? "min-contains" : "contains";
	check->with.contains = contains;
	return most == 0 ||
	       schema_compiler_refusal(c, &contains->too_many, most, "max-contains",
		   arena_print(&c->schema->arena,
		       "must have at most %zu of the items that the "
		       "schema asks for",
		       contains->most));
}

/* Take a name into the table unless it is there; NULL if it has no room. */
static struct member *
take_member(struct members *m, struct span name)
{
	uint64_t hash = equality_hash_text(name);
	long known = members_find(m, name, hash);
	size_t slot = hash >> m->hash_shift;

	if (known >= 0)
		return &m->items[known];
	while (m->slots[slot] != 0)
		slot = (slot + 1) & m->slot_mask;
	m->items[m->count] = (struct member){ .name = name, .hash = hash };
	m->slots[slot] = (uint32_t)++m->count;
	return &m->items[m->count - 1];
}

static bool
make_members(struct compiler *c, struct members *m, size_t most)
{
	struct arena *arena = &c->schema->arena;
	unsigned bits = 2;

	while ((size_t)1 << bits < most * 2)
		bits++;
	m->slot_mask = ((size_t)1 << bits) - 1;
	m->hash_shift = 64 - bits;
	m->slots = arena_take(arena, (m->slot_mask + 1) * sizeof *m->slots);
	m->items = arena_take(arena, (most + 1) * sizeof *m->items);
	m->remembered = arena_take(arena, (m->slot_mask + 1) * sizeof *m->remembered);
	return m->slots != NULL && m->items != NULL && m->remembered != NULL;
}

static bool
take_properties(struct compiler *c, struct members *m, uint32_t at)
{
	if (at == 0)
		return true;
	for (uint32_t n = at + 1; n < c->values[at].next; n = c->values[n + 1].next) {
		struct node *node = schema_compiler_node(c, n + 1);

		if (node == NULL)
			return false;
		take_member(m, text_at(c, n))->node = node;
	}
	return true;
}

static bool
take_required(struct compiler *c, struct members *m, uint32_t at)
{
	if (at == 0)
		return true;
	for (uint32_t n = at + 1; n < c->values[at].next; n = c->values[n].next) {
		struct member *member;

		if (!is_type(c, n, VALUE_STRING, "a string"))
			return false;
		member = take_member(m, text_at(c, n));
		m->required_count += !member->required;
		member->required = true;
	}
	return schema_compiler_refusal(c, &m->missing, at, "required", "is missing");
}

static bool
take_patterns(struct compiler *c, struct members *m, uint32_t at)
{
	if (at == 0)
		return true;
	m->patterns = arena_take(
	    &c->schema->arena, (count_values(c, at) / 2 + 1) * sizeof *m->patterns);
	if (m->patterns == NULL)
		return false;
	for (uint32_t n = at + 1; n < c->values[at].next; n = c->values[n + 1].next) {
		struct pattern_member *p = &m->patterns[m->pattern_count++];

		if ((p->pattern = compile_pattern(c, n)) == NULL ||
		    (p->node = schema_compiler_node(c, n + 1)) == NULL ||
		    !schema_compiler_refusal(c, &p->too_long, n + 1, "pattern-too-long",
			"has a name for which the pattern takes too long"))
			return false;
	}
	return true;
}

/* properties, required, patternProperties and additionalProperties in one check. */
static bool
read_members(struct compiler *c, struct build *b, const struct keyword *k, uint32_t at)
{
	uint32_t properties = sibling(c, b, "properties"),
		 required = sibling(c, b, "required"),
		 patterns = sibling(c, b, "patternProperties"),
		 additional = sibling(c, b, "additionalProperties");
	struct members *m;
	struct check *check;

	if (b->members)
		return true;
	b->members = true;
	m = arena_take(&c->schema->arena, sizeof *m);
	if (m == NULL ||
	    (properties && !is_type(c, properties, VALUE_OBJECT, "an object")) ||
	    (required && !is_type(c, required, VALUE_ARRAY, "an array of names")) ||
	    (patterns && !is_type(c, patterns, VALUE_OBJECT, "an object")) ||
	    !make_members(c, m,
		(properties ? count_values(c, properties) / 2 : 0) +
		    (required ? count_values(c, required) : 0)) ||
	    !take_properties(c, m, properties) || !take_required(c, m, required) ||
	    !take_patterns(c, m, patterns))
		return false;
	if (additional != 0) {
		if ((m->additional = schema_compiler_node(c, additional)) == NULL)
			return false;
		name_refusal(c, additional, m->additional, "unknown-field",
		    "is no field that the schema knows");
	}
	if ((check = add_check(c, b, k, at, "")) == NULL)
		return false;
	check->with.members = m;
	return true;
}

static bool
read_dependent(
    struct compiler *c, struct build *b, const struct keyword *k, uint32_t at)
{
	if (!is_type(c, at, VALUE_OBJECT, "an object"))
		return false;
	for (uint32_t n = at + 1; n < c->values[at].next; n = c->values[n + 1].next) {
		struct dependent *d = arena_take(&c->schema->arena, sizeof *d);
		struct check *check;

		if (d == NULL)
			return false;
		d->name = text_at(c, n);
		if (k->holds == HOLDS_NAMED_SCHEMAS &&
		    (strcmp(k->name, "dependencies") != 0 ||
			c->values[n + 1].type != VALUE_ARRAY)) {
			if ((d->node = schema_compiler_node(c, n + 1)) == NULL)
				return false;
		} else {
			if (!is_type(c, n + 1, VALUE_ARRAY, "an array of names"))
				return false;
			d->required = arena_take(&c->schema->arena,
			    count_values(c, n + 1) * sizeof *d->required);
			if (d->required == NULL)
				return false;
			for (uint32_t i = n + 2; i < c->values[n + 1].next;
			     i = c->values[i].next) {
				if (!is_type(c, i, VALUE_STRING, "a string"))
					return false;
				d->required[d->required_count++] = text_at(c, i);
			}
		}
		if ((check = add_check(c, b, k, n + 1, k->reason)) == NULL)
			return false;
		check->with.dependent = d;
	}
	return true;
}

/* clang-format off */
static const struct keyword keywords[] = {
	{ .name = "type", .read = read_type, .code = "type" },
	{ .name = "enum", .read = read_enum, .kind = CHECK_VALUES, .code = "enum",
	  .reason = "must be one of" },
	{ .name = "const", .read = read_const, .kind = CHECK_VALUES, .code = "const",
	  .reason = "must be" },
	{ .name = "minimum", .read = read_bound, .kind = CHECK_MINIMUM,
	  .code = "minimum", .reason = "must be at least" },
	{ .name = "exclusiveMinimum", .read = read_bound,
	  .kind = CHECK_EXCLUSIVE_MINIMUM, .code = "exclusive-minimum",
	  .reason = "must be above" },
	{ .name = "maximum", .read = read_bound, .kind = CHECK_MAXIMUM,
	  .code = "maximum", .reason = "must be at most" },
	{ .name = "exclusiveMaximum", .read = read_bound,
	  .kind = CHECK_EXCLUSIVE_MAXIMUM, .code = "exclusive-maximum",
	  .reason = "must be below" },
	{ .name = "multipleOf", .read = read_bound, .kind = CHECK_MULTIPLE_OF,
	  .code = "multiple-of", .reason = "must be a multiple of" },
	{ .name = "minLength", .read = read_count, .kind = CHECK_MIN_LENGTH,
	  .code = "min-length", .reason = "must have at least" },
	{ .name = "maxLength", .read = read_count, .kind = CHECK_MAX_LENGTH,
	  .code = "max-length", .reason = "must have at most" },
	{ .name = "pattern", .read = read_pattern, .kind = CHECK_PATTERN,
	  .code = "pattern", .reason = "must match the pattern" },
	{ .name = "format", .read = read_format, .kind = CHECK_FORMAT, .reason = "",
	  .vocabularies = VOCABULARY_FORMAT_ANNOTATION | VOCABULARY_FORMAT_ASSERTION },
	{ .name = "minItems", .read = read_count, .kind = CHECK_MIN_ITEMS,
	  .code = "min-items", .reason = "must have at least" },
	{ .name = "maxItems", .read = read_count, .kind = CHECK_MAX_ITEMS,
	  .code = "max-items", .reason = "must have at most" },
	{ .name = "uniqueItems", .read = read_flag, .kind = CHECK_UNIQUE_ITEMS,
	  .code = "unique-items", .reason = "holds the same item twice" },
	{ .name = "prefixItems", .read = read_items, .kind = CHECK_ITEMS,
	  .holds = HOLDS_SCHEMAS, .vocabularies = VOCABULARY_APPLICATOR },
	{ .name = "items", .read = read_items, .kind = CHECK_ITEMS,
	  .holds = HOLDS_SCHEMA, .vocabularies = VOCABULARY_APPLICATOR },
	{ .name = "contains", .read = read_contains, .kind = CHECK_CONTAINS,
	  .holds = HOLDS_SCHEMA, .vocabularies = VOCABULARY_APPLICATOR },
	{ .name = "minContains", .read = read_contains, .kind = CHECK_CONTAINS },
	{ .name = "maxContains", .read = read_contains, .kind = CHECK_CONTAINS },
	{ .name = "minProperties", .read = read_count, .kind = CHECK_MIN_PROPERTIES,
	  .code = "min-properties", .reason = "must have at least" },
	{ .name = "maxProperties", .read = read_count, .kind = CHECK_MAX_PROPERTIES,
	  .code = "max-properties", .reason = "must have at most" },
	{ .name = "properties", .read = read_members, .kind = CHECK_MEMBERS,
	  .holds = HOLDS_NAMED_SCHEMAS, .vocabularies = VOCABULARY_APPLICATOR },
	{ .name = "required", .read = read_members, .kind = CHECK_MEMBERS },
	{ .name = "patternProperties", .read = read_members, .kind = CHECK_MEMBERS,
	  .holds = HOLDS_NAMED_SCHEMAS, .vocabularies = VOCABULARY_APPLICATOR },
	{ .name = "additionalProperties", .read = read_members, .kind = CHECK_MEMBERS,
	  .holds = HOLDS_SCHEMA, .vocabularies = VOCABULARY_APPLICATOR },
	{ .name = "unevaluatedItems", .read = read_unevaluated,
	  .kind = CHECK_UNEVALUATED_ITEMS, .code = "unknown-item",
	  .reason = "is an item more than the schema knows", .holds = HOLDS_SCHEMA,
	  .vocabularies = VOCABULARY_UNEVALUATED },
	{ .name = "unevaluatedProperties", .read = read_unevaluated,
	  .kind = CHECK_UNEVALUATED_MEMBERS, .code = "unknown-field",
	  .reason = "is no field that the schema knows", .holds = HOLDS_SCHEMA,
	  .vocabularies = VOCABULARY_UNEVALUATED },
	{ .name = "propertyNames", .read = read_schema, .kind = CHECK_PROPERTY_NAMES,
	  .code = "property-names",
	  .reason = "has a name that the schema does not allow",
	  .holds = HOLDS_SCHEMA, .vocabularies = VOCABULARY_APPLICATOR },
	{ .name = "dependentRequired", .read = read_dependent,
	  .kind = CHECK_DEPENDENT, .code = "dependent-required",
	  .reason = "is missing, and another field asks for it" },
	{ .name = "dependentSchemas", .read = read_dependent, .kind = CHECK_DEPENDENT,
	  .reason = "", .holds = HOLDS_NAMED_SCHEMAS,
	  .vocabularies = VOCABULARY_APPLICATOR },
	{ .name = "dependencies", .read = read_dependent, .kind = CHECK_DEPENDENT,
	  .code = "dependent-required",
	  .reason = "is missing, and another field asks for it",
	  .holds = HOLDS_NAMED_SCHEMAS, .vocabularies = VOCABULARY_APPLICATOR },
	{ .name = "allOf", .read = read_schemas, .kind = CHECK_ALL_OF, .reason = "",
	  .holds = HOLDS_SCHEMAS,
	  .vocabularies = VOCABULARY_APPLICATOR },
	{ .name = "anyOf", .read = read_schemas, .kind = CHECK_ANY_OF,
	  .code = "any-of",
	  .reason = "is none of what the schema leaves to choose from",
	  .holds = HOLDS_SCHEMAS, .vocabularies = VOCABULARY_APPLICATOR },
	{ .name = "oneOf", .read = read_schemas, .kind = CHECK_ONE_OF,
	  .code = "one-of",
	  .reason = "is not exactly one of what the schema leaves to choose from",
	  .holds = HOLDS_SCHEMAS, .vocabularies = VOCABULARY_APPLICATOR },
	{ .name = "not", .read = read_schema, .kind = CHECK_NOT, .code = "not",
	  .reason = "is what the schema rules out", .holds = HOLDS_SCHEMA,
	  .vocabularies = VOCABULARY_APPLICATOR },
	{ .name = "if", .read = read_branches, .kind = CHECK_IF,
	  .holds = HOLDS_SCHEMA, .vocabularies = VOCABULARY_APPLICATOR },
	{ .name = "then", .read = read_branches, .kind = CHECK_IF,
	  .holds = HOLDS_SCHEMA, .vocabularies = VOCABULARY_APPLICATOR },
	{ .name = "else", .read = read_branches, .kind = CHECK_IF,
	  .holds = HOLDS_SCHEMA, .vocabularies = VOCABULARY_APPLICATOR },
	{ .name = "$ref", .read = read_reference, .kind = CHECK_REFERENCE,
	  .vocabularies = VOCABULARY_CORE },
	{ .name = "$dynamicRef", .read = read_dynamic_reference,
	  .kind = CHECK_DYNAMIC_REFERENCE, .vocabularies = VOCABULARY_CORE },
	{ .name = "$defs", .read = read_definitions, .holds = HOLDS_NAMED_SCHEMAS,
	  .vocabularies = VOCABULARY_CORE },
	{ .name = "$schema", .read = read_draft, .vocabularies = VOCABULARY_CORE },
	{ .name = "$id", .read = read_text_note, .vocabularies = VOCABULARY_CORE },
	{ .name = "$anchor", .read = read_text_note,
	  .vocabularies = VOCABULARY_CORE },
	{ .name = "$dynamicAnchor", .read = read_text_note,
	  .vocabularies = VOCABULARY_CORE },
	{ .name = "$vocabulary", .read = read_note, .vocabularies = VOCABULARY_CORE },
	{ .name = "$comment", .read = read_text_note,
	  .vocabularies = VOCABULARY_CORE },
	{ .name = "x-severity", .read = read_severity, .vocabularies = VOCABULARY_CORE },
	{ .name = "title", .read = read_text_note,
	  .vocabularies = VOCABULARY_META_DATA },
	{ .name = "description", .read = read_text_note,
	  .vocabularies = VOCABULARY_META_DATA },
	{ .name = "default", .read = read_note,
	  .vocabularies = VOCABULARY_META_DATA },
	{ .name = "deprecated", .read = read_note,
	  .vocabularies = VOCABULARY_META_DATA },
	{ .name = "examples", .read = read_note,
	  .vocabularies = VOCABULARY_META_DATA },
	{ .name = "readOnly", .read = read_note,
	  .vocabularies = VOCABULARY_META_DATA },
	{ .name = "writeOnly", .read = read_note,
	  .vocabularies = VOCABULARY_META_DATA },
	{ .name = "contentEncoding", .read = read_note,
	  .vocabularies = VOCABULARY_CONTENT },
	{ .name = "contentMediaType", .read = read_note,
	  .vocabularies = VOCABULARY_CONTENT },
	{ .name = "contentSchema", .read = read_note, .holds = HOLDS_SCHEMA,
	  .vocabularies = VOCABULARY_CONTENT },
};
/* clang-format on */

static const struct keyword *
find_keyword(struct span name)
{
	for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++)
		if (span_is(name, keywords[i].name))
			return &keywords[i];
	return NULL;
}

/* What the table does not say is validation. */
static unsigned
vocabularies_of(struct span keyword)
{
	const struct keyword *k = find_keyword(keyword);

	return k != NULL && k->vocabularies != 0 ? k->vocabularies
						 : VOCABULARY_VALIDATION;
}

enum keyword_holds
schema_keywords_holds(struct span name)
{
	const struct keyword *k = find_keyword(name);

	return k != NULL ? k->holds : HOLDS_NO_SCHEMA;
}

bool
schema_keywords_read(struct compiler *c, struct build *b, uint32_t name)
{
	struct span text = text_at(c, name);
	const struct keyword *k = find_keyword(text);

	if (k != NULL && is_known(c, b->at, text))
		return k->read(c, b, k, name + 1);
	if (c->options->keywords_open ||
	    (text.len > 2 && memcmp(text.at, "x-", 2) == 0))
		return true;
	if (k != NULL)
		return schema_compiler_fail(c, name + 1,
		    "the metaschema does not have the vocabulary of this keyword");
	return schema_compiler_fail(c, name + 1,
	    "draft 2020-12 has no such keyword (one's own begin "
	    "with x-)");
}
