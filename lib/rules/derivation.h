/*
 * derivation.h - fields that rules compute, some from others
 *
 * Each rule is an expression and the name of the field that takes its value.  A rule
 * may use a field that another rule derives, in any order: each rule is evaluated after
 * the rules that it needs, and exact numbers stay exact between them.  A rule
 * never sees the old value of a field that another rule derives.  One that names its
 * own field replaces it: it sees the old value, which must be there.
 *
 * No I/O; what it holds is its own but for the constants.
 */
#ifndef DERIVATION_H
#define DERIVATION_H

#include <stdbool.h>
#include <stddef.h>

#include "cel/expression.h"
#include "record/record.h"
#include "record/writer.h"

struct derivation;

enum { DERIVATION_MAX = 1000 /* rules */ };

struct derivation_rule {
	const char *name; /* of a field: bonus, or scores.total for one of a field */
	const char *text; /* an expression */
};

/* Why rules make no derivation. */
struct derivation_error {
	size_t rule;     /* the number of the one that is at fault */
	const char *why; /* static; NULL for a cycle */
	bool in_text;    /* why is about the text of the rule, and place is set */
	struct expression_error place;
	struct writer cycle; /* "a needs b, b needs a"; the caller frees it */
};

/*
 * Take rules over records; policy, the constants, is borrowed.  NULL with *error set
 * if a name cannot be one or is taken, a text is not an expression, a rule reads a
 * derived field in a way that would give its old value, or rules need each other.
 */
struct derivation *derivation_new(const struct derivation_rule *, size_t count,
    const struct expression_value *policy, struct derivation_error *error);
void derivation_free(struct derivation *);

/* The name of the field of a rule, borrowed. */
const char *derivation_name(const struct derivation *, size_t rule);

/* Why a rule has no value for a record. */
struct derivation_failure {
	size_t rule;
	enum derivation_failure_kind {
		DERIVATION_ERROR,   /* its expression fails */
		DERIVATION_NO_JSON, /* a record cannot hold its value */
		DERIVATION_NO_MEMORY
	} kind;
	const char *reason; /* for people; borrowed until the next evaluation */
};

/*
 * Derive the fields of a record.  False with *failure set to the first rule, in the
 * order of evaluation, that has no value; then no field is set.
 */
bool derivation_evaluate(
    struct derivation *, struct record *, struct derivation_failure *failure);

/* What is to be set in the record, in the order of the rules (stream_set()). */
struct derivation_edit {
	const char *outer, *inner; /* inner may be NULL */
	struct span value;         /* JSON, borrowed until the next evaluation */
};

/*
 * The number i of the edits of the last evaluation, from 0; false if there are no more.
 * Fields of one field that is not in the record yet are one edit.
 */
bool derivation_edit(const struct derivation *, size_t i, struct derivation_edit *);

#endif
