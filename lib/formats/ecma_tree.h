/* ecma_tree.h - a pattern of ECMAScript as a tree */
#ifndef ECMA_TREE_H
#define ECMA_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Why a pattern is refused: a static sentence, and the byte, counted from 0. */
struct ecma_fault {
	const char *why;
	size_t at;
};

enum ecma_kind {
	ECMA_CHARACTER,
	ECMA_ANY, /* the full stop */
	ECMA_CLASS,
	ECMA_START,
	ECMA_END,
	ECMA_BOUNDARY, /* \b, or \B if negative */
	ECMA_LOOK,     /* ahead or behind */
	ECMA_GROUP,
	ECMA_REFERENCE,
	ECMA_REPEAT,
	ECMA_SEQUENCE, /* of any number of nodes */
	ECMA_CHOICE,
};

enum ecma_item_kind {
	ECMA_RANGE,
	ECMA_DIGIT,    /* \d */
	ECMA_WORD,     /* \w */
	ECMA_SPACE,    /* \s */
	ECMA_PROPERTY, /* \p */
};

/* A member of a class. */
struct ecma_item {
	struct ecma_item *next;
	enum ecma_item_kind kind;
	bool negative;        /* \D, \W, \S, \P */
	uint32_t first, last; /* of a range; may be surrogates, which no text has */
	const char *property; /* in the words of PCRE2, without braces */
	size_t at;
};

struct ecma_node {
	enum ecma_kind kind;
	size_t at;                                      /* the byte of the pattern */
	struct ecma_node *first, *last, *next, *before; /* children; siblings */
	uint32_t character;
	struct ecma_item *items; /* of a class */
	uint32_t group;          /* number from 1; 0 for one that does not capture */
	/* Of a repetition; most is SIZE_MAX for no limit.  It clears the groups in it
	 * each time: those after groups_before, up to groups_end. */
	size_t least, most;
	uint32_t groups_before, groups_end;
	bool lazy, negative, behind;
};

struct ecma_tree {
	struct ecma_node *root;
	uint32_t groups; /* how many capture */
};

#endif
