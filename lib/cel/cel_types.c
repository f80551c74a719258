#include "cel/cel_types.h"

enum {
	SET_NUMBERS = CEL_SET(CEL_INT) | CEL_SET(CEL_UINT) | CEL_SET(CEL_DOUBLE) |
		      CEL_SET(CEL_DECIMAL),
	SET_ORDERED = SET_NUMBERS | CEL_SET(CEL_BOOL) | CEL_SET(CEL_STRING) |
		      CEL_SET(CEL_BYTES) | CEL_SET(CEL_TIMESTAMP) |
		      CEL_SET(CEL_DURATION),
	SET_ADDED = SET_NUMBERS | CEL_SET(CEL_STRING) | CEL_SET(CEL_BYTES) |
		    CEL_SET(CEL_LIST) | CEL_SET(CEL_TIMESTAMP) | CEL_SET(CEL_DURATION),
	SET_SUBTRACTED = SET_NUMBERS | CEL_SET(CEL_TIMESTAMP) | CEL_SET(CEL_DURATION),
};

static bool
may_be(enum cel_kind kind, uint32_t set)
{
	return kind == CEL_DYN || (CEL_SET(kind) & set) != 0;
}

/* Both are numbers.  What a decimal and a double make depends on the double. */
static enum cel_kind
number_type(enum cel_kind a, enum cel_kind b)
{
	if (a == b)
		return a;
	if (a != CEL_DECIMAL && b != CEL_DECIMAL)
		return CEL_ERROR;
	if (a == CEL_INT || b == CEL_INT)
		return CEL_DECIMAL;
	return a == CEL_UINT || b == CEL_UINT ? CEL_ERROR : CEL_DYN;
}

static enum cel_kind
arithmetic_type(enum cel_node_kind operation, enum cel_kind a, enum cel_kind b)
{
	uint32_t set = operation == NODE_ADD        ? SET_ADDED
		       : operation == NODE_SUBTRACT ? SET_SUBTRACTED
						    : SET_NUMBERS;

	if (operation == NODE_REMAINDER)
		set &= ~CEL_SET(CEL_DOUBLE);
	if (!may_be(a, set) || !may_be(b, set))
		return CEL_ERROR;
	if (a == CEL_DYN || b == CEL_DYN)
		return CEL_DYN;
	if (may_be(a, SET_NUMBERS) && may_be(b, SET_NUMBERS))
		return number_type(a, b);
	if (operation == NODE_SUBTRACT && a == CEL_TIMESTAMP)
		return b == CEL_DURATION    ? CEL_TIMESTAMP
		       : b == CEL_TIMESTAMP ? CEL_DURATION
					    : CEL_ERROR;
	if ((a == CEL_TIMESTAMP && b == CEL_DURATION) ||
	    (a == CEL_DURATION && b == CEL_TIMESTAMP && operation == NODE_ADD))
		return CEL_TIMESTAMP;
	return a == b && a != CEL_TIMESTAMP ? a : CEL_ERROR;
}

/* Whether values of two types can be compared. */
static bool
have_in_common(enum cel_kind a, enum cel_kind b)
{
	return a == CEL_DYN || b == CEL_DYN || a == b ||
	       (may_be(a, SET_NUMBERS) && may_be(b, SET_NUMBERS));
}

static enum cel_kind
comparison_type(enum cel_node_kind operation, enum cel_kind a, enum cel_kind b)
{
	bool right;

	switch (operation) {
	case NODE_EQUAL:
	case NODE_NOT_EQUAL:
		right = have_in_common(a, b) || a == CEL_NULL || b == CEL_NULL;
		break;
	case NODE_IN:
		right = may_be(b, CEL_SET(CEL_LIST) | CEL_SET(CEL_MAP));
		break;
	default:
		right = may_be(a, SET_ORDERED) && may_be(b, SET_ORDERED) &&
			have_in_common(a, b);
	}
	return right ? CEL_BOOL : CEL_ERROR;
}

static enum cel_kind
condition_type(const struct cel_program *p, const struct cel_node *node)
{
	for (uint32_t i = 0; i < node->count; i++)
		if (!may_be(
			(enum cel_kind)cel_child(p, node, i)->type, CEL_SET(CEL_BOOL)))
			return CEL_ERROR;
	return CEL_BOOL;
}

enum cel_kind
cel_operator_type(const struct cel_program *p, const struct cel_node *node)
{
	enum cel_kind a = (enum cel_kind)cel_child(p, node, 0)->type, b = CEL_DYN;

	if (node->count > 1)
		b = (enum cel_kind)cel_child(p, node, 1)->type;
	switch (node->kind) {
	case NODE_NOT:
	case NODE_AND:
	case NODE_OR:
		return condition_type(p, node);
	case NODE_NEGATE:
		return may_be(a, SET_NUMBERS & ~CEL_SET(CEL_UINT)) ? a : CEL_ERROR;
	case NODE_CHOICE:
		if (!may_be(a, CEL_SET(CEL_BOOL)))
			return CEL_ERROR;
		return b == (enum cel_kind)cel_child(p, node, 2)->type ? b : CEL_DYN;
	case NODE_ADD:
	case NODE_SUBTRACT:
	case NODE_MULTIPLY:
	case NODE_DIVIDE:
	case NODE_REMAINDER:
		return arithmetic_type((enum cel_node_kind)node->kind, a, b);
	default:
		return comparison_type((enum cel_node_kind)node->kind, a, b);
	}
}
