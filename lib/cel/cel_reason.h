/*
 * cel_reason.h - why a rule has no value for a record, as the rule names it
 */
#ifndef CEL_REASON_H
#define CEL_REASON_H

#include "cel/cel_ast.h"
#include "record/writer.h"

/*
 * Write a sentence without a stop: "the record does not have scores.math", even if
 * scores is what is missing; "scores.math is null, which the operator or the function
 * does not take"; or what cel_fault_reason() says where nothing can be named.  error is
 * the result of p.  Quotes the rule, at most CEL_REASON_SIZE bytes, and no data.
 */
enum { CEL_REASON_SIZE = 320 };
void cel_reason_write(
    struct writer *, const struct cel_program *p, struct cel_value error);

/*
 * Write the bytes of a text from one to another, at most so many, "..." behind what is
 * cut off: no character is cut, and control characters become spaces.
 */
void cel_reason_quote(
    struct writer *, const char *text, size_t from, size_t to, size_t most);

#endif
