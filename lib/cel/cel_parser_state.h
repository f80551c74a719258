/*
 * cel_parser_state.h - the parser's place in the text, and the nodes that it makes
 *
 * The grammar is in cel_parser.c.  A function that parses returns the index of a node,
 * or FAILED when the complaint is set.
 */
#ifndef CEL_PARSER_STATE_H
#define CEL_PARSER_STATE_H

#include "cel/cel_ast.h"
#include "cel/cel_lexer.h"

#define FAILED CEL_NO_NODE

struct parser {
	struct cel_program *program;
	struct cel_lexer lexer;
	struct cel_token token; /* the one that is looked at */
	unsigned nesting;
	struct cel_complaint complaint;

	/* Children of nodes that are not finished. */
	uint32_t *pending;
	uint32_t pending_count;
	size_t pending_room;
};

/* Note the first complaint; returns FAILED. */
uint32_t parser_complain(struct parser *, const char *at, const char *why);

/* Go to the next token; do so if it is of the kind; complain if it is not. */
void parser_advance(struct parser *);
bool parser_accept(struct parser *, enum cel_token_kind);
bool parser_expect(struct parser *, enum cel_token_kind, const char *why);

/* A node of a kind at the token; add a node, or a constant, to the program. */
struct cel_node parser_node(const struct parser *, enum cel_node_kind);
uint32_t parser_add(
    struct parser *, struct cel_node, const uint32_t *children, uint32_t count);
uint32_t parser_constant(struct parser *, struct cel_node, struct cel_value);

/*
 * Keep a child until its parent is finished; make a node of the children that were kept
 * since pending_count was from.
 */
bool parser_push(struct parser *, uint32_t index);
uint32_t parser_add_pushed(struct parser *, struct cel_node, uint32_t from);

#endif
