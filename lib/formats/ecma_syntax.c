#include <string.h>

#include "formats/ecma_character.h"
#include "formats/ecma_parser_internal.h"
#include "formats/ecma_syntax.h"
#include "text/identifier.h"
#include "text/utf8.h"

/* Groups in groups; the tree is walked with the stack. */
enum { MAX_NESTED = 200 };

static void
append(struct ecma_node *to, struct ecma_node *child)
{
	child->before = to->last;
	if (to->last != NULL)
		to->last->next = child;
	else
		to->first = child;
	to->last = child;
}

/* GroupName, after its <: the characters up to >, escapes decoded, in the arena. */
static bool
take_group_name(struct ecma_parser *p, struct span *name)
{
	const char *before = p->at;
	char *text = ecma_make(p, (size_t)(p->end - p->at) + 1);
	size_t len = 0;
	uint32_t c;

	if (text == NULL)
		return false;
	while (p->at < p->end && *p->at != '>') {
		const char *at = p->at;

		if (!(ecma_take(p, "\\u") ? ecma_character_unicode(p, &c)
					  : ecma_character_read(p, &c)))
			return false;
		if (c != '$' && (len > 0 ? !identifier_continues(c)
					 : !identifier_starts(c) && c != '_'))
			return ecma_fail_at(p, at, "not a character of a name");
		/* As it is written may differ; compared is what it means. */
		len += utf8_write(text + len, c);
	}
	*name = (struct span){ text, len };
	return (len > 0 && ecma_take(p, ">")) ||
	       ecma_fail_at(p, before, "a group needs a name in < and >");
}

static bool
add_name(struct ecma_parser *p, struct ecma_name **list, struct span text,
    struct ecma_node *node)
{
	struct ecma_name *name = ecma_make(p, sizeof *name);

	if (name == NULL)
		return false;
	*name = (struct ecma_name){ .next = *list, .text = text, .node = node };
	*list = name;
	return true;
}

static const struct ecma_name *
find_name(const struct ecma_name *list, struct span text)
{
	while (list != NULL && !span_same(list->text, text))
		list = list->next;
	return list;
}

/* \k<name>, after the k; bound when all groups are known. */
static struct ecma_node *
take_named_reference(struct ecma_parser *p, const char *before)
{
	struct ecma_node *node = ecma_make_node(p, ECMA_REFERENCE, before);
	struct span name;

	if (node == NULL)
		return NULL;
	if (!ecma_take(p, "<")) {
		ecma_fail(p, "\\k needs the name of a group in < and >");
		return NULL;
	}
	return take_group_name(p, &name) && add_name(p, &p->references, name, node)
		   ? node
		   : NULL;
}

static struct ecma_node *
take_numbered_reference(struct ecma_parser *p, const char *before)
{
	struct ecma_node *node = ecma_make_node(p, ECMA_REFERENCE, before);
	uint32_t number = 0;

	if (node == NULL)
		return NULL;
	for (; p->at < p->end && *p->at >= '0' && *p->at <= '9'; p->at++)
		number = number > p->all_groups
			     ? number
			     : number * 10 + (uint32_t)(*p->at - '0');
	node->group = number;
	if (number <= p->all_groups)
		return node;
	ecma_fail_at(
	    p, before, "a reference to a group that the pattern does not have");
	return NULL;
}

static struct ecma_node *
take_atom_escape(struct ecma_parser *p)
{
	const char *before = p->at++;
	struct ecma_node *node;
	struct ecma_item *item;

	if (ecma_take(p, "k"))
		return take_named_reference(p, before);
	if (p->at < p->end && *p->at >= '1' && *p->at <= '9')
		return take_numbered_reference(p, before);
	if ((item = ecma_character_class_escape(p)) != NULL) {
		if ((node = ecma_make_node(p, ECMA_CLASS, before)) != NULL)
			node->items = item;
		return node;
	}
	if (p->fault->why != NULL ||
	    (node = ecma_make_node(p, ECMA_CHARACTER, before)) == NULL)
		return NULL;
	return ecma_character_escape(p, false, &node->character) ? node : NULL;
}

static struct ecma_node *take_choice(struct ecma_parser *);

