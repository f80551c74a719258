#include <string.h>

#include "schema/schema_few.h"
#include "schema/schema_run.h"
#include "schema/schema_run_internal.h"
#include "schema/schema_values.h"

/* Schemas inside each other while a value is checked, to save the stack. */
enum { MAX_RUNNING = 4096 };

bool
schema_run_ask(
    struct run *run, const struct node *node, uint32_t at, const struct place *place)
{
	bool holds;

	run->quiet++;
	holds = schema_run_node(run, node, at, place);
	run->quiet--;
	return holds;
}

static bool
run_list(
    struct run *run, const struct check *check, uint32_t at, const struct place *place)
{
	const struct node_list *list = &check->with.list;
	size_t count = 0;
	bool holds = true;

	if (check->kind == CHECK_ALL_OF) {
		for (size_t i = 0;
		     i < list->count && (holds || !schema_answer_is_quiet(run)); i++)
			holds &= schema_run_node(run, list->nodes[i], at, place);
		return holds;
	}
	for (size_t i = 0; i < list->count; i++) {
		count += schema_run_ask(run, list->nodes[i], at, place);
		if (check->kind == CHECK_ONE_OF
			? count > 1
			: count > 0 && schema_answer_marks(run, at) == NULL)
			break;
	}
	if (check->kind == CHECK_ONE_OF ? count == 1 : count > 0)
		return true;
	/* Nobody knows what the alternatives would have looked at: no findings about
	 * it. */
	if (schema_answer_marks(run, at) != NULL)
		memset(schema_answer_marks(run, at), 1, run->book->count);
	return schema_answer_refuse(run, &check->refusal, place);
}

static bool
run_branches(struct run *run, const struct branches *branches, uint32_t at,
    const struct place *place)
{
	const struct node *branch = schema_run_ask(run, branches->condition, at, place)
					? branches->then
					: branches->otherwise;

	return branch == NULL || schema_run_node(run, branch, at, place);
}

/* The outermost of the resources that were entered and know the anchor decides. */
static const struct node *
find_dynamic(const struct run *run, const struct dynamic_reference *reference)
{
	const struct node *found = reference->otherwise;

	for (const struct scope *s = run->scope; s != NULL; s = s->up)
		for (const struct dynamic_target *to = reference->anchors->targets;
		     to != NULL; to = to->next)
			if (to->resource == s->resource)
				found = to->node;
	return found;
}

static bool
run_any(
    struct run *run, const struct check *check, uint32_t at, const struct place *place)
{
	switch (check->kind) {
	case CHECK_VALUES:
		return value_set_holds(check->with.values, run->record,
			   &run->values[at], &run->no_memory) ||
		       schema_answer_refuse(run, &check->refusal, place);
	case CHECK_REFERENCE:
		return schema_run_node(run, check->with.node, at, place);
	case CHECK_DYNAMIC_REFERENCE:
		return schema_run_node(
		    run, find_dynamic(run, check->with.dynamic), at, place);
	case CHECK_NOT:
		return !schema_run_ask(run, check->with.node, at, place) ||
		       schema_answer_refuse(run, &check->refusal, place);
	case CHECK_IF:
		return run_branches(run, check->with.branches, at, place);
	default:
		return run_list(run, check, at, place);
	}
}

/* The number is read once for all checks. */
static bool
run_numbers(struct run *run, const struct node *node, const struct value *v,
    const struct place *place)
{
	uint32_t i = node->begin[GROUP_NUMBER], end = node->begin[GROUP_NUMBER + 1];
	struct number number;
	bool holds = true;

	if (i == end)
		return true;
	number = number_of(record_raw(run->record, v));
	for (; i < end; i++) {
		if (!schema_values_number_holds(&node->checks[i], &number))
			holds =
			    schema_answer_refuse(run, &node->checks[i].refusal, place);
		if (!holds && schema_answer_is_quiet(run))
			break;
	}
	return holds;
}

static bool
run_string(
    struct run *run, const struct check *check, uint32_t at, const struct place *place)
{
	struct span text = schema_answer_text(run, at);
	struct format_fault fault;

