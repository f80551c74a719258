#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "memory/array.h"
#include "record/path.h"
#include "rules/conditions.h"
#include "seats/market.h"
#include "seats/terms.h"
#include "text/numbering.h"

enum { FOLLOWED = 4 << 20 }; /* 32 MiB: orders up to 10^8 */

/* A path of orders, and which of them are taken. */
struct rank {
	struct path *path;
	uint64_t record; /* the one that order is of */
	uint64_t order;
	uint64_t *taken; /* a bit for each order */
	size_t words;
};

/* A path of values that floors are compared with, read once in a record. */
struct value_asked {
	struct path *path;
	uint64_t record; /* the one that the others are of */
	enum path_found found;
	struct decimal number;
};

struct floor {
	uint32_t value;
	struct decimal min;
};

struct term_book {
	struct conditions *conditions;
	struct numbering *paths, *value_paths; /* of ranks, of values */
	struct rank *ranks;
	struct value_asked *values;
	struct floor *floors;
	uint32_t *tiers;
	uint32_t rank_count, floor_count, tier_count, value_count;
	bool guarantee; /* the first tier of all is for those who hold a seat */
	size_t rank_room, floor_room, tier_room, value_room;
	uint64_t record, committed, words; /* words of all ranks */
	uint32_t *used;                    /* ranks that this record was asked for */
	uint32_t used_count;
	size_t used_room;
	struct rank round; /* the order of the round */
	bool doubled;      /* or too far apart to say */
};

struct term_book *
terms_book_new(const json_t *constants)
{
	struct term_book *b = calloc(1, sizeof *b);

	if (b == NULL)
		return NULL;
	b->record = 1;
	b->conditions = conditions_new(constants);
	b->paths = numbering_new();
	b->value_paths = numbering_new();
	if (b->conditions != NULL && b->paths != NULL && b->value_paths != NULL)
		return b;
	terms_book_free(b);
	return NULL;
}

void
terms_book_free(struct term_book *b)
{
	if (b == NULL)
		return;
	for (uint32_t i = 0; i < b->rank_count; i++) {
		path_free(b->ranks[i].path);
		free(b->ranks[i].taken);
	}
	for (uint32_t i = 0; i < b->value_count; i++)
		path_free(b->values[i].path);
	free(b->values);
	free(b->ranks);
	free(b->round.taken);
	free(b->floors);
	free(b->tiers);
	free(b->used);
	conditions_free(b->conditions);
	numbering_free(b->paths);
	numbering_free(b->value_paths);
	free(b);
}

static bool
fail(struct terms_fault *f, const char *code, const char *field, const char *reason)
{
	*f = (struct terms_fault){ .code = code, .field = field, .reason = reason };
	return false;
}

static bool
no_memory(struct terms_fault *f)
{
	return fail(f, "no-memory", NULL, "no memory");
}

static bool
read_condition(struct term_book *b, const json_t *text, const char *code,
    const char *field, uint32_t *condition, struct terms_fault *f)
{
	struct expression_error error;

	if (!json_is_string(text) ||
	    strlen(json_string_value(text)) != json_string_length(text))
		return fail(f, code, field, "is not a condition, which is text");
	*condition = conditions_add(b->conditions, json_string_value(text), &error);
	if (*condition != CONDITION_NONE)
		return true;
	if (error.why == NULL)
		return no_memory(f);
	fail(f, code, field, error.why);
	f->text = json_string_value(text);
	f->error = error;
	return false;
}

static bool
read_tiers(
    struct term_book *b, const json_t *tiers, struct terms *t, struct terms_fault *f)
{
	const json_t *one;
	size_t i;

	if (!json_is_array(tiers) || json_array_size(tiers) == 0)
		return fail(
		    f, "program-bad-tiers", "tiers", "is not an array of conditions");
	t->tier_first = b->tier_count;
	t->tier_count = 0;
	json_array_foreach(tiers, i, one)
	{
		uint32_t condition;

		if (!read_condition(
			b, one, "program-bad-tiers", "tiers", &condition, f))
			return false;
		if (!array_reserve(&b->tiers, &b->tier_room, b->tier_count + (size_t)1,
			sizeof *b->tiers))
			return no_memory(f);
		b->tiers[b->tier_count++] = condition;
		t->tier_count++;
	}
	return true;
}

