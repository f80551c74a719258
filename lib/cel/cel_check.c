#include "cel/cel_check.h"
#include "cel/cel_compare.h"
#include "cel/cel_evaluate.h"
#include "cel/cel_function.h"
#include "cel/cel_macros.h"
#include "cel/cel_names.h"
#include "cel/cel_pattern.h"
#include "cel/cel_types.h"
#include "cel/cel_zone.h"
#include "record/path.h"

enum { FOLD_STEPS = 10000 };

static void check(struct checker *, struct cel_node *, const struct local *);

/* The record whose value a node is, if it is one. */
static bool
is_record(const struct checker *c, const struct cel_node *node)
{
	return node->kind == NODE_VARIABLE &&
	       c->scope->variables[node->slot].source == EXPRESSION_RECORD;
}

/* What constants are evaluated with. */
static struct cel_run
run_of(struct checker *c)
{
	return (struct cel_run){ .memory = &c->program->memory,
		.steps = FOLD_STEPS,
		.search_work = CEL_SEARCH_WORK,
		.zones = &c->program->zones };
}

/* A part of a constant is a constant. */
static void
select_of_constant(struct checker *c, struct cel_node *node, struct cel_value map)
{
	struct cel_value found = { 0 };
	struct cel_run run = run_of(c);

	if (map.kind != CEL_MAP || node->optional)
		return;
	if (cel_map_find(
		&run, map, cel_text(CEL_STRING, node->name.at, node->name.len), &found))
		checker_make_constant(node, found);
	else if (!c->asks)
		checker_complain(
		    c, node, CEL_FAULT_NO_KEY, "nothing has this name there");
}

static void
check_select(struct checker *c, struct cel_node *node, const struct local *locals)
{
	struct cel_node *operand = cel_child(c->program, node, 0);
	bool is_index = node->name.at[0] >= '0' && node->name.at[0] <= '9';

	if (checker_resolve_chain(c, node, locals))
		return;
	check(c, operand, locals);
	if (operand->kind == NODE_CONSTANT)
		select_of_constant(c, node, operand->constant);
	else if (node->optional || is_index)
		return; /* in a path a number is an item of a list; here it is a name */
	else if (is_record(c, operand))
		checker_make_field(c, node, "", operand->slot);
	else if (operand->kind == NODE_FIELD)
		checker_make_field(c, node, path_text(operand->path), operand->slot);
}

static void
check_has(struct checker *c, struct cel_node *node, const struct local *locals)
{
	struct cel_node *operand = cel_child(c->program, node, 0);

	node->type = CEL_BOOL;
	if (operand->kind != NODE_NAME || operand->name.at != node->name.at) {
		check(c, operand, locals);
		c->asks |= operand->kind == NODE_CONSTANT;
		return;
	}
	checker_resolve_name(c, operand, locals);
	if (operand->kind != NODE_FIELD) {
		checker_complain(c, node, CEL_FAULT_NO_OVERLOAD,
		    "has() asks for a field, as in has(scores.math)");
		return;
	}
	cel_release_node(operand);
	operand->kind = NODE_VARIABLE;
	operand->slot = 0;
}

static void
check_children(
    struct checker *c, const struct cel_node *node, const struct local *locals)
{
	for (uint32_t i = 0; i < node->count; i++)
		check(c, cel_child(c->program, node, i), locals);
}

static bool
are_constant(const struct cel_program *p, const struct cel_node *node)
{
	for (uint32_t i = 0; i < node->count; i++)
		if (cel_child(p, node, i)->kind != NODE_CONSTANT)
			return false;
	return true;
}

/* What depends on nothing is evaluated now.  An error is kept: it may never be met. */
static void
fold(struct checker *c, struct cel_node *node)
{
	struct cel_run run = run_of(c);
	struct cel_value value;

	if (!are_constant(c->program, node))
		return;
	value = cel_evaluate_node(c->program, &run, node);
	if (value.kind == CEL_ERROR || run.steps <= 0)
		return;
	checker_make_constant(node, value);
}

static void
check_arguments(struct checker *c, struct cel_node *node)
{
	const struct cel_function *f = node->function;

	node->type = f->result;
	for (uint32_t i = 0; i < node->count; i++) {
		struct cel_node *argument = cel_child(c->program, node, i);
		uint32_t takes = cel_takes(f, i);

		if ((takes & CEL_SET(CEL_INT)) != 0)
			takes |= CEL_SET(CEL_DECIMAL);
		if (argument->type == CEL_DYN || (CEL_SET(argument->type) & takes) != 0)
			continue;
		checker_complain(c, argument, CEL_FAULT_NO_OVERLOAD,
		    "the function does not take a value of this type");
		return;
	}
}