	switch (check->kind) {
	case CHECK_PATTERN:
		switch (pattern_match(check->with.pattern, text, &run->search_work)) {
		case PATTERN_MATCH:
			return true;
		case PATTERN_NO_MATCH:
			return schema_answer_refuse(run, &check->refusal, place);
		case PATTERN_NO_MEMORY:
			run->no_memory = true;
			return false;
		default:
			return schema_answer_give_up(run, "pattern-too-long",
			    check->refusal.rule,
			    "makes the search for the pattern take too long", place);
		}
	case CHECK_FORMAT:
		switch (format_check(
		    check->with.format, text, &run->schema->formats, &fault)) {
		case FORMAT_HOLDS:
			return true;
		case FORMAT_WARNS:
			schema_answer_warn(run, fault, check->refusal.rule, place);
			return true;
		default:
			return schema_answer_refuse(run,
			    &(struct refusal){
				fault.code, check->refusal.rule, fault.reason },
			    place);
		}
	default:
		return schema_values_length_holds(check, text) ||
		       schema_answer_refuse(run, &check->refusal, place);
	}
}

static bool
run_items(
    struct run *run, const struct items *items, uint32_t array, const struct place *up)
{
	struct place place = { .up = up };
	bool holds = true;

	for (uint32_t n = array + 1; n < run->values[array].next;
	     n = run->values[n].next, place.item++) {
		const struct node *node = place.item < items->prefix_count
					      ? items->prefix[place.item]
					      : items->rest;

		if (node == NULL)
			break;
		schema_answer_mark(run, array, place.item);
		holds &= schema_run_node(run, node, n, &place);
		if (!holds && schema_answer_is_quiet(run))
			break;
	}
	return holds;
}

static bool
run_contains(
    struct run *run, const struct check *check, uint32_t array, const struct place *up)
{
	const struct contains *contains = check->with.contains;
	struct place place = { .up = up };
	size_t found = 0;

	for (uint32_t n = array + 1; n < run->values[array].next;
	     n = run->values[n].next, place.item++)
		if (schema_run_ask(run, contains->node, n, &place)) {
			schema_answer_mark(run, array, place.item);
			found++;
		}
	if (found < contains->least)
		return schema_answer_refuse(run, &check->refusal, up);
	return found <= contains->most ||
	       schema_answer_refuse(run, &contains->too_many, up);
}

static bool
run_unevaluated_items(
    struct run *run, const struct node *node, uint32_t array, const struct place *up)
{
	struct place place = { .up = up };
	bool holds = true;

	for (uint32_t n = array + 1; n < run->values[array].next;
	     n = run->values[n].next, place.item++)
		if (!schema_answer_marks(run, array)[place.item]) {
			schema_answer_mark(run, array, place.item);
			holds &= schema_run_node(run, node, n, &place);
		}
	return holds;
}

static bool
run_array(
    struct run *run, const struct check *check, uint32_t at, const struct place *place)
{
	bool holds;

	switch (check->kind) {
	case CHECK_ITEMS:
		return run_items(run, check->with.items, at, place);
	case CHECK_CONTAINS:
		return run_contains(run, check, at, place);
	case CHECK_UNEVALUATED_ITEMS:
		return run_unevaluated_items(run, check->with.node, at, place);
	case CHECK_UNIQUE_ITEMS:
		holds = schema_values_are_unique(run, at);
		break;
	case CHECK_MIN_ITEMS:
		holds = schema_values_count_items(run, at) >= check->with.count;
		break;
	default:
		holds = schema_values_count_items(run, at) <= check->with.count;
	}
	return holds || schema_answer_refuse(run, &check->refusal, place);
}

/* The checks of one group, each told to the function that makes it. */
static inline bool
run_group(struct run *run, const struct node *node, enum check_group group, uint32_t at,
    const struct place *place,
    bool (*make)(struct run *, const struct check *, uint32_t at, const struct place *))
{
	bool holds = true;

	for (uint32_t i = node->begin[group]; i < node->begin[group + 1]; i++) {
		holds &= make(run, &node->checks[i], at, place);
		if (!holds && schema_answer_is_quiet(run))
			break;
	}
	return holds;
}

/* What is folded is entered only where a check asks for what is in it. */
static bool
run_inside(
    struct run *run, const struct node *node, uint32_t at, const struct place *place)
{
	if (schema_few_holds(run->schema, node, at) && run->book == NULL)
		return schema_run_few(run, place);
	record_unfold(run->record, &run->values[at]);
	switch (run->values[at].type) {
	case VALUE_ARRAY:
		return run_group(run, node, GROUP_ARRAY, at, place, run_array);
	case VALUE_OBJECT:
		return run_group(run, node, GROUP_OBJECT, at, place, schema_run_object);
	default: /* the record is unsound */
		return true;
	}
}

