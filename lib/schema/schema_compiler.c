#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "schema/schema_compiler.h"

enum {
	MAX_NESTED = 1000, /* schemas in schemas while they are compiled */
	MAX_IN_PLACE = 100 /* schemas for one value, each by way of the other */
};

void
schema_compiler_turn(struct compiler *c, struct schema_document *document)
{
	c->document = document;
	c->values = document->record.values;
}

bool
schema_compiler_fail(struct compiler *c, uint32_t at, const char *format, ...)
{
	const char *where = schema_document_pointer(c->document, at, &c->schema->arena);
	va_list args;
	size_t size;
	int len;

	va_start(args, format);
	len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (*c->why != NULL || where == NULL || len < 0)
		return false;
	if (where[0] == '\0')
		where = "the top";
	size = strlen(where) + (size_t)len + sizeof "at : ";
	*c->why = malloc(size);
	if (*c->why == NULL)
		return false;
	len = snprintf(*c->why, size, "at %s: ", where);
	va_start(args, format);
	vsnprintf(*c->why + len, size - (size_t)len, format, args);
	va_end(args);
	return false;
}

bool
schema_compiler_refusal(struct compiler *c, struct refusal *refusal, uint32_t at,
    const char *code, const char *reason)
{
	*refusal = (struct refusal){ code,
		schema_document_pointer(c->document, at, &c->schema->arena), reason };
	return refusal->rule != NULL && reason != NULL;
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
		done = schema_keywords_read(c, &b, n);
	done = done && settle(c, &b);
	free(b.checks);
	return done;
}

static struct node *
make_node(struct compiler *c, uint32_t at)
{
	struct node *node = arena_take(&c->schema->arena, sizeof *node);

	if (c->node_count == c->node_room) {
		size_t room = c->node_room * 2 + 64;
		struct node **larger = realloc(c->nodes, room * sizeof(struct node *));

		if (larger == NULL)
			return NULL;
		c->nodes = larger;
		c->node_room = room;
	}
	if (node == NULL)
		return NULL;
	node->document = c->document;
	node->at = at;
	node->resource = c->document->resource_of[at];
	node->types = NODE_ANY_TYPE;
	c->nodes[c->node_count++] = node;
	return node;
}

struct node *
schema_compiler_node(struct compiler *c, uint32_t at)
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
		done = schema_compiler_refusal(
		    c, &node->refusal, at, "not-allowed", "is not allowed to be there");
		break;
	case VALUE_OBJECT:
		if (++c->nested > MAX_NESTED)
			done =
			    schema_compiler_fail(c, at, "schemas are nested too deep");
		else
			done = read_keywords(c, node, at);
		c->nested--;
		break;
	default:
		done =
		    schema_compiler_fail(c, at, "a schema is an object, true or false");
	}
	return done ? node : NULL;
}

struct node *
schema_compiler_target(struct compiler *c, const struct target *target)
{
	struct schema_document *from = c->document;
	struct node *node;

	schema_compiler_turn(c, target->document);
	node = schema_compiler_node(c, target->at);
	if (node != NULL)
		schema_compiler_turn(c, from);
	return node;
}

/*
 * Find what $dynamicRef may lead to.  Compiling that may bring in new documents,
 * anchors and references, until there are no more.
 */
static bool
find_dynamic_targets(struct compiler *c)
{
	const struct resources *all = &c->resources;

	for (struct dynamic *d = c->schema->dynamics; d != NULL; d = d->next)
		for (; d->seen < all->anchor_count; d->seen++) {
			struct anchor anchor = all->anchors[d->seen];
			struct dynamic_target *to;

			if (!anchor.dynamic || !span_same(anchor.name, d->name))
				continue;
			to = arena_take(&c->schema->arena, sizeof *to);
			if (to == NULL)
				return false;
			to->resource = anchor.resource;
			to->node = schema_compiler_target(
			    c, &(struct target){
				   .document = all->items[anchor.resource].document,
				   .at = anchor.at });
			if (to->node == NULL)
				return false;
			to->next = d->targets;
			d->targets = to;
		}
	return true;
}