/* a.matches(b) with a pattern that is known now. */
static void
check_matches(struct checker *c, struct cel_node *node)
{
	const struct cel_node *pattern = cel_child(c->program, node, 1);
	struct cel_pattern *compiled;
	enum cel_fault fault;

	if (!span_is(node->name, "matches") || pattern->kind != NODE_CONSTANT ||
	    pattern->type != CEL_STRING || node->kind != NODE_FUNCTION)
		return;
	compiled = cel_pattern_new(cel_span(pattern->constant), &fault);
	if (compiled == NULL) {
		checker_complain(c, node, fault, NULL);
		return;
	}
	node->kind = NODE_MATCHES;
	node->pattern = compiled;
	node->count = 1;
}

static bool
takes_zone(const struct cel_function *function)
{
	for (const struct cel_function *f = cel_time_functions; f->name != NULL; f++)
		if (f == function)
			return true;
	return false;
}

/* a.getHours(b) with a time zone that is known now: there must be such a zone. */
static void
check_zone(struct checker *c, struct cel_node *node)
{
	struct cel_node *zone = cel_child(c->program, node, 1);
	enum cel_fault fault;
	int64_t offset;

	if (node->kind != NODE_FUNCTION || !takes_zone(node->function) ||
	    zone->kind != NODE_CONSTANT || zone->type != CEL_STRING)
		return;
	fault =
	    cel_zone_offset(&c->program->zones, cel_span(zone->constant), 0, &offset);
	if (fault != CEL_FAULT_NONE)
		checker_complain_of(c, zone, fault, NULL, cel_span(zone->constant));
}

/* math.abs(x): a function whose name has the receiver in it.  Sets *name if it is one.
 */
static bool
is_namespaced(struct checker *c, const struct cel_node *node,
    const struct local *locals, struct span *name)
{
	const struct cel_node *root = cel_child(c->program, node, 0);
	struct span whole;

	if (!checker_is_chain(c->program, root, locals))
		return false;
	while (root->kind == NODE_SELECT)
		root = cel_child(c->program, root, 0);
	whole = (struct span){ root->name.at,
		(size_t)(node->name.at + node->name.len - root->name.at) };
	if (!cel_knows_function(whole, false))
		return false;
	*name = whole;
	return true;
}

/* The conditional methods of optionals, whose argument may never be evaluated. */
static bool
make_otherwise(struct cel_node *node)
{
	if (!node->method || node->count != 2)
		return false;
	if (span_is(node->name, "or"))
		node->kind = NODE_ELSE_OPTIONAL;
	else if (span_is(node->name, "orValue"))
		node->kind = NODE_ELSE_VALUE;
	else
		return false;
	return true;
}

static void
check_call(struct checker *c, struct cel_node *node, const struct local *locals)
{
	struct span name = node->name;
	bool method = node->method;

	if (method && is_namespaced(c, node, locals, &name)) {
		method = false;
		node->first++;
		node->count--;
	}
	check_children(c, node, locals);
	if (make_otherwise(node))
		return;
	node->function = cel_find_function(name, method, node->count);
	if (node->function == NULL) {
		checker_complain(c, node, CEL_FAULT_UNKNOWN_FUNCTION,
		    cel_knows_function(name, method) || cel_is_macro(name, method)
			? "the function takes another number of arguments"
		    : cel_knows_function(name, !method)
			? "the function is called the other way: f(x) or x.f()"
			: "no function has this name");
		return;
	}
	node->kind = NODE_FUNCTION;
	check_arguments(c, node);
	if (node->count == 2) {
		check_matches(c, node);
		check_zone(c, node);
	}
	/* dyn(1) hides a type from the checker, and goes on doing so. */
	if (node->kind == NODE_FUNCTION && !span_is(name, "dyn"))
		fold(c, node);
}

