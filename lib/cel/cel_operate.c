#include <string.h>

#include "cel/cel_compare.h"
#include "cel/cel_number.h"
#include "cel/cel_operate.h"
#include "cel/cel_time.h"

static struct cel_value
join_texts(struct cel_run *run, struct cel_value a, struct cel_value b)
{
	char *text = cel_take(run, (size_t)a.len + b.len);

	if (text == NULL)
		return cel_error(CEL_FAULT_STEPS);
	if (a.len > 0)
		memcpy(text, a.text, a.len);
	if (b.len > 0)
		memcpy(text + a.len, b.text, b.len);
	return cel_text((enum cel_kind)a.kind, text, (size_t)a.len + b.len);
}

static struct cel_value
join_lists(struct cel_run *run, struct cel_value a, struct cel_value b)
{
	struct cel_iterator x = cel_iterate(a), y = cel_iterate(b);
	struct cel_value *items, list;
	size_t count = 0;

	list = cel_new_items(run, CEL_LIST, cel_size(a) + cel_size(b), &items);
	if (list.kind == CEL_ERROR)
		return list;
	while (cel_next(&x))
		items[count++] = x.value;
	while (cel_next(&y))
		items[count++] = y.value;
	return list;
}

static struct cel_value
add(struct cel_run *run, struct cel_value a, struct cel_value b)
{
	if (cel_is_number(a) && cel_is_number(b))
		return cel_number_add(a, b);
	if (a.kind == b.kind)
		switch (a.kind) {
		case CEL_STRING:
		case CEL_BYTES:
			return join_texts(run, a, b);
		case CEL_LIST:
			return join_lists(run, a, b);
		case CEL_DURATION:
			return cel_duration_add(a, b, 1);
		default:
			return cel_error(CEL_FAULT_NO_OVERLOAD);
		}
	if (a.kind == CEL_TIMESTAMP && b.kind == CEL_DURATION)
		return cel_timestamp_add(a, b, 1);
	if (a.kind == CEL_DURATION && b.kind == CEL_TIMESTAMP)
		return cel_timestamp_add(b, a, 1);
	return cel_error(CEL_FAULT_NO_OVERLOAD);
}

static struct cel_value
subtract(struct cel_value a, struct cel_value b)
{
	if (cel_is_number(a) && cel_is_number(b))
		return cel_number_subtract(a, b);
	if (a.kind == CEL_TIMESTAMP && b.kind == CEL_TIMESTAMP)
		return cel_timestamp_difference(a, b);
	if (a.kind == CEL_TIMESTAMP && b.kind == CEL_DURATION)
		return cel_timestamp_add(a, b, -1);
	if (a.kind == CEL_DURATION && b.kind == CEL_DURATION)
		return cel_duration_add(a, b, -1);
	return cel_error(CEL_FAULT_NO_OVERLOAD);
}

/* Equality may have met an error inside of a list, or the end of its steps. */
static struct cel_value
judged(struct cel_run *run, bool truth)
{
	enum cel_fault fault = run->fault;

	run->fault = CEL_FAULT_NONE;
	return fault == CEL_FAULT_NONE ? cel_bool(truth) : cel_error(fault);
}

static struct cel_value
is_in(struct cel_run *run, struct cel_value item, struct cel_value container)
{
	struct cel_iterator it;
	struct cel_value found;

	if (container.kind == CEL_MAP)
		return judged(run, cel_map_find(run, container, item, &found));
	if (container.kind != CEL_LIST)
		return cel_error(CEL_FAULT_NO_OVERLOAD);
	for (it = cel_iterate(container); cel_next(&it);) {
		if (cel_equal(run, item, it.value)) {
			run->fault = CEL_FAULT_NONE;
			return cel_bool(true);
		}
		if (!cel_spend(run, 1))
			return cel_error(CEL_FAULT_STEPS);
	}
	return judged(run, false);
}

static struct cel_value
order(struct cel_run *run, enum cel_node_kind kind, struct cel_value a,
    struct cel_value b)
{
	enum cel_order o = cel_compare(a, b);