static bool
read_order(
    struct term_book *b, const json_t *order, struct terms *t, struct terms_fault *f)
{
	const char *text = json_string_value(order), *why;
	bool known;

	if (text == NULL || strlen(text) != json_string_length(order))
		return fail(
		    f, "program-bad-order", "order", "is not a path, which is text");
	if (!array_reserve(
		&b->ranks, &b->rank_room, b->rank_count + (size_t)1, sizeof *b->ranks))
		return no_memory(f);
	t->rank = numbering_add(b->paths, span_of(text), &known);
	if (t->rank == NUMBERING_NONE)
		return no_memory(f);
	if (known)
		return true;
	b->ranks[t->rank] = (struct rank){ .path = path_new(text, &why) };
	if (b->ranks[t->rank].path == NULL)
		return fail(f, "program-bad-order", "order", why);
	b->rank_count++;
	return true;
}

/* A JSON number; a document with one that a double does not hold is refused. */
static bool
read_number(const json_t *number, struct decimal *d)
{
	*d = (struct decimal){ json_integer_value(number), 0 };
	return json_is_integer(number) ||
	       (json_is_real(number) &&
		   decimal_from_double(json_real_value(number), d));
}

static bool
add_value(struct term_book *b, const char *text, uint32_t *value, struct terms_fault *f)
{
	const char *why;
	bool known;

	if (!array_reserve(&b->values, &b->value_room, b->value_count + (size_t)1,
		sizeof *b->values))
		return no_memory(f);
	*value = numbering_add(b->value_paths, span_of(text), &known);
	if (*value == NUMBERING_NONE)
		return no_memory(f);
	if (known)
		return true;
	b->values[*value] = (struct value_asked){ .path = path_new(text, &why) };
	if (b->values[*value].path == NULL)
		return fail(f, "program-bad-floor", "floor", why);
	b->value_count++;
	return true;
}

static bool
read_floor(struct term_book *b, json_t *floor, struct terms *t, struct terms_fault *f)
{
	const char *value = json_string_value(json_object_get(floor, "value"));
	const json_t *min = json_object_get(floor, "min");
	const json_t *line = json_object_get(floor, "line");
	const json_t *drop = json_object_get(floor, "drop");
	size_t keys = min != NULL ? 2 : 3;
	struct floor one;
	struct decimal l, d;

	if (value == NULL || json_object_size(floor) != keys ||
	    (min != NULL ? !read_number(min, &one.min)
			 : !read_number(line, &l) || !read_number(drop, &d) ||
			       !decimal_subtract(l, d, &one.min)))
		return fail(f, "program-bad-floor", "floor",
		    "is neither {\"value\":PATH,\"min\":NUMBER} nor "
		    "{\"value\":PATH,\"line\":NUMBER,\"drop\":NUMBER}");
	if (!add_value(b, value, &one.value, f))
		return false;
	if (!array_reserve(&b->floors, &b->floor_room, b->floor_count + (size_t)1,
		sizeof *b->floors))
		return no_memory(f);
	t->floor = b->floor_count;
	b->floors[b->floor_count++] = one;
	return true;
}

bool
terms_read(
    struct term_book *b, const json_t *object, struct terms *t, struct terms_fault *f)
{
	const json_t *eligible = json_object_get(object, "eligible");
	const json_t *tiers = json_object_get(object, "tiers");
	const json_t *order = json_object_get(object, "order");
	json_t *floor = json_object_get(object, "floor");

	return (eligible == NULL || read_condition(b, eligible, "program-bad-eligible",
					"eligible", &t->eligible, f)) &&
	       (tiers == NULL || read_tiers(b, tiers, t, f)) &&
	       (order == NULL || read_order(b, order, t, f)) &&
	       (floor == NULL || read_floor(b, floor, t, f));
}

struct path *
terms_path(const struct term_book *b, uint32_t number)
{
	if (number < b->rank_count)
		return b->ranks[number].path;
	number -= b->rank_count;
	return number < b->value_count ? b->values[number].path : NULL;
}

