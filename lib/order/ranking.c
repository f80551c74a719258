#include "order/ranking.h"

#include <stdlib.h>
#include <string.h>

#include "memory/array.h"
#include "record/path.h"

enum kind { NUMBER, TEXT, BOOLEAN, TIME, KINDS };

static const char *const kind_names[] = { "a number", "a text", "a boolean", "a time" };

struct key {
	struct path *path; /* one of these two, the other one is NULL */
	struct expression *expression;
	enum ranking_missing missing;
	bool met[KINDS];
	uint32_t first[KINDS]; /* the first record where the kind was met */
};

struct ranking {
	struct key *keys;
	bool *descending;
	size_t count, key_room, direction_room;
	bool pooled; /* keys[0] is the pool */
	enum ranking_numbering numbering;
};

struct ranking *
ranking_new(void)
{
	return calloc(1, sizeof(struct ranking));
}

void
ranking_free(struct ranking *r)
{
	if (r == NULL)
		return;
	for (size_t i = 0; i < r->count; i++)
		path_free(r->keys[i].path);
	free(r->keys);
	free(r->descending);
	free(r);
}

static bool
add(struct ranking *r, struct key key, bool descending)
{
	if (!array_reserve(&r->keys, &r->key_room, r->count + 1, sizeof *r->keys) ||
	    !array_reserve(&r->descending, &r->direction_room, r->count + 1,
		sizeof *r->descending))
		return false;
	r->keys[r->count] = key;
	r->descending[r->count++] = descending;
	return true;
}

static bool
add_path(
    struct ranking *r, const char *text, struct ranking_order order, const char **why)
{
	struct path *path = path_new(text, why);

	if (path == NULL)
		return false;
	if (add(r, (struct key){ .path = path, .missing = order.missing },
		order.descending))
		return true;
	*why = "no memory";
	path_free(path);
	return false;
}

bool
ranking_add_path(struct ranking *r, const char *path, size_t len,
    struct ranking_order order, const char **why)
{
	char *copy = strndup(path, len);
	bool added;

	*why = "no memory";
	added = copy != NULL && add_path(r, copy, order, why);
	free(copy);
	return added;
}

bool
ranking_add_key(struct ranking *r, const char *key, const char **why)
{
	struct ranking_order order;
	size_t len = ranking_read_order(key, &order);

	return ranking_add_path(r, key, len, order, why);
}

bool
ranking_add_pool(struct ranking *r, const char *path, const char **why)
{
	r->pooled = add_path(r, path, (struct ranking_order){ 0 }, why);
	return r->pooled;
}

bool
ranking_can_order(const struct expression *e)
{
	return !expression_is_never(e, EXPRESSION_NUMBER) ||
	       !expression_is_never(e, EXPRESSION_STRING) ||
	       !expression_is_never(e, EXPRESSION_BOOLEAN) ||
	       !expression_is_never(e, EXPRESSION_TIMESTAMP);
}

bool
ranking_add_expression(
    struct ranking *r, struct expression *e, struct ranking_order order)
{
	return add(r, (struct key){ .expression = e, .missing = order.missing },
	    order.descending);
}

bool
ranking_add_pool_expression(struct ranking *r, struct expression *e)
{
	r->pooled = ranking_add_expression(r, e, (struct ranking_order){ 0 });
	return r->pooled;
}

/* Take words off the end of a key, and the blanks before them; false if not there. */
static bool
take_off(const char *key, size_t *len, const char *words)
{
	size_t n = strlen(words);

	if (*len < n || memcmp(key + *len - n, words, n) != 0)
		return false;
	for (*len -= n; *len > 0 && key[*len - 1] == ' ';)
		--*len;
	return true;
}

size_t
ranking_read_order(const char *key, struct ranking_order *order)
{
	size_t len = strlen(key);

	*order = (struct ranking_order){ 0 };
	if (take_off(key, &len, " missing first"))
		order->missing = RANKING_FIRST;
	else if (take_off(key, &len, " missing last"))
		order->missing = RANKING_LAST;
	order->descending = take_off(key, &len, " desc");
	order->stated = order->descending || take_off(key, &len, " asc");
	return len;
}

/* Of a name in any script, of an index, or the dot between two of them. */
static bool
is_of_path(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '_' || c == '.' ||
	       (unsigned char)c >= 0x80;
}

bool
ranking_is_path(const char *key, size_t len)
{
	static const char *const variables[] = { "record.", "policy." };

	if (len > 0 && key[0] == '/')
		return true;
	for (size_t i = 0; i < sizeof variables / sizeof *variables; i++)
		if (strncmp(key, variables[i], strlen(variables[i])) == 0)
			return false;
	for (size_t i = 0; i < len; i++)
		if (!is_of_path(key[i]))
			return false;
	return true;
}

const char *
ranking_key(const struct ranking *r, size_t key)
{
	const struct key *k = &r->keys[key];

	return k->path != NULL ? path_text(k->path) : expression_text(k->expression);
}

struct path *
ranking_path(const struct ranking *r, size_t key)
{
	return r->keys[key].path;
}

struct expression *
ranking_expression(const struct ranking *r, size_t key)
{
	return r->keys[key].expression;
}

size_t
ranking_keys(const struct ranking *r)
{
	return r->count;
}

void
ranking_share(struct ranking *r, enum ranking_numbering numbering)
{
	r->numbering = numbering;
}

static void
note(struct key *key, enum kind kind, uint32_t number)
{
	if (key->met[kind])
		return;
	key->met[kind] = true;
	key->first[kind] = number;
}

static enum ranking_fault
encode_result(struct key *key, bool descending, struct record *record, uint32_t number,
    struct sort_key *tuple)
{
	const struct expression_binding binding = { .record = record };
	struct decimal seconds;

