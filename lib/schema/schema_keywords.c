#include <stdlib.h>
#include <string.h>

#include "memory/array.h"
#include "schema/schema_keywords.h"
#include "schema/schema_read.h"
#include "schema/schema_vocabulary.h"

/* Subschemas inside each other while they are compiled. */
enum { MAX_NESTED = 1000 };

static bool
read_definitions(
    struct compiler *c, struct build *b, const struct keyword *k, uint32_t at)
{
	(void)b, (void)k;
	if (!schema_build_require(c, at, VALUE_OBJECT, "an object"))
		return false;
	for (uint32_t n = at + 1; n < c->values[at].next; n = c->values[n + 1].next)
		if (schema_keywords_node(c, n + 1) == NULL)
			return false;
	return true;
}

static bool
read_schema(struct compiler *c, struct build *b, const struct keyword *k, uint32_t at)
{
	struct node *node = schema_keywords_node(c, at);
	struct check *check;

	if (node == NULL ||
	    (check = schema_build_check(c, b, k, at, k->reason)) == NULL)
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

	if (!schema_build_require(c, at, VALUE_STRING, "a string") ||
	    !schema_resources_follow(c, at, &target) ||
	    (node = schema_keywords_target(c, &target)) == NULL ||
	    (check = schema_build_check(c, b, k, at, "")) == NULL)
		return false;
	check->with.node = node;
	return true;
}

/* All dynamic anchors of a name, which are filled in when everything is read. */
static struct dynamic *
take_dynamic(struct compiler *c, struct span name)
{
	struct dynamic *d = c->schema->dynamics;

	while (d != NULL && !span_same(d->name, name))
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

	if (!schema_build_require(c, at, VALUE_STRING, "a string") ||
	    !schema_resources_follow(c, at, &target))
		return false;
	if (target.anchor != NULL && target.anchor->dynamic)
		name = target.anchor->name;
	reference = arena_take(&c->schema->arena, sizeof *reference);
	if (reference == NULL ||
	    (reference->otherwise = schema_keywords_target(c, &target)) == NULL ||
	    (check = schema_build_check(c, b, k, at, "")) == NULL)
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
	struct node *node = schema_keywords_node(c, at);
	struct check *check;

	if (node == NULL || (check = schema_build_check(c, b, k, at, "")) == NULL)
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
		if ((*all++ = schema_keywords_node(c, n)) == NULL)
			return false;
	return true;
}

static bool
read_schemas(struct compiler *c, struct build *b, const struct keyword *k, uint32_t at)
{
	struct node_list list;
	struct check *check;

	if (!schema_build_require(c, at, VALUE_ARRAY, "an array of schemas"))
		return false;
	list.count = schema_build_count_values(c, at);
	if (list.count == 0)
		return schema_state_fail(c, at, "must have at least one schema");
	if (!compile_nodes(c, at + 1, c->values[at].next, list.count, &list.nodes) ||
	    (check = schema_build_check(c, b, k, at, k->reason)) == NULL)
		return false;
	check->with.list = list;
	return true;
}

/* if, then and else; what stands without an if is still held to be a schema. */
static bool
read_branches(struct compiler *c, struct build *b, const struct keyword *k, uint32_t at)
{
	uint32_t condition = schema_build_sibling(c, b, "if"),
		 then = schema_build_sibling(c, b, "then"),
		 otherwise = schema_build_sibling(c, b, "else");
	struct branches *branches;
	struct check *check;

	if (b->branches)
		return true;
	b->branches = true;
	branches = arena_take(&c->schema->arena, sizeof *branches);
	if (branches == NULL ||
	    (condition &&
		(branches->condition = schema_keywords_node(c, condition)) == NULL) ||
	    (then && (branches->then = schema_keywords_node(c, then)) == NULL) ||
	    (otherwise &&
		(branches->otherwise = schema_keywords_node(c, otherwise)) == NULL))
		return false;
	if (!condition)
		return true;
	if ((check = schema_build_check(c, b, k, at, "")) == NULL)
		return false;
	check->with.branches = branches;
	return true;
}

