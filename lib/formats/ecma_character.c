#include "formats/ecma_character.h"
#include "formats/ecma_property.h"
#include "text/utf8.h"

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
take_hex(struct ecma_parser *p, int count, uint32_t *value)
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
take_braced_hex(struct ecma_parser *p, uint32_t *value)
{
	const char *first = p->at;

	*value = 0;
	for (; p->at < p->end && hex_value(*p->at) >= 0; p->at++) {
		*value = *value * 16 + (uint32_t)hex_value(*p->at);
		if (*value > 0x10ffff)
			return false;
	}
	return p->at > first && ecma_take(p, "}");
}

/* After \u: four digits, two times four that make a pair, or digits in braces. */
bool
ecma_character_unicode(struct ecma_parser *p, uint32_t *value)
{
	const char *before = p->at;
	uint32_t low;

	if (!(ecma_take(p, "{") ? take_braced_hex(p, value) : take_hex(p, 4, value)))
		return ecma_fail_at(p, before,
		    "\\u needs four hexadecimal digits, or a code point in braces");
	before = p->at;
	if (*value >= 0xd800 && *value <= 0xdbff && p->at[-1] != '}' &&
	    ecma_take(p, "\\u")) {
		if (take_hex(p, 4, &low) && low >= 0xdc00 && low <= 0xdfff)
			*value = 0x10000 + (*value - 0xd800) * 0x400 + (low - 0xdc00);
		else
			p->at = before;
	}
	return true;
}

/* A character that stands for itself. */
bool
ecma_character_read(struct ecma_parser *p, uint32_t *c)
{
	size_t len = utf8_read(p->at, p->end, c);

	if (len == 0)
		return ecma_fail(p, "not UTF-8");
	p->at += len;
	return true;
}

/* CharacterEscape, after the backslash, and in a class what is more there. */
bool
ecma_character_escape(struct ecma_parser *p, bool in_class, uint32_t *c)
{
	static const char letters[] = "tnvfr", values[] = "\t\n\v\f\r";
	const char *before = p->at, *found;

	if (p->at == p->end)
		return ecma_fail(p, "a backslash needs a character after it");
	if ((found = memchr(letters, *p->at, sizeof letters - 1)) != NULL) {
		*c = (uint32_t)values[found - letters];
		p->at++;
		return true;
	}
	switch (*p->at++) {
	case 'c':
		if (p->at == p->end || (*p->at | 0x20) < 'a' || (*p->at | 0x20) > 'z')
			return ecma_fail(p, "\\c needs a letter");
		*c = (uint32_t)*p->at++ & 0x1f;
		return true;
	case '0':
		*c = 0;
		return p->at == p->end || *p->at < '0' || *p->at > '9' ||
		       ecma_fail_at(p, before, "there are no octal escapes");
	case 'x':
		return take_hex(p, 2, c) ||
		       ecma_fail(p, "\\x needs two hexadecimal digits");
	case 'u':
		return ecma_character_unicode(p, c);
	case 'b':
		*c = '\b';
		return in_class || ecma_fail_at(p, before, "not an escape");
	case '-':
		*c = '-';
		return in_class || ecma_fail_at(p, before,
				       "\\- is an escape only inside of brackets");
	default:
		*c = (unsigned char)*before;
		return memchr("^$\\.*+?()[]{}|/", *before, 15) != NULL ||
		       ecma_fail_at(p, before,
			   *before >= '1' && *before <= '9'
			       ? "there are no octal escapes"
			       : "ECMAScript has no such escape with the flag u");
	}
}

/* After \p or \P. */
static bool
take_property(struct ecma_parser *p, struct ecma_item *item)
{
	const char *before = p->at, *close;

	if (!ecma_take(p, "{") ||
	    (close = memchr(p->at, '}', (size_t)(p->end - p->at))) == NULL)
		return ecma_fail_at(p, before, "\\p needs a property in braces");
	item->property = ecma_property_name(
	    (struct span){ p->at, (size_t)(close - p->at) }, p->arena);
	p->at = close + 1;
	return item->property != NULL ||
	       ecma_fail_at(p, before, "no property of Unicode has this name");
}

/* \d \D \s \S \w \W \p \P, after the backslash.  None: NULL without a fault. */
struct ecma_item *
ecma_character_class_escape(struct ecma_parser *p)
{
	static const char letters[] = "dDsSwWpP";
	static const enum ecma_item_kind kinds[] = { ECMA_DIGIT, ECMA_SPACE, ECMA_WORD,
		ECMA_PROPERTY };
	const char *found =
	    p->at < p->end ? memchr(letters, *p->at, sizeof letters - 1) : NULL;
	struct ecma_item *item;

	if (found == NULL || (item = ecma_make(p, sizeof *item)) == NULL)
		return NULL;
	item->at = (size_t)(p->at - 1 - p->start);
	item->kind = kinds[(found - letters) / 2];
	item->negative = (found - letters) % 2 == 1;
	p->at++;
	return item->kind != ECMA_PROPERTY || take_property(p, item) ? item : NULL;
}

/* ClassAtom: one character as a range, or a class escape. */
static struct ecma_item *
take_class_atom(struct ecma_parser *p)
{
	struct ecma_item *item;
	const char *before = p->at;

	if (ecma_take(p, "\\") && (item = ecma_character_class_escape(p)) != NULL)
		return item;
	if (p->fault->why != NULL || (item = ecma_make(p, sizeof *item)) == NULL)
		return NULL;
	item->kind = ECMA_RANGE;
	item->at = (size_t)(before - p->start);
	if (!(p->at > before ? ecma_character_escape(p, true, &item->first)
			     : ecma_character_read(p, &item->first)))
		return NULL;
	item->last = item->first;
	return item;
}

/* a-b, where a was read: the range grows.  Or nothing. */
static bool
take_range(struct ecma_parser *p, struct ecma_item *item)
{
	const char *before = p->at;
	struct ecma_item *last;

	if (!ecma_next_is(p, "-") || p->end - p->at < 2 || p->at[1] == ']')
		return true;
	p->at++;
	if ((last = take_class_atom(p)) == NULL)
		return false;
	if (item->kind != ECMA_RANGE || last->kind != ECMA_RANGE)
		return ecma_fail_at(
		    p, before, "a range needs a character at both ends");
	item->last = last->first;
	return item->first <= item->last ||
	       ecma_fail_at(p, before, "a range that ends before it begins");
}

struct ecma_node *
ecma_character_class(struct ecma_parser *p)
{
	struct ecma_node *node = ecma_make_node(p, ECMA_CLASS, p->at);
	const char *before = p->at++;
	struct ecma_item **tail, *item;

	if (node == NULL)
		return NULL;
	node->negative = ecma_take(p, "^");
	for (tail = &node->items; p->at < p->end && *p->at != ']'; tail = &item->next) {
		if ((item = take_class_atom(p)) == NULL || !take_range(p, item))
			return NULL;
		*tail = item;
	}
	if (!ecma_take(p, "]")) {
		ecma_fail_at(p, before, "a class is not closed");
		return NULL;
	}
	return node;
}
