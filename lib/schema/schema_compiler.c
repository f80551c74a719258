#include <stdlib.h>
#include <string.h>

#include "schema/schema_compiler.h"
#include "schema/schema_keywords.h"
#include "schema/schema_measure.h"
#include "schema/schema_nodes.h"
#include "schema/schema_resources.h"

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
			to->node = schema_nodes_target(
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

static bool
compile(struct compiler *c)
{
	struct span base = { "", 0 };

	if (c->options->base != NULL)
		base = span_of(c->options->base);
	if (!schema_resources_enter(c, c->schema->documents, base))
		return false;
	c->schema->root = schema_nodes_at(c, SCHEMA_ROOT);
	if (c->schema->root == NULL)
		return false;
	while (!dynamic_targets_are_found(c))
		if (!find_dynamic_targets(c))
			return false;
	return schema_measure(c);
}

bool
schema_compiler_compile(
    struct schema *s, const struct schema_options *options, char **why)
{
	struct compiler c = {
		.schema = s, .keywords = schema_keywords, .options = options, .why = why
	};
	bool done = compile(&c);

	schema_resources_free(&c.resources);
	free(c.nodes);
	return done;
}
