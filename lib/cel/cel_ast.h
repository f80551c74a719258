/*
 * cel_ast.h - a rule as a tree
 *
 * Nodes live in one array and refer to each other by index; the indexes of the children
 * of a node are adjacent in a second array.  The parser makes names and calls, the
 * checker replaces them by what they mean, the evaluator walks the result.
 */
#ifndef CEL_AST_H
#define CEL_AST_H

#include "cel/cel_value.h"
#include "cel/expression_scope.h"

struct cel_function;
struct cel_pattern;
struct path;

enum {
	CEL_MAX_TEXT = 1 << 16, /* bytes of a rule */
	CEL_MAX_NESTING = 200,  /* brackets inside each other */
	CEL_MAX_DEPTH = 1000    /* levels of the tree: a + b + c has one for each + */
};

enum cel_node_kind {
	NODE_CONSTANT, /* constant */

	/* What the parser leaves for the checker. */
	NODE_NAME, /* name */
	NODE_CALL, /* name, children: arguments; a method's receiver is the first */

	/* What the checker makes of them. */
	NODE_LOCAL,    /* slot */
	NODE_VARIABLE, /* slot: number of the binding */
	NODE_FIELD,    /* path in the record of binding slot; child: the slow way there,
			  or none at the top */
	NODE_FUNCTION, /* function, children: arguments */
	NODE_MATCHES,  /* pattern; child: the text */
	NODE_FAULT,    /* constant: an error, when it is evaluated */

	NODE_SELECT, /* name; child: the operand; optional: operand.?name */
	NODE_HAS,    /* name; child: the operand */
	NODE_INDEX,  /* children: container, key; optional: container[?key] */
	NODE_LIST,   /* children */
	NODE_MAP,    /* children: key, value, key, value ... */
	NODE_ENTRY, /* an optional item or value of a list or map; child: an optional */
	NODE_NOT,   /* child */
	NODE_NEGATE, /* child */
	NODE_AND,    /* two or more children */
	NODE_OR,     /* two or more children */
	NODE_CHOICE, /* children: condition, then, otherwise */
	NODE_ADD,    /* two children each from here */
	NODE_SUBTRACT,
	NODE_MULTIPLY,
	NODE_DIVIDE,
	NODE_REMAINDER,
	NODE_EQUAL,
	NODE_NOT_EQUAL,
	NODE_LESS,
	NODE_LESS_EQUAL,
	NODE_GREATER,
	NODE_GREATER_EQUAL,
	NODE_IN,
	NODE_ELSE_OPTIONAL, /* a.or(b) */
	NODE_ELSE_VALUE,    /* a.orValue(b) */

	/*
	 * Macros.  name and second are their variables, slot and slot + 1 where their
	 * values are.  Children: the range, then the expression for each item.
	 */
	NODE_ALL,
	NODE_EXISTS,
	NODE_EXISTS_ONE,
	NODE_FILTER,
	NODE_TRANSFORM_LIST, /* range, [filter,] result */
	NODE_TRANSFORM_MAP,  /* range, [filter,] result */

	/* name and slot as above; children: value, body. */
	NODE_BIND,
	NODE_OPTIONAL_MAP,      /* a.optMap(x, body) */
	NODE_OPTIONAL_FLAT_MAP, /* a.optFlatMap(x, body) */
};

struct cel_node {
	uint8_t kind;  /* enum cel_node_kind */
	uint8_t type;  /* enum cel_kind, as far as the checker knows it */
	bool optional; /* of a select or an index */
	bool method;   /* of a call */
	bool rooted;   /* of a name: .name, never a local */
	bool pair;     /* of a macro: two variables */
	uint16_t depth;
	uint32_t at;           /* byte of the text */
	uint32_t first, count; /* its children */
	uint32_t slot;
	struct span name, second; /* in the text */
	union {
		struct cel_value constant;
		struct path *path;
		const struct cel_function *function;
		struct cel_pattern *pattern;
	};
};

/* A variable of the scope that a rule uses, and a field at the top could be called. */
struct cel_shadow {
	const char *name;
	uint32_t at; /* byte of the text */
	struct cel_shadow *next;
};

struct cel_program {
	char *text;
	size_t len;
	struct cel_node *nodes;
	uint32_t *children;
	uint32_t count, child_count;
	size_t room, child_room;
	uint32_t root;
	uint32_t locals;        /* slots that an evaluation needs */
	struct arena memory;    /* of constants */
	struct cel_zone *zones; /* that the rule has met */
	struct cel_shadow *shadows;
};

static inline struct cel_node *
cel_child(const struct cel_program *p, const struct cel_node *node, uint32_t number)
{
	return &p->nodes[p->children[node->first + number]];
}

/* Where and why a rule is refused. */
struct cel_complaint {
	size_t at;       /* byte of the text, counted from 0 */
	const char *why; /* static, or NULL if nothing is wrong */
	char what[EXPRESSION_WHAT];
};

/* Instead of the index of a node: there is no node. */
#define CEL_NO_NODE UINT32_MAX

/* Add a node with count children; its index, or CEL_NO_NODE with *why set. */
uint32_t cel_add_node(struct cel_program *, struct cel_node, const uint32_t *children,
    uint32_t count, const char **why);

/* Free what a node holds outside of the arena; and all of a program. */
void cel_release_node(struct cel_node *);
void cel_release(struct cel_program *);

#endif
