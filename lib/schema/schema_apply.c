#include <string.h>

#include "schema/schema_apply.h"
#include "schema/schema_nodes.h"

bool
schema_apply_definitions(
    struct compiler *c, struct build *b, const struct keyword *k, uint32_t at)
{
	(void)b, (void)k;
	if (!schema_build_require(c, at, VALUE_OBJECT, "an object"))
		return false;
	for (uint32_t n = at + 1; n < c->values[at].next; n = c->values[n + 1].next)
		if (schema_nodes_at(c, n + 1) == NULL)
			return false;
	return true;
}

bool
schema_apply_schema(
    struct compiler *c, struct build *b, const struct keyword *k, uint32_t at)
{
	struct node *node = schema_nodes_at(c, at);
	struct check *check;

	if (node == NULL ||
	    (check = schema_build_check(c, b, k, at, k->reason)) == NULL)
		return false;
	check->with.node = node;
	return true;
}

bool
schema_apply_reference(
    struct compiler *c, struct build *b, const struct keyword *k, uint32_t at)
{
	struct target target;
	struct check *check;
	struct node *node;

	if (!schema_build_require(c, at, VALUE_STRING, "a string") ||
	    !schema_resources_follow(c, at, &target) ||
	    (node = schema_nodes_target(c, &target)) == NULL ||
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
bool
schema_apply_dynamic_reference(
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
	    (reference->otherwise = schema_nodes_target(c, &target)) == NULL ||
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
bool
schema_apply_unevaluated(
    struct compiler *c, struct build *b, const struct keyword *k, uint32_t at)
{
	struct node *node = schema_nodes_at(c, at);
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
		if ((*all++ = schema_nodes_at(c, n)) == NULL)
			return false;
	return true;
}

bool
schema_apply_schemas(
    struct compiler *c, struct build *b, const struct keyword *k, uint32_t at)
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
bool
schema_apply_branches(
    struct compiler *c, struct build *b, const struct keyword *k, uint32_t at)
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
		(branches->condition = schema_nodes_at(c, condition)) == NULL) ||
	    (then && (branches->then = schema_nodes_at(c, then)) == NULL) ||
	    (otherwise &&
		(branches->otherwise = schema_nodes_at(c, otherwise)) == NULL))
		return false;
	if (!condition)
		return true;
	if ((check = schema_build_check(c, b, k, at, "")) == NULL)
		return false;
	check->with.branches = branches;
	return true;
}

bool
schema_apply_items(
    struct compiler *c, struct build *b, const struct keyword *k, uint32_t at)
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
		if ((items->rest = schema_nodes_at(c, rest)) == NULL)
			return false;
		name_refusal(c, rest, items->rest, "unknown-item",
		    "is an item too many for the schema");
	}
	if ((check = schema_build_check(c, b, k, at, "")) == NULL)
		return false;
	check->with.items = items;
	return true;
}

bool
schema_apply_contains(
    struct compiler *c, struct build *b, const struct keyword *k, uint32_t at)
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
	if ((contains->node = schema_nodes_at(c, schema)) == NULL ||
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
		struct node *node = schema_nodes_at(c, n + 1);

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
		    (p->node = schema_nodes_at(c, n + 1)) == NULL ||
		    !schema_state_refusal(c, &p->too_long, n + 1, "pattern-too-long",
			"has a name for which the search for the pattern takes too "
			"long"))
			return false;
	}
	return true;
}

/* properties, required, patternProperties and additionalProperties in one check. */
bool
schema_apply_members(
    struct compiler *c, struct build *b, const struct keyword *k, uint32_t at)
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
		if ((m->additional = schema_nodes_at(c, additional)) == NULL)
			return false;
		name_refusal(c, additional, m->additional, "unknown-field",
		    "is not a field of the schema");
	}
	if ((check = schema_build_check(c, b, k, at, "")) == NULL)
		return false;
	check->with.members = m;
	return true;
}

bool
schema_apply_dependent(
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
			if ((d->node = schema_nodes_at(c, n + 1)) == NULL)
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
