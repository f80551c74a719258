#include "cel/cel_parser_state.h"
#include "cel/cel_macros.h"
#include "memory/array.h"

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

bool
parser_push(struct parser *parser, uint32_t index)
{
	if (index == FAILED)
		return false;
	if (!array_reserve(&parser->pending, &parser->pending_room,
		(size_t)parser->pending_count + 1, sizeof *parser->pending)) {
		parser_complain(parser, parser->token.text.at, "no memory");
		return false;
	}
	parser->pending[parser->pending_count++] = index;
	return true;
}

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
