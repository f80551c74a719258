#include <string.h>

#include "cel/cel_compare.h"
#include "cel/cel_number.h"

static bool
same_text(struct cel_value a, struct cel_value b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.text, b.text, a.len) == 0);
}

bool
cel_map_find(struct cel_run *run, struct cel_value map, struct cel_value key,
    struct cel_value *value)
{
	const struct value *member;

	cel_spend(run, cel_weight(map));
	if (map.view) {
		if (key.kind != CEL_STRING)
			return false;
		member = record_member(
		    map.record, &map.record->values[map.index], key.text, key.len);
		if (member != NULL)
			*value = cel_from_record(map.record, member);
		return member != NULL;
	}
	for (uint32_t i = 0; i < map.len; i++) {
		struct cel_value other = map.items[2 * i];

		if (other.kind == CEL_STRING && key.kind == CEL_STRING
			? !same_text(other, key)
			: !cel_equal(run, other, key))
			continue;
		*value = map.items[2 * i + 1];
		return true;
	}
	return false;
}

static bool
same_lists(struct cel_run *run, struct cel_value a, struct cel_value b)
{
	struct cel_iterator x = cel_iterate(a), y = cel_iterate(b);

	if (cel_size(a) != cel_size(b))
		return false;
	while (cel_next(&x) && cel_next(&y))
		if (!cel_spend(run, 1) || !cel_equal(run, x.value, y.value))
			return false;
	return true;
}

static bool
same_maps(struct cel_run *run, struct cel_value a, struct cel_value b)
{
	struct cel_iterator x = cel_iterate(a);
	struct cel_value other;

	if (cel_size(a) != cel_size(b))
		return false;
	while (cel_next(&x))
		if (!cel_spend(run, 1) || !cel_map_find(run, b, x.key, &other) ||
		    !cel_equal(run, x.value, other))
			return false;
	return true;
}

bool
cel_equal(struct cel_run *run, struct cel_value a, struct cel_value b)
{
	if (cel_is_number(a) && cel_is_number(b))
		return cel_number_compare(a, b) == CEL_SAME;
	if (a.kind == CEL_ERROR || b.kind == CEL_ERROR)
		run->fault = (enum cel_fault)(a.kind == CEL_ERROR ? a : b).integer;
	if (a.kind != b.kind)
		return false;
	switch (a.kind) {
	case CEL_NULL:
		return true;
	case CEL_BOOL:
		return a.truth == b.truth;
	case CEL_STRING:
	case CEL_BYTES:
		return cel_spend(run, cel_weight(a)) && same_text(a, b);
	case CEL_TIMESTAMP:
		return a.integer == b.integer && a.nanoseconds == b.nanoseconds;
	case CEL_DURATION:
	case CEL_TYPE:
		return a.integer == b.integer;
	case CEL_LIST:
		return same_lists(run, a, b);
	case CEL_MAP:
		return same_maps(run, a, b);
	case CEL_OPTIONAL:
		if (a.items == NULL || b.items == NULL)
			return a.items == b.items;
		return cel_equal(run, *a.items, *b.items);
	default:
		return false;
	}
}

static enum cel_order
order_of(int64_t a, int64_t b)
{
	return a < b ? CEL_SMALLER : a > b ? CEL_LARGER : CEL_SAME;
}

/* UTF-8 sorts by byte as its code points do. */
static enum cel_order
compare_texts(struct cel_value a, struct cel_value b)
{
	size_t len = a.len < b.len ? a.len : b.len;
	int order = len > 0 ? memcmp(a.text, b.text, len) : 0;

	return order != 0 ? order_of(order, 0) : order_of(a.len, b.len);
}

enum cel_order
cel_compare(struct cel_value a, struct cel_value b)
{
	if (cel_is_number(a) && cel_is_number(b))
		return cel_number_compare(a, b);
	if (a.kind != b.kind)
		return CEL_INCOMPARABLE;
	switch (a.kind) {
	case CEL_BOOL:
		return order_of(a.truth, b.truth);
	case CEL_STRING:
	case CEL_BYTES:
		return compare_texts(a, b);
	case CEL_DURATION:
		return order_of(a.integer, b.integer);
	case CEL_TIMESTAMP:
		return a.integer != b.integer ? order_of(a.integer, b.integer)
					      : order_of(a.nanoseconds, b.nanoseconds);
	default:
		return CEL_INCOMPARABLE;
	}
}