static bool
dynamic_targets_are_found(const struct compiler *c)
{
	for (const struct dynamic *d = c->schema->dynamics; d != NULL; d = d->next)
		if (d->seen < c->resources.anchor_count)
			return false;
	return true;
}

/* Where the longest row of schemas for one value is looked for. */
struct measure {
	struct compiler *compiler;
	unsigned depth;   /* of the node at hand */
	uint16_t longest; /* below it, so far */
};

static bool measure(struct compiler *, struct node *, unsigned depth);

/* One of the schemas that apply to the same value as the node does. */
static bool
measure_child(struct measure *m, struct node *child)
{
	if (child == NULL)
		return true;
	if (!measure(m->compiler, child, m->depth + 1))
		return false;
	if (m->longest < child->chain)
		m->longest = child->chain;
	return true;
}

static bool
measure_check(struct measure *m, const struct check *k)
{
	switch (k->kind) {
	case CHECK_REFERENCE:
	case CHECK_NOT:
		return measure_child(m, k->with.node);
	case CHECK_DYNAMIC_REFERENCE:
		if (!measure_child(m, k->with.dynamic->otherwise))
			return false;
		for (const struct dynamic_target *to =
			 k->with.dynamic->anchors->targets;
		     to != NULL; to = to->next)
			if (!measure_child(m, to->node))
				return false;
		return true;
	case CHECK_ALL_OF:
	case CHECK_ANY_OF:
	case CHECK_ONE_OF:
		for (size_t i = 0; i < k->with.list.count; i++)
			if (!measure_child(m, k->with.list.nodes[i]))
				return false;
		return true;
	case CHECK_IF:
		return measure_child(m, k->with.branches->condition) &&
		       measure_child(m, k->with.branches->then) &&
		       measure_child(m, k->with.branches->otherwise);
	case CHECK_DEPENDENT:
		return measure_child(m, k->with.dependent->node);
	default:
		return true;
	}
}

/*
 * How many schemas in a row apply to one value.  One that leads back to itself
 * without a step into the value would never end.
 */
static bool
measure(struct compiler *c, struct node *node, unsigned depth)
{
	struct measure m = { .compiler = c, .depth = depth };

	if (node->chain > 0 && depth + node->chain <= MAX_IN_PLACE)
		return true;
	if (depth >= MAX_IN_PLACE) {
		schema_compiler_turn(c, node->document);
		return schema_compiler_fail(c, node->at,
		    "leads back to itself, or through over %d schemas for one value",
		    MAX_IN_PLACE);
	}
	for (uint32_t i = 0; i < node->begin[GROUPS]; i++)
		if (!measure_check(&m, &node->checks[i]))
			return false;
	node->chain = (uint16_t)(m.longest + 1);
	return true;
}

/*
 * Mark the schemas that apply to the same value as one with an unevaluated...
 * keyword: they keep book of what they have looked at.  The measure was taken, so
 * there are no circles.
 */
static void mark_tracked(struct node *);

static void
mark_child(struct node *child)
{
	if (child != NULL)
		mark_tracked(child);
}

static void
mark_check(const struct check *k)
{
	switch (k->kind) {
	case CHECK_REFERENCE:
	case CHECK_NOT:
		mark_child(k->with.node);
		return;
	case CHECK_DYNAMIC_REFERENCE:
		mark_child(k->with.dynamic->otherwise);
		for (const struct dynamic_target *to =
			 k->with.dynamic->anchors->targets;
		     to != NULL; to = to->next)
			mark_child(to->node);
		return;
	case CHECK_ALL_OF:
	case CHECK_ANY_OF:
	case CHECK_ONE_OF:
		for (size_t i = 0; i < k->with.list.count; i++)
			mark_child(k->with.list.nodes[i]);
		return;
	case CHECK_IF:
		mark_child(k->with.branches->condition);
		mark_child(k->with.branches->then);
		mark_child(k->with.branches->otherwise);
		return;
	case CHECK_DEPENDENT:
		mark_child(k->with.dependent->node);
		return;
	default:
		return;
	}
}

