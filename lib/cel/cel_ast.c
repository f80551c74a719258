#include <stdlib.h>

#include "cel/cel_ast.h"
#include "cel/cel_pattern.h"
#include "cel/cel_zone.h"
#include "memory/array.h"
#include "record/path.h"

uint32_t
cel_add_node(struct cel_program *p, struct cel_node node, const uint32_t *children,
    uint32_t count, const char **why)
{
	*why = "no memory";
	node.first = p->child_count;
	node.count = count;
	node.depth = 0;
	if (!array_reserve(&p->children, &p->child_room, (size_t)p->child_count + count,
		sizeof *p->children) ||
	    !array_reserve(&p->nodes, &p->room, (size_t)p->count + 1, sizeof *p->nodes))
		return CEL_NO_NODE;
	for (uint32_t i = 0; i < count; i++) {
		p->children[p->child_count++] = children[i];
		if (p->nodes[children[i]].depth >= node.depth)
			node.depth = (uint16_t)(p->nodes[children[i]].depth + 1);
	}
	if (node.depth > CEL_MAX_DEPTH) {
		*why = "too many operations in each other";
		return CEL_NO_NODE;
	}
	*why = NULL;
	p->nodes[p->count] = node;
	return p->count++;
}

void
cel_release_node(struct cel_node *node)
{
	if (node->kind == NODE_FIELD)
		path_free(node->path);
	else if (node->kind == NODE_MATCHES)
		cel_pattern_free(node->pattern);
}

void
cel_release(struct cel_program *p)
{
	for (uint32_t i = 0; i < p->count; i++)
		cel_release_node(&p->nodes[i]);
	free(p->text);
	free(p->nodes);
	free(p->children);
	arena_free(&p->memory);
	cel_zone_free(p->zones);
}
