#include "cel/cel_evaluate.h"
#include "cel/cel_compare.h"
#include "cel/cel_function.h"
#include "cel/cel_number.h"
#include "cel/cel_operate.h"
#include "cel/cel_pattern.h"
#include "cel/expression_scope.h"
#include "record/path.h"

enum { FEW_ARGUMENTS = 4 };

static struct cel_value
evaluate_child(const struct cel_program *p, struct cel_run *run,
    const struct cel_node *node, uint32_t number)
{
	return cel_evaluate_node(p, run, cel_child(p, node, number));
}

static struct cel_value
variable(const struct cel_run *run, const struct cel_node *node)
{
	const struct expression_binding *binding;

	if (run->bindings == NULL)
		return cel_error(CEL_FAULT_UNKNOWN_NAME);
	binding = &run->bindings[node->slot];
	if (binding->record != NULL)
		return cel_from_record(binding->record, &binding->record->values[0]);
	return binding->value != NULL ? binding->value->value
				      : cel_error(CEL_FAULT_UNKNOWN_NAME);
}

/* The name of a select or a has() as the key of a map. */
static struct cel_value
key_of(const struct cel_node *node)
{
	return cel_text(CEL_STRING, node->name.at, node->name.len);
}

static struct cel_value
field(const struct cel_program *p, struct cel_run *run, const struct cel_node *node)
{
	struct record *record =
	    run->bindings != NULL ? run->bindings[node->slot].record : NULL;
	const struct value *found;
	struct cel_value operand;

	if (record == NULL)
		return cel_error(CEL_FAULT_UNKNOWN_NAME);
	found = path_find(node->path, record);
	if (found != NULL)
		return cel_from_record(record, found);
	if (node->count == 0)
		return cel_error(CEL_FAULT_NO_FIELD);
	/* Which step of the path leads nowhere? */
	operand = evaluate_child(p, run, node, 0);
	if (operand.kind == CEL_ERROR)
		return operand;
	return cel_select(run, operand, key_of(node), false);
}

/* container[key] is no field of a record; container.key is for maps only. */
static struct cel_value
select_name(
    const struct cel_program *p, struct cel_run *run, const struct cel_node *node)
{
	struct cel_value operand = evaluate_child(p, run, node, 0);

	if (operand.kind == CEL_ERROR)
		return operand;
	return cel_select(run, operand, key_of(node), node->optional);
}

static struct cel_value
has_name(const struct cel_program *p, struct cel_run *run, const struct cel_node *node)
{
	struct cel_value operand = evaluate_child(p, run, node, 0), found;

	if (operand.kind == CEL_OPTIONAL) {
		if (operand.items == NULL)
			return cel_bool(false);
		operand = *operand.items;
	}
	if (operand.kind == CEL_ERROR)
		return operand;
	if (operand.kind != CEL_MAP)
		return cel_wrong_type((enum cel_kind)operand.kind, CEL_ERROR);
	return cel_bool(cel_map_find(run, operand, key_of(node), &found));
}

static struct cel_value
index_of(const struct cel_program *p, struct cel_run *run, const struct cel_node *node)
{
	struct cel_value container = evaluate_child(p, run, node, 0), key;

	if (container.kind == CEL_ERROR)
		return container;
	key = evaluate_child(p, run, node, 1);
	if (key.kind == CEL_ERROR)
		return key;
	return cel_select(run, container, key, node->optional);
}

/*
 * An item of a list or a value of a map.  False if it is an optional without a value,
 * or an error.
 */
static bool
entry(const struct cel_program *p, struct cel_run *run, const struct cel_node *node,
    struct cel_value *value)
{
	if (node->kind != NODE_ENTRY) {
		*value = cel_evaluate_node(p, run, node);
		return value->kind != CEL_ERROR;
	}
	*value = evaluate_child(p, run, node, 0);
	if (value->kind == CEL_ERROR)
		return false;
	if (value->kind != CEL_OPTIONAL) {
		*value = cel_error(CEL_FAULT_NO_OVERLOAD);
		return false;
	}
	if (value->items == NULL)
		return false;
	*value = *value->items;
	return true;
}

static struct cel_value
list(const struct cel_program *p, struct cel_run *run, const struct cel_node *node)
{
	struct cel_value *items, value;
	struct cel_value made = cel_new_items(run, CEL_LIST, node->count, &items);

	if (made.kind == CEL_ERROR)
		return made;
	made.len = 0;
	for (uint32_t i = 0; i < node->count; i++) {
		if (entry(p, run, cel_child(p, node, i), &value))
			items[made.len++] = value;
		else if (value.kind == CEL_ERROR)
			return value;
	}
	return made;
}

