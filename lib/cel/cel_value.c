#include <string.h>

#include "cel/cel_value.h"

static const struct {
	const char *code, *reason;
} faults[CEL_FAULTS] = {
	[CEL_FAULT_NONE] = { "no-fault", "nothing is wrong" },
	[CEL_FAULT_NO_OVERLOAD] = { "wrong-type",
	    "an operator or a function is given values that it does not take" },
	[CEL_FAULT_NO_FIELD] = { "no-such-field",
	    "the record does not have this field" },
	[CEL_FAULT_NO_KEY] = { "no-such-key", "the map does not have this key" },
	[CEL_FAULT_INDEX] = { "no-such-item", "the list does not have this item" },
	[CEL_FAULT_OVERFLOW] = { "overflow", "the result does not fit its type" },
	[CEL_FAULT_DIVIDE_BY_ZERO] = { "divide-by-zero", "a division by zero" },
	[CEL_FAULT_NOT_EXACT] = { "not-exact",
	    "the quotient has no last digit; say how it is rounded with "
	    "math.divide(a, b, places)" },
	[CEL_FAULT_NUMBER_RANGE] = { "number-out-of-range",
	    "a number with more than 18 places, or too large for 64 bits" },
	[CEL_FAULT_CONVERSION] = { "not-convertible",
	    "the value cannot be converted to the wanted type" },
	[CEL_FAULT_RANGE] = { "out-of-range",
	    "a time, a duration or a number is outside of what its type holds" },
	[CEL_FAULT_ARGUMENT] = { "wrong-argument",
	    "the function is not defined for this argument" },
	[CEL_FAULT_NOT_UTF8] = { "not-utf8", "the bytes are no UTF-8" },
	[CEL_FAULT_KEY_TYPE] = { "wrong-key-type",
	    "a key of a map is a bool, an int, a uint or a string" },
	[CEL_FAULT_KEY_REPEATED] = { "repeated-key", "a key stands twice in a map" },
	[CEL_FAULT_NO_VALUE] = { "no-value", "the optional holds no value" },
	[CEL_FAULT_NOT_BOOLEAN] = { "not-boolean",
	    "a condition is neither true nor false" },
	[CEL_FAULT_UNKNOWN_NAME] = { "unknown-name", "nothing has this name" },
	[CEL_FAULT_AMBIGUOUS_NAME] = { "ambiguous-name",
	    "the record has a field with the name of this variable; rename the field" },
	[CEL_FAULT_UNKNOWN_FUNCTION] = { "unknown-function",
	    "no function has this name and so many arguments" },
	[CEL_FAULT_PATTERN] = { "wrong-pattern",
	    "the pattern is not a regular expression as RE2 defines it" },
	[CEL_FAULT_PATTERN_STEPS] = { "pattern-too-slow",
	    "the search for the pattern took too many steps" },
	[CEL_FAULT_ZONE] = { "unknown-zone", "the time zone is not known" },
	[CEL_FAULT_FORMAT] = { "wrong-format",
	    "the format has a clause that is unknown, or not made for its value" },
	[CEL_FAULT_STEPS] = { "too-many-steps",
	    "the rule takes more steps or more memory than a rule may" },
	[CEL_FAULT_MEMORY] = { "no-memory", "there is no memory" },
};

const char *
cel_fault_code(enum cel_fault fault)
{
	return faults[fault].code;
}

const char *
cel_fault_reason(enum cel_fault fault)
{
	return faults[fault].reason;
}

const char *
cel_fault_owner(enum cel_fault fault)
{
	switch (fault) {
	case CEL_FAULT_NO_FIELD:
		return "the record";
	case CEL_FAULT_NO_KEY:
		return "the map";
	case CEL_FAULT_INDEX:
		return "the list";
	default:
		return NULL;
	}
}

const char *
cel_type_name(enum cel_kind kind)
{
	static const char *const names[] = { "error", "null_type", "bool", "int",
		"uint", "double", "decimal", "string", "bytes", "list", "map", "type",
		"google.protobuf.Timestamp", "google.protobuf.Duration",
		"optional_type", "dyn" };

	return names[kind];
}

const char *
cel_kind_words(enum cel_kind kind)
{
	static const char *const words[] = { "an error", "null", "a boolean",
		"an integer", "an unsigned integer", "a double", "a number", "a text",
		"bytes", "a list", "an object", "a type", "a time", "a duration",
		"an optional value" };

	return words[kind];
}

/* What counts as one step: bytes of memory; bytes and items that are read. */
enum { BYTES_OF_A_STEP = 16, BYTES_AT_ONCE = 64, ITEMS_AT_ONCE = 8 };

