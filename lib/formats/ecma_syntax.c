#include <string.h>

#include "formats/ecma_property.h"
#include "formats/ecma_syntax.h"
#include "text/identifier.h"
#include "text/utf8.h"

/* Groups in groups; the tree is walked with the stack. */
enum { MAX_NESTED = 200 };

/* A name of a group, or a reference to one, while the pattern is read. */
struct name {
	struct name *next;
	struct span text;
	struct ecma_node *node;
};

struct parser {
	const char *start, *at, *end;
	struct arena *arena;
	struct ecma_fault *fault;
	uint32_t groups, all_groups; /* so far, and in all */
	unsigned nested;
	struct name *names, *references;
};

/* Always false, or NULL. */
static bool
fail_at(struct parser *p, const char *at, const char *why)
{
	if (p->fault->why == NULL)
		*p->fault = (struct ecma_fault){ why, (size_t)(at - p->start) };
	return false;
}

static bool
fail(struct parser *p, const char *why)
{
	return fail_at(p, p->at, why);
}

static bool
next_is(const struct parser *p, const char *text)
{
	return span_begins((struct span){ p->at, (size_t)(p->end - p->at) }, text);
}

static bool
take(struct parser *p, const char *text)
{
	if (!next_is(p, text))
		return false;
	p->at += strlen(text);
	return true;
}

static void *
make(struct parser *p, size_t size)
{
	void *made = arena_take(p->arena, size);

	if (made == NULL)
		fail(p, "no memory");
	return made;
}

static struct ecma_node *
make_node(struct parser *p, enum ecma_kind kind, const char *at)
{
	struct ecma_node *node = make(p, sizeof *node);

	if (node != NULL) {
		node->kind = kind;
		node->at = (size_t)(at - p->start);
	}
	return node;
}

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

static int
hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Exactly count hexadecimal digits; nothing is taken if they are not there. */
static bool
take_hex(struct parser *p, int count, uint32_t *value)
{
	*value = 0;
	if (p->end - p->at < count)
		return false;
	for (int i = 0; i < count; i++) {
		int digit = hex_value(p->at[i]);

		if (digit < 0)
			return false;
		*value = *value * 16 + (uint32_t)digit;
	}
	p->at += count;
	return true;
}

/* 1F600}, after the brace. */
static bool
take_braced_hex(struct parser *p, uint32_t *value)
{
	const char *first = p->at;

	*value = 0;
	for (; p->at < p->end && hex_value(*p->at) >= 0; p->at++) {
		*value = *value * 16 + (uint32_t)hex_value(*p->at);
		if (*value > 0x10ffff)
			return false;
	}
	return p->at > first && take(p, "}");
}

/* After \u: four digits, two times four that make a pair, or digits in braces. */
static bool
take_unicode(struct parser *p, uint32_t *value)
{
	const char *before = p->at;
	uint32_t low;

	if (!(take(p, "{") ? take_braced_hex(p, value) : take_hex(p, 4, value)))
		return fail_at(p, before,
		    "\\u needs four hexadecimal digits, or a code point in braces");
	before = p->at;
	if (*value >= 0xd800 && *value <= 0xdbff && p->at[-1] != '}' &&
	    take(p, "\\u")) {
		if (take_hex(p, 4, &low) && low >= 0xdc00 && low <= 0xdfff)
			*value = 0x10000 + (*value - 0xd800) * 0x400 + (low - 0xdc00);
		else
			p->at = before;
	}
	return true;
}

/* A character that stands for itself. */
static bool
take_character(struct parser *p, uint32_t *c)
{
	size_t len = utf8_read(p->at, p->end, c);

	if (len == 0)
		return fail(p, "not UTF-8");
	p->at += len;
	return true;
}