static struct cel_value
map(const struct cel_program *p, struct cel_run *run, const struct cel_node *node)
{
	const uint32_t keys = CEL_SET(CEL_BOOL) | CEL_SET(CEL_INT) | CEL_SET(CEL_UINT) |
			      CEL_SET(CEL_STRING);
	struct cel_value *items, key, value, other;
	struct cel_value made = cel_new_items(run, CEL_MAP, node->count / 2, &items);

	if (made.kind == CEL_ERROR)
		return made;
	made.len = 0;
	for (uint32_t i = 0; i + 1 < node->count; i += 2) {
		key = evaluate_child(p, run, node, i);
		if (key.kind == CEL_ERROR)
			return key;
		if (!cel_fits(&key, keys))
			return cel_error(CEL_FAULT_KEY_TYPE);
		if (cel_map_find(run, made, key, &other))
			return cel_error(CEL_FAULT_KEY_REPEATED);
		if (entry(p, run, cel_child(p, node, i + 1), &value)) {
			items[2 * made.len] = key;
			items[2 * made.len++ + 1] = value;
		} else if (value.kind == CEL_ERROR) {
			return value;
		}
	}
	return made;
}

static struct cel_value
wrong_argument(const struct cel_value *arguments, uint32_t number)
{
	enum cel_kind kind = (enum cel_kind)arguments[number].kind;

	return cel_wrong_type(
	    number == 0 ? kind : CEL_ERROR, number == 1 ? kind : CEL_ERROR);
}

static struct cel_value
function(const struct cel_program *p, struct cel_run *run, const struct cel_node *node)
{
	const struct cel_function *f = node->function;
	struct cel_value few[FEW_ARGUMENTS], *arguments = few;

	if (node->count > FEW_ARGUMENTS) {
		arguments = cel_take(run, node->count * sizeof *arguments);
		if (arguments == NULL)
			return cel_error(CEL_FAULT_STEPS);
	}
	for (uint32_t i = 0; i < node->count; i++) {
		arguments[i] = evaluate_child(p, run, node, i);
		if (arguments[i].kind == CEL_ERROR)
			return arguments[i];
	}
	for (uint32_t i = 0; i < node->count; i++) {
		if (!cel_fits(&arguments[i], cel_takes(f, i)))
			return wrong_argument(arguments, i);
		if (!cel_spend(run, cel_weight(arguments[i])))
			return cel_error(CEL_FAULT_STEPS);
	}
	return f->call(run, arguments, node->count);
}

static struct cel_value
matches(const struct cel_program *p, struct cel_run *run, const struct cel_node *node)
{
	struct cel_value text = evaluate_child(p, run, node, 0);

	if (text.kind == CEL_ERROR)
		return text;
	if (text.kind != CEL_STRING)
		return cel_wrong_type((enum cel_kind)text.kind, CEL_ERROR);
	if (!cel_spend(run, text.len / 4 + 1))
		return cel_error(CEL_FAULT_STEPS);
	switch (cel_pattern_find(node->pattern, cel_span(text), &run->search_work)) {
	case CEL_MATCH:
		return cel_bool(true);
	case CEL_NO_MATCH:
		return cel_bool(false);
	case CEL_MATCH_NO_MEMORY:
		return cel_error(CEL_FAULT_MEMORY);
	default:
		cel_spend(run, CEL_GIVEN_UP_STEPS);
		return cel_error(CEL_FAULT_PATTERN_STEPS);
	}
}

/* An error at what should have been a condition. */
static struct cel_value
not_boolean(const struct cel_node *condition)
{
	struct cel_value error = cel_error(CEL_FAULT_NOT_BOOLEAN);

	error.offset = condition->at + 1;
	return error;
}

/*
 * && and ||: the value that decides wins, wherever it stands, over errors and values
 * that are no bool; without it the first of these is the result.
 */
static struct cel_value
conditions(
    const struct cel_program *p, struct cel_run *run, const struct cel_node *node)
{
	bool decisive = node->kind == NODE_OR;
	struct cel_value result = cel_bool(!decisive);

	for (uint32_t i = 0; i < node->count; i++) {
		struct cel_value value = evaluate_child(p, run, node, i);

		if (value.kind == CEL_BOOL && value.truth == decisive)
			return value;
		if (value.kind != CEL_BOOL && result.kind == CEL_BOOL)
			result = value.kind == CEL_ERROR
				     ? value
				     : not_boolean(cel_child(p, node, i));
	}
	return result;
}

static struct cel_value
choice(const struct cel_program *p, struct cel_run *run, const struct cel_node *node)
{
	struct cel_value condition = evaluate_child(p, run, node, 0);

	if (condition.kind != CEL_BOOL)
		return condition.kind == CEL_ERROR ? condition
						   : not_boolean(cel_child(p, node, 0));
	return evaluate_child(p, run, node, condition.truth ? 1 : 2);
}