	if (!cel_spend(run, cel_weight(a)))
		return cel_error(CEL_FAULT_STEPS);
	if (o == CEL_INCOMPARABLE)
		return cel_error(CEL_FAULT_NO_OVERLOAD);
	switch (kind) {
	case NODE_LESS:
		return cel_bool(o == CEL_SMALLER);
	case NODE_LESS_EQUAL:
		return cel_bool(o == CEL_SMALLER || o == CEL_SAME);
	case NODE_GREATER:
		return cel_bool(o == CEL_LARGER);
	default:
		return cel_bool(o == CEL_LARGER || o == CEL_SAME);
	}
}

static struct cel_value
calculate(enum cel_node_kind kind, struct cel_value a, struct cel_value b)
{
	if (!cel_is_number(a) || !cel_is_number(b))
		return cel_error(CEL_FAULT_NO_OVERLOAD);
	switch (kind) {
	case NODE_MULTIPLY:
		return cel_number_multiply(a, b);
	case NODE_DIVIDE:
		return cel_number_divide(a, b);
	default:
		return cel_number_remainder(a, b);
	}
}

struct cel_value
cel_operate(struct cel_run *run, enum cel_node_kind kind, struct cel_value a,
    struct cel_value b)
{
	switch (kind) {
	case NODE_ADD:
		return add(run, a, b);
	case NODE_SUBTRACT:
		return subtract(a, b);
	case NODE_MULTIPLY:
	case NODE_DIVIDE:
	case NODE_REMAINDER:
		return calculate(kind, a, b);
	case NODE_EQUAL:
		return judged(run, cel_equal(run, a, b));
	case NODE_NOT_EQUAL:
		return judged(run, !cel_equal(run, a, b));
	case NODE_IN:
		return is_in(run, a, b);
	default:
		return order(run, kind, a, b);
	}
}

static struct cel_value
absent(bool optional, enum cel_fault fault)
{
	return optional ? cel_optional_none() : cel_error(fault);
}

/* A list takes a whole number of any type. */
static struct cel_value
list_item(struct cel_value list, struct cel_value key, bool optional)
{
	struct cel_value item;

	if (!cel_is_number(key))
		return cel_wrong_type(CEL_LIST, (enum cel_kind)key.kind);
	if (key.kind == CEL_DOUBLE) {
		if (!(cel_number_double(key) >= 0 && cel_number_double(key) < 0x1p32) ||
		    cel_number_double(key) != (double)(uint32_t)cel_number_double(key))
			return cel_error(CEL_FAULT_INDEX);
		key = cel_int((int64_t)cel_number_double(key));
	}
	if (key.scale != 0)
		return cel_error(CEL_FAULT_INDEX);
	if ((key.kind != CEL_UINT && key.integer < 0) ||
	    !cel_list_item(list, key.natural, &item))
		return absent(optional, CEL_FAULT_INDEX);
	return item;
}

struct cel_value
cel_select(struct cel_run *run, struct cel_value container, struct cel_value key,
    bool optional)
{
	struct cel_value found;

	if (container.kind == CEL_OPTIONAL) {
		if (container.items == NULL)
			return container;
		container = *container.items;
		optional = true;
	}
	if (container.kind == CEL_LIST && !cel_spend(run, cel_weight(container)))
		return cel_error(CEL_FAULT_STEPS);
	if (container.kind == CEL_LIST)
		found = list_item(container, key, optional);
	else if (container.kind != CEL_MAP)
		return cel_wrong_type(
		    (enum cel_kind)container.kind, (enum cel_kind)key.kind);
	else if (!cel_map_find(run, container, key, &found))
		return absent(
		    optional, container.view ? CEL_FAULT_NO_FIELD : CEL_FAULT_NO_KEY);
	if (!optional || found.kind == CEL_ERROR ||
	    (found.kind == CEL_OPTIONAL && found.items == NULL))
		return found;
	return cel_optional(run, found);
}
