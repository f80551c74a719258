#include <stdlib.h>

#include "cel/cel_literal.h"
#include "cel/cel_parser.h"
#include "cel/cel_parser_state.h"

static uint32_t parse_expression(struct parser *);

static uint32_t
parse_literal(struct parser *parser, struct cel_node node, bool negative)
{
	struct cel_value value = { 0 };
	const char *why =
	    cel_literal(&parser->program->memory, &parser->token, negative, &value);

	if (why != NULL)
		return parser_complain(parser, parser->token.text.at, why);
	parser_advance(parser);
	return parser_constant(parser, node, value);
}

/* Expressions up to a closing bracket; false if one of them is wrong. */
static bool
parse_arguments(struct parser *parser)
{
	if (parser_accept(parser, TOKEN_CLOSE_PAREN))
		return true;
	do {
		if (!parser_push(parser, parse_expression(parser)))
			return false;
	} while (parser_accept(parser, TOKEN_COMMA));
	return parser_expect(
	    parser, TOKEN_CLOSE_PAREN, "a \")\" or a comma is missing");
}

static uint32_t
parse_call(struct parser *parser, struct cel_node node, uint32_t from)
{
	node.kind = NODE_CALL;
	return parse_arguments(parser) ? parser_add_pushed(parser, node, from) : FAILED;
}

/* An item or a value of a map, wrapped if it is optional. */
static uint32_t
parse_entry(struct parser *parser, bool optional, struct cel_node node)
{
	uint32_t child = parse_expression(parser);

	if (!optional)
		return child;
	node.kind = NODE_ENTRY;
	return parser_add(parser, node, &child, 1);
}

static uint32_t
parse_list(struct parser *parser, struct cel_node node)
{
	uint32_t from = parser->pending_count;

	node.kind = NODE_LIST;
	while (parser->token.kind != TOKEN_CLOSE_BRACKET) {
		struct cel_node entry = parser_node(parser, NODE_ENTRY);
		bool optional = parser_accept(parser, TOKEN_QUESTION);

		if (!parser_push(parser, parse_entry(parser, optional, entry)))
			return FAILED;
		if (!parser_accept(parser, TOKEN_COMMA))
			break;
	}
	if (!parser_expect(
		parser, TOKEN_CLOSE_BRACKET, "a \"]\" or a comma is missing"))
		return FAILED;
	return parser_add_pushed(parser, node, from);
}

static uint32_t
parse_map(struct parser *parser, struct cel_node node)
{
	uint32_t from = parser->pending_count;

	node.kind = NODE_MAP;
	while (parser->token.kind != TOKEN_CLOSE_BRACE) {
		struct cel_node entry = parser_node(parser, NODE_ENTRY);
		bool optional = parser_accept(parser, TOKEN_QUESTION);

		if (!parser_push(parser, parse_expression(parser)) ||
		    !parser_expect(
			parser, TOKEN_COLON, "a \":\" behind the key is missing") ||
		    !parser_push(parser, parse_entry(parser, optional, entry)))
			return FAILED;
		if (!parser_accept(parser, TOKEN_COMMA))
			break;
	}
	if (!parser_expect(parser, TOKEN_CLOSE_BRACE, "a \"}\" or a comma is missing"))
		return FAILED;
	return parser_add_pushed(parser, node, from);
}

/* A name, or a call of the function with this name. */
static uint32_t
parse_name(struct parser *parser, struct cel_node node)
{
	uint32_t from = parser->pending_count;

	node.kind = NODE_NAME;
	node.name = parser->token.text;
	parser_advance(parser);
	if (parser_accept(parser, TOKEN_OPEN_PAREN))
		return parse_call(parser, node, from);
	return parser_add(parser, node, NULL, 0);
}

static uint32_t
parse_nested(struct parser *parser)
{
	uint32_t index = parse_expression(parser);

	if (index != FAILED &&
	    !parser_expect(parser, TOKEN_CLOSE_PAREN, "a \")\" is missing"))
		return FAILED;
	return index;
}

