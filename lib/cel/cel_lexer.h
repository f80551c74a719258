/*
 * cel_lexer.h - the words of the rules language
 *
 * After the specification, with one addition: a name may hold letters and digits
 * of any script, so that fields may have Chinese names.
 */
#ifndef CEL_LEXER_H
#define CEL_LEXER_H

#include <stdbool.h>
#include <stddef.h>

#include "record/record.h"

enum cel_token_kind {
	TOKEN_END,
	TOKEN_FAULT, /* not a word of the language; why says what is wrong */
	TOKEN_NAME,
	TOKEN_RESERVED, /* a name only behind a dot */
	TOKEN_QUOTED,   /* `a-b`, only behind a dot; the quotes belong to it */
	TOKEN_TRUE,
	TOKEN_FALSE,
	TOKEN_NULL,
	TOKEN_IN,
	TOKEN_INT,
	TOKEN_UINT,
	TOKEN_DOUBLE,
	TOKEN_STRING,
	TOKEN_BYTES,
	TOKEN_AND,
	TOKEN_OR,
	TOKEN_LESS,
	TOKEN_LESS_EQUAL,
	TOKEN_GREATER,
	TOKEN_GREATER_EQUAL,
	TOKEN_EQUAL,
	TOKEN_NOT_EQUAL,
	TOKEN_PLUS,
	TOKEN_MINUS,
	TOKEN_STAR,
	TOKEN_SLASH,
	TOKEN_PERCENT,
	TOKEN_NOT,
	TOKEN_QUESTION,
	TOKEN_COLON,
	TOKEN_COMMA,
	TOKEN_DOT,
	TOKEN_OPEN_PAREN,
	TOKEN_CLOSE_PAREN,
	TOKEN_OPEN_BRACKET,
	TOKEN_CLOSE_BRACKET,
	TOKEN_OPEN_BRACE,
	TOKEN_CLOSE_BRACE
};

struct cel_token {
	enum cel_token_kind kind;
	struct span text;
	const char *why; /* of a TOKEN_FAULT: a static sentence */
};

struct cel_lexer {
	const char *at, *end;
};

/* The next word.  The text must be UTF-8.  Behind the end comes TOKEN_END, always. */
struct cel_token cel_lexer_next(struct cel_lexer *);

#endif