static struct cel_value
operation(const struct cel_program *p, struct cel_run *run, const struct cel_node *node)
{
	struct cel_value a = evaluate_child(p, run, node, 0), b, result;

	if (a.kind == CEL_ERROR)
		return a;
	b = evaluate_child(p, run, node, 1);
	if (b.kind == CEL_ERROR)
		return b;
	result = cel_operate(run, (enum cel_node_kind)node->kind, a, b);
	if (result.kind == CEL_ERROR && result.integer == CEL_FAULT_NO_OVERLOAD)
		return cel_wrong_type((enum cel_kind)a.kind, (enum cel_kind)b.kind);
	return result;
}

/* a.or(b) and a.orValue(b): b only if a holds no value. */
static struct cel_value
otherwise(const struct cel_program *p, struct cel_run *run, const struct cel_node *node)
{
	struct cel_value a = evaluate_child(p, run, node, 0);

	if (a.kind != CEL_OPTIONAL)
		return a.kind == CEL_ERROR ? a : cel_error(CEL_FAULT_NO_OVERLOAD);
	if (a.items != NULL)
		return node->kind == NODE_ELSE_VALUE ? *a.items : a;
	a = evaluate_child(p, run, node, 1);
	if (node->kind == NODE_ELSE_OPTIONAL && a.kind != CEL_OPTIONAL &&
	    a.kind != CEL_ERROR)
		return cel_error(CEL_FAULT_NO_OVERLOAD);
	return a;
}

static struct cel_value
negation(const struct cel_program *p, struct cel_run *run, const struct cel_node *node)
{
	struct cel_value value = evaluate_child(p, run, node, 0);

	if (value.kind == CEL_ERROR)
		return value;
	if (node->kind == NODE_NEGATE && cel_is_number(value) && value.kind != CEL_UINT)
		return cel_number_negate(value);
	return node->kind == NODE_NOT && value.kind == CEL_BOOL
		   ? cel_bool(!value.truth)
		   : cel_wrong_type((enum cel_kind)value.kind, CEL_ERROR);
}

/* A walk over the range of a macro. */
struct loop {
	const struct cel_program *program;
	struct cel_run *run;
	const struct cel_node *node;
	struct cel_iterator it;
};

static struct cel_value
body(const struct loop *loop, uint32_t number)
{
	return cel_evaluate_node(
	    loop->program, loop->run, cel_child(loop->program, loop->node, number));
}

/* Bind the variables to the next item; false if there is none, or no step left. */
static bool
next(struct loop *loop)
{
	struct cel_value *locals = &loop->run->locals[loop->node->slot];

	if (loop->run->steps <= 0 || !cel_next(&loop->it))
		return false;
	if (loop->node->pair) {
		locals[0] = loop->it.key;
		locals[1] = loop->it.value;
	} else {
		locals[0] =
		    loop->it.container.kind == CEL_MAP ? loop->it.key : loop->it.value;
	}
	return true;
}

static struct cel_value
as_condition(struct cel_value value)
{
	return value.kind == CEL_BOOL || value.kind == CEL_ERROR
		   ? value
		   : cel_error(CEL_FAULT_NOT_BOOLEAN);
}

/* all and exists: as && and || over the items. */
static struct cel_value
quantify(struct loop *loop, bool decisive)
{
	struct cel_value result = cel_bool(!decisive);

	while (next(loop)) {
		struct cel_value value = as_condition(body(loop, 1));

		if (value.kind == CEL_BOOL && value.truth == decisive)
			return value;
		if (value.kind == CEL_ERROR && result.kind != CEL_ERROR)
			result = value;
	}
	return result;
}

static struct cel_value
exists_one(struct loop *loop)
{
	size_t count = 0;

	while (next(loop)) {
		struct cel_value value = as_condition(body(loop, 1));

		if (value.kind == CEL_ERROR)
			return value;
		count += value.truth;
	}
	return cel_bool(count == 1);
}

/* filter, map and their forms: the items that pass, or what is made of them. */
static struct cel_value
collect(struct loop *loop, enum cel_kind kind)
{
	bool filters = loop->node->kind == NODE_FILTER || loop->node->count == 3;
	struct cel_value *items, value;
	struct cel_value made =
	    cel_new_items(loop->run, kind, cel_size(loop->it.container), &items);

	if (made.kind == CEL_ERROR)
		return made;
	made.len = 0;
	while (next(loop)) {
		if (filters) {
			value = as_condition(body(loop, 1));
			if (value.kind == CEL_ERROR)
				return value;
			if (!value.truth)
				continue;
		}
		value = loop->node->kind == NODE_FILTER
			    ? loop->run->locals[loop->node->slot]
			    : body(loop, loop->node->count - 1);
		if (value.kind == CEL_ERROR)
			return value;
		if (kind == CEL_MAP) {
			items[2 * made.len] = loop->it.key;
			items[2 * made.len + 1] = value;
		} else {
			items[made.len] = value;
		}
		made.len++;
	}
	return made;
}