static uint32_t
parse_primary(struct parser *parser)
{
	struct cel_node node = parser_node(parser, NODE_CONSTANT);
	enum cel_token_kind kind = parser->token.kind;

	switch (kind) {
	case TOKEN_INT:
	case TOKEN_UINT:
	case TOKEN_DOUBLE:
	case TOKEN_STRING:
	case TOKEN_BYTES:
		return parse_literal(parser, node, false);
	case TOKEN_NAME:
		return parse_name(parser, node);
	case TOKEN_RESERVED:
		return parser_complain(parser, parser->token.text.at,
		    "a reserved word; behind a dot it may stand");
	case TOKEN_END:
		return parser_complain(
		    parser, parser->token.text.at, "the expression is not complete");
	default:
		parser_advance(parser);
	}
	switch (kind) {
	case TOKEN_TRUE:
	case TOKEN_FALSE:
		return parser_constant(parser, node, cel_bool(kind == TOKEN_TRUE));
	case TOKEN_NULL:
		return parser_constant(parser, node, cel_null());
	case TOKEN_OPEN_PAREN:
		return parse_nested(parser);
	case TOKEN_OPEN_BRACKET:
		return parse_list(parser, node);
	case TOKEN_OPEN_BRACE:
		return parse_map(parser, node);
	case TOKEN_DOT:
		node.rooted = true;
		if (parser->token.kind == TOKEN_NAME)
			return parse_name(parser, node);
		return parser_complain(
		    parser, parser->token.text.at, "a name is missing");
	default:
		return parser_complain(parser, parser->program->text + node.at,
		    "a value is missing before this");
	}
}

/* What follows a dot: a field, an optional field or a method. */
static uint32_t
parse_member(struct parser *parser, uint32_t operand)
{
	struct cel_node node;
	uint32_t from = parser->pending_count;
	bool optional = parser_accept(parser, TOKEN_QUESTION);

	node = parser_node(parser, NODE_SELECT);
	node.optional = optional;
	node.name = parser->token.text;
	switch (parser->token.kind) {
	case TOKEN_QUOTED:
		node.name.at++;
		node.name.len -= 2;
		parser_advance(parser);
		return parser_add(parser, node, &operand, 1);
	case TOKEN_NAME:
	case TOKEN_RESERVED:
		parser_advance(parser);
		break;
	case TOKEN_TRUE:
	case TOKEN_FALSE:
	case TOKEN_NULL:
	case TOKEN_IN:
		return parser_complain(parser, parser->token.text.at,
		    "a word of the language is no name; write [\"in\"] for .in");
	default:
		return parser_complain(
		    parser, parser->token.text.at, "a name is missing behind the dot");
	}
	if (optional || !parser_accept(parser, TOKEN_OPEN_PAREN))
		return parser_add(parser, node, &operand, 1);
	node.method = true;
	return parser_push(parser, operand) ? parse_call(parser, node, from) : FAILED;
}

static uint32_t
parse_index(struct parser *parser, uint32_t operand)
{
	struct cel_node node = parser_node(parser, NODE_INDEX);
	uint32_t children[2] = { operand, FAILED };

	node.optional = parser_accept(parser, TOKEN_QUESTION);
	children[1] = parse_expression(parser);
	if (children[1] == FAILED ||
	    !parser_expect(parser, TOKEN_CLOSE_BRACKET, "a \"]\" is missing"))
		return FAILED;
	return parser_add(parser, node, children, 2);
}

static uint32_t
parse_members(struct parser *parser, uint32_t index)
{
	while (index != FAILED) {
		if (parser_accept(parser, TOKEN_DOT))
			index = parse_member(parser, index);
		else if (parser_accept(parser, TOKEN_OPEN_BRACKET))
			index = parse_index(parser, index);
		else if (parser->token.kind == TOKEN_OPEN_BRACE)
			return parser_complain(parser, parser->token.text.at,
			    "messages are no part of this language");
		else
			break;
	}
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

/* How tightly an operator binds, from 1; 0 if the token is not an operator. */
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

static uint32_t
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
		*complaint = (struct cel_complaint){ .why = "longer than 65536 bytes" };
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
