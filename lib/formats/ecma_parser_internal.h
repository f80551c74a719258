/* ecma_parser_internal.h - a pattern while it is read */
#ifndef ECMA_PARSER_INTERNAL_H
#define ECMA_PARSER_INTERNAL_H

#include <string.h>

#include "formats/ecma_tree.h"
#include "memory/arena.h"
#include "record/span.h"

/* A name of a group, or a reference to one, while the pattern is read. */
struct ecma_name {
	struct ecma_name *next;
	struct span text;
	struct ecma_node *node;
};

struct ecma_parser {
	const char *start, *at, *end;
	struct arena *arena;
	struct ecma_fault *fault;
	uint32_t groups, all_groups; /* so far, and in all */
	unsigned nested;
	struct ecma_name *names, *references;
};

/* Set the fault, unless there is one.  Always false. */
static inline bool
ecma_fail_at(struct ecma_parser *p, const char *at, const char *why)
{
	if (p->fault->why == NULL)
		*p->fault = (struct ecma_fault){ why, (size_t)(at - p->start) };
	return false;
}

static inline bool
ecma_fail(struct ecma_parser *p, const char *why)
{
	return ecma_fail_at(p, p->at, why);
}

static inline bool
ecma_next_is(const struct ecma_parser *p, const char *text)
{
	return span_begins((struct span){ p->at, (size_t)(p->end - p->at) }, text);
}

static inline bool
ecma_take(struct ecma_parser *p, const char *text)
{
	if (!ecma_next_is(p, text))
		return false;
	p->at += strlen(text);
	return true;
}

static inline void *
ecma_make(struct ecma_parser *p, size_t size)
{
	void *made = arena_take(p->arena, size);

	if (made == NULL)
		ecma_fail(p, "no memory");
	return made;
}

static inline struct ecma_node *
ecma_make_node(struct ecma_parser *p, enum ecma_kind kind, const char *at)
{
	struct ecma_node *node = ecma_make(p, sizeof *node);

	if (node != NULL) {
		node->kind = kind;
		node->at = (size_t)(at - p->start);
	}
	return node;
}

#endif
