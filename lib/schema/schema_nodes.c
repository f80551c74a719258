#include <stdlib.h>

#include "memory/array.h"
#include "schema/schema_build.h"
#include "schema/schema_nodes.h"
#include "schema/schema_vocabulary.h"

/* Subschemas inside each other while they are compiled. */
enum { MAX_NESTED = 1000 };

static const struct keyword *
find_keyword(const struct keyword *all, struct span name)
{
	while (all->name != NULL && !span_is(name, all->name))
		all++;
	return all->name != NULL ? all : NULL;
}

/* Read the keyword whose name stands at an index, and its value. */
static bool
read_keyword(struct compiler *c, struct build *b, uint32_t name)
{
	struct span text = schema_build_text(c, name);
	const struct keyword *k = find_keyword(c->keywords, text);

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
schema_nodes_at(struct compiler *c, uint32_t at)
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
schema_nodes_target(struct compiler *c, const struct target *target)
{
	struct schema_document *from = c->document;
	struct node *node;

	schema_state_turn(c, target->document);
	node = schema_nodes_at(c, target->at);
	if (node != NULL)
		schema_state_turn(c, from);
	return node;
}
