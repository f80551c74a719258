#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "formats/ecma_pattern.h"
#include "memory/array.h"
#include "text/unseen.h"

/* WhiteSpace and LineTerminator of ECMA-262, inside a class. */
#define SPACE "\\x{9}-\\x{d}\\p{Zs}\\x{feff}\\x{2028}\\x{2029}"
/* PCRE2 is wrong about characters above U+00FF in [^\W\p{L}]: ranges instead. */
#define NO_DIGIT    "\\x{0}-\\x{2f}\\x{3a}-\\x{10ffff}"
#define NO_WORD     "\\x{0}-\\x{2f}\\x{3a}-\\x{40}\\x{5b}-\\x{5e}\\x{60}\\x{7b}-\\x{10ffff}"
#define NOTHING     "(?:(?!))"
#define NO_LINE_END "[^\\n\\r\\x{2028}\\x{2029}]"

/* No text has these. */
enum { SURROGATES = 0xd800, SURROGATES_END = 0xe000 };

struct output {
	struct ecma_translation *to;
	size_t text_room, origin_room;
	size_t origin; /* of what is written */
	bool failed;
};

static void
put(struct output *o, const char *text)
{
	struct ecma_translation *to = o->to;
	size_t len = strlen(text);

	if (o->failed ||
	    !array_reserve(&to->text, &o->text_room, to->len + len + 1, 1) ||
	    !array_reserve(&to->origins, &o->origin_room, to->len + len + 1,
		sizeof *to->origins)) {
		o->failed = true;
		return;
	}
	memcpy(to->text + to->len, text, len);
	for (size_t i = 0; i <= len; i++)
		to->origins[to->len + i] = o->origin;
	to->len += len;
}

static void
put_character(struct output *o, uint32_t c)
{
	char text[16];

	snprintf(text, sizeof text, "\\x{%x}", (unsigned)c);
	put(o, text);
}

static void
put_range(struct output *o, uint32_t first, uint32_t last)
{
	if (first >= SURROGATES && first < SURROGATES_END)
		first = SURROGATES_END;
	if (last >= SURROGATES && last < SURROGATES_END)
		last = SURROGATES - 1;
	if (first > last)
		return;
	put_character(o, first);
	if (first < last) {
		put(o, "-");
		put_character(o, last);
	}
}

static void
put_property(struct output *o, const struct ecma_item *item)
{
	bool assigned = strcmp(item->property, "Assigned") == 0;

	put(o, item->negative != assigned ? "\\P{" : "\\p{");
	put(o, assigned ? "Cn" : item->property);
	put(o, "}");
}

/* An item inside of a class, unless it is \S. */
static void
put_item(struct output *o, const struct ecma_item *item)
{
	o->origin = item->at;
	switch (item->kind) {
	case ECMA_RANGE:
		put_range(o, item->first, item->last);
		break;
	case ECMA_DIGIT:
		put(o, item->negative ? NO_DIGIT : "0-9");
		break;
	case ECMA_WORD:
		put(o, item->negative ? NO_WORD : "0-9A-Z_a-z");
		break;
	case ECMA_SPACE:
		put(o, SPACE);
		break;
	case ECMA_PROPERTY:
		put_property(o, item);
		break;
	}
}

static bool
is_no_space(const struct ecma_item *item)
{
	return item->kind == ECMA_SPACE && item->negative;
}

static void
put_items(struct output *o, const struct ecma_node *node, const char *open)
{
	size_t before;

	put(o, open);
	before = o->to->len;
	for (const struct ecma_item *item = node->items; item != NULL;
	     item = item->next)
		if (!is_no_space(item))
			put_item(o, item);
	if (o->to->len > before || o->failed || strcmp(open, "[") != 0) {
		put(o, "]");
		return;
	}
	/* PCRE2 loses a quantifier after []. */
	o->to->len -= strlen(open);
	put(o, NOTHING);
}

/* PCRE2 cannot write \S of ECMAScript inside of a class: it is said outside. */
static void
put_class(struct output *o, const struct ecma_node *node)
{
	const struct ecma_item *item = node->items;

	while (item != NULL && !is_no_space(item))
		item = item->next;
	if (item == NULL) {
		put_items(o, node, node->negative ? "[^" : "[");
	} else if (node->negative) {
		put_items(o, node, "(?:(?![");
		put(o, ")[" SPACE "])");
	} else {
		put_items(o, node, "(?:[");
		put(o, "|[^" SPACE "])");
	}
}

static void put_node(struct output *, const struct ecma_node *);

static void
put_children(struct output *o, const struct ecma_node *node, const char *between)
{
	for (const struct ecma_node *c = node->first; c != NULL; c = c->next) {
		if (c != node->first)
			put(o, between);
		put_node(o, c);
	}
}