/* CharacterEscape, after the backslash, and in a class what is more there. */
static bool
take_escape(struct parser *p, bool in_class, uint32_t *c)
{
	static const char letters[] = "tnvfr", values[] = "\t\n\v\f\r";
	const char *before = p->at, *found;

	if (p->at == p->end)
		return fail(p, "a backslash needs a character after it");
	if ((found = memchr(letters, *p->at, sizeof letters - 1)) != NULL) {
		*c = (uint32_t)values[found - letters];
		p->at++;
		return true;
	}
	switch (*p->at++) {
	case 'c':
		if (p->at == p->end || (*p->at | 0x20) < 'a' || (*p->at | 0x20) > 'z')
			return fail(p, "\\c needs a letter");
		*c = (uint32_t)*p->at++ & 0x1f;
		return true;
	case '0':
		*c = 0;
		return p->at == p->end || *p->at < '0' || *p->at > '9' ||
		       fail_at(p, before, "there are no octal escapes");
	case 'x':
		return take_hex(p, 2, c) || fail(p, "\\x needs two hexadecimal digits");
	case 'u':
		return take_unicode(p, c);
	case 'b':
		*c = '\b';
		return in_class || fail_at(p, before, "not an escape");
	case '-':
		*c = '-';
		return in_class ||
		       fail_at(p, before, "\\- is an escape only inside of brackets");
	default:
		*c = (unsigned char)*before;
		return memchr("^$\\.*+?()[]{}|/", *before, 15) != NULL ||
		       fail_at(p, before,
			   *before >= '1' && *before <= '9'
			       ? "there are no octal escapes"
			       : "ECMAScript has no such escape with the flag u");
	}
}

/* After \p or \P. */
static bool
take_property(struct parser *p, struct ecma_item *item)
{
	const char *before = p->at, *close;

	if (!take(p, "{") ||
	    (close = memchr(p->at, '}', (size_t)(p->end - p->at))) == NULL)
		return fail_at(p, before, "\\p needs a property in braces");
	item->property = ecma_property_name(
	    (struct span){ p->at, (size_t)(close - p->at) }, p->arena);
	p->at = close + 1;
	return item->property != NULL ||
	       fail_at(p, before, "no property of Unicode has this name");
}

/* \d \D \s \S \w \W \p \P, after the backslash.  None: NULL without a fault. */
static struct ecma_item *
take_class_escape(struct parser *p)
{
	static const char letters[] = "dDsSwWpP";
	static const enum ecma_item_kind kinds[] = { ECMA_DIGIT, ECMA_SPACE, ECMA_WORD,
		ECMA_PROPERTY };
	const char *found =
	    p->at < p->end ? memchr(letters, *p->at, sizeof letters - 1) : NULL;
	struct ecma_item *item;

	if (found == NULL || (item = make(p, sizeof *item)) == NULL)
		return NULL;
	item->at = (size_t)(p->at - 1 - p->start);
	item->kind = kinds[(found - letters) / 2];
	item->negative = (found - letters) % 2 == 1;
	p->at++;
	return item->kind != ECMA_PROPERTY || take_property(p, item) ? item : NULL;
}

/* ClassAtom: one character as a range, or a class escape. */
static struct ecma_item *
take_class_atom(struct parser *p)
{
	struct ecma_item *item;
	const char *before = p->at;

	if (take(p, "\\") && (item = take_class_escape(p)) != NULL)
		return item;
	if (p->fault->why != NULL || (item = make(p, sizeof *item)) == NULL)
		return NULL;
	item->kind = ECMA_RANGE;
	item->at = (size_t)(before - p->start);
	if (!(p->at > before ? take_escape(p, true, &item->first)
			     : take_character(p, &item->first)))
		return NULL;
	item->last = item->first;
	return item;
}

/* a-b, where a was read: the range grows.  Or nothing. */
static bool
take_range(struct parser *p, struct ecma_item *item)
{
	const char *before = p->at;
	struct ecma_item *last;

	if (!next_is(p, "-") || p->end - p->at < 2 || p->at[1] == ']')
		return true;
	p->at++;
	if ((last = take_class_atom(p)) == NULL)
		return false;
	if (item->kind != ECMA_RANGE || last->kind != ECMA_RANGE)
		return fail_at(p, before, "a range needs a character at both ends");
	item->last = last->first;
	return item->first <= item->last ||
	       fail_at(p, before, "a range that ends before it begins");
}

static struct ecma_node *
take_class(struct parser *p)
{
	struct ecma_node *node = make_node(p, ECMA_CLASS, p->at);
	const char *before = p->at++;
	struct ecma_item **tail, *item;

	if (node == NULL)
		return NULL;
	node->negative = take(p, "^");
	for (tail = &node->items; p->at < p->end && *p->at != ']'; tail = &item->next) {
		if ((item = take_class_atom(p)) == NULL || !take_range(p, item))
			return NULL;
		*tail = item;
	}
	if (!take(p, "]")) {
		fail_at(p, before, "a class is not closed");
		return NULL;
	}
	return node;
}

