#include "cel/cel_macro_run.h"
#include "cel/cel_evaluate.h"

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
		return cel_error(CEL_FAULT_NO_OVERLOAD);
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

struct cel_value
cel_run_macro(
    const struct cel_program *p, struct cel_run *run, const struct cel_node *node)
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
