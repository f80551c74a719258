#include "cel/cel_function.h"
#include "cel/cel_number.h"
#include "cel/cel_pattern.h"
#include "cel/cel_text.h"

enum {
	STRING = CEL_SET(CEL_STRING),
	OPTIONAL = CEL_SET(CEL_OPTIONAL),
	SIZED = STRING | CEL_SET(CEL_BYTES) | CEL_SET(CEL_LIST) | CEL_SET(CEL_MAP),
};

static struct cel_value
size(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	(void)run, (void)count;
	switch (args[0].kind) {
	case CEL_STRING:
		return cel_int((int64_t)cel_text_count(cel_span(args[0])));
	case CEL_BYTES:
		return cel_int(args[0].len);
	default:
		return cel_int((int64_t)cel_size(args[0]));
	}
}

static struct cel_value
type(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	(void)run, (void)count;
	return cel_type((enum cel_kind)args[0].kind);
}

static struct cel_value
dyn(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	(void)run, (void)count;
	return args[0];
}

static struct cel_value
matches(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	struct cel_pattern *pattern;
	enum cel_match match;
	enum cel_fault fault;

	(void)count;
	if (!cel_spend(run, args[0].len / 4 + args[1].len * 16 + 1000))
		return cel_error(CEL_FAULT_STEPS);
	pattern = cel_pattern_new(cel_span(args[1]), &fault);
	if (pattern == NULL)
		return cel_error(fault);
	match = cel_pattern_find(pattern, cel_span(args[0]), &run->search_work);
	cel_pattern_free(pattern);
	if (match == CEL_MATCH_GIVEN_UP)
		cel_spend(run, CEL_GIVEN_UP_STEPS);
	if (match == CEL_MATCH_NO_MEMORY)
		return cel_error(CEL_FAULT_MEMORY);
	return match == CEL_MATCH_GIVEN_UP ? cel_error(CEL_FAULT_PATTERN_STEPS)
					   : cel_bool(match == CEL_MATCH);
}

static struct cel_value
optional_of(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	(void)count;
	return cel_optional(run, args[0]);
}

/* Whether a value is what its type is empty with. */
static bool
is_zero(struct cel_value v)
{
	switch (v.kind) {
	case CEL_NULL:
		return true;
	case CEL_BOOL:
		return !v.truth;
	case CEL_DOUBLE:
		return cel_number_double(v) == 0;
	case CEL_STRING:
	case CEL_BYTES:
		return v.len == 0;
	case CEL_LIST:
	case CEL_MAP:
		return cel_size(v) == 0;
	case CEL_INT:
	case CEL_UINT:
	case CEL_DECIMAL:
	case CEL_DURATION:
		return v.integer == 0;
	case CEL_OPTIONAL:
		return v.items == NULL;
	default:
		return false;
	}
}

static struct cel_value
optional_of_nonzero(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	(void)count;
	return is_zero(args[0]) ? cel_optional_none() : cel_optional(run, args[0]);
}

static struct cel_value
optional_none(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	(void)run, (void)args, (void)count;
	return cel_optional_none();
}

static struct cel_value
has_value(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	(void)run, (void)count;
	return cel_bool(args[0].items != NULL);
}

static struct cel_value
value(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	(void)run, (void)count;
	return args[0].items != NULL ? *args[0].items : cel_error(CEL_FAULT_NO_VALUE);
}

const struct cel_function cel_basic_functions[] = {
	{ "size", false, 1, 1, { SIZED }, CEL_INT, size },
	{ "size", true, 1, 1, { SIZED }, CEL_INT, size },
	{ "type", false, 1, 1, { CEL_ANY }, CEL_TYPE, type },
	{ "dyn", false, 1, 1, { CEL_ANY }, CEL_DYN, dyn },
	{ "matches", false, 2, 2, { STRING, STRING }, CEL_BOOL, matches },
	{ "matches", true, 2, 2, { STRING, STRING }, CEL_BOOL, matches },
	{ "optional.of", false, 1, 1, { CEL_ANY }, CEL_OPTIONAL, optional_of },
	{ "optional.ofNonZeroValue", false, 1, 1, { CEL_ANY }, CEL_OPTIONAL,
	    optional_of_nonzero },
	{ "optional.none", false, 0, 0, { 0 }, CEL_OPTIONAL, optional_none },
	{ "hasValue", true, 1, 1, { OPTIONAL }, CEL_BOOL, has_value },
	{ "value", true, 1, 1, { OPTIONAL }, CEL_DYN, value },
	{ 0 },
};