/* GroupName, after its <: the characters up to >, escapes decoded, in the arena. */
static bool
take_group_name(struct parser *p, struct span *name)
{
	const char *before = p->at;
	char *text = make(p, (size_t)(p->end - p->at) + 1);
	size_t len = 0;
	uint32_t c;

	if (text == NULL)
		return false;
	while (p->at < p->end && *p->at != '>') {
		const char *at = p->at;

		if (!(take(p, "\\u") ? take_unicode(p, &c) : take_character(p, &c)))
			return false;
		if (c != '$' && (len > 0 ? !identifier_continues(c)
					 : !identifier_starts(c) && c != '_'))
			return fail_at(p, at, "not a character of a name");
		/* As it is written may differ; compared is what it means. */
		len += utf8_write(text + len, c);
	}
	*name = (struct span){ text, len };
	return (len > 0 && take(p, ">")) ||
	       fail_at(p, before, "a group needs a name in < and >");
}

static bool
add_name(struct parser *p, struct name **list, struct span text, struct ecma_node *node)
{
	struct name *name = make(p, sizeof *name);

	if (name == NULL)
		return false;
	*name = (struct name){ .next = *list, .text = text, .node = node };
	*list = name;
	return true;
}

static const struct name *
find_name(const struct name *list, struct span text)
{
	while (list != NULL && !span_same(list->text, text))
		list = list->next;
	return list;
}

/* \k<name>, after the k; bound when all groups are known. */
static struct ecma_node *
take_named_reference(struct parser *p, const char *before)
{
	struct ecma_node *node = make_node(p, ECMA_REFERENCE, before);
	struct span name;

	if (node == NULL)
		return NULL;
	if (!take(p, "<")) {
		fail(p, "\\k needs the name of a group in < and >");
		return NULL;
	}
	return take_group_name(p, &name) && add_name(p, &p->references, name, node)
		   ? node
		   : NULL;
}

static struct ecma_node *
take_numbered_reference(struct parser *p, const char *before)
{
	struct ecma_node *node = make_node(p, ECMA_REFERENCE, before);
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
	fail_at(p, before, "a reference to a group that the pattern does not have");
	return NULL;
}

static struct ecma_node *
take_atom_escape(struct parser *p)
{
	const char *before = p->at++;
	struct ecma_node *node;
	struct ecma_item *item;

	if (take(p, "k"))
		return take_named_reference(p, before);
	if (p->at < p->end && *p->at >= '1' && *p->at <= '9')
		return take_numbered_reference(p, before);
	if ((item = take_class_escape(p)) != NULL) {
		if ((node = make_node(p, ECMA_CLASS, before)) != NULL)
			node->items = item;
		return node;
	}
	if (p->fault->why != NULL ||
	    (node = make_node(p, ECMA_CHARACTER, before)) == NULL)
		return NULL;
	return take_escape(p, false, &node->character) ? node : NULL;
}

static struct ecma_node *take_choice(struct parser *);

/* What stands in parentheses, and the closing one. */
static struct ecma_node *
take_inside(struct parser *p, struct ecma_node *node, const char *before)
{
	struct ecma_node *child;

	if (++p->nested > MAX_NESTED) {
		fail_at(p, before, "groups are nested too deep");
		return NULL;
	}
	child = take_choice(p);
	p->nested--;
	if (child == NULL)
		return NULL;
	append(node, child);
	if (take(p, ")"))
		return node;
	fail_at(p, before, "a parenthesis is not closed");
	return NULL;
}

/* (...), (?:...) or (?<name>...) */
static struct ecma_node *
take_group(struct parser *p)
{
	const char *before = p->at;
	struct ecma_node *node = make_node(p, ECMA_GROUP, before);
	struct span name;

	if (node == NULL)
		return NULL;
	if (take(p, "(?:"))
		return take_inside(p, node, before);
	node->group = ++p->groups;
	if (take(p, "(?<")) {
		if (!take_group_name(p, &name))
			return NULL;
		if (find_name(p->names, name) != NULL) {
			fail_at(p, before, "another group has this name");
			return NULL;
		}
		if (!add_name(p, &p->names, name, node))
			return NULL;
	} else if (next_is(p, "(?")) {
		fail(p, "ECMAScript has no such group");
		return NULL;
	} else {
		p->at++;
	}
	return take_inside(p, node, before);
}