/* What stands in parentheses, and the closing one. */
static struct ecma_node *
take_inside(struct ecma_parser *p, struct ecma_node *node, const char *before)
{
	struct ecma_node *child;

	if (++p->nested > MAX_NESTED) {
		ecma_fail_at(p, before, "groups are nested too deep");
		return NULL;
	}
	child = take_choice(p);
	p->nested--;
	if (child == NULL)
		return NULL;
	append(node, child);
	if (ecma_take(p, ")"))
		return node;
	ecma_fail_at(p, before, "a parenthesis is not closed");
	return NULL;
}

/* (...), (?:...) or (?<name>...) */
static struct ecma_node *
take_group(struct ecma_parser *p)
{
	const char *before = p->at;
	struct ecma_node *node = ecma_make_node(p, ECMA_GROUP, before);
	struct span name;

	if (node == NULL)
		return NULL;
	if (ecma_take(p, "(?:"))
		return take_inside(p, node, before);
	node->group = ++p->groups;
	if (ecma_take(p, "(?<")) {
		if (!take_group_name(p, &name))
			return NULL;
		if (find_name(p->names, name) != NULL) {
			ecma_fail_at(p, before, "another group has this name");
			return NULL;
		}
		if (!add_name(p, &p->names, name, node))
			return NULL;
	} else if (ecma_next_is(p, "(?")) {
		ecma_fail(p, "ECMAScript has no such group");
		return NULL;
	} else {
		p->at++;
	}
	return take_inside(p, node, before);
}

/* A number of a quantifier; two that are over SIZE_MAX are compared by their digits. */
static bool
take_count(struct ecma_parser *p, size_t *count, struct span *digits)
{
	const char *first;

	while (
	    p->at + 1 < p->end && p->at[0] == '0' && p->at[1] >= '0' && p->at[1] <= '9')
		p->at++;
	first = p->at;
	*count = 0;
	for (; p->at < p->end && *p->at >= '0' && *p->at <= '9'; p->at++) {
		size_t digit = (size_t)(*p->at - '0');

		*count =
		    *count > (SIZE_MAX - digit) / 10 ? SIZE_MAX : *count * 10 + digit;
	}
	*digits = (struct span){ first, (size_t)(p->at - first) };
	return p->at > first;
}

static bool
is_above(struct span a, struct span b)
{
	return a.len > b.len || (a.len == b.len && memcmp(a.at, b.at, a.len) > 0);
}

/* {2}, {2,} or {2,5} */
static bool
take_braces(struct ecma_parser *p, size_t *least, size_t *most)
{
	const char *before = p->at++;
	struct span low, high;

	if (!take_count(p, least, &low))
		return ecma_fail_at(p, before, "a lone brace; \\{ is the character");
	*most = *least;
	high = low;
	if (ecma_take(p, ",")) {
		*most = SIZE_MAX;
		if (!ecma_next_is(p, "}") && !take_count(p, most, &high))
			return ecma_fail_at(
			    p, before, "a lone brace; \\{ is the character");
	}
	if (!ecma_take(p, "}"))
		return ecma_fail_at(p, before, "a lone brace; \\{ is the character");
	return (p->at[-2] == ',' || !is_above(low, high)) ||
	       ecma_fail_at(p, before, "the numbers of a quantifier are out of order");
}

/* The atom as it is, or in a repetition if a quantifier follows. */
static struct ecma_node *
take_quantifier(struct ecma_parser *p, struct ecma_node *atom, uint32_t groups_before)
{
	const char *before = p->at;
	size_t least = 0, most = SIZE_MAX;
	struct ecma_node *node;

	if (ecma_take(p, "?"))
		most = 1;
	else if (ecma_take(p, "+"))
		least = 1;
	else if (ecma_next_is(p, "{")) {
		if (!take_braces(p, &least, &most))
			return NULL;
	} else if (!ecma_take(p, "*")) {
		return atom;
	}
	if ((node = ecma_make_node(p, ECMA_REPEAT, before)) == NULL)
		return NULL;
	append(node, atom);
	node->least = least;
	node->most = most;
	node->lazy = ecma_take(p, "?");
	node->groups_before = groups_before;
	node->groups_end = p->groups;
	return node;
}

