/*
 * schema_answer.h - one run of a schema over a value: what is asked and answered
 *
 * Findings, warnings, and the notes of unevaluated... are written here; which schema
 * applies to which value is decided in schema_run.c.
 */
#ifndef SCHEMA_ANSWER_H
#define SCHEMA_ANSWER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "findings/findings.h"
#include "schema/schema_program_internal.h"

/*
 * One run over a value.  Where only the answer counts (inside of anyOf, not, if
 * ...) the run is quiet: the first fault decides, and nothing is reported.
 */
struct run {
	struct schema *schema;
	const struct scope *scope;
	struct book *book;
	struct record *record;
	const struct value *values;
	struct findings *findings, *warnings;
	unsigned quiet;
	unsigned depth;
	uint32_t sound;       /* the text that was looked at last; 0: none */
	uint64_t search_work; /* left for patterns: bounded_search.h */
	bool undecided;       /* a check was given up, so no answer is to be trusted */
	bool no_memory;
};

/* A resource that was entered on the way to a schema, for $dynamicRef. */
struct scope {
	const struct scope *up;
	uint32_t resource;
};

/*
 * Which items or members of a value were looked at, for unevaluated...: a byte for
 * each in the marks of the schema, from first on.
 */
struct book {
	uint32_t at; /* the value */
	size_t first, count;
};

/* The way from a value to the top, one step each. */
struct place {
	const struct place *up;
	struct span name; /* of the member; at is NULL for an item */
	uint32_t item;    /* its number in the array */
};

static inline bool
schema_answer_is_quiet(const struct run *run)
{
	return run->quiet > 0 || run->findings == NULL;
}

/* Report a fault, unless the run is quiet.  Always false. */
bool schema_answer_refuse(struct run *, const struct refusal *, const struct place *);

/* Report a warning, unless the run is quiet or warnings are not wanted. */
void schema_answer_warn(
    struct run *, struct format_fault, const char *rule, const struct place *);

/*
 * Report that a check cannot be decided.  Even its contrary would not hold, so the
 * record is refused whatever stands around the check.  Always false.
 */
bool schema_answer_give_up(struct run *, const char *code, const char *rule,
    const char *reason, const struct place *);

/* Begin a book for a value, all marks clear.  False if there is no memory. */
bool schema_answer_open_book(struct run *, uint32_t at, struct book *);

/*
 * Where the book of a value begins, if one is kept; else NULL.  Until the next
 * schema is asked, which may move it.
 */
static inline unsigned char *
schema_answer_marks(const struct run *run, uint32_t at)
{
	if (run->book == NULL || run->book->at != at) /* nearly always */
		return NULL;
	return run->schema->marks + run->book->first;
}

static inline void
schema_answer_mark(const struct run *run, uint32_t at, size_t child)
{
	unsigned char *marks = schema_answer_marks(run, at);

	if (marks != NULL)
		marks[child] = 1;
}

/* As schema_answer_text(), for a text that is not plain. */
struct span schema_answer_read(struct run *, uint32_t at);

/* The text of the name at an index; "" with no_memory set without memory. */
static inline struct span
schema_answer_name(struct run *run, uint32_t at)
{
	const struct value *v = &run->values[at];

	if (v->escaped)
		return schema_answer_read(run, at);
	return (struct span){ run->record->line + v->at + 1, v->end - v->at - 2 };
}

/*
 * The same of a string or name.  At the top of a line that was checked before, a string
 * is not known to be UTF-8 until now: if it is not, it is "", and the record unsound.
 */
static inline struct span
schema_answer_text(struct run *run, uint32_t at)
{
	const struct value *v = &run->values[at];

	if (run->record->checked && v->depth == 1 && at != run->sound)
		return schema_answer_read(run, at);
	return schema_answer_name(run, at);
}

#endif
