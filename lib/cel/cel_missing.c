#include "cel/cel_missing.h"
#include "cel/cel_lexer.h"

static bool
is_selection(const struct cel_node *node)
{
	return node->kind == NODE_FIELD || node->kind == NODE_SELECT ||
	       node->kind == NODE_INDEX;
}

/* Behind the bracket that closes an index, whose first token is at. */
static const char *
skip_index(const struct cel_program *p, const char *at)
{
	struct cel_lexer lexer = { at, p->text + p->len };
	int depth = 1;

	while (depth > 0) {
		struct cel_token token = cel_lexer_next(&lexer);

		if (token.kind == TOKEN_END || token.kind == TOKEN_FAULT)
			break;
		depth += token.kind == TOKEN_OPEN_BRACKET;
		depth -= token.kind == TOKEN_CLOSE_BRACKET;
	}
	return lexer.at;
}

/* The end of a node in the text. */
static const char *
end_of(const struct cel_program *p, const struct cel_node *node)
{
	const char *end;

	if (node->kind == NODE_INDEX)
		return skip_index(p, p->text + node->at);
	end = node->name.at + node->name.len;
	return end < p->text + p->len && *end == '`' ? end + 1 : end;
}

/* Where a chain of selections begins in the text. */
static size_t
start_of(const struct cel_program *p, const struct cel_node *node)
{
	while (is_selection(node) && node->count > 0)
		node = cel_child(p, node, 0);
	return node->at;
}

/* Whether the selection, or one that it selects from, is at the byte. */
static bool
leads_through(const struct cel_program *p, const struct cel_node *node, size_t at)
{
	for (; is_selection(node); node = cel_child(p, node, 0)) {
		if (node->at == at)
			return true;
		if (node->count == 0)
			return false;
	}
	return false;
}

/* The longest chain that leads through the place: nodes further on contain others. */
struct span
cel_missing(const struct cel_program *p, size_t at)
{
	struct span longest = { p->text, 0 };

	for (uint32_t i = 0; i < p->count; i++) {
		const struct cel_node *node = &p->nodes[i];
		const char *from, *end;

		if (!is_selection(node) || !leads_through(p, node, at))
			continue;
		from = p->text + start_of(p, node);
		end = end_of(p, node);
		if (end > from && (size_t)(end - from) > longest.len)
			longest = (struct span){ from, (size_t)(end - from) };
	}
	return longest;
}
