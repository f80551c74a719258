#include <string.h>

#include "cel/cel_lexer.h"
#include "cel/cel_reason.h"

enum { SHOWN_NAME = 120 };

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

static struct span
text_of(const struct cel_program *p, const struct cel_node *node)
{
	const char *from = p->text + start_of(p, node), *end = end_of(p, node);

	return (struct span){ from, end > from ? (size_t)(end - from) : 0 };
}

/* The longest chain that leads through the place: nodes further on contain others. */
static struct span
find_chain(const struct cel_program *p, size_t at)
{
	struct span longest = { p->text, 0 }, text;

	for (uint32_t i = 0; i < p->count; i++) {
		if (!is_selection(&p->nodes[i]) || !leads_through(p, &p->nodes[i], at))
			continue;
		text = text_of(p, &p->nodes[i]);
		if (text.len > longest.len)
			longest = text;
	}
	return longest;
}

/* The node that failed: no name or constant fails for the type of an operand. */
static const struct cel_node *
find_failed(const struct cel_program *p, size_t at)
{
	for (uint32_t i = 0; i < p->count; i++)
		if (p->nodes[i].at == at && p->nodes[i].count > 0)
			return &p->nodes[i];
	return NULL;
}

void
cel_reason_quote(
    struct writer *w, const char *text, size_t from, size_t to, size_t most)
{
	size_t end = to - from > most ? from + most : to;

	while (end < to && end > from && ((unsigned char)text[end] & 0xC0) == 0x80)
		end--;
	for (size_t i = from; i < end; i++)
		writer_bytes(w, (unsigned char)text[i] < ' ' ? " " : text + i, 1);
	if (end < to)
		writer_bytes(w, "...", 3);
}

static void
say(struct writer *w, const char *words)
{
	writer_bytes(w, words, strlen(words));
}

static bool
say_missing(struct writer *w, const struct cel_program *p, const char *owner, size_t at)
{
	struct span missing = find_chain(p, at);

	if (missing.len == 0)
		return false;
	say(w, owner);
	say(w, " does not have ");
	cel_reason_quote(w, missing.at, 0, missing.len, SHOWN_NAME);
	return true;
}

static bool
say_not_boolean(struct writer *w, const struct cel_program *p, size_t at)
{
	struct span name = find_chain(p, at);

	if (name.len == 0)
		return false;
	cel_reason_quote(w, name.at, 0, name.len, SHOWN_NAME);
	say(w, " is neither true nor false");
	return true;
}

/* The operands that have names, each with what it is. */
static bool
say_operands(struct writer *w, const struct cel_program *p, struct cel_value error,
    const struct cel_node *node)
{
	bool said = false;

	for (uint32_t i = 0; i < node->count && i < CEL_ERROR_OPERANDS; i++) {
		const struct cel_node *operand = cel_child(p, node, i);
		enum cel_kind kind = cel_error_operand(error, i);
		struct span name;

		if (kind == CEL_ERROR ||
		    (!is_selection(operand) && operand->kind != NODE_LOCAL))
			continue;
		name = text_of(p, operand);
		say(w, said ? " and " : "");
		cel_reason_quote(w, name.at, 0, name.len, SHOWN_NAME);
		say(w, " is ");
		say(w, cel_kind_words(kind));
		said = true;
	}
	if (said)
		say(w, is_selection(node) || node->kind == NODE_HAS
			   ? ", which has no such field or item"
			   : ", which the operator or the function does not take");
	return said;
}

void
cel_reason_write(struct writer *w, const struct cel_program *p, struct cel_value error)
{
	enum cel_fault fault = (enum cel_fault)error.integer;
	size_t at = error.offset > 0 ? error.offset - 1 : 0;
	const char *owner = cel_fault_owner(fault);
	const struct cel_node *failed = find_failed(p, at);

	if (owner != NULL && say_missing(w, p, owner, at))
		return;
	if (fault == CEL_FAULT_NOT_BOOLEAN && say_not_boolean(w, p, at))
		return;
	if (fault == CEL_FAULT_NO_OVERLOAD && failed != NULL &&
	    say_operands(w, p, error, failed))
		return;
	say(w, cel_fault_reason(fault));
}
