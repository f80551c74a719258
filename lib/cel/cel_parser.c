#include <stdlib.h>
#include <string.h>

#include "cel/cel_macros.h"
#include "cel/cel_parser.h"
#include "cel/cel_parser_state.h"

uint32_t
parser_complain(struct parser *parser, const char *at, const char *why)
{
	if (parser->complaint.why == NULL) {
		parser->complaint.at = (size_t)(at - parser->program->text);
		parser->complaint.why = why;
	}
	return FAILED;
}

void
parser_advance(struct parser *parser)
{
	parser->token = cel_lexer_next(&parser->lexer);
	if (parser->token.kind == TOKEN_FAULT)
		parser_complain(parser, parser->token.text.at, parser->token.why);
}

bool
parser_accept(struct parser *parser, enum cel_token_kind kind)
{
	if (parser->token.kind != kind)
		return false;
	parser_advance(parser);
	return true;
}

bool
parser_expect(struct parser *parser, enum cel_token_kind kind, const char *why)
{
	if (parser_accept(parser, kind))
		return true;
	parser_complain(parser, parser->token.text.at, why);
	return false;
}

uint32_t
parser_add(struct parser *parser, struct cel_node node, const uint32_t *children,
    uint32_t count)
{
	const char *why;
	uint32_t index;

	for (uint32_t i = 0; i < count; i++)
		if (children[i] == FAILED)
			return FAILED;
	index = cel_add_node(parser->program, node, children, count, &why);
	if (why != NULL)
		parser_complain(parser, parser->program->text + node.at, why);
	return index;
}

struct cel_node
parser_node(const struct parser *parser, enum cel_node_kind kind)
{
	return (struct cel_node){ .kind = (uint8_t)kind,
		.type = CEL_DYN,
		.at = (uint32_t)(parser->token.text.at - parser->program->text) };
}

uint32_t
parser_constant(struct parser *parser, struct cel_node node, struct cel_value value)
{
	node.kind = NODE_CONSTANT;
	node.type = value.kind;
	node.constant = value;
	return parser_add(parser, node, NULL, 0);
}

/* Put a child aside until its parent is finished. */
bool
parser_push(struct parser *parser, uint32_t index)
{
	if (index == FAILED)
		return false;
	if (!cel_grow((void **)&parser->pending, parser->pending_count,
		&parser->pending_size, sizeof *parser->pending)) {
		parser_complain(parser, parser->token.text.at, "no memory");
		return false;
	}
	parser->pending[parser->pending_count++] = index;
	return true;
}

/* Make a node of what was pushed since there were from children. */
uint32_t
parser_add_pushed(struct parser *parser, struct cel_node node, uint32_t from)
{
	uint32_t index, count = parser->pending_count - from;
	uint32_t *children = count > 0 ? &parser->pending[from] : NULL;
	size_t at;

	if (node.kind == NODE_CALL) {
		const char *why =
		    cel_expand_macro(parser->program, &node, &children, &count, &at);

		if (why != NULL)
			return parser_complain(parser, parser->program->text + at, why);
	}
	index = parser_add(parser, node, children, count);
	parser->pending_count = from;
	return index;
}

/* A minus sign belongs to the number that follows it. */
static uint32_t
parse_unary(struct parser *parser)
{
	struct cel_node node = parser_node(parser, NODE_NEGATE);
	uint32_t child;

	if (parser->token.kind != TOKEN_MINUS && parser->token.kind != TOKEN_NOT)
		return parse_members(parser, parse_primary(parser));
	if (parser->token.kind == TOKEN_NOT)
		node.kind = NODE_NOT;
	parser_advance(parser);
	if (node.kind == NODE_NEGATE &&
	    (parser->token.kind == TOKEN_INT || parser->token.kind == TOKEN_DOUBLE))
		return parse_members(parser, parse_literal(parser, node, true));
	if (++parser->nesting > CEL_MAX_NESTING)
		return parser_complain(
		    parser, parser->token.text.at, "nested too deeply");
	child = parse_unary(parser);
	parser->nesting--;
	return parser_add(parser, node, &child, 1);
}