static bool
read_items(struct compiler *c, struct build *b, const struct keyword *k, uint32_t at)
{
	uint32_t prefix = schema_build_sibling(c, b, "prefixItems"),
		 rest = schema_build_sibling(c, b, "items");
	struct items *items;
	struct check *check;

	if (b->items)
		return true;
	b->items = true;
	items = arena_take(&c->schema->arena, sizeof *items);
	if (items == NULL)
		return false;
	if (prefix != 0) {
		if (!schema_build_require(
			c, prefix, VALUE_ARRAY, "an array of schemas"))
			return false;
		items->prefix_count = schema_build_count_values(c, prefix);
		if (!compile_nodes(c, prefix + 1, c->values[prefix].next,
			items->prefix_count, &items->prefix))
			return false;
	}
	if (rest != 0) {
		if ((items->rest = schema_keywords_node(c, rest)) == NULL)
			return false;
		name_refusal(c, rest, items->rest, "unknown-item",
		    "is an item too many for the schema");
	}
	if ((check = schema_build_check(c, b, k, at, "")) == NULL)
		return false;
	check->with.items = items;
	return true;
}

static bool
read_contains(struct compiler *c, struct build *b, const struct keyword *k, uint32_t at)
{
	uint32_t schema = schema_build_sibling(c, b, "contains"),
		 least = schema_build_sibling(c, b, "minContains"),
		 most = schema_build_sibling(c, b, "maxContains");
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
	if ((least && !schema_build_count(c, least, &contains->least)) ||
	    (most && !schema_build_count(c, most, &contains->most)))
		return false;
	if (!schema)
		return true;
	if ((contains->node = schema_keywords_node(c, schema)) == NULL ||
	    (check = schema_build_check(c, b, k, least ? least : schema,
		 arena_print(&c->schema->arena,
		     "must have %zu or more items that match contains",
		     contains->least))) == NULL)
		return false;
	check->refusal.code = least ? "min-contains" : "contains";
	check->with.contains = contains;
	return most == 0 ||
	       schema_state_refusal(c, &contains->too_many, most, "max-contains",
		   arena_print(&c->schema->arena,
		       "must have %zu or fewer items that match contains",
		       contains->most));
}

static bool
take_properties(struct compiler *c, struct members *m, uint32_t at)
{
	if (at == 0)
		return true;
	for (uint32_t n = at + 1; n < c->values[at].next; n = c->values[n + 1].next) {
		struct node *node = schema_keywords_node(c, n + 1);

		if (node == NULL)
			return false;
		schema_members_take(&m->named, schema_build_text(c, n))->node = node;
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

		if (!schema_build_require(c, n, VALUE_STRING, "a string"))
			return false;
		member = schema_members_take(&m->named, schema_build_text(c, n));
		m->required_count += !member->required;
		member->required = true;
	}
	return schema_state_refusal(c, &m->missing, at, "required", "is missing");
}

static bool
take_patterns(struct compiler *c, struct members *m, uint32_t at)
{
	if (at == 0)
		return true;
	m->patterns = arena_take(&c->schema->arena,
	    (schema_build_count_values(c, at) / 2 + 1) * sizeof *m->patterns);
	if (m->patterns == NULL)
		return false;
	for (uint32_t n = at + 1; n < c->values[at].next; n = c->values[n + 1].next) {
		struct pattern_member *p = &m->patterns[m->pattern_count++];

		if ((p->pattern = schema_build_pattern(c, n)) == NULL ||
		    (p->node = schema_keywords_node(c, n + 1)) == NULL ||
		    !schema_state_refusal(c, &p->too_long, n + 1, "pattern-too-long",
			"has a name for which the search for the pattern takes too "
			"long"))
			return false;
	}
	return true;
}