/* A macro: the first child is outside of the reach of its variables. */
static void
check_macro(struct checker *c, struct cel_node *node, const struct local *locals)
{
	struct cel_program *p = c->program;
	struct local first = { node->name, locals == NULL ? 0 : locals->slot + 1,
		locals };
	struct local second = { node->second, first.slot + 1, &first };
	const struct local *inner = node->pair ? &second : &first;

	node->slot = first.slot;
	if (inner->slot + 1 > p->locals)
		p->locals = inner->slot + 1;
	check(c, cel_child(p, node, 0), locals);
	for (uint32_t i = 1; i < node->count; i++)
		check(c, cel_child(p, node, i), inner);
	switch (node->kind) {
	case NODE_ALL:
	case NODE_EXISTS:
	case NODE_EXISTS_ONE:
		node->type = CEL_BOOL;
		break;
	case NODE_FILTER:
	case NODE_TRANSFORM_LIST:
		node->type = CEL_LIST;
		break;
	case NODE_TRANSFORM_MAP:
		node->type = CEL_MAP;
		break;
	case NODE_BIND:
		node->type = cel_child(p, node, 1)->type;
		break;
	default:
		node->type = CEL_OPTIONAL;
	}
}

/* type(x) */
static bool
asks_for_type(const struct cel_node *node)
{
	return node->kind == NODE_CALL && !node->method && node->count == 1 &&
	       span_is(node->name, "type");
}

/* What is compared with type(x): the name of a type, or a list of such, among others.
 */
static void
check_type(struct checker *c, struct cel_node *node, const struct local *locals)
{
	bool types = c->types;

	if (node->kind == NODE_LIST) {
		for (uint32_t i = 0; i < node->count; i++)
			check_type(c, cel_child(c->program, node, i), locals);
		node->type = CEL_LIST;
		fold(c, node);
		return;
	}
	c->types |= checker_is_type(c, node, locals);
	check(c, node, locals);
	c->types = types;
}

static void
check_operands(struct checker *c, struct cel_node *node, const struct local *locals)
{
	bool compares = node->kind == NODE_EQUAL || node->kind == NODE_NOT_EQUAL ||
			node->kind == NODE_IN;
	struct cel_node *a, *b;

	if (!compares) {
		check_children(c, node, locals);
		return;
	}
	a = cel_child(c->program, node, 0);
	b = cel_child(c->program, node, 1);
	compares = asks_for_type(a) || asks_for_type(b);
	(compares ? check_type : check)(c, a, locals);
	(compares ? check_type : check)(c, b, locals);
}

static void
check_operator(struct checker *c, struct cel_node *node, const struct local *locals)
{
	enum cel_kind type;

	check_operands(c, node, locals);
	type = cel_operator_type(c->program, node);
	node->type = (uint8_t)(type == CEL_ERROR ? CEL_DYN : type);
	/* Unchecked, it is for the evaluation to say: false && 32 is false. */
	if (type == CEL_ERROR && !c->scope->unchecked)
		checker_complain(c, node, CEL_FAULT_NO_OVERLOAD,
		    "the operator does not take values of these types");
	else if (node->kind >= NODE_ADD || node->kind == NODE_NEGATE)
		fold(c, node);
}

/* A number that cannot be held exactly is an error where it is written. */
static void
check_constant(struct checker *c, struct cel_node *node)
{
	if (!c->scope->unchecked && node->constant.kind == CEL_DOUBLE &&
	    node->constant.held == CEL_INEXACT)
		checker_complain(c, node, CEL_FAULT_NUMBER_RANGE, NULL);
}

static void
check(struct checker *c, struct cel_node *node, const struct local *locals)
{
	switch (node->kind) {
	case NODE_CONSTANT:
		check_constant(c, node);
		return;
	case NODE_NAME:
		checker_resolve_name(c, node, locals);
		return;
	case NODE_SELECT:
		check_select(c, node, locals);
		return;
	case NODE_HAS:
		check_has(c, node, locals);
		return;
	case NODE_CALL:
		check_call(c, node, locals);
		return;
	case NODE_LIST:
	case NODE_MAP:
		check_children(c, node, locals);
		node->type = node->kind == NODE_LIST ? CEL_LIST : CEL_MAP;
		fold(c, node);
		return;
	case NODE_INDEX:
		check_children(c, node, locals);
		fold(c, node);
		return;
	case NODE_ENTRY:
		check_children(c, node, locals);
		return;
	default:
		if (node->kind >= NODE_ALL)
			check_macro(c, node, locals);
		else
			check_operator(c, node, locals);
	}
}

bool
cel_check(struct cel_program *p, const struct expression_scope *scope,
    struct cel_complaint *complaint)
{
	struct checker c = { .program = p, .scope = scope, .types = !scope->fields };

	check(&c, &p->nodes[p->root], NULL);
	*complaint = c.complaint;
	return c.complaint.why == NULL;
}