/* A number of a quantifier; two that are over SIZE_MAX are compared by their digits. */
static bool
take_count(struct parser *p, size_t *count, struct span *digits)
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
take_braces(struct parser *p, size_t *least, size_t *most)
{
	const char *before = p->at++;
	struct span low, high;

	if (!take_count(p, least, &low))
		return fail_at(p, before, "a lone brace; \\{ is the character");
	*most = *least;
	high = low;
	if (take(p, ",")) {
		*most = SIZE_MAX;
		if (!next_is(p, "}") && !take_count(p, most, &high))
			return fail_at(p, before, "a lone brace; \\{ is the character");
	}
	if (!take(p, "}"))
		return fail_at(p, before, "a lone brace; \\{ is the character");
	return (p->at[-2] == ',' || !is_above(low, high)) ||
	       fail_at(p, before, "the numbers of a quantifier are out of order");
}

/* The atom as it is, or in a repetition if a quantifier follows. */
static struct ecma_node *
take_quantifier(struct parser *p, struct ecma_node *atom, uint32_t groups_before)
{
	const char *before = p->at;
	size_t least = 0, most = SIZE_MAX;
	struct ecma_node *node;

	if (take(p, "?"))
		most = 1;
	else if (take(p, "+"))
		least = 1;
	else if (next_is(p, "{")) {
		if (!take_braces(p, &least, &most))
			return NULL;
	} else if (!take(p, "*")) {
		return atom;
	}
	if ((node = make_node(p, ECMA_REPEAT, before)) == NULL)
		return NULL;
	append(node, atom);
	node->least = least;
	node->most = most;
	node->lazy = take(p, "?");
	node->groups_before = groups_before;
	node->groups_end = p->groups;
	return node;
}

/* An assertion, or NULL if none begins here. */
static struct ecma_node *
take_assertion(struct parser *p)
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
		if (!take(p, all[i].text))
			continue;
		if ((node = make_node(p, all[i].kind, before)) == NULL)
			return NULL;
		node->negative = all[i].negative;
		node->behind = all[i].behind;
		return node->kind == ECMA_LOOK ? take_inside(p, node, before) : node;
	}
	return NULL;
}

static struct ecma_node *
take_atom(struct parser *p)
{
	struct ecma_node *node;
	const char *before = p->at;

	switch (*p->at) {
	case '\\':
		return take_atom_escape(p);
	case '[':
		return take_class(p);
	case '(':
		return take_group(p);
	case '.':
		p->at++;
		return make_node(p, ECMA_ANY, before);
	case '*':
	case '+':
	case '?':
		fail(p, "nothing to repeat");
		return NULL;
	case '{':
	case '}':
		fail(p, "a lone brace; \\{ is the character");
		return NULL;
	case ']':
		fail(p, "a lone bracket; \\] is the character");
		return NULL;
	case ')':
		fail(p, "a parenthesis that was not opened");
		return NULL;
	default:
		node = make_node(p, ECMA_CHARACTER, before);
		return node != NULL && take_character(p, &node->character) ? node
									   : NULL;
	}
}

static struct ecma_node *
take_sequence(struct parser *p)
{
	struct ecma_node *all = make_node(p, ECMA_SEQUENCE, p->at), *node;

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
take_choice(struct parser *p)
{
	struct ecma_node *first = take_sequence(p), *all;

	if (first == NULL || !next_is(p, "|"))
		return first;
	if ((all = make_node(p, ECMA_CHOICE, p->at)) == NULL)
		return NULL;
	append(all, first);
	while (take(p, "|")) {
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
bind_references(struct parser *p)
{
	for (const struct name *r = p->references; r != NULL; r = r->next) {
		const struct name *name = find_name(p->names, r->text);

		if (name == NULL)
			return fail_at(p, p->start + r->node->at,
			    "a reference to a group that the pattern does not have");
		r->node->group = name->node->group;
	}
	return true;
}

bool
ecma_syntax_read(struct span pattern, struct arena *arena, struct ecma_tree *tree,
    struct ecma_fault *fault)
{
	struct parser p = { .start = pattern.at,
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
