#include <stdlib.h>
#include <string.h>

#include "rules/derivation.h"

struct field {
	char *name;    /* as the rule has it */
	char *longer;  /* record.NAME */
	char *pointer; /* /NAME, or /OUTER/INNER */
	char *outer, *inner;
	struct expression *expression;
	struct writer json;
	size_t first;           /* the first field with the same outer */
	bool alone;             /* no other has it */
	struct writer together; /* of the first: all of them in one object */
};

/* What an expression may name: these, then each field by its two names. */
enum { RECORD, POLICY, FIELDS };

struct derivation {
	struct field *fields;
	size_t count;
	size_t *order; /* of evaluation */
	struct expression_variable *variables;
	struct expression_binding *bindings;
	struct derivation_edit *edits;
	size_t edit_count;
};

static const char no_memory[] = "no memory";

static bool
fail(struct derivation_error *error, size_t rule, const char *why)
{
	error->rule = rule;
	error->why = why;
	return false;
}

static bool
fail_in_text(struct derivation_error *error, size_t rule, struct expression_error place)
{
	error->place = place;
	error->in_text = true;
	return fail(error, rule, place.why);
}

/* One or two steps of letters, digits and _, of any script; the language says more. */
static bool
looks_like_name(const char *name)
{
	size_t steps = 1;
	char before = '.';

	for (const char *c = name; *c != '\0'; before = *c++) {
		bool letter = (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') ||
			      *c == '_' || (unsigned char)*c >= 0x80;

		if (*c == '.' ? before == '.' || ++steps > 2
			      : !letter && (*c < '0' || *c > '9' || before == '.'))
			return false;
	}
	return before != '.';
}

static char *
join(const char *a, const char *b)
{
	size_t first = strlen(a), second = strlen(b);
	char *text = malloc(first + second + 1);

	if (text == NULL)
		return NULL;
	memcpy(text, a, first);
	memcpy(text + first, b, second + 1);
	return text;
}

static bool
take_name(struct field *f, const char *name)
{
	char *dot;

	f->name = join(name, "");
	f->longer = join("record.", name);
	f->pointer = join("/", name);
	f->outer = join(name, "");
	if (f->name == NULL || f->longer == NULL || f->pointer == NULL ||
	    f->outer == NULL)
		return false;
	if ((dot = strchr(f->outer, '.')) != NULL) {
		*dot = '\0';
		f->inner = dot + 1;
		f->pointer[1 + (dot - f->outer)] = '/';
	}
	return true;
}

/* Whether a text names the field in the language. */
static bool
names_field(
    const char *text, const struct field *f, const struct expression_scope *plain)
{
	struct expression_error error;
	struct expression *e;
	bool reads;

	for (size_t i = 0; i < plain->count; i++)
		if (strcmp(plain->variables[i].name, f->outer) == 0)
			return false;
	e = expression_compile(text, strlen(text), plain, &error);
	reads = e != NULL && expression_reads(e, f->pointer, NULL);

	expression_free(e);
	return reads;
}

/* Whether one of two fields is the other, or a part of it. */
static bool
overlap(const struct field *a, const struct field *b)
{
	return strcmp(a->outer, b->outer) == 0 &&
	       (a->inner == NULL || b->inner == NULL ||
		   strcmp(a->inner, b->inner) == 0);
}

static bool
take_names(struct derivation *d, const struct derivation_rule *rules,
    const struct expression_scope *plain, struct derivation_error *error)
{
	for (size_t i = 0; i < d->count; i++) {
		struct field *f = &d->fields[i];

		if (!looks_like_name(rules[i].name))
			return fail(error, i,
			    "the name of a field is letters, digits and _, or two such "
			    "with a dot between them");
		if (!take_name(f, rules[i].name))
			return fail(error, i, no_memory);
		if (!names_field(f->name, f, plain) ||
		    !names_field(f->longer, f, plain))
			return fail(
			    error, i, "this is a word of the language, and no field");
		f->first = i;
		f->alone = true;
		for (size_t k = i; k-- > 0;) {
			if (overlap(&d->fields[k], f))
				return fail(error, i,
				    "another rule derives this field, or a part of it");
			if (strcmp(d->fields[k].outer, f->outer) == 0) {
				f->first = k;
				f->alone = d->fields[k].alone = false;
			}
		}
	}
	return true;
}

/* The first time over records alone, to see which derived fields each rule needs. */
static bool
find_needs(struct derivation *d, const struct derivation_rule *rules,
    const struct expression_scope *plain, bool *needs, struct derivation_error *error)
{
	struct expression_error place;

	for (size_t i = 0; i < d->count; i++) {
		struct expression *e = expression_compile(
		    rules[i].text, strlen(rules[i].text), plain, &place);

		if (e == NULL)
			return fail_in_text(error, i, place);
		for (size_t k = 0; k < d->count; k++)
			needs[i * d->count + k] =
			    expression_reads(e, d->fields[k].pointer, NULL);
		expression_free(e);
	}
	return true;
}

/*
 * A rule may replace its own field: it names the field, and so reads the old value of
 * it from the record.  Hide its own names for that.
 */
static struct expression *
compile_own(struct derivation *d, size_t rule, const char *text,
    const struct expression_scope *scope)
{
	struct expression_variable *own = &d->variables[FIELDS + 2 * rule];
	struct expression_variable kept[2] = { own[0], own[1] };
	struct expression_error place;
	struct expression *e;

	own[0].name = own[1].name = "";
	e = expression_compile(text, strlen(text), scope, &place);
	own[0] = kept[0];
	own[1] = kept[1];
	return e;
}

/*
 * The second time derived fields are variables.  A rule that still
 * reads one from the record would get its old value, and is refused.
 */
static bool
compile(struct derivation *d, const struct derivation_rule *rules,
    const struct expression_scope *scope, bool *needs, struct derivation_error *error)
{
	struct expression_error place;

	for (size_t i = 0; i < d->count; i++) {
		struct field *f = &d->fields[i];
		bool *itself = &needs[i * d->count + i];

		f->expression = expression_compile(
		    rules[i].text, strlen(rules[i].text), scope, &place);
		if (f->expression == NULL) {
			place.why = "a rule derives this field, so it is always there";
			return fail_in_text(error, i, place);
		}
		for (size_t k = 0; k < d->count; k++) {
			if (!expression_reads(
				f->expression, d->fields[k].pointer, &place))
				continue;
			place.why = "a rule derives this field, or a part of it: name "
				    "the derived field as that rule does";
			return fail_in_text(error, i, place);
		}
		for (size_t k = 0; k < d->count; k++) {
			if (!expression_reads(
				f->expression, d->fields[k].pointer, &place))
				continue;
			place.why = "a rule derives this field, or a part of it: name "
				    "the derived field as that rule does";
			return fail_in_text(error, i, place);
		}
		if (*itself) {
			expression_free(f->expression);
			f->expression = compile_own(d, i, rules[i].text, scope);
			if (f->expression == NULL)
				return fail(error, i, no_memory);
			*itself = false;
		}
		d->bindings[FIELDS + 2 * i].value =
		    d->bindings[FIELDS + 2 * i + 1].value =
			expression_result_value(f->expression);
	}
	return true;
}

/* A walk along the needs, from a rule to those that come before it. */
struct walk {
	const struct derivation *derivation;
	const bool *needs;
	size_t *order, done;
	size_t *path, depth;
	char *state; /* of each rule: 0, 1 while it is on the path, 2 */
};

static bool
fail_with_cycle(
    const struct walk *w, size_t from, size_t rule, struct derivation_error *error)
{
	const struct field *fields = w->derivation->fields;
	size_t i = 0;

	while (w->path[i] != rule)
		i++;
	for (; i < w->depth; i++) {
		const char *next =
		    fields[w->path[i] == from ? rule : w->path[i + 1]].name;
		const char *name = fields[w->path[i]].name;

		if (error->cycle.len > 0)
			writer_bytes(&error->cycle, ", ", 2);
		writer_bytes(&error->cycle, name, strlen(name));
		writer_bytes(&error->cycle, " needs ", 7);
		writer_bytes(&error->cycle, next, strlen(next));
	}
	return fail(error, rule, error->cycle.failed ? no_memory : NULL);
}

static bool
visit(struct walk *w, size_t rule, struct derivation_error *error)
{
	size_t count = w->derivation->count;

	if (w->state[rule] == 2)
		return true;
	if (w->state[rule] == 1)
		return fail_with_cycle(w, w->path[w->depth - 1], rule, error);
	w->state[rule] = 1;
	w->path[w->depth++] = rule;
	for (size_t k = 0; k < count; k++)
		if (w->needs[rule * count + k] && !visit(w, k, error))
			return false;
	w->depth--;
	w->state[rule] = 2;
	w->order[w->done++] = rule;
	return true;
}

static bool
sort(struct derivation *d, const bool *needs, struct derivation_error *error)
{
	struct walk w = { .derivation = d,
		.needs = needs,
		.order = d->order,
		.path = calloc(d->count + 1, sizeof *w.path),
		.state = calloc(d->count + 1, 1) };
	bool sorted = w.path != NULL && w.state != NULL;

	if (!sorted)
		fail(error, 0, no_memory);
	for (size_t i = 0; sorted && i < d->count; i++)
		sorted = visit(&w, i, error);
	free(w.path);
	free(w.state);
	return sorted;
}

static void
name_variables(struct derivation *d)
{
	for (size_t i = 0; i < d->count; i++) {
		const struct field *f = &d->fields[i];
		struct expression_variable *v = &d->variables[FIELDS + 2 * i];

		v[0] = (struct expression_variable){ f->name, EXPRESSION_VALUE, NULL };
		v[1] =
		    (struct expression_variable){ f->longer, EXPRESSION_VALUE, NULL };
	}
}

static bool
load(struct derivation *d, const struct derivation_rule *rules, bool *needs,
    struct derivation_error *error)
{
	struct expression_scope scope = {
		.variables = d->variables, .count = FIELDS, .fields = true
	};

	if (!take_names(d, rules, &scope, error) ||
	    !find_needs(d, rules, &scope, needs, error))
		return false;
	scope.count = FIELDS + 2 * d->count;
	name_variables(d);
	return compile(d, rules, &scope, needs, error) && sort(d, needs, error);
}

static struct derivation *
make(size_t count, const struct expression_value *policy)
{
	size_t variables = FIELDS + 2 * count;
	struct derivation *d = calloc(1, sizeof *d);

	if (d == NULL)
		return NULL;
	d->count = count;
	d->fields = calloc(count + 1, sizeof *d->fields);
	d->order = calloc(count + 1, sizeof *d->order);
	d->edits = calloc(count + 1, sizeof *d->edits);
	d->variables = calloc(variables, sizeof *d->variables);
	d->bindings = calloc(variables, sizeof *d->bindings);
	if (d->fields == NULL || d->order == NULL || d->edits == NULL ||
	    d->variables == NULL || d->bindings == NULL) {
		d->count = 0;
		derivation_free(d);
		return NULL;
	}
	d->variables[RECORD] =
	    (struct expression_variable){ "record", EXPRESSION_RECORD, NULL };
	d->variables[POLICY] =
	    (struct expression_variable){ "policy", EXPRESSION_CONSTANT, policy };
	return d;
}

struct derivation *
derivation_new(const struct derivation_rule *rules, size_t count,
    const struct expression_value *policy, struct derivation_error *error)
{
	struct derivation *d;
	bool *needs, loaded = false;

	*error = (struct derivation_error){ .why = no_memory };
	if (count > DERIVATION_MAX) {
		error->why = "there are too many rules";
		return NULL;
	}
	d = make(count, policy);
	needs = calloc(count * count + 1, sizeof *needs);
	if (d != NULL && needs != NULL)
		loaded = load(d, rules, needs, error);
	free(needs);
	if (loaded)
		return d;
	derivation_free(d);
	return NULL;
}

void
derivation_free(struct derivation *d)
{
	if (d == NULL)
		return;
	for (size_t i = 0; i < d->count; i++) {
		struct field *f = &d->fields[i];

		free(f->name);
		free(f->longer);
		free(f->pointer);
		free(f->outer);
		expression_free(f->expression);
		writer_free(&f->json);
		writer_free(&f->together);
	}
	free(d->fields);
	free(d->order);
	free(d->edits);
	free(d->variables);
	free(d->bindings);
	free(d);
}

const char *
derivation_name(const struct derivation *d, size_t rule)
{
	return d->fields[rule].name;
}

static bool
fail_on_record(struct derivation_failure *failure, size_t rule,
    enum derivation_failure_kind kind, const char *reason)
{
	*failure = (struct derivation_failure){ rule, kind, reason };
	return false;
}

static bool
evaluate(const struct derivation *d, size_t rule, struct derivation_failure *failure)
{
	struct field *f = &d->fields[rule];

	switch (expression_evaluate(f->expression, d->bindings)) {
	case EXPRESSION_NO_MEMORY:
		return fail_on_record(failure, rule, DERIVATION_NO_MEMORY, no_memory);
	case EXPRESSION_ERROR:
		return fail_on_record(failure, rule, DERIVATION_ERROR,
		    expression_failure_text(f->expression));
	default:
		break;
	}
	writer_reset(&f->json);
	if (!expression_write(f->expression, &f->json) && !writer_failed(&f->json))
		return fail_on_record(failure, rule, DERIVATION_NO_JSON,
		    "the result is no value that a record can hold");
	if (writer_failed(&f->json))
		return fail_on_record(failure, rule, DERIVATION_NO_MEMORY, no_memory);
	return true;
}

static bool
has_object(struct record *record, const char *name)
{
	const struct value *v =
	    record_member(record, &record->values[0], name, strlen(name));

	return v != NULL && v->type == VALUE_OBJECT;
}

/* One object of all fields that have the same outer field. */
static bool
put_together(struct derivation *d, size_t first)
{
	struct writer *w = &d->fields[first].together;

	writer_reset(w);
	writer_open_object(w);
	for (size_t i = first; i < d->count; i++) {
		const struct field *f = &d->fields[i];

		if (f->first != first)
			continue;
		writer_name(w, f->inner);
		writer_raw(w, (struct span){ f->json.text, f->json.len });
	}
	writer_close_object(w);
	return !writer_failed(w);
}

static void
add_edit(struct derivation *d, const char *outer, const char *inner,
    const struct writer *json)
{
	d->edits[d->edit_count++] =
	    (struct derivation_edit){ outer, inner, { json->text, json->len } };
}

bool
derivation_evaluate(
    struct derivation *d, struct record *record, struct derivation_failure *failure)
{
	d->edit_count = 0;
	d->bindings[RECORD].record = record;
	for (size_t i = 0; i < d->count; i++)
		if (!evaluate(d, d->order[i], failure))
			return false;
	for (size_t i = 0; i < d->count; i++) {
		const struct field *f = &d->fields[i];

		if (f->alone || has_object(record, f->outer)) {
			add_edit(d, f->outer, f->inner, &f->json);
		} else if (f->first == i) {
			if (!put_together(d, i))
				return fail_on_record(
				    failure, i, DERIVATION_NO_MEMORY, no_memory);
			add_edit(d, f->outer, NULL, &f->together);
		}
	}
	return true;
}

bool
derivation_edit(const struct derivation *d, size_t i, struct derivation_edit *edit)
{
	if (i < d->edit_count)
		*edit = d->edits[i];
	return i < d->edit_count;
}