static struct cel_value
bind(struct loop *loop, struct cel_value value)
{
	loop->run->locals[loop->node->slot] = value;
	return body(loop, 1);
}

static struct cel_value
optional_map(struct loop *loop, struct cel_value operand)
{
	struct cel_value value;

	if (operand.kind != CEL_OPTIONAL)
		return cel_error(CEL_FAULT_NO_OVERLOAD);
	if (operand.items == NULL)
		return operand;
	value = bind(loop, *operand.items);
	if (value.kind == CEL_ERROR)
		return value;
	if (loop->node->kind == NODE_OPTIONAL_MAP)
		return cel_optional(loop->run, value);
	return value.kind == CEL_OPTIONAL ? value : cel_error(CEL_FAULT_NO_OVERLOAD);
}

static struct cel_value
walk(struct loop *loop, struct cel_value range)
{
	if (range.kind != CEL_LIST && range.kind != CEL_MAP)
		return cel_wrong_type((enum cel_kind)range.kind, CEL_ERROR);
	loop->it = cel_iterate(range);
	switch (loop->node->kind) {
	case NODE_ALL:
		return quantify(loop, false);
	case NODE_EXISTS:
		return quantify(loop, true);
	case NODE_EXISTS_ONE:
		return exists_one(loop);
	case NODE_TRANSFORM_MAP:
		return collect(loop, CEL_MAP);
	default:
		return collect(loop, CEL_LIST);
	}
}

/* A node from NODE_ALL on. */
static struct cel_value
macro(const struct cel_program *p, struct cel_run *run, const struct cel_node *node)
{
	struct loop loop = { .program = p, .run = run, .node = node };
	struct cel_value operand = body(&loop, 0);

	if (operand.kind == CEL_ERROR)
		return operand;
	switch (node->kind) {
	case NODE_BIND:
		return bind(&loop, operand);
	case NODE_OPTIONAL_MAP:
	case NODE_OPTIONAL_FLAT_MAP:
		return optional_map(&loop, operand);
	default:
		return walk(&loop, operand);
	}
}

static struct cel_value
dispatch(const struct cel_program *p, struct cel_run *run, const struct cel_node *node)
{
	switch (node->kind) {
	case NODE_CONSTANT:
	case NODE_FAULT:
		return node->constant;
	case NODE_LOCAL:
		return run->locals[node->slot];
	case NODE_VARIABLE:
		return variable(run, node);
	case NODE_FIELD:
		return field(p, run, node);
	case NODE_FUNCTION:
		return function(p, run, node);
	case NODE_MATCHES:
		return matches(p, run, node);
	case NODE_SELECT:
		return select_name(p, run, node);
	case NODE_HAS:
		return has_name(p, run, node);
	case NODE_INDEX:
		return index_of(p, run, node);
	case NODE_LIST:
		return list(p, run, node);
	case NODE_MAP:
		return map(p, run, node);
	case NODE_NOT:
	case NODE_NEGATE:
		return negation(p, run, node);
	case NODE_AND:
	case NODE_OR:
		return conditions(p, run, node);
	case NODE_CHOICE:
		return choice(p, run, node);
	case NODE_ELSE_OPTIONAL:
	case NODE_ELSE_VALUE:
		return otherwise(p, run, node);
	default:
		return node->kind >= NODE_ALL ? macro(p, run, node)
					      : operation(p, run, node);
	}
}

/* An error is marked with the place where it arose. */
struct cel_value
cel_evaluate_node(
    const struct cel_program *p, struct cel_run *run, const struct cel_node *node)
{
	struct cel_value value;

	if (!cel_spend(run, 1))
		return cel_error(CEL_FAULT_STEPS);
	value = dispatch(p, run, node);
	if (value.kind == CEL_ERROR && value.offset == 0) {
		value.offset = node->at + 1;
		run->no_memory |= value.integer == CEL_FAULT_MEMORY;
	}
	return value;
}

struct cel_value
cel_evaluate(const struct cel_program *p, struct cel_run *run)
{
	struct cel_value value = cel_evaluate_node(p, run, &p->nodes[p->root]);

	/* Neither can be made good by the other side of an || or by an exists(). */
	if (run->no_memory)
		return cel_error(CEL_FAULT_MEMORY);
	if (run->steps <= 0)
		return cel_error(CEL_FAULT_STEPS);
	return value;
}
