/*
 * expression.h - the rules of a year: conditions and formulas over records
 *
 * The language is CEL, the Common Expression Language: it is typed, has no effects, and
 * every expression ends.  All of the core specification is here except messages of
 * protocol buffers, and so are the extensions strings, math, encoders, bindings,
 * two-variable macros and optionals.  There are three additions: decimals
 * (cel_number.h), names in any script, and a few functions of the domain
 * (cel_admission.c).
 *
 * An expression is compiled once and evaluated over many records.  Values are read
 * from the record's table when they are needed, and after the first records no more
 * memory is allocated.  Nothing here prints, exits or keeps state outside of its
 * structs.
 */
#ifndef EXPRESSION_H
#define EXPRESSION_H

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

#include "cel/expression_scope.h"
#include "record/decimal.h"
#include "record/record.h"
#include "record/writer.h"

struct expression;
struct expression_value;

/*
 * A JSON value for expressions: the constants of a policy, a program.  All numbers
 * become decimals: those of a document that document_load_exact() has read are the
 * digits that are written there.  New, or NULL if memory ran out or a number fits no
 * decimal.
 */
struct expression_value *expression_value_new(const json_t *);
void expression_value_free(struct expression_value *);

/*
 * Compile a text of len bytes.  The scope may go when this returns; what its constants
 * hold may not.  NULL with *error set if the text is not an expression over the scope.
 */
struct expression *expression_compile(const char *text, size_t len,
    const struct expression_scope *, struct expression_error *error);
void expression_free(struct expression *);

/* The same for a condition: a text whose result can be no boolean is refused too. */
struct expression *expression_compile_condition(const char *text, size_t len,
    const struct expression_scope *, struct expression_error *error);

/* The text that it was made of, NUL behind it; borrowed from the expression. */
const char *expression_text(const struct expression *);

/*
 * Two lines for people: the line of the text in which the error stands, or what is
 * around it in a long one, and a caret under it.  Chinese characters count as two
 * columns wide.  The text is not terminated; the writer is the caller's.
 */
void expression_show(
    struct writer *, const char *text, const struct expression_error *);

/*
 * Whether it may read, from the record of variable 0, the value at a JSON Pointer
 * ("/scores/math"), a part of it, or something that it is a part of, the record as a
 * whole included.  has() counts as reading.  Sets *place (may be NULL) to where.
 */
bool expression_reads(
    const struct expression *, const char *pointer, struct expression_error *place);

/*
 * Call a function for each value of the record of variable 0 that it names, by its JSON
 * Pointer, "" for the record as a whole; one may come twice.  False if the function has
 * returned false, or if there is no memory.
 */
bool expression_reads_each(const struct expression *,
    bool (*each)(void *context, const char *pointer), void *context);

/* The kind of a result. */
enum expression_result {
	EXPRESSION_OTHER, /* a value of another type */
	EXPRESSION_NULL,
	EXPRESSION_BOOLEAN,
	EXPRESSION_NUMBER, /* int, uint or decimal that struct decimal can hold */
	EXPRESSION_STRING,
	EXPRESSION_TIMESTAMP,
	EXPRESSION_ERROR,
	EXPRESSION_NO_MEMORY, /* whatever the rest of the expression says */
};

/* Whether it is known before any evaluation that the result is not of that kind. */
bool expression_is_never(const struct expression *, enum expression_result);

/*
 * Evaluate.  The result stays in the expression until it is evaluated again, and
 * borrows from the bindings.  An expression takes at most EXPRESSION_STEPS steps,
 * each an operation or 16 bytes of memory; what takes more is an error.
 */
enum { EXPRESSION_STEPS = 1000000 };
enum expression_result expression_evaluate(
    struct expression *, const struct expression_binding *);

/*
 * The result as a value, for the bindings of other expressions; borrowed from the
 * expression, whose last result it always is.
 */
const struct expression_value *expression_result_value(const struct expression *);

/* The result, where expression_evaluate() returned its type. */
bool expression_boolean(const struct expression *);
struct decimal expression_number(const struct expression *);
struct span expression_string(const struct expression *);

/*
 * A timestamp in seconds since 1970.  False if 64 bits do not hold them, as for the
 * nanoseconds of another century.
 */
bool expression_seconds(const struct expression *, struct decimal *);

/*
 * The result as JSON: numbers as numbers, times and durations as strings, bytes in
 * base64, an optional as its value or null.  False if it is an error, a type, a map
 * with a key that is no string, or a double that is no number.
 */
bool expression_write(const struct expression *, struct writer *);

/*
 * Of an error: its code ("no-such-field", "wrong-type" ...) and a sentence, which
 * are static and quote no data, and where in the text it arose.
 */
struct expression_failure {
	const char *code, *reason;
	struct expression_error place;
};
struct expression_failure expression_failure(const struct expression *);

/*
 * Why a record has no result, as the reason of a reject: what is missing as the rule
 * names it, or else the sentence; the code; and the place with a caret before it:
 *
 *	the record does not have scors.b (no-such-field, line 1, column 10 of the
 *	expression: total == ^scors.b)
 *
 * Or, if there is a result, that it is neither true nor false.  Quotes the rule and no
 * data; less than 700 bytes, UTF-8.  Borrowed until the next call.
 */
const char *expression_failure_text(struct expression *);

#endif