static bool
run_typed(
    struct run *run, const struct node *node, uint32_t at, const struct place *place)
{
	switch (run->values[at].type) {
	case VALUE_NUMBER:
		return run_numbers(run, node, &run->values[at], place);
	case VALUE_STRING:
	case VALUE_NAME:
		return run_group(run, node, GROUP_STRING, at, place, run_string);
	case VALUE_ARRAY:
		return node->begin[GROUP_ARRAY] == node->begin[GROUP_ARRAY + 1] ||
		       run_inside(run, node, at, place);
	case VALUE_OBJECT:
		return node->begin[GROUP_OBJECT] == node->begin[GROUP_OBJECT + 1] ||
		       run_inside(run, node, at, place);
	default:
		return true;
	}
}

/* A name is a string to the schema of propertyNames. */
static bool
lets_in(const struct run *run, const struct node *node, const struct value *v)
{
	unsigned type = v->type == VALUE_NAME ? VALUE_STRING : v->type;
	struct number number;

	if ((node->types >> type & 1) == 0)
		return false;
	if (type != VALUE_NUMBER || !node->whole)
		return true;
	number = number_of(record_raw(run->record, v));
	return number_is_whole(&number);
}

/* A value of the wrong type has no other finding. */
static bool
run_checks(
    struct run *run, const struct node *node, uint32_t at, const struct place *place)
{
	bool holds;

	if (!lets_in(run, node, &run->values[at]))
		return schema_answer_refuse(run, &node->refusal, place);
	if (run->depth == MAX_RUNNING)
		return schema_answer_give_up(run, "nested-too-deep", NULL,
		    "is nested too deep for the schema", place);
	run->depth++;
	holds = run_group(run, node, GROUP_ANY, at, place, run_any);
	if (holds || !schema_answer_is_quiet(run))
		holds &= run_typed(run, node, at, place);
	run->depth--;
	return holds;
}

/*
 * Run a schema with a book of its own.  What it has looked at is told to the book
 * of a schema around it if the value holds; and if everything wrong is being
 * listed, too, since a member is not unknown because it is wrong.
 */
static bool
run_tracked(
    struct run *run, const struct node *node, uint32_t at, const struct place *place)
{
	struct book book, *up = run->book;
	unsigned char *marks;
	bool holds;

	record_unfold(run->record, &run->values[at]);
	if (run->values[at].type != VALUE_ARRAY && run->values[at].type != VALUE_OBJECT)
		return run_checks(run, node, at, place);
	if (!schema_answer_open_book(run, at, &book))
		return false;
	run->book = &book;
	holds = run_checks(run, node, at, place);
	run->book = up;
	marks = run->schema->marks;
	if (up != NULL && up->at == at && (holds || !schema_answer_is_quiet(run)))
		for (size_t i = 0; i < book.count; i++)
			marks[up->first + i] |= marks[book.first + i];
	run->schema->mark_count = book.first;
	return holds;
}

static bool
run_scoped(
    struct run *run, const struct node *node, uint32_t at, const struct place *place)
{
	struct scope scope = { .up = run->scope, .resource = node->resource };
	bool holds;

	if (node->scoped && (scope.up == NULL || scope.up->resource != node->resource))
		run->scope = &scope;
	holds = node->tracked ? run_tracked(run, node, at, place)
			      : run_checks(run, node, at, place);
	run->scope = scope.up;
	return holds;
}

/* What a schema with x-severity finds goes to the warnings, or nowhere. */
static bool
run_special(
    struct run *run, const struct node *node, uint32_t at, const struct place *place)
{
	struct findings *findings = run->findings;
	bool undecided = run->undecided;

	if (!node->warns)
		return run_scoped(run, node, at, place);
	run->findings = run->quiet > 0 ? NULL : run->warnings;
	run_scoped(run, node, at, place);
	run->findings = findings;
	run->undecided = undecided;
	return true;
}

bool
schema_run_node(
    struct run *run, const struct node *node, uint32_t at, const struct place *place)
{
	while (node->same_as != NULL)
		node = node->same_as;
	return node->special ? run_special(run, node, at, place)
			     : run_checks(run, node, at, place);
}

bool
schema_run(struct schema *s, struct record *record, const struct value *v,
    struct findings *findings, bool *no_memory)
{
	struct run run = { .schema = s,
		.search_work = BOUNDED_SEARCH_WORK,
		.record = record,
		.values = record->values,
		.findings = findings,
		.warnings = findings != NULL ? findings->warnings : NULL };
	bool holds;

	s->mark_count = 0;
	holds = schema_run_node(&run, s->root, (uint32_t)(v - record->values), NULL);
	*no_memory |= run.no_memory;
	return holds && !run.undecided;
}