bool
terms_of_program(const struct term_book *b, const struct terms *t)
{
	if (t->eligible != TERMS_NONE &&
	    conditions_of_program(b->conditions, t->eligible))
		return true;
	for (uint32_t i = 0; i < t->tier_count; i++)
		if (conditions_of_program(b->conditions, b->tiers[t->tier_first + i]))
			return true;
	return false;
}

bool
terms_rank_alike(
    const struct term_book *b, const struct terms *one, const struct terms *other)
{
	if (one->rank != other->rank || one->tier_count != other->tier_count)
		return false;
	for (uint32_t i = 0; i < one->tier_count; i++)
		if (b->tiers[one->tier_first + i] != b->tiers[other->tier_first + i])
			return false;
	return true;
}

bool
terms_same(
    const struct term_book *b, const struct terms *one, const struct terms *other)
{
	const struct floor *f, *g;

	if (one->eligible != other->eligible || !terms_rank_alike(b, one, other))
		return false;
	if (one->floor == TERMS_NONE || other->floor == TERMS_NONE)
		return one->floor == other->floor;
	f = &b->floors[one->floor];
	g = &b->floors[other->floor];
	return f->value == g->value && decimal_compare(f->min, g->min) == 0;
}

void
terms_write(const struct term_book *b, const struct terms *t, struct writer *w)
{
	writer_open_array(w);
	writer_integer(w, t->eligible);
	writer_integer(w, t->rank);
	for (uint32_t i = 0; i < t->tier_count; i++)
		writer_integer(w, b->tiers[t->tier_first + i]);
	writer_close_array(w);
	if (t->floor != TERMS_NONE) {
		writer_integer(w, b->floors[t->floor].value);
		writer_decimal(w, b->floors[t->floor].min);
	}
}

void
terms_next(struct term_book *b)
{
	b->record++;
	b->used_count = 0;
	conditions_next(b->conditions);
}

static enum terms_result
test_condition(struct term_book *b, uint32_t condition, struct record *record,
    const struct expression_value *program, struct entry_fault *f)
{
	switch (conditions_test(b->conditions, condition, record, program)) {
	case CONDITION_TRUE:
		return TERMS_OPEN;
	case CONDITION_FALSE:
		return TERMS_NOT_ELIGIBLE;
	case CONDITION_NO_MEMORY:
		entry_fault_no_memory(f);
		return TERMS_FAILED;
	case CONDITION_FAILED:
		break;
	}
	entry_fault_set(f, "rule-error", NULL, conditions_reason(b->conditions));
	return TERMS_FAILED;
}

static enum terms_result
test_floor(
    struct term_book *b, uint32_t floor, struct record *record, struct entry_fault *f)
{
	struct value_asked *value = &b->values[b->floors[floor].value];

	if (value->record != b->record) {
		value->record = b->record;
		value->found = path_decimal(value->path, record, &value->number);
	}
	switch (value->found) {
	case PATH_FOUND:
		return decimal_compare(value->number, b->floors[floor].min) < 0
			   ? TERMS_BELOW_FLOOR
			   : TERMS_OPEN;
	case PATH_NO_MEMORY:
		return terms_no_memory(f);
	default:
		entry_fault_set(f, "floor-not-number", path_text(value->path),
		    "the value that a floor asks for is not a number");
		return TERMS_FAILED;
	}
}

/* The place of the record in a rank, read once. */
static enum terms_result
find_order(struct term_book *b, uint32_t rank, struct record *record, uint64_t *order,
    struct entry_fault *f)
{
	struct rank *r = &b->ranks[rank];
	int64_t number = -1;

	if (r->record != b->record) {
		switch (path_integer(r->path, record, &number)) {
		case PATH_NO_MEMORY:
			return terms_no_memory(f);
		case PATH_MISSING:
			entry_fault_set(f, "order-missing", path_text(r->path),
			    "there is no order; has the list been ranked?");
			return TERMS_FAILED;
		default:
			break;
		}
		if (number < 0) {
			entry_fault_set(f, "order-not-whole", path_text(r->path),
			    "the order is not a whole number from 0");
			return TERMS_FAILED;
		}
		if (!array_reserve(&b->used, &b->used_room, b->used_count + (size_t)1,
			sizeof *b->used))
			return terms_no_memory(f);
		b->used[b->used_count++] = rank;
		r->order = (uint64_t)number;
		r->record = b->record;
	}
	*order = r->order;
	return TERMS_OPEN;
}

