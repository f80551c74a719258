#include <string.h>

#include "record/path.h"
#include "rules/cel_check.h"
#include "rules/cel_evaluate.h"
#include "rules/cel_function.h"
#include "rules/cel_macros.h"
#include "rules/cel_pattern.h"
#include "rules/cel_types.h"

enum { FOLD_STEPS = 10000 };

/* A variable of a macro, from where it is made to where it ends. */
struct local {
	struct span name;
	uint32_t slot;
	const struct local *outer;
};

struct checker {
	struct cel_program *program;
	const struct expression_scope *scope;
	struct cel_complaint complaint;
	bool asks; /* the rule asks with has() what a constant holds */
};

static void check(struct checker *, struct cel_node *, const struct local *);

/* Refuse a node, or make it an error that waits for its evaluation. */
static void
complain(
    struct checker *c, struct cel_node *node, enum cel_fault fault, const char *why)
{
	if (!c->scope->unchecked && c->complaint.why == NULL)
		c->complaint = (struct cel_complaint){ node->at,
			why != NULL ? why : cel_fault_reason(fault) };
	cel_release_node(node);
	node->kind = NODE_FAULT;
	node->type = CEL_DYN;
	node->constant = cel_error(fault);
}

static void
make_constant(struct cel_node *node, struct cel_value value)
{
	node->kind = NODE_CONSTANT;
	node->type = value.kind;
	node->constant = value;
	node->count = 0;
}

static bool
same(struct span a, struct span b)
{
	return a.len == b.len && memcmp(a.at, b.at, a.len) == 0;
}

static bool
is_text(struct span span, const char *text)
{
	return same(span, (struct span){ text, strlen(text) });
}

static const struct local *
find_local(const struct local *locals, struct span name)
{
	for (; locals != NULL; locals = locals->outer)
		if (same(locals->name, name))
			return locals;
	return NULL;
}

/*
 * The names of a chain a.b.c as they stand in the text: true if the node is nothing
 * but names, none of which is quoted or optional and whose first is no local.
 */
static bool
is_chain(const struct cel_program *p, const struct cel_node *node,
    const struct local *locals)
{
	for (; node->kind == NODE_SELECT && !node->optional;
	     node = cel_child(p, node, 0))
		if (node->name.at > p->text && node->name.at[-1] == '`')
			return false;
	return node->kind == NODE_NAME &&
	       (node->rooted || find_local(locals, node->name) == NULL);
}

/* Take the last name off the end of a dotted one; false if it is not there. */
static bool
take_last(struct span *dotted, struct span name)
{
	if (dotted->len < name.len ||
	    memcmp(dotted->at + dotted->len - name.len, name.at, name.len) != 0)
		return false;
	dotted->len -= name.len;
	return true;
}

/* Whether the chain is the dotted name. */
static bool
is_dotted(const struct cel_program *p, const struct cel_node *node, struct span dotted)
{
	for (; node->kind == NODE_SELECT; node = cel_child(p, node, 0))
		if (!take_last(&dotted, node->name) ||
		    !take_last(&dotted, (struct span){ ".", 1 }))
			return false;
	return same(node->name, dotted);
}

/* What a chain of names stands for as a whole: a variable, or a type. */
static bool
resolve_chain(struct checker *c, struct cel_node *node, const struct local *locals)
{
	if (!is_chain(c->program, node, locals))
		return false;
	for (size_t i = 0; i < c->scope->count; i++) {
		const struct expression_variable *v = &c->scope->variables[i];

		if (!is_dotted(
			c->program, node, (struct span){ v->name, strlen(v->name) }))
			continue;
		if (v->source == EXPRESSION_CONSTANT) {
			make_constant(node, v->constant->value);
			return true;
		}
		node->kind = NODE_VARIABLE;
		node->type =
		    v->source == EXPRESSION_RECORD ? (uint8_t)CEL_MAP : CEL_DYN;
		node->slot = (uint32_t)i;
		node->count = 0;
		return true;
	}
	for (int kind = CEL_NULL; kind < CEL_KINDS; kind++) {
		const char *name = cel_type_name((enum cel_kind)kind);

		if (!is_dotted(c->program, node, (struct span){ name, strlen(name) }))
			continue;
		make_constant(node, cel_type((enum cel_kind)kind));
		return true;
	}
	return false;
}

/* Make a node read its value from the record, at a field of where operand leads. */
static bool
make_field(struct checker *c, struct cel_node *node, const char *operand, uint32_t slot)
{
	size_t outer = strlen(operand), len = outer;
	char *text = arena_take(&c->program->memory, outer + 2 * node->name.len + 2);
	const char *why;
	struct path *path;

	if (text == NULL)
		return false;
	memcpy(text, operand, outer);
	text[len++] = '/';
	for (size_t i = 0; i < node->name.len; i++) {
		char byte = node->name.at[i];

		text[len++] = byte == '~' || byte == '/' ? '~' : byte;
		if (byte == '~' || byte == '/')
			text[len++] = byte == '~' ? '0' : '1';
	}
	path = path_new(text, &why);
	if (path == NULL)
		return false;
	node->kind = NODE_FIELD;
	node->path = path;
	node->slot = slot;
	return true;
}

