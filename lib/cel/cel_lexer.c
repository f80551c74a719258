#include <string.h>

#include <utf8proc.h>

#include "cel/cel_lexer.h"
#include "text/unseen.h"

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_hex(char c)
{
	return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* How many bytes at this place belong to a name; 0 if no name begins here. */
static size_t
name_character(const struct cel_lexer *l, const char *at, bool first)
{
	utf8proc_int32_t c;
	utf8proc_ssize_t len;

	if (at == l->end)
		return 0;
	if ((unsigned char)*at < 0x80)
		return (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') ||
		       *at == '_' || (!first && is_digit(*at));
	len = utf8proc_iterate((const utf8proc_uint8_t *)at, l->end - at, &c);
	if (len <= 0 || (c >= 0xFF01 && c <= 0xFF5E) || unseen_is((uint32_t)c))
		return 0;
	switch (utf8proc_category(c)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_NL:
		return (size_t)len;
	case UTF8PROC_CATEGORY_ND:
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
		return first ? 0 : (size_t)len;
	default:
		return 0;
	}
}

static struct cel_token
token(const struct cel_lexer *l, enum cel_token_kind kind, const char *from)
{
	return (
	    struct cel_token){ .kind = kind, .text = { from, (size_t)(l->at - from) } };
}

static struct cel_token
fault(struct cel_lexer *l, const char *from, const char *why)
{
	struct cel_token t = { .kind = TOKEN_FAULT, .text = { from, 1 }, .why = why };

	l->at = l->end;
	return t;
}

/* White space and // comments. */
static void
skip(struct cel_lexer *l)
{
	for (; l->at < l->end; l->at++) {
		if (l->end - l->at >= 2 && memcmp(l->at, "//", 2) == 0) {
			l->at = memchr(l->at, '\n', (size_t)(l->end - l->at));
			if (l->at == NULL)
				l->at = l->end;
			if (l->at == l->end)
				return;
		} else if (memchr(" \t\n\f\r", *l->at, 5) == NULL)
			return;
	}
}

static enum cel_token_kind
word_kind(struct span word)
{
	static const struct {
		const char *word;
		enum cel_token_kind kind;
	} words[] = {
		{ "true", TOKEN_TRUE },
		{ "false", TOKEN_FALSE },
		{ "null", TOKEN_NULL },
		{ "in", TOKEN_IN },
		{ "as", TOKEN_RESERVED },
		{ "break", TOKEN_RESERVED },
		{ "const", TOKEN_RESERVED },
		{ "continue", TOKEN_RESERVED },
		{ "else", TOKEN_RESERVED },
		{ "for", TOKEN_RESERVED },
		{ "function", TOKEN_RESERVED },
		{ "if", TOKEN_RESERVED },
		{ "import", TOKEN_RESERVED },
		{ "let", TOKEN_RESERVED },
		{ "loop", TOKEN_RESERVED },
		{ "namespace", TOKEN_RESERVED },
		{ "package", TOKEN_RESERVED },
		{ "return", TOKEN_RESERVED },
		{ "var", TOKEN_RESERVED },
		{ "void", TOKEN_RESERVED },
		{ "while", TOKEN_RESERVED },
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strlen(words[i].word) == word.len &&
		    memcmp(words[i].word, word.at, word.len) == 0)
			return words[i].kind;
	return TOKEN_NAME;
}

static struct cel_token
read_name(struct cel_lexer *l, const char *from)
{
	struct cel_token t;
	size_t len;

	while ((len = name_character(l, l->at, l->at == from)) > 0)
		l->at += len;
	t = token(l, TOKEN_NAME, from);
	t.kind = word_kind(t.text);
	return t;
}

static bool
skip_digits(struct cel_lexer *l, bool (*is_one)(char))
{
	const char *from = l->at;

	while (l->at < l->end && is_one(*l->at))
		l->at++;
	return l->at > from;
}

/* A fraction and an exponent, if they are there and whole. */
static bool
skip_fraction(struct cel_lexer *l)
{
	const char *from = l->at, *before;

	if (l->end - l->at >= 2 && *l->at == '.' && is_digit(l->at[1])) {
		l->at++;
		skip_digits(l, is_digit);
	}
	before = l->at;
	if (l->at < l->end && (*l->at == 'e' || *l->at == 'E')) {
		l->at++;
		if (l->at < l->end && (*l->at == '+' || *l->at == '-'))
			l->at++;
		if (!skip_digits(l, is_digit))
			l->at = before;
	}
	return l->at > from;
}

static struct cel_token
read_number(struct cel_lexer *l, const char *from)
{
	enum cel_token_kind kind = TOKEN_INT;

	if (l->end - from >= 2 && from[0] == '0' &&
	    (from[1] == 'x' || from[1] == 'X')) {
		l->at += 2;
		if (!skip_digits(l, is_hex))
			return fault(l, from, "a hexadecimal number without digits");
	} else {
		skip_digits(l, is_digit);
		if (skip_fraction(l))
			kind = TOKEN_DOUBLE;
	}
	if (kind == TOKEN_INT && l->at < l->end && (*l->at == 'u' || *l->at == 'U')) {
		l->at++;
		kind = TOKEN_UINT;
	}
	if (name_character(l, l->at, false) > 0)
		return fault(l, from, "a number runs into a name");
	return token(l, kind, from);
}

/* at is the opening quote. */
static struct cel_token
read_string(struct cel_lexer *l, const char *from, enum cel_token_kind kind, bool raw)
{
	char quote = *l->at;
	bool triple = l->end - l->at >= 3 && l->at[1] == quote && l->at[2] == quote;
	size_t quotes = triple ? 3 : 1;

	for (l->at += quotes; l->at < l->end; l->at++) {
		if (*l->at == '\\' && !raw && l->end - l->at >= 2) {
			l->at++;
		} else if (!triple && (*l->at == '\n' || *l->at == '\r')) {
			break;
		} else if (*l->at == quote &&
			   (!triple || (l->end - l->at >= 3 && l->at[1] == quote &&
					   l->at[2] == quote))) {
			l->at += quotes;
			return token(l, kind, from);
		}
	}
	return fault(l, from, "the string does not end");
}

/* A string with what may stand before its quote: r, b, br, rb in either case. */
static bool
is_string(const struct cel_lexer *l, size_t *prefix, bool *raw, bool *bytes)
{
	*raw = *bytes = false;
	for (*prefix = 0; *prefix < (size_t)(l->end - l->at); ++*prefix) {
		char c = l->at[*prefix];

		if (c == '"' || c == '\'')
			return true;
		if ((c == 'r' || c == 'R') && !*raw)
			*raw = true;
		else if ((c == 'b' || c == 'B') && !*bytes)
			*bytes = true;
		else
			return false;
	}
	return false;
}

static struct cel_token
read_quoted(struct cel_lexer *l, const char *from)
{
	for (l->at++; l->at < l->end && *l->at != '\n'; l->at++)
		if (*l->at == '`') {
			l->at++;
			if (l->at - from == 2)
				return fault(l, from, "an empty name");
			return token(l, TOKEN_QUOTED, from);
		}
	return fault(l, from, "the quoted name does not end");
}

static struct cel_token
read_mark(struct cel_lexer *l, const char *from)
{
	static const struct {
		char mark[3];
		enum cel_token_kind kind;
	} marks[] = { { "&&", TOKEN_AND }, { "||", TOKEN_OR },
		{ "<=", TOKEN_LESS_EQUAL }, { ">=", TOKEN_GREATER_EQUAL },
		{ "==", TOKEN_EQUAL }, { "!=", TOKEN_NOT_EQUAL }, { "<", TOKEN_LESS },
		{ ">", TOKEN_GREATER }, { "+", TOKEN_PLUS }, { "-", TOKEN_MINUS },
		{ "*", TOKEN_STAR }, { "/", TOKEN_SLASH }, { "%", TOKEN_PERCENT },
		{ "!", TOKEN_NOT }, { "?", TOKEN_QUESTION }, { ":", TOKEN_COLON },
		{ ",", TOKEN_COMMA }, { ".", TOKEN_DOT }, { "(", TOKEN_OPEN_PAREN },
		{ ")", TOKEN_CLOSE_PAREN }, { "[", TOKEN_OPEN_BRACKET },
		{ "]", TOKEN_CLOSE_BRACKET }, { "{", TOKEN_OPEN_BRACE },
		{ "}", TOKEN_CLOSE_BRACE } };

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		size_t len = strlen(marks[i].mark);

		if ((size_t)(l->end - from) >= len &&
		    memcmp(from, marks[i].mark, len) == 0) {
			l->at += len;
			return token(l, marks[i].kind, from);
		}
	}
	if (*from == '=')
		return fault(l, from, "one \"=\"; two make a comparison");
	if ((unsigned char)*from >= 0x80)
		return fault(l, from,
		    "a character that only a string may hold; is it full-width, or "
		    "unseen?");
	return fault(l, from, "a character that the language does not know");
}

struct cel_token
cel_lexer_next(struct cel_lexer *l)
{
	const char *from;
	size_t prefix;
	bool raw, bytes;

	skip(l);
	from = l->at;
	if (from == l->end)
		return token(l, TOKEN_END, from);
	if (is_digit(*from) ||
	    (l->end - from >= 2 && *from == '.' && is_digit(from[1])))
		return read_number(l, from);
	if (is_string(l, &prefix, &raw, &bytes)) {
		l->at += prefix;
		return read_string(l, from, bytes ? TOKEN_BYTES : TOKEN_STRING, raw);
	}
	if (*from == '`')
		return read_quoted(l, from);
	if (name_character(l, from, true) > 0)
		return read_name(l, from);
	return read_mark(l, from);
}