static enum terms_result
find_tier(struct term_book *b, const struct terms *t, struct record *record,
    const struct expression_value *program, uint32_t *tier, struct entry_fault *f)
{
	enum terms_result result = TERMS_OPEN;

	for (*tier = 0; *tier < t->tier_count; (*tier)++) {
		result = test_condition(
		    b, b->tiers[t->tier_first + *tier], record, program, f);
		if (result != TERMS_NOT_ELIGIBLE)
			break;
	}
	return result;
}

/* The priority of an order in a tier. */
static enum terms_result
find_priority(const struct term_book *b, const struct terms *t, uint32_t tier,
    uint64_t order, uint32_t *priority, struct entry_fault *f)
{
	if (market_priority(terms_tiers(t, b->guarantee), tier, order, priority))
		return TERMS_OPEN;
	entry_fault_set(f, "order-too-large",
	    t->rank != TERMS_NONE ? path_text(b->ranks[t->rank].path) : NULL,
	    "the order, times the tiers, is beyond 4294967279");
	return TERMS_FAILED;
}

enum terms_result
terms_test(struct term_book *b, const struct terms *t, struct record *record,
    const struct expression_value *program, uint64_t order, bool ranked,
    uint32_t *priority, struct entry_fault *f)
{
	enum terms_result result = TERMS_OPEN;
	uint32_t tier = 0;

	*priority = 0;
	if (t->eligible != TERMS_NONE)
		result = test_condition(b, t->eligible, record, program, f);
	if (result == TERMS_OPEN && t->tier_count > 0)
		result = find_tier(b, t, record, program, &tier, f);
	if (result == TERMS_OPEN && t->floor != TERMS_NONE)
		result = test_floor(b, t->floor, record, f);
	if (result == TERMS_OPEN && t->rank != TERMS_NONE)
		result = find_order(b, t->rank, record, &order, f);
	if (result == TERMS_OPEN && ranked)
		result = find_priority(b, t, tier + b->guarantee, order, priority, f);
	return result;
}

void
terms_guarantee(struct term_book *b)
{
	b->guarantee = true;
}

enum terms_result
terms_hold(struct term_book *b, const struct terms *t, struct record *record,
    uint64_t order, uint32_t *priority, struct entry_fault *f)
{
	enum terms_result result = TERMS_OPEN;

	if (t->rank != TERMS_NONE)
		result = find_order(b, t->rank, record, &order, f);
	return result == TERMS_OPEN ? find_priority(b, t, 0, order, priority, f)
				    : result;
}

/*
 * Take a place in a rank.  Orders that are far apart are not followed where the bits of
 * all ranks together would need more than FOLLOWED words and one for each record.
 */
static bool
take(struct term_book *b, struct rank *r)
{
	size_t word = r->order / 64;
	uint64_t bit = (uint64_t)1 << r->order % 64;

	if (word >= r->words) {
		size_t words = word + word / 2 + 64;
		uint64_t *larger;

		if (words > SIZE_MAX / sizeof *larger ||
		    b->words + words - r->words > FOLLOWED + b->committed) {
			b->doubled = true;
			return true;
		}
		b->words += words - r->words;
		if ((larger = realloc(r->taken, words * sizeof *larger)) == NULL)
			return false;
		memset(larger + r->words, 0, (words - r->words) * sizeof *larger);
		r->taken = larger;
		r->words = words;
	}
	b->doubled |= (r->taken[word] & bit) != 0;
	r->taken[word] |= bit;
	return true;
}

bool
terms_commit(struct term_book *b, uint64_t order)
{
	b->committed++;
	b->round.order = order;
	if (!b->doubled && !take(b, &b->round))
		return false;
	for (uint32_t i = 0; i < b->used_count && !b->doubled; i++)
		if (!take(b, &b->ranks[b->used[i]]))
			return false;
	return true;
}

bool
terms_unique(const struct term_book *b)
{
	return !b->doubled;
}