static void
check_name(struct checker *c, struct cel_node *node, const struct local *locals)
{
	const struct local *local =
	    node->rooted ? NULL : find_local(locals, node->name);

	if (local != NULL) {
		node->kind = NODE_LOCAL;
		node->slot = local->slot;
	} else if (!resolve_chain(c, node, locals)) {
		if (!c->scope->fields || !make_field(c, node, "", 0))
			complain(c, node, CEL_FAULT_UNKNOWN_NAME, NULL);
	}
}

/* The record whose value a node is, if it is one. */
static bool
is_record(const struct checker *c, const struct cel_node *node)
{
	return node->kind == NODE_VARIABLE &&
	       c->scope->variables[node->slot].source == EXPRESSION_RECORD;
}

/* A part of a constant is a constant. */
static void
select_of_constant(struct checker *c, struct cel_node *node, struct cel_value map)
{
	struct cel_value found = { 0 };
	struct cel_run run = { .memory = &c->program->memory, .steps = FOLD_STEPS };

	if (map.kind != CEL_MAP || node->optional)
		return;
	if (cel_map_find(
		&run, map, cel_text(CEL_STRING, node->name.at, node->name.len), &found))
		make_constant(node, found);
	else if (!c->asks)
		complain(c, node, CEL_FAULT_NO_KEY, "nothing has this name there");
}

static void
check_select(struct checker *c, struct cel_node *node, const struct local *locals)
{
	struct cel_node *operand = cel_child(c->program, node, 0);
	bool is_index = node->name.at[0] >= '0' && node->name.at[0] <= '9';

	if (resolve_chain(c, node, locals))
		return;
	check(c, operand, locals);
	if (operand->kind == NODE_CONSTANT)
		select_of_constant(c, node, operand->constant);
	else if (node->optional || is_index)
		return; /* a number would be an item to a path, and is none here */
	else if (is_record(c, operand))
		make_field(c, node, "", operand->slot);
	else if (operand->kind == NODE_FIELD)
		make_field(c, node, path_text(operand->path), operand->slot);
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
	check_name(c, operand, locals);
	if (operand->kind != NODE_FIELD) {
		complain(c, node, CEL_FAULT_NO_OVERLOAD,
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

/* What depends on nothing is evaluated now.  An error waits, as it may be passed by. */
static void
fold(struct checker *c, struct cel_node *node)
{
	struct cel_run run = { .memory = &c->program->memory, .steps = FOLD_STEPS };
	struct cel_value value;

	if (!are_constant(c->program, node))
		return;
	value = cel_evaluate_node(c->program, &run, node);
	if (value.kind == CEL_ERROR || run.steps <= 0)
		return;
	make_constant(node, value);
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
		complain(c, argument, CEL_FAULT_NO_OVERLOAD,
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

	if (!is_text(node->name, "matches") || pattern->kind != NODE_CONSTANT ||
	    pattern->type != CEL_STRING || node->kind != NODE_FUNCTION)
		return;
	compiled = cel_pattern_new(cel_span(pattern->constant));
	if (compiled == NULL) {
		complain(c, node, CEL_FAULT_PATTERN, NULL);
		return;
	}
	node->kind = NODE_MATCHES;
	node->pattern = compiled;
	node->count = 1;
}

/* math.abs(x): a function whose name has the receiver in it.  Sets *name if it is one.
 */
static bool
is_namespaced(struct checker *c, const struct cel_node *node,
    const struct local *locals, struct span *name)
{
	const struct cel_node *root = cel_child(c->program, node, 0);
	struct span whole;

	if (!is_chain(c->program, root, locals))
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
	if (is_text(node->name, "or"))
		node->kind = NODE_ELSE_OPTIONAL;
	else if (is_text(node->name, "orValue"))
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
		complain(c, node, CEL_FAULT_UNKNOWN_FUNCTION,
		    cel_knows_function(name, method) || cel_is_macro(name, method)
			? "the function takes another number of arguments"
		    : cel_knows_function(name, !method)
			? "the function is called the other way: f(x) or x.f()"
			: "no function has this name");
		return;
	}
	node->kind = NODE_FUNCTION;
	check_arguments(c, node);
	if (node->count == 2)
		check_matches(c, node);
	/* dyn(1) hides a type from the checker, and goes on doing so. */
	if (node->kind == NODE_FUNCTION && !is_text(name, "dyn"))
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

static void
check_operator(struct checker *c, struct cel_node *node, const struct local *locals)
{
	enum cel_kind type;

	check_children(c, node, locals);
	type = cel_operator_type(c->program, node);
	node->type = (uint8_t)(type == CEL_ERROR ? CEL_DYN : type);
	/* Unchecked, it is for the evaluation to say: false && 32 is false. */
	if (type == CEL_ERROR && !c->scope->unchecked)
		complain(c, node, CEL_FAULT_NO_OVERLOAD,
		    "the operator does not take values of these types");
	else if (node->kind >= NODE_ADD || node->kind == NODE_NEGATE)
		fold(c, node);
}

static void
check(struct checker *c, struct cel_node *node, const struct local *locals)
{
	switch (node->kind) {
	case NODE_CONSTANT:
		return;
	case NODE_NAME:
		check_name(c, node, locals);
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
	struct checker c = { .program = p, .scope = scope };

	check(&c, &p->nodes[p->root], NULL);
	*complaint = c.complaint;
	return c.complaint.why == NULL;
}
