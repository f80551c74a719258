#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "cel/cel_check.h"
#include "cel/cel_evaluate.h"
#include "cel/cel_number.h"
#include "cel/cel_parser.h"
#include "cel/cel_pattern.h"
#include "cel/cel_reads.h"
#include "cel/cel_reason.h"
#include "cel/expression.h"
#include "record/scan.h"
#include "text/fold.h"

enum {
	PLACE_SIZE = 128, /* a code and two numbers */
	SHOWN_IN_REASON = 60
};

struct expression {
	struct cel_program program;
	struct cel_value *locals;
	struct folded folded;
	struct expression_value result; /* with the memory of one evaluation */
	struct writer failure_text;
};

static const char not_boolean[] = "the expression is neither true nor false";

static struct expression_error
place_of(const char *text, size_t at, const char *why)
{
	struct expression_error error = {
		.why = why, .line = 1, .column = 1, .at = at
	};

	for (size_t i = 0; i < at; i++)
		if (text[i] == '\n') {
			error.line++;
			error.column = 1;
		} else if (((unsigned char)text[i] & 0xC0) != 0x80) {
			error.column++;
		}
	return error;
}

static bool
compile(struct expression *e, const struct expression_scope *scope,
    struct cel_complaint *complaint)
{
	struct cel_program *p = &e->program;

	*complaint = (struct cel_complaint){ .why = "the text is not UTF-8" };
	if (p->len > 0 && !scan_is_utf8(p->text, p->text + p->len))
		return false;
	if (!cel_parse(p, complaint) || !cel_check(p, scope, complaint))
		return false;
	e->locals = calloc(p->locals + 1, sizeof *e->locals);
	*complaint = (struct cel_complaint){ .why = "no memory" };
	return e->locals != NULL;
}

struct expression *
expression_compile(const char *text, size_t len, const struct expression_scope *scope,
    struct expression_error *error)
{
	struct expression *e = calloc(1, sizeof *e);
	struct cel_complaint complaint = { .why = "no memory" };

	if (e != NULL && (e->program.text = calloc(1, len + 1)) != NULL) {
		memcpy(e->program.text, text, len);
		e->program.len = len;
		if (compile(e, scope, &complaint))
			return e;
	}
	*error = place_of(text, complaint.at, complaint.why);
	memcpy(error->what, complaint.what, sizeof error->what);
	expression_free(e);
	return NULL;
}

struct expression *
expression_compile_condition(const char *text, size_t len,
    const struct expression_scope *scope, struct expression_error *error)
{
	struct expression *e = expression_compile(text, len, scope, error);

	if (e == NULL || !expression_is_never(e, EXPRESSION_BOOLEAN))
		return e;
	*error = place_of(text, 0, not_boolean);
	expression_free(e);
	return NULL;
}

void
expression_free(struct expression *e)
{
	if (e == NULL)
		return;
	cel_release(&e->program);
	arena_free(&e->result.memory);
	fold_free(&e->folded);
	writer_free(&e->failure_text);
	free(e->locals);
	free(e);
}

const char *
expression_text(const struct expression *e)
{
	return e->program.text;
}

/* The columns that a terminal needs for a text. */
static size_t
width_of(const char *text, size_t len)
{
	size_t width = 0;
	utf8proc_int32_t c;
	utf8proc_ssize_t n;

	for (size_t i = 0; i < len; i += (size_t)n) {
		n = utf8proc_iterate((const utf8proc_uint8_t *)text + i,
		    (utf8proc_ssize_t)(len - i), &c);
		if (n <= 0)
			return width;
		width += c == '\t' ? 1 : (size_t)utf8proc_charwidth(c);
	}
	return width;
}

/* Bytes of a long line that are shown around an error. */
enum { SHOWN_BEFORE = 150, SHOWN_BEHIND = 100 };

/* Whether a byte is in the middle of a character. */
static bool
is_inside(char byte)
{
	return ((unsigned char)byte & 0xC0) == 0x80;
}

void
expression_show(
    struct writer *w, const char *text, const struct expression_error *error)
{
	size_t from = error->at, to = error->at;

	while (from > 0 && text[from - 1] != '\n' &&
	       (error->at - from < SHOWN_BEFORE || is_inside(text[from])))
		from--;
	while (text[to] != '\0' && text[to] != '\n' &&
	       (to - error->at < SHOWN_BEHIND || is_inside(text[to])))
		to++;
	if (to > from)
		writer_bytes(w, text + from, to - from);
	writer_bytes(w, "\n", 1);
	for (size_t i = width_of(text + from, error->at - from); i > 0; i--)
		writer_bytes(w, " ", 1);
	writer_bytes(w, "^\n", 2);
}

bool
expression_reads(
    const struct expression *e, const char *pointer, struct expression_error *place)
{
	size_t at;

	if (!cel_reads(&e->program, span_of(pointer), &at))
		return false;
	if (place != NULL)
		*place = place_of(e->program.text, at, "the record is read here");
	return true;
}

bool
expression_reads_each(const struct expression *e,
    bool (*each)(void *context, const char *pointer), void *context)
{
	return cel_reads_each(&e->program, each, context);
}

