#include "schema/schema_measure.h"

/* Schemas for one value, each applied by the other. */
enum { MAX_IN_PLACE = 100 };

/* What is done with the nodes that a node applies in place. */
struct walk {
	struct compiler *compiler;
	bool (*visit)(struct walk *, struct node *child);
	unsigned depth;   /* of the node at hand */
	uint16_t longest; /* chain below it, so far */
};

static bool
visit_all(struct walk *w, struct node **nodes, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (nodes[i] != NULL && !w->visit(w, nodes[i]))
			return false;
	return true;
}

static bool
visit_dynamic(struct walk *w, struct dynamic_reference *d)
{
	if (!w->visit(w, d->otherwise))
		return false;
	for (const struct dynamic_target *to = d->anchors->targets; to != NULL;
	     to = to->next)
		if (!w->visit(w, to->node))
			return false;
	return true;
}

/* Visit the nodes that a check applies to the same value. */
static bool
visit_in_place(struct walk *w, const struct check *k)
{
	struct branches *b;

	switch (k->kind) {
	case CHECK_REFERENCE:
	case CHECK_NOT:
		return w->visit(w, k->with.node);
	case CHECK_DYNAMIC_REFERENCE:
		return visit_dynamic(w, k->with.dynamic);
	case CHECK_ALL_OF:
	case CHECK_ANY_OF:
	case CHECK_ONE_OF:
		return visit_all(w, k->with.list.nodes, k->with.list.count);
	case CHECK_IF:
		b = k->with.branches;
		return visit_all(
		    w, (struct node *[]){ b->condition, b->then, b->otherwise }, 3);
	case CHECK_DEPENDENT:
		return visit_all(w, &k->with.dependent->node, 1);
	default:
		return true;
	}
}

static bool
walk(struct walk *w, const struct node *node)
{
	for (uint32_t i = 0; i < node->begin[GROUPS]; i++)
		if (!visit_in_place(w, &node->checks[i]))
			return false;
	return true;
}

static bool measure(struct compiler *, struct node *, unsigned depth);

static bool
measure_child(struct walk *w, struct node *child)
{
	if (!measure(w->compiler, child, w->depth + 1))
		return false;
	if (w->longest < child->chain)
		w->longest = child->chain;
	return true;
}

/*
 * How many schemas in a row apply to one value.  One that leads back to itself
 * without a step into the value would never end.
 */
static bool
measure(struct compiler *c, struct node *node, unsigned depth)
{
	struct walk w = { .compiler = c, .visit = measure_child, .depth = depth };

	if (node->chain > 0 && depth + node->chain <= MAX_IN_PLACE)
		return true;
	if (depth >= MAX_IN_PLACE) {
		schema_state_turn(c, node->document);
		return schema_state_fail(c, node->at,
		    "refers to itself for the same value, or more than %d schemas "
		    "apply to one value",
		    MAX_IN_PLACE);
	}
	if (!walk(&w, node))
		return false;
	node->chain = (uint16_t)(w.longest + 1);
	return true;
}

/*
 * Mark the schemas that apply to the same value as one with an unevaluated...
 * keyword: they note what they have looked at.  The chains were measured, so there
 * are no circles.
 */
static bool
track(struct walk *w, struct node *node)
{
	if (node->tracked)
		return true;
	node->tracked = true;
	return walk(w, node);
}

static bool
has_late_check(const struct node *node)
{
	for (uint32_t i = 0; i < node->begin[GROUPS]; i++)
		if (check_is_late(node->checks[i].kind))
			return true;
	return false;
}

bool
schema_measure(struct compiler *c)
{
	struct walk tracking = { .compiler = c, .visit = track };

	for (size_t i = 0; i < c->node_count; i++)
		if (!measure(c, c->nodes[i], 0))
			return false;
	for (size_t i = 0; i < c->node_count; i++)
		if (has_late_check(c->nodes[i]))
			track(&tracking, c->nodes[i]);
	for (size_t i = 0; i < c->node_count; i++) {
		struct node *node = c->nodes[i];

		node->scoped = c->schema->dynamics != NULL;
		if (node->scoped || node->warns)
			node->same_as = NULL; /* it must be entered */
		node->special = node->scoped || node->tracked || node->warns;
	}
	return true;
}