void *
cel_take(struct cel_run *run, size_t size)
{
	void *memory;

	if (!cel_spend(run, size / BYTES_OF_A_STEP + 1))
		return NULL;
	memory = arena_take(run->memory, size);
	run->no_memory |= memory == NULL;
	return memory;
}

static struct cel_value
no_memory(const struct cel_run *run)
{
	return cel_error(run->no_memory ? CEL_FAULT_MEMORY : CEL_FAULT_STEPS);
}

struct cel_value
cel_string_copy(struct cel_run *run, const char *text, size_t len)
{
	char *copy = cel_take(run, len);

	if (copy == NULL)
		return no_memory(run);
	if (len > 0)
		memcpy(copy, text, len);
	return cel_text(CEL_STRING, copy, len);
}

struct cel_value
cel_new_items(
    struct cel_run *run, enum cel_kind kind, size_t len, struct cel_value **items)
{
	size_t slots = kind == CEL_MAP ? 2 * len : len;

	*items = cel_take(run, slots * sizeof **items);
	return *items != NULL ? cel_items(kind, *items, len) : no_memory(run);
}

struct cel_value
cel_optional(struct cel_run *run, struct cel_value value)
{
	struct cel_value *item = cel_take(run, sizeof *item);

	if (item == NULL)
		return no_memory(run);
	*item = value;
	return (struct cel_value){ .kind = CEL_OPTIONAL, .items = item };
}

struct cel_value
cel_from_record(struct record *r, const struct value *v)
{
	struct decimal d;
	struct span text;

	switch (v->type) {
	case VALUE_NULL:
		return cel_null();
	case VALUE_FALSE:
	case VALUE_TRUE:
		return cel_bool(v->type == VALUE_TRUE);
	case VALUE_NUMBER:
		if (!decimal_parse(r->line + v->at, v->end - v->at, &d))
			return cel_error(CEL_FAULT_NUMBER_RANGE);
		return cel_decimal(d);
	case VALUE_STRING:
	case VALUE_NAME:
		text = record_text(r, v);
		return text.at != NULL ? cel_text(CEL_STRING, text.at, text.len)
				       : cel_error(CEL_FAULT_MEMORY);
	default:
		record_unfold(r, v);
		return (struct cel_value){ .kind = v->type == VALUE_ARRAY ? CEL_LIST
									  : CEL_MAP,
			.view = true,
			.index = (uint32_t)(v - r->values),
			.record = r };
	}
}

/* The value of a view, in the table of its record. */
static const struct value *
viewed(struct cel_value view)
{
	return &view.record->values[view.index];
}

size_t
cel_size(struct cel_value container)
{
	const struct value *values;
	size_t count = 0;

	if (!container.view)
		return container.len;
	values = container.record->values;
	for (uint32_t n = container.index + 1; n < viewed(container)->next; count++)
		n = values[n + (container.kind == CEL_MAP)].next;
	return count;
}

size_t
cel_weight(struct cel_value v)
{
	if (v.view)
		return (viewed(v)->end - viewed(v)->at) / BYTES_AT_ONCE;
	switch (v.kind) {
	case CEL_STRING:
	case CEL_BYTES:
		return v.len / BYTES_AT_ONCE;
	case CEL_LIST:
	case CEL_MAP:
		return v.len / ITEMS_AT_ONCE;
	default:
		return 0;
	}
}

struct cel_iterator
cel_iterate(struct cel_value container)
{
	return (struct cel_iterator){ .container = container,
		.next = container.view ? container.index + 1 : 0 };
}

static bool
next_of_view(struct cel_iterator *it)
{
	struct record *r = it->container.record;
	const struct value *v = &r->values[it->next];

	if (it->next >= viewed(it->container)->next)
		return false;
	if (it->container.kind == CEL_MAP)
		it->key = cel_from_record(r, v++);
	else
		it->key = cel_int(it->count++);
	it->value = cel_from_record(r, v);
	it->next = v->next;
	return true;
}

bool
cel_next(struct cel_iterator *it)
{
	const struct cel_value *items = it->container.items;

	if (it->container.view)
		return next_of_view(it);
	if (it->next >= it->container.len)
		return false;
	if (it->container.kind == CEL_MAP) {
		it->key = items[2 * it->next];
		it->value = items[2 * it->next + 1];
	} else {
		it->key = cel_int(it->next);
		it->value = items[it->next];
	}
	it->next++;
	return true;
}

bool
cel_list_item(struct cel_value list, uint64_t index, struct cel_value *item)
{
	const struct value *values;
	uint32_t n;

	if (!list.view) {
		if (index < list.len)
			*item = list.items[index];
		return index < list.len;
	}
	values = list.record->values;
	n = list.index + 1;
	while (n < viewed(list)->next && index-- > 0)
		n = values[n].next;
	if (n >= viewed(list)->next)
		return false;
	*item = cel_from_record(list.record, &values[n]);
	return true;
}