/* The kind of a result, as expression.h has it. */
static enum expression_result
result_of(struct cel_value v)
{
	switch (v.kind) {
	case CEL_ERROR:
		return v.integer == CEL_FAULT_MEMORY ? EXPRESSION_NO_MEMORY
						     : EXPRESSION_ERROR;
	case CEL_NULL:
		return EXPRESSION_NULL;
	case CEL_BOOL:
		return EXPRESSION_BOOLEAN;
	case CEL_INT:
	case CEL_DECIMAL:
		return EXPRESSION_NUMBER;
	case CEL_UINT:
		return v.natural <= INT64_MAX ? EXPRESSION_NUMBER : EXPRESSION_OTHER;
	case CEL_STRING:
		return EXPRESSION_STRING;
	case CEL_TIMESTAMP:
		return EXPRESSION_TIMESTAMP;
	default:
		return EXPRESSION_OTHER;
	}
}

bool
expression_is_never(const struct expression *e, enum expression_result result)
{
	enum cel_kind type = (enum cel_kind)e->program.nodes[e->program.root].type;

	if (type == CEL_DYN || type == CEL_ERROR)
		return false;
	return result_of((struct cel_value){ .kind = (uint8_t)type }) != result;
}

/* Whether a field of the record has the name of a variable that the rule uses. */
static const struct cel_shadow *
find_shadowed(const struct expression *e, const struct expression_binding *bindings)
{
	const struct cel_shadow *s = e->program.shadows;
	struct record *record = s != NULL ? bindings[0].record : NULL;

	for (; record != NULL && s != NULL; s = s->next)
		if (record_member(
			record, &record->values[0], s->name, strlen(s->name)) != NULL)
			return s;
	return NULL;
}

enum expression_result
expression_evaluate(struct expression *e, const struct expression_binding *bindings)
{
	const struct cel_shadow *shadowed = find_shadowed(e, bindings);
	struct cel_run run = { .memory = &e->result.memory,
		.steps = EXPRESSION_STEPS,
		.search_work = CEL_SEARCH_WORK,
		.locals = e->locals,
		.bindings = bindings,
		.folded = &e->folded,
		.zones = &e->program.zones };

	arena_clear(&e->result.memory);
	if (shadowed != NULL) {
		e->result.value = cel_error(CEL_FAULT_AMBIGUOUS_NAME);
		e->result.value.offset = shadowed->at + 1;
	} else {
		e->result.value = cel_evaluate(&e->program, &run);
	}
	return result_of(e->result.value);
}

const struct expression_value *
expression_result_value(const struct expression *e)
{
	return &e->result;
}

bool
expression_boolean(const struct expression *e)
{
	return e->result.value.kind == CEL_BOOL && e->result.value.truth;
}

struct decimal
expression_number(const struct expression *e)
{
	struct decimal d = { 0 };

	if (e->result.value.kind == CEL_UINT)
		d.units = e->result.value.integer;
	else
		cel_number_decimal(e->result.value, &d);
	return d;
}

struct span
expression_string(const struct expression *e)
{
	if (e->result.value.kind != CEL_STRING)
		return (struct span){ NULL, 0 };
	return cel_span(e->result.value);
}

bool
expression_seconds(const struct expression *e, struct decimal *seconds)
{
	const struct decimal whole = { .units = e->result.value.integer };
	const struct decimal billionth = { .units = 1, .scale = 9 };
	struct decimal part = { .units = e->result.value.nanoseconds };

	return e->result.value.kind == CEL_TIMESTAMP &&
	       decimal_multiply(part, billionth, &part) &&
	       decimal_add(whole, part, seconds);
}

struct expression_failure
expression_failure(const struct expression *e)
{
	enum cel_fault fault = e->result.value.kind == CEL_ERROR
				   ? (enum cel_fault)e->result.value.integer
				   : CEL_FAULT_NONE;
	size_t at = e->result.value.kind == CEL_ERROR && e->result.value.offset > 0
			? e->result.value.offset - 1
			: 0;

	return (struct expression_failure){ .code = cel_fault_code(fault),
		.reason = cel_fault_reason(fault),
		.place = place_of(e->program.text, at, cel_fault_reason(fault)) };
}

/* What is around the place, with a caret before it: total == ^scors.b */
static void
show_place(struct writer *w, const char *text, size_t len, size_t at)
{
	size_t from = at > SHOWN_IN_REASON ? at - SHOWN_IN_REASON : 0;

	while (from < at && is_inside(text[from]))
		from++;
	if (from > 0)
		writer_bytes(w, "...", 3);
	cel_reason_quote(w, text, from, at, SHOWN_IN_REASON);
	writer_bytes(w, "^", 1);
	cel_reason_quote(w, text, at, len, SHOWN_IN_REASON);
}

const char *
expression_failure_text(struct expression *e)
{
	struct expression_failure failure = expression_failure(e);
	const struct cel_program *p = &e->program;
	struct writer *w = &e->failure_text;
	char place[PLACE_SIZE];

	if (e->result.value.kind != CEL_ERROR)
		return not_boolean;
	writer_reset(w);
	cel_reason_write(w, p, e->result.value);
	snprintf(place, sizeof place,
	    " (%s, line %zu, column %zu of the expression: ", failure.code,
	    failure.place.line, failure.place.column);
	writer_bytes(w, place, strlen(place));
	show_place(w, p->text, p->len, failure.place.at);
	writer_bytes(w, ")", 2);
	return writer_failed(w) ? failure.reason : w->text;
}