/* How tightly an operator binds, from 1; 0 if the token is none. */
static int
precedence(enum cel_token_kind kind, enum cel_node_kind *node)
{
	static const struct {
		uint8_t precedence, node;
	} operators[TOKEN_CLOSE_BRACE + 1] = {
		[TOKEN_OR] = { 1, NODE_OR },
		[TOKEN_AND] = { 2, NODE_AND },
		[TOKEN_LESS] = { 3, NODE_LESS },
		[TOKEN_LESS_EQUAL] = { 3, NODE_LESS_EQUAL },
		[TOKEN_GREATER] = { 3, NODE_GREATER },
		[TOKEN_GREATER_EQUAL] = { 3, NODE_GREATER_EQUAL },
		[TOKEN_EQUAL] = { 3, NODE_EQUAL },
		[TOKEN_NOT_EQUAL] = { 3, NODE_NOT_EQUAL },
		[TOKEN_IN] = { 3, NODE_IN },
		[TOKEN_PLUS] = { 4, NODE_ADD },
		[TOKEN_MINUS] = { 4, NODE_SUBTRACT },
		[TOKEN_STAR] = { 5, NODE_MULTIPLY },
		[TOKEN_SLASH] = { 5, NODE_DIVIDE },
		[TOKEN_PERCENT] = { 5, NODE_REMAINDER },
	};

	*node = (enum cel_node_kind)operators[kind].node;
	return operators[kind].precedence;
}

static uint32_t parse_binary(struct parser *, int lowest);

/* a && b && c is one node, so that a long list of conditions is no deep tree. */
static uint32_t
parse_conditions(struct parser *parser, struct cel_node node, uint32_t left, int level)
{
	enum cel_token_kind kind = parser->token.kind;
	uint32_t from = parser->pending_count;

	if (!parser_push(parser, left))
		return FAILED;
	while (parser_accept(parser, kind))
		if (!parser_push(parser, parse_binary(parser, level + 1)))
			return FAILED;
	return parser_add_pushed(parser, node, from);
}

static uint32_t
parse_binary(struct parser *parser, int lowest)
{
	uint32_t children[2] = { parse_unary(parser), FAILED };
	enum cel_node_kind kind;
	int level;

	while (children[0] != FAILED &&
	       (level = precedence(parser->token.kind, &kind)) >= lowest && level > 0) {
		struct cel_node node = parser_node(parser, kind);

		if (level <= 2) {
			children[0] =
			    parse_conditions(parser, node, children[0], level);
			continue;
		}
		parser_advance(parser);
		children[1] = parse_binary(parser, level + 1);
		children[0] = parser_add(parser, node, children, 2);
	}
	return children[0];
}

uint32_t
parse_expression(struct parser *parser)
{
	uint32_t children[3] = { FAILED, FAILED, FAILED };
	struct cel_node node;

	if (++parser->nesting > CEL_MAX_NESTING)
		return parser_complain(
		    parser, parser->token.text.at, "nested too deeply");
	children[0] = parse_binary(parser, 1);
	node = parser_node(parser, NODE_CHOICE);
	if (children[0] != FAILED && parser_accept(parser, TOKEN_QUESTION)) {
		children[1] = parse_binary(parser, 1);
		if (children[1] == FAILED ||
		    !parser_expect(parser, TOKEN_COLON, "a \":\" of ? : is missing"))
			return FAILED;
		children[2] = parse_expression(parser);
		children[0] = parser_add(parser, node, children, 3);
	}
	parser->nesting--;
	return children[0];
}

bool
cel_parse(struct cel_program *p, struct cel_complaint *complaint)
{
	struct parser parser = { .program = p,
		.lexer = { .at = p->text, .end = p->text + p->len } };

	if (p->len > CEL_MAX_TEXT) {
		*complaint = (struct cel_complaint){ 0, "longer than 65536 bytes" };
		return false;
	}
	parser_advance(&parser);
	p->root = parse_expression(&parser);
	if (p->root != FAILED && parser.token.kind != TOKEN_END)
		parser_complain(&parser, parser.token.text.at,
		    "an operator is missing before this");
	free(parser.pending);
	*complaint = parser.complaint;
	return parser.complaint.why == NULL;
}