static void
mark_tracked(struct node *node)
{
	if (node->tracked)
		return;
	node->tracked = true;
	for (uint32_t i = 0; i < node->begin[GROUPS]; i++)
		mark_check(&node->checks[i]);
}

static bool
has_late_check(const struct node *node)
{
	for (uint32_t i = 0; i < node->begin[GROUPS]; i++)
		if (check_is_late(node->checks[i].kind))
			return true;
	return false;
}

/* What can be said of the nodes only when all are there. */
static bool
finish_nodes(struct compiler *c)
{
	for (size_t i = 0; i < c->node_count; i++)
		if (!measure(c, c->nodes[i], 0))
			return false;
	for (size_t i = 0; i < c->node_count; i++)
		if (has_late_check(c->nodes[i]))
			mark_tracked(c->nodes[i]);
	for (size_t i = 0; i < c->node_count; i++) {
		struct node *node = c->nodes[i];

		node->scoped = c->schema->dynamics != NULL;
		if (node->scoped || node->warns)
			node->same_as = NULL; /* it must be entered */
		node->special = node->scoped || node->tracked || node->warns;
	}
	return true;
}

static bool
compile(struct compiler *c)
{
	struct span base = { "", 0 };

	if (c->options->base != NULL)
		base = span_of(c->options->base);
	if (!schema_resources_enter(c, c->schema->documents, base))
		return false;
	c->schema->root = schema_compiler_node(c, SCHEMA_ROOT);
	if (c->schema->root == NULL)
		return false;
	while (!dynamic_targets_are_found(c))
		if (!find_dynamic_targets(c))
			return false;
	return finish_nodes(c);
}

/* Where and why the text is no JSON. */
static char *
describe_fault(struct span text, size_t at, const char *fault)
{
	static const char form[] = "line %zu, column %zu: %s";
	size_t line = 1, column = 1;
	char *why;
	int len;

	for (size_t i = 0; i < at; i++) {
		line += text.at[i] == '\n';
		column = text.at[i] == '\n' ? 1 : column + 1;
	}
	len = snprintf(NULL, 0, form, line, column, fault);
	why = len > 0 ? malloc((size_t)len + 1) : NULL;
	if (why != NULL)
		snprintf(why, (size_t)len + 1, form, line, column, fault);
	return why;
}

struct schema *
schema_new(struct span text, const struct schema_options *options, char **why)
{
	struct schema *s = calloc(1, sizeof *s);
	struct compiler c = { .schema = s, .options = options, .why = why };
	const char *fault;
	bool done;
	size_t at;

	*why = NULL;
	if (s == NULL)
		return NULL;
	s->formats = options->formats;
	s->documents = calloc(1, sizeof *s->documents);
	fault =
	    s->documents != NULL ? schema_document_read(s->documents, text, &at) : "";
	if (fault != NULL && s->documents != NULL)
		*why = describe_fault(text, at, fault);
	done = fault == NULL && compile(&c);
	schema_resources_free(&c.resources);
	free(c.nodes);
	if (done)
		return s;
	schema_free(s);
	return NULL;
}

void
schema_free(struct schema *s)
{
	if (s == NULL)
		return;
	for (size_t i = 0; i < s->pattern_count; i++)
		pattern_free(s->patterns[i]);
	free(s->patterns);
	free(s->seen);
	free(s->marks);
	writer_free(&s->way);
	arena_free(&s->arena);
	while (s->documents != NULL) {
		struct schema_document *next = s->documents->next;

		schema_document_free(s->documents);
		s->documents = next;
	}
	free(s);
}