/* properties, required, patternProperties and additionalProperties in one check. */
static bool
read_members(struct compiler *c, struct build *b, const struct keyword *k, uint32_t at)
{
	uint32_t properties = schema_build_sibling(c, b, "properties"),
		 required = schema_build_sibling(c, b, "required"),
		 patterns = schema_build_sibling(c, b, "patternProperties"),
		 additional = schema_build_sibling(c, b, "additionalProperties");
	struct members *m;
	struct check *check;

	if (b->members)
		return true;
	b->members = true;
	m = arena_take(&c->schema->arena, sizeof *m);
	if (m == NULL ||
	    (properties &&
		!schema_build_require(c, properties, VALUE_OBJECT, "an object")) ||
	    (required &&
		!schema_build_require(c, required, VALUE_ARRAY, "an array of names")) ||
	    (patterns &&
		!schema_build_require(c, patterns, VALUE_OBJECT, "an object")) ||
	    !schema_members_make(&c->schema->arena, &m->named,
		(properties ? schema_build_count_values(c, properties) / 2 : 0) +
		    (required ? schema_build_count_values(c, required) : 0)) ||
	    !take_properties(c, m, properties) || !take_required(c, m, required) ||
	    !take_patterns(c, m, patterns))
		return false;
	if (additional != 0) {
		if ((m->additional = schema_keywords_node(c, additional)) == NULL)
			return false;
		name_refusal(c, additional, m->additional, "unknown-field",
		    "is not a field of the schema");
	}
	if ((check = schema_build_check(c, b, k, at, "")) == NULL)
		return false;
	check->with.members = m;
	return true;
}

static bool
read_dependent(
    struct compiler *c, struct build *b, const struct keyword *k, uint32_t at)
{
	bool names = strcmp(k->name, "dependentRequired") == 0;

	if (!schema_build_require(c, at, VALUE_OBJECT, "an object"))
		return false;
	for (uint32_t n = at + 1; n < c->values[at].next; n = c->values[n + 1].next) {
		struct dependent *d = arena_take(&c->schema->arena, sizeof *d);
		struct check *check;

		if (d == NULL)
			return false;
		d->name = schema_build_text(c, n);
		if (!names && (strcmp(k->name, "dependencies") != 0 ||
				  c->values[n + 1].type != VALUE_ARRAY)) {
			if ((d->node = schema_keywords_node(c, n + 1)) == NULL)
				return false;
		} else {
			if (!schema_build_require(
				c, n + 1, VALUE_ARRAY, "an array of names"))
				return false;
			d->required = arena_take(&c->schema->arena,
			    schema_build_count_values(c, n + 1) * sizeof *d->required);
			if (d->required == NULL)
				return false;
			for (uint32_t i = n + 2; i < c->values[n + 1].next;
			     i = c->values[i].next) {
				if (!schema_build_require(
					c, i, VALUE_STRING, "a string"))
					return false;
				d->required[d->required_count++] =
				    schema_build_text(c, i);
			}
		}
		if ((check = schema_build_check(c, b, k, n + 1, k->reason)) == NULL)
			return false;
		check->with.dependent = d;
	}
	return true;
}

