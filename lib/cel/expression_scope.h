/*
 * expression_scope.h - what an expression may name, where the values come from, and
 * how it is refused
 */
#ifndef EXPRESSION_SCOPE_H
#define EXPRESSION_SCOPE_H

#include <stdbool.h>
#include <stddef.h>

struct expression_value;
struct record;

/* Where a variable of an expression has its value from. */
enum expression_source {
	EXPRESSION_RECORD,   /* the record of its binding */
	EXPRESSION_VALUE,    /* the value of its binding */
	EXPRESSION_CONSTANT, /* one value for the life of the expression */
};

struct expression_variable {
	const char *name;
	enum expression_source source;
	const struct expression_value *constant;
};

/*
 * What an expression may name.  Binding i of an evaluation has the value of variable i.
 * A rule about records has
 *
 *	{ { "record", EXPRESSION_RECORD }, { "policy", EXPRESSION_CONSTANT, policy } }
 *
 * and fields; a rule about seats
 *
 *	{ { "applicant", EXPRESSION_RECORD }, { "program", EXPRESSION_VALUE }, ... }
 */
struct expression_scope {
	const struct expression_variable *variables;
	size_t count;
	/*
	 * Any other name is a field at the top of the record of variable 0, and
	 * has(name) asks for it.  The names of types (int, string, type ...) are fields
	 * too, unless they are compared with type(x).
	 */
	bool fields;
	/*
	 * What the checker refuses becomes an error when, and if, it is evaluated, as
	 * where the specification evaluates without a check.
	 */
	bool unchecked;
};

struct expression_binding {
	struct record *record;
	const struct expression_value *value;
};

/* Where and why a text is no expression. */
enum { EXPRESSION_WHAT = 64 };
struct expression_error {
	const char *why;            /* static */
	size_t line;                /* of the text, from 1 */
	size_t column;              /* of the line, in characters, from 1 */
	size_t at;                  /* byte of the text, from 0 */
	char what[EXPRESSION_WHAT]; /* the name that why is about, cut if it is long;
				       empty if the place says all */
};

#endif
