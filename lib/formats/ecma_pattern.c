#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "formats/ecma_pattern.h"

/* WhiteSpace and LineTerminator of ECMA-262, and all but those, inside a class. */
#define SPACE                                                                       \
	"\\x{9}-\\x{d}\\x{20}\\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}" \
	"\\x{202f}\\x{205f}\\x{3000}\\x{feff}"
#define NO_SPACE                                                                       \
	"\\x{0}-\\x{8}\\x{e}-\\x{1f}\\x{21}-\\x{9f}\\x{a1}-\\x{167f}\\x{1681}-\\x{"    \
	"1fff}"                                                                        \
	"\\x{200b}-\\x{2027}\\x{202a}-\\x{202e}\\x{2030}-\\x{205e}\\x{2060}-\\x{2fff}" \
	"\\x{3001}-\\x{fefe}\\x{ff00}-\\x{10ffff}"
#define NO_LINE_END "[^\\n\\r\\x{2028}\\x{2029}]"

struct translation {
	const char *start, *at, *end; /* of the pattern */
	char *text;                   /* in the words of PCRE2 */
	size_t len, size;
	bool in_class;
	const char *why;
};

static void
fail(struct translation *t, const char *why)
{
	if (t->why == NULL)
		t->why = why;
}

static void
put(struct translation *t, const char *bytes, size_t len)
{
	if (t->size - t->len < len) {
		size_t size = t->size * 2 + len;
		char *larger = realloc(t->text, size);

		if (larger == NULL) {
			fail(t, "no memory");
			return;
		}
		t->text = larger;
		t->size = size;
	}
	memcpy(t->text + t->len, bytes, len);
	t->len += len;
}

static void
put_text(struct translation *t, const char *text)
{
	put(t, text, strlen(text));
}

/* Copy the next len bytes as they are. */
static void
copy(struct translation *t, size_t len)
{
	put(t, t->at, len);
	t->at += len;
}

static void
put_character(struct translation *t, uint32_t character)
{
	char text[16];

	snprintf(text, sizeof text, "\\x{%x}", character);
	put_text(t, text);
}