/* clang-format off */
static const struct keyword keywords[] = {
	{ .name = "type", .read = schema_read_type, .code = "type" },
	{ .name = "enum", .read = schema_read_enum, .kind = CHECK_VALUES,
	  .code = "enum", .reason = "must be one of" },
	{ .name = "const", .read = schema_read_const, .kind = CHECK_VALUES,
	  .code = "const", .reason = "must be" },
	{ .name = "minimum", .read = schema_read_bound, .kind = CHECK_MINIMUM,
	  .code = "minimum", .reason = "must be at least" },
	{ .name = "exclusiveMinimum", .read = schema_read_bound,
	  .kind = CHECK_EXCLUSIVE_MINIMUM, .code = "exclusive-minimum",
	  .reason = "must be above" },
	{ .name = "maximum", .read = schema_read_bound, .kind = CHECK_MAXIMUM,
	  .code = "maximum", .reason = "must be at most" },
	{ .name = "exclusiveMaximum", .read = schema_read_bound,
	  .kind = CHECK_EXCLUSIVE_MAXIMUM, .code = "exclusive-maximum",
	  .reason = "must be below" },
	{ .name = "multipleOf", .read = schema_read_bound, .kind = CHECK_MULTIPLE_OF,
	  .code = "multiple-of", .reason = "must be a multiple of" },
	{ .name = "minLength", .read = schema_read_count, .kind = CHECK_MIN_LENGTH,
	  .code = "min-length", .reason = "must have at least" },
	{ .name = "maxLength", .read = schema_read_count, .kind = CHECK_MAX_LENGTH,
	  .code = "max-length", .reason = "must have at most" },
	{ .name = "pattern", .read = schema_read_pattern, .kind = CHECK_PATTERN,
	  .code = "pattern", .reason = "must match the pattern" },
	{ .name = "format", .read = schema_read_format, .kind = CHECK_FORMAT,
	  .reason = "" },
	{ .name = "minItems", .read = schema_read_count, .kind = CHECK_MIN_ITEMS,
	  .code = "min-items", .reason = "must have at least" },
	{ .name = "maxItems", .read = schema_read_count, .kind = CHECK_MAX_ITEMS,
	  .code = "max-items", .reason = "must have at most" },
	{ .name = "uniqueItems", .read = schema_read_flag,
	  .kind = CHECK_UNIQUE_ITEMS, .code = "unique-items",
	  .reason = "has the same item twice" },
	{ .name = "prefixItems", .read = read_items, .kind = CHECK_ITEMS },
	{ .name = "items", .read = read_items, .kind = CHECK_ITEMS },
	{ .name = "contains", .read = read_contains, .kind = CHECK_CONTAINS },
	{ .name = "minContains", .read = read_contains, .kind = CHECK_CONTAINS },
	{ .name = "maxContains", .read = read_contains, .kind = CHECK_CONTAINS },
	{ .name = "minProperties", .read = schema_read_count,
	  .kind = CHECK_MIN_PROPERTIES, .code = "min-properties",
	  .reason = "must have at least" },
	{ .name = "maxProperties", .read = schema_read_count,
	  .kind = CHECK_MAX_PROPERTIES, .code = "max-properties",
	  .reason = "must have at most" },
	{ .name = "properties", .read = read_members, .kind = CHECK_MEMBERS },
	{ .name = "required", .read = read_members, .kind = CHECK_MEMBERS },
	{ .name = "patternProperties", .read = read_members, .kind = CHECK_MEMBERS },
	{ .name = "additionalProperties", .read = read_members,
	  .kind = CHECK_MEMBERS },
	{ .name = "unevaluatedItems", .read = read_unevaluated,
	  .kind = CHECK_UNEVALUATED_ITEMS, .code = "unknown-item",
	  .reason = "is an item too many for the schema" },
	{ .name = "unevaluatedProperties", .read = read_unevaluated,
	  .kind = CHECK_UNEVALUATED_MEMBERS, .code = "unknown-field",
	  .reason = "is not a field of the schema" },
	{ .name = "propertyNames", .read = read_schema, .kind = CHECK_PROPERTY_NAMES,
	  .code = "property-names",
	  .reason = "has a name that the schema does not allow" },
	{ .name = "dependentRequired", .read = read_dependent,
	  .kind = CHECK_DEPENDENT, .code = "dependent-required",
	  .reason = "is missing, and another field requires it" },
	{ .name = "dependentSchemas", .read = read_dependent,
	  .kind = CHECK_DEPENDENT, .reason = "" },
	{ .name = "dependencies", .read = read_dependent, .kind = CHECK_DEPENDENT,
	  .code = "dependent-required",
	  .reason = "is missing, and another field requires it" },
	{ .name = "allOf", .read = read_schemas, .kind = CHECK_ALL_OF, .reason = "" },
	{ .name = "anyOf", .read = read_schemas, .kind = CHECK_ANY_OF,
	  .code = "any-of",
	  .reason = "matches none of the alternatives of the schema" },
	{ .name = "oneOf", .read = read_schemas, .kind = CHECK_ONE_OF,
	  .code = "one-of",
	  .reason = "does not match exactly one of the alternatives of the schema" },
	{ .name = "not", .read = read_schema, .kind = CHECK_NOT, .code = "not",
	  .reason = "matches a schema that it must not match" },
	{ .name = "if", .read = read_branches, .kind = CHECK_IF },
	{ .name = "then", .read = read_branches, .kind = CHECK_IF },
	{ .name = "else", .read = read_branches, .kind = CHECK_IF },
	{ .name = "$ref", .read = read_reference, .kind = CHECK_REFERENCE },
	{ .name = "$dynamicRef", .read = read_dynamic_reference,
	  .kind = CHECK_DYNAMIC_REFERENCE },
	{ .name = "$defs", .read = read_definitions },
	{ .name = "$schema", .read = schema_read_draft },
	{ .name = "$id", .read = schema_read_text_note },
	{ .name = "$anchor", .read = schema_read_text_note },
	{ .name = "$dynamicAnchor", .read = schema_read_text_note },
	{ .name = "$vocabulary", .read = schema_read_note },
	{ .name = "$comment", .read = schema_read_text_note },
	{ .name = "x-severity", .read = schema_read_severity },
	{ .name = "title", .read = schema_read_text_note },
	{ .name = "description", .read = schema_read_text_note },
	{ .name = "default", .read = schema_read_note },
	{ .name = "deprecated", .read = schema_read_note },
	{ .name = "examples", .read = schema_read_note },
	{ .name = "readOnly", .read = schema_read_note },
	{ .name = "writeOnly", .read = schema_read_note },
	{ .name = "contentEncoding", .read = schema_read_note },
	{ .name = "contentMediaType", .read = schema_read_note },
	{ .name = "contentSchema", .read = schema_read_note },
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

/* Read the keyword whose name stands at an index, and its value. */
static bool
read_keyword(struct compiler *c, struct build *b, uint32_t name)
{
	struct span text = schema_build_text(c, name);
	const struct keyword *k = find_keyword(text);

	if (k != NULL && schema_build_knows(c, b->at, text))
		return k->read(c, b, k, name + 1);
	if (c->options->keywords_open || (text.len > 2 && span_begins(text, "x-")))
		return true;
	if (k != NULL)
		return schema_state_fail(c, name + 1,
		    "the metaschema does not list the vocabulary of this keyword");
	return schema_state_fail(c, name + 1,
	    "draft 2020-12 has no such keyword (names of other keywords begin with "
	    "x-)");
}

/* Put the checks where they stay, those of each group together, the late ones last. */
static bool
settle(struct compiler *c, struct build *b)
{
	struct node *node = b->node;
	uint32_t count = 0;

	node->checks = arena_take(&c->schema->arena, b->count * sizeof *node->checks);
	if (node->checks == NULL)
		return false;
	for (uint32_t group = 0; group < GROUPS; group++) {
		node->begin[group] = count;
		for (int late = 0; late < 2; late++)
			for (size_t i = 0; i < b->count; i++)
				if (check_group(b->checks[i].kind) == group &&
				    check_is_late(b->checks[i].kind) == (late == 1))
					node->checks[count++] = b->checks[i];
	}
	node->begin[GROUPS] = count;
	if (count == 1 && node->types == NODE_ANY_TYPE &&
	    node->checks[0].kind == CHECK_REFERENCE)
		node->same_as = node->checks[0].with.node;
	return true;
}

static bool
read_keywords(struct compiler *c, struct node *node, uint32_t at)
{
	struct build b = { .at = at, .node = node };
	bool done = true;

	for (uint32_t n = at + 1; done && n < c->values[at].next;
	     n = c->values[n + 1].next)
		done = read_keyword(c, &b, n);
	done = done && settle(c, &b);
	free(b.checks);
	return done;
}

static struct node *
make_node(struct compiler *c, uint32_t at)
{
	struct node *node = arena_take(&c->schema->arena, sizeof *node);

	if (node == NULL || !array_reserve(&c->nodes, &c->node_room, c->node_count + 1,
				sizeof(struct node *)))
		return NULL;
	node->document = c->document;
	node->at = at;
	node->resource = c->document->resource_of[at];
	node->types = NODE_ANY_TYPE;
	c->nodes[c->node_count++] = node;
	return node;
}

struct node *
schema_keywords_node(struct compiler *c, uint32_t at)
{
	struct node *node = c->document->nodes[at];
	bool done;

	if (node != NULL)
		return node;
	node = c->document->nodes[at] = make_node(c, at);
	if (node == NULL)
		return NULL;
	switch (c->values[at].type) {
	case VALUE_TRUE:
		return node;
	case VALUE_FALSE:
		node->types = 0;
		done = schema_state_refusal(
		    c, &node->refusal, at, "not-allowed", "is not allowed here");
		break;
	case VALUE_OBJECT:
		if (++c->nested > MAX_NESTED)
			done = schema_state_fail(c, at, "schemas are nested too deep");
		else
			done = read_keywords(c, node, at);
		c->nested--;
		break;
	default:
		done = schema_state_fail(c, at, "a schema is an object, true or false");
	}
	return done ? node : NULL;
}

struct node *
schema_keywords_target(struct compiler *c, const struct target *target)
{
	struct schema_document *from = c->document;
	struct node *node;

	schema_state_turn(c, target->document);
	node = schema_keywords_node(c, target->at);
	if (node != NULL)
		schema_state_turn(c, from);
	return node;
}
