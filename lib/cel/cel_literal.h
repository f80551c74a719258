/*
 * cel_literal.h - the values of literals
 */
#ifndef CEL_LITERAL_H
#define CEL_LITERAL_H

#include "cel/cel_lexer.h"
#include "cel/cel_value.h"

/*
 * The value of a literal token (TOKEN_INT to TOKEN_BYTES), with a minus sign in
 * front of it if negative is true.  Strings are copied to the arena.  Returns NULL,
 * or a static sentence that says what is wrong.
 */
const char *cel_literal(
    struct arena *, const struct cel_token *, bool negative, struct cel_value *value);

#endif