	switch (expression_evaluate(key->expression, &binding)) {
	case EXPRESSION_NUMBER:
		sort_key_decimal(tuple, expression_number(key->expression), descending);
		note(key, NUMBER, number);
		return RANKING_OK;
	case EXPRESSION_STRING:
		sort_key_text(tuple, expression_string(key->expression), descending);
		note(key, TEXT, number);
		return RANKING_OK;
	case EXPRESSION_BOOLEAN:
		sort_key_boolean(
		    tuple, expression_boolean(key->expression), descending);
		note(key, BOOLEAN, number);
		return RANKING_OK;
	case EXPRESSION_NULL:
		return RANKING_MISSING;
	case EXPRESSION_ERROR:
		return RANKING_FAILED;
	case EXPRESSION_NO_MEMORY:
		return RANKING_NO_MEMORY;
	case EXPRESSION_TIMESTAMP:
		if (!expression_seconds(key->expression, &seconds))
			return RANKING_RANGE;
		sort_key_decimal(tuple, seconds, descending);
		note(key, TIME, number);
		return RANKING_OK;
	default:
		return RANKING_WRONG;
	}
}

static enum ranking_fault
encode_value(struct key *key, bool descending, struct record *record, uint32_t number,
    struct sort_key *tuple)
{
	const struct value *value = path_find(key->path, record);
	struct decimal decimal;
	struct span span;

	if (value == NULL || value->type == VALUE_NULL)
		return RANKING_MISSING;
	switch (value->type) {
	case VALUE_NUMBER:
		span = record_raw(record, value);
		if (!decimal_parse(span.at, span.len, &decimal))
			return RANKING_RANGE;
		sort_key_decimal(tuple, decimal, descending);
		note(key, NUMBER, number);
		return RANKING_OK;
	case VALUE_STRING:
		span = record_text(record, value);
		if (span.at == NULL)
			return RANKING_NO_MEMORY;
		sort_key_text(tuple, span, descending);
		note(key, TEXT, number);
		return RANKING_OK;
	case VALUE_FALSE:
	case VALUE_TRUE:
		sort_key_boolean(tuple, value->type == VALUE_TRUE, descending);
		note(key, BOOLEAN, number);
		return RANKING_OK;
	default:
		return RANKING_WRONG;
	}
}

/* Whether a record has nothing where a key is, as far as the fault tells. */
static bool
is_missing(const struct key *key, enum ranking_fault fault)
{
	return fault == RANKING_MISSING ||
	       (fault == RANKING_FAILED &&
		   strcmp(expression_failure(key->expression).code, "no-such-field") ==
		       0);
}

enum ranking_fault
ranking_encode(struct ranking *r, struct record *record, uint32_t number,
    struct sort_key *tuple, size_t *key)
{
	for (size_t i = 0; i < r->count; i++) {
		struct key *k = &r->keys[i];
		enum ranking_fault fault =
		    (k->path != NULL ? encode_value : encode_result)(
			k, r->descending[i], record, number, tuple);

		*key = i;
		if (fault == RANKING_OK)
			continue;
		if (k->missing == RANKING_REFUSED || !is_missing(k, fault))
			return fault;
		sort_key_nothing(tuple, k->missing == RANKING_FIRST);
	}
	return tuple->failed ? RANKING_NO_MEMORY : RANKING_OK;
}

bool
ranking_mixed(const struct ranking *r, struct ranking_mix *mix)
{
	for (size_t i = 0; i < r->count; i++) {
		size_t met = 0;

		mix->key = i;
		for (int kind = NUMBER; kind < KINDS && met < 2; kind++) {
			if (!r->keys[i].met[kind])
				continue;
			mix->kinds[met] = kind_names[kind];
			mix->numbers[met++] = r->keys[i].first[kind];
		}
		if (met == 2)
			return true;
	}
	return false;
}

static uint32_t
decided_by(const struct ranking *r, struct span a, struct span b)
{
	return (uint32_t)sort_key_decided_by((const unsigned char *)a.at, a.len,
	    (const unsigned char *)b.at, b.len, r->descending, r->count);
}

bool
ranking_same_pool(const struct ranking *r, struct span a, struct span b)
{
	return !r->pooled || decided_by(r, a, b) > 0;
}

void
ranking_step(const struct ranking *r, struct span above, struct span tuple,
    struct ranking_walk *walk)
{
	struct ranking_place *place = &walk->place;
	uint32_t first = r->pooled ? 1 : 0, key = 0;

	if (above.at != NULL)
		key = decided_by(r, above, tuple);
	if (above.at == NULL || key < first) {
		*walk = (struct ranking_walk){
			.place = { .pool = place->pool + (above.at != NULL),
			    .order = 1,
			    .tie_number = 1 },
			.number = 1,
		};
		return;
	}
	walk->tied = key == r->count;
	walk->tie_ahead = key == first ? 0 : walk->tie_ahead + 1;
	if (!walk->tied || r->numbering == RANKING_ORDINAL) {
		bool dense = r->numbering == RANKING_DENSE;

		place->ahead = walk->number;
		place->order = dense ? place->order + 1 : place->ahead + 1;
		place->tie_number = dense && walk->tie_ahead > 0 ? place->tie_number + 1
								 : walk->tie_ahead + 1;
		place->key = key;
	}
	walk->number++;
}

bool
ranking_next(const struct ranking *r, struct sorter *sorter, struct sorted *item,
    struct ranking_walk *walk)
{
	struct span above = { (const char *)item->key, item->len };

	if (!sorter_next(sorter, item))
		return false;
	ranking_step(
	    r, above, (struct span){ (const char *)item->key, item->len }, walk);
	return true;
}