static void
put_repeat(struct output *o, const struct ecma_node *node)
{
	/* PCRE2 lets an unset group match nothing once, but not several times. */
	bool grouped = node->first->kind == ECMA_REFERENCE;
	char text[64];

	put(o, grouped ? "(?:" : "");
	put_node(o, node->first);
	put(o, grouped ? ")" : "");
	o->origin = node->at;
	if (node->most == SIZE_MAX)
		snprintf(text, sizeof text, "{%zu,}", node->least);
	else
		snprintf(text, sizeof text, "{%zu,%zu}", node->least, node->most);
	put(o, text);
	if (node->lazy)
		put(o, "?");
}

static const char *
look(const struct ecma_node *node)
{
	if (node->behind)
		return node->negative ? "(?<!" : "(?<=";
	return node->negative ? "(?!" : "(?=";
}

static void
put_node(struct output *o, const struct ecma_node *node)
{
	char text[32];

	o->origin = node->at;
	switch (node->kind) {
	case ECMA_CHARACTER:
		if (node->character >= SURROGATES && node->character < SURROGATES_END)
			put(o, NOTHING);
		else
			put_character(o, node->character);
		break;
	case ECMA_ANY:
		put(o, NO_LINE_END);
		break;
	case ECMA_CLASS:
		put_class(o, node);
		break;
	case ECMA_START:
		put(o, "^");
		break;
	case ECMA_END:
		put(o, "$");
		break;
	case ECMA_BOUNDARY:
		put(o, node->negative ? "\\B" : "\\b");
		break;
	case ECMA_LOOK:
		put(o, look(node));
		put_children(o, node, "");
		put(o, ")");
		break;
	case ECMA_GROUP:
		put(o, node->group != 0 ? "(" : "(?:");
		put_children(o, node, "");
		put(o, ")");
		break;
	case ECMA_REFERENCE:
		snprintf(text, sizeof text, "\\g{%u}", (unsigned)node->group);
		put(o, text);
		break;
	case ECMA_REPEAT:
		put_repeat(o, node);
		break;
	case ECMA_SEQUENCE:
		put_children(o, node, "");
		break;
	case ECMA_CHOICE:
		put_children(o, node, "|");
		break;
	}
}

struct ecma_translation
ecma_pattern_translate(const struct ecma_tree *tree)
{
	struct ecma_translation to = { NULL, 0, NULL };
	struct output o = { .to = &to };

	put(&o, "");
	put_node(&o, tree->root);
	if (o.failed)
		ecma_pattern_free(&to);
	return to;
}

void
ecma_pattern_free(struct ecma_translation *t)
{
	free(t->text);
	free(t->origins);
	*t = (struct ecma_translation){ NULL, 0, NULL };
}

static bool
is_word(uint32_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '_';
}

bool
ecma_pattern_is_line_end(uint32_t c)
{
	return c == '\n' || c == '\r' ||
	       (c > 0xff && unseen_is_white_space(c) && !unseen_is_space(c));
}

/* WhiteSpace and LineTerminator.  U+0085 is neither, though it is White_Space. */
static bool
is_space(uint32_t c)
{
	return (c >= '\t' && c <= '\r') || unseen_is_space(c) ||
	       c == UNSEEN_BYTE_ORDER_MARK || ecma_pattern_is_line_end(c);
}

bool
ecma_pattern_item_has(const struct ecma_item *item, uint32_t c)
{
	switch (item->kind) {
	case ECMA_RANGE:
		return c >= item->first && c <= item->last;
	case ECMA_DIGIT:
		return (c >= '0' && c <= '9') != item->negative;
	case ECMA_WORD:
		return is_word(c) != item->negative;
	default:
		return is_space(c) != item->negative;
	}
}

/* Whether a node refers to a group, or 0 to any. */
static bool
refers(const struct ecma_node *node, uint32_t group)
{
	if (node->kind == ECMA_REFERENCE && (group == 0 || node->group == group))
		return true;
	for (const struct ecma_node *c = node->first; c != NULL; c = c->next)
		if (refers(c, group))
			return true;
	return false;
}

/*
 * PCRE2 keeps what a group matched in an earlier repetition, and looks behind from left
 * to right.  Both matter only to references.
 */
static bool
is_exact(const struct ecma_tree *tree, const struct ecma_node *node, bool repeated)
{
	if (node->kind == ECMA_GROUP && node->group != 0 && repeated &&
	    refers(tree->root, node->group))
		return false;
	if (node->kind == ECMA_LOOK && node->behind) {
		if (refers(node, 0))
			return false;
		repeated = true; /* no less strange */
	}
	repeated = repeated || node->kind == ECMA_REPEAT;
	for (const struct ecma_node *c = node->first; c != NULL; c = c->next)
		if (!is_exact(tree, c, repeated))
			return false;
	return true;
}

bool
ecma_pattern_is_exact(const struct ecma_tree *tree)
{
	return is_exact(tree, tree->root, false);
}