static bool
next_is(const struct translation *t, const char *text)
{
	size_t len = strlen(text);

	return (size_t)(t->end - t->at) >= len && memcmp(t->at, text, len) == 0;
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

/* Exactly count hexadecimal digits; -1 and nothing taken if they are not there. */
static int32_t
take_hex(struct translation *t, int count)
{
	int32_t value = 0;

	if (t->end - t->at < count)
		return -1;
	for (int i = 0; i < count; i++) {
		int digit = hex_value(t->at[i]);

		if (digit < 0)
			return -1;
		value = value * 16 + digit;
	}
	t->at += count;
	return value;
}

/* {1F600}, behind \u. */
static int32_t
take_braced_hex(struct translation *t)
{
	int32_t value = 0, digit = 0;
	const char *first = ++t->at;

	while (t->at < t->end && *t->at != '}' && value <= 0x10ffff &&
	       (digit = hex_value(*t->at)) >= 0) {
		value = value * 16 + digit;
		t->at++;
	}
	if (t->at == first || t->at == t->end || *t->at != '}' || value > 0x10ffff)
		return -1;
	t->at++;
	return value;
}

/* Behind \u: four digits, two times four that make a pair, or digits in braces. */
static void
put_unicode_escape(struct translation *t)
{
	int32_t value = next_is(t, "{") ? take_braced_hex(t) : take_hex(t, 4);

	if (value >= 0xd800 && value <= 0xdbff && next_is(t, "\\u")) {
		int32_t low;

		t->at += 2;
		low = take_hex(t, 4);
		if (low >= 0xdc00 && low <= 0xdfff)
			value = 0x10000 + (value - 0xd800) * 0x400 + (low - 0xdc00);
	}
	if (value < 0)
		fail(t, "\\u wants four hexadecimal digits, or some in braces");
	else if (value >= 0xd800 && value <= 0xdfff)
		fail(t, "half of a surrogate pair is no character");
	else
		put_character(t, (uint32_t)value);
}

/* clang-format off */
/* The long names of general categories, which PCRE2 knows by the short ones only. */
static const char *const categories[][2] = {
	{ "Cased_Letter", "L&" }, { "Close_Punctuation", "Pe" }, { "Combining_Mark", "M" },
	{ "Connector_Punctuation", "Pc" }, { "Control", "Cc" }, { "Currency_Symbol", "Sc" },
	{ "Dash_Punctuation", "Pd" }, { "Decimal_Number", "Nd" }, { "Enclosing_Mark", "Me" },
	{ "Final_Punctuation", "Pf" }, { "Format", "Cf" }, { "Initial_Punctuation", "Pi" },
	{ "LC", "L&" }, { "Letter", "L" }, { "Letter_Number", "Nl" },
	{ "Line_Separator", "Zl" }, { "Lowercase_Letter", "Ll" }, { "Mark", "M" },
	{ "Math_Symbol", "Sm" }, { "Modifier_Letter", "Lm" }, { "Modifier_Symbol", "Sk" },
	{ "Nonspacing_Mark", "Mn" }, { "Number", "N" }, { "Open_Punctuation", "Ps" },
	{ "Other", "C" }, { "Other_Letter", "Lo" }, { "Other_Number", "No" },
	{ "Other_Punctuation", "Po" }, { "Other_Symbol", "So" },
	{ "Paragraph_Separator", "Zp" }, { "Private_Use", "Co" }, { "Punctuation", "P" },
	{ "Separator", "Z" }, { "Space_Separator", "Zs" }, { "Spacing_Mark", "Mc" },
	{ "Surrogate", "Cs" }, { "Symbol", "S" }, { "Titlecase_Letter", "Lt" },
	{ "Unassigned", "Cn" }, { "Uppercase_Letter", "Lu" }, { "cntrl", "Cc" },
	{ "digit", "Nd" }, { "punct", "P" },
};
/* clang-format on */

static bool
take_word(struct translation *t, const char *word)
{
	if (!next_is(t, word))
		return false;
	t->at += strlen(word);
	return true;
}

/* Behind \p or \P: scripts and properties are those of PCRE2. */
static void
put_property(struct translation *t, char letter)
{
	const char *close = memchr(t->at, '}', (size_t)(t->end - t->at));
	size_t len;

	if (!next_is(t, "{") || close == NULL || t->at[1] == '^') {
		fail(t, "\\p wants a property in braces");
		return;
	}
	put(t, (char[]){ '\\', letter }, 2);
	copy(t, 1);
	if (!take_word(t, "General_Category="))
		take_word(t, "gc=");
	len = (size_t)(close - t->at);
	for (size_t i = 0; i < sizeof categories / sizeof *categories; i++)
		if (strlen(categories[i][0]) == len && next_is(t, categories[i][0])) {
			put_text(t, categories[i][1]);
			t->at = close;
		}
	copy(t, (size_t)(close + 1 - t->at));
}

/* Behind a backslash and a digit: a group that was seen, or the character NUL. */
static void
put_back_reference(struct translation *t)
{
	const char *first = t->at;

	while (t->at < t->end && *t->at >= '0' && *t->at <= '9')
		t->at++;
	if (*first == '0' && t->at == first + 1) {
		put_character(t, 0);
		return;
	}
	if (*first == '0' || t->in_class) {
		fail(t, "there are no octal escapes");
		return;
	}
	put_text(t, "\\g{");
	put(t, first, (size_t)(t->at - first));
	put_text(t, "}");
}

/* Escapes that mean the same inside and outside of a class. */
static void
put_character_escape(struct translation *t, char c)
{
	int32_t value;

	switch (c) {
	case 't':
	case 'n':
	case 'r':
	case 'f':
	case 'd':
	case 'D':
	case 'w':
	case 'W':
		put(t, (char[]){ '\\', c }, 2);
		return;
	case 'v':
		put_character(t, 0xb);
		return;
	case 'c':
		if (t->at == t->end || (*t->at | 0x20) < 'a' || (*t->at | 0x20) > 'z')
			fail(t, "\\c wants a letter");
		else
			put_character(t, (uint32_t)(*t->at++ & 0x1f));
		return;
	case 'x':
		if ((value = take_hex(t, 2)) < 0)
			fail(t, "\\x wants two hexadecimal digits");
		else
			put_character(t, (uint32_t)value);
		return;
	case 'u':
		put_unicode_escape(t);
		return;
	case 'p':
	case 'P':
		put_property(t, c);
		return;
	default:
		if (strchr("^$\\.*+?()[]{}|/-", c) == NULL || c == '\0')
			fail(t, "no escape of ECMAScript");
		else
			put(t, (char[]){ '\\', c }, 2);
	}
}

static void
put_escape(struct translation *t)
{
	char c;

	if (++t->at == t->end) {
		fail(t, "a backslash at the end");
		return;
	}
	c = *t->at;
	if (c >= '0' && c <= '9') {
		put_back_reference(t);
		return;
	}
	t->at++;
	if (c == 's')
		put_text(t, t->in_class ? SPACE : "[" SPACE "]");
	else if (c == 'S')
		put_text(t, t->in_class ? NO_SPACE : "[^" SPACE "]");
	else if (c == 'b' && t->in_class)
		put_character(t, 8);
	else if ((c == 'b' || c == 'B') && !t->in_class)
		put(t, (char[]){ '\\', c }, 2);
	else if (c == 'k' && !t->in_class && next_is(t, "<"))
		put_text(t, "\\k");
	else
		put_character_escape(t, c);
}

/* A class; a "[" in it is only that character, [] holds nothing, [^] everything. */
static void
put_class(struct translation *t)
{
	copy(t, next_is(t, "[^") ? 2 : 1);
	t->in_class = true;
	while (t->why == NULL && t->at < t->end && *t->at != ']') {
		if (*t->at == '\\') {
			put_escape(t);
		} else {
			if (*t->at == '[')
				put_text(t, "\\");
			copy(t, 1);
		}
	}
	t->in_class = false;
	if (t->at == t->end)
		fail(t, "a class is not closed");
	else
		copy(t, 1);
}

static void
put_group(struct translation *t)
{
	static const char *const kinds[] = { "(?:", "(?=", "(?!", "(?<=", "(?<!",
		"(?<" };

	if (next_is(t, "(*")) {
		fail(t, "nothing to repeat");
		return;
	}
	if (!next_is(t, "(?")) {
		copy(t, 1);
		return;
	}
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (next_is(t, kinds[i])) {
			copy(t, strlen(kinds[i]));
			return;
		}
	fail(t, "no group of ECMAScript");
}

/* The length of {2}, {2,} or {2,5}, or 0 if the brace stands for itself. */
static size_t
braces_length(const struct translation *t)
{
	const char *at = t->at + 1, *first = at;

	while (at < t->end && *at >= '0' && *at <= '9')
		at++;
	if (at == first)
		return 0;
	if (at < t->end && *at == ',')
		for (at++; at < t->end && *at >= '0' && *at <= '9'; at++)
			;
	return at < t->end && *at == '}' ? (size_t)(at + 1 - t->at) : 0;
}

/* A quantifier, lazy perhaps; a "+" behind it would make PCRE2 possessive. */
static void
put_quantifier(struct translation *t, size_t len)
{
	copy(t, len);
	if (next_is(t, "?"))
		copy(t, 1);
	if (next_is(t, "+") || next_is(t, "*") || next_is(t, "?") ||
	    (next_is(t, "{") && braces_length(t) > 0))
		fail(t, "nothing to repeat");
}

static void
put_next(struct translation *t)
{
	size_t len;

	switch (*t->at) {
	case '\\':
		put_escape(t);
		break;
	case '[':
		put_class(t);
		break;
	case '(':
		put_group(t);
		break;
	case '.':
		put_text(t, NO_LINE_END);
		t->at++;
		break;
	case '*':
	case '+':
	case '?':
		put_quantifier(t, 1);
		break;
	case '{':
		if ((len = braces_length(t)) > 0) {
			put_quantifier(t, len);
			break;
		}
		put_text(t, "\\");
		copy(t, 1);
		break;
	default:
		copy(t, 1);
	}
}

char *
ecma_pattern(struct span pattern, size_t *len, struct ecma_fault *fault)
{
	struct translation t = { .start = pattern.at,
		.at = pattern.at,
		.end = pattern.at + pattern.len,
		.size = pattern.len + 64 };

	t.text = malloc(t.size);
	if (t.text == NULL)
		fail(&t, "no memory");
	while (t.why == NULL && t.at < t.end)
		put_next(&t);
	if (t.why == NULL) {
		*len = t.len;
		return t.text;
	}
	*fault = (struct ecma_fault){ t.why, (size_t)(t.at - t.start) };
	free(t.text);
	return NULL;
}