/* An assertion, or NULL if none begins here. */
static struct ecma_node *
take_assertion(struct ecma_parser *p)
{
	static const struct {
		const char *text;
		enum ecma_kind kind;
		bool negative, behind;
	} all[] = {
		{ "^", ECMA_START, false, false },
		{ "$", ECMA_END, false, false },
		{ "\\b", ECMA_BOUNDARY, false, false },
		{ "\\B", ECMA_BOUNDARY, true, false },
		{ "(?=", ECMA_LOOK, false, false },
		{ "(?!", ECMA_LOOK, true, false },
		{ "(?<=", ECMA_LOOK, false, true },
		{ "(?<!", ECMA_LOOK, true, true },
	};
	const char *before = p->at;
	struct ecma_node *node;

	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		if (!ecma_take(p, all[i].text))
			continue;
		if ((node = ecma_make_node(p, all[i].kind, before)) == NULL)
			return NULL;
		node->negative = all[i].negative;
		node->behind = all[i].behind;
		return node->kind == ECMA_LOOK ? take_inside(p, node, before) : node;
	}
	return NULL;
}

static struct ecma_node *
take_atom(struct ecma_parser *p)
{
	struct ecma_node *node;
	const char *before = p->at;

	switch (*p->at) {
	case '\\':
		return take_atom_escape(p);
	case '[':
		return ecma_character_class(p);
	case '(':
		return take_group(p);
	case '.':
		p->at++;
		return ecma_make_node(p, ECMA_ANY, before);
	case '*':
	case '+':
	case '?':
		ecma_fail(p, "nothing to repeat");
		return NULL;
	case '{':
	case '}':
		ecma_fail(p, "a lone brace; \\{ is the character");
		return NULL;
	case ']':
		ecma_fail(p, "a lone bracket; \\] is the character");
		return NULL;
	case ')':
		ecma_fail(p, "a parenthesis that was not opened");
		return NULL;
	default:
		node = ecma_make_node(p, ECMA_CHARACTER, before);
		return node != NULL && ecma_character_read(p, &node->character) ? node
										: NULL;
	}
}

static struct ecma_node *
take_sequence(struct ecma_parser *p)
{
	struct ecma_node *all = ecma_make_node(p, ECMA_SEQUENCE, p->at), *node;

	while (all != NULL && p->at < p->end && *p->at != '|' &&
	       (*p->at != ')' || p->nested == 0)) {
		uint32_t groups_before = p->groups;

		node = take_assertion(p);
		if (node == NULL && p->fault->why == NULL &&
		    (node = take_atom(p)) != NULL)
			node = take_quantifier(p, node, groups_before);
		if (node == NULL)
			return NULL;
		append(all, node);
	}
	return all;
}

static struct ecma_node *
take_choice(struct ecma_parser *p)
{
	struct ecma_node *first = take_sequence(p), *all;

	if (first == NULL || !ecma_next_is(p, "|"))
		return first;
	if ((all = ecma_make_node(p, ECMA_CHOICE, p->at)) == NULL)
		return NULL;
	append(all, first);
	while (ecma_take(p, "|")) {
		if ((first = take_sequence(p)) == NULL)
			return NULL;
		append(all, first);
	}
	return all;
}

/* How many groups capture: references may come before them. */
static uint32_t
count_groups(struct span text)
{
	const char *at = text.at, *end = at + text.len;
	bool in_class = false;
	uint32_t count = 0;

	for (; at < end; at++) {
		if (*at == '\\')
			at++;
		else if (*at == '[')
			in_class = true;
		else if (*at == ']')
			in_class = false;
		else if (*at == '(' && !in_class)
			count += end - at < 2 || at[1] != '?' ||
				 (end - at > 3 && at[2] == '<' && at[3] != '=' &&
				     at[3] != '!');
	}
	return count;
}

static bool
bind_references(struct ecma_parser *p)
{
	for (const struct ecma_name *r = p->references; r != NULL; r = r->next) {
		const struct ecma_name *name = find_name(p->names, r->text);

		if (name == NULL)
			return ecma_fail_at(p, p->start + r->node->at,
			    "a reference to a group that the pattern does not have");
		r->node->group = name->node->group;
	}
	return true;
}

bool
ecma_syntax_read(struct span pattern, struct arena *arena, struct ecma_tree *tree,
    struct ecma_fault *fault)
{
	struct ecma_parser p = { .start = pattern.at,
		.at = pattern.at,
		.end = pattern.at + pattern.len,
		.arena = arena,
		.fault = fault,
		.all_groups = count_groups(pattern) };

	*fault = (struct ecma_fault){ NULL, 0 };
	tree->root = take_choice(&p);
	tree->groups = p.groups;
	return tree->root != NULL && bind_references(&p);
}
