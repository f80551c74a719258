#include <stdlib.h>
#include <string.h>

#include "audit/audit_ranks.h"
#include "audit/place_path.h"
#include "memory/array.h"
#include "record/path.h"

#define NO_KEY UINT32_MAX

/* What a record says of its place; 0 where it says nothing, or nothing that can be. */
struct claim {
	const unsigned char *tuple;
	size_t at, len; /* of the tuple in the tuples of all */
	uint32_t number;
	uint32_t order, of, tie_number;
	uint32_t key; /* that decided, or NO_KEY; the number of keys: another text */
	bool tie_told;
};

struct rank_audit {
	const char *name;
	struct ranking *ranking;
	bool shared;
	struct path *order, *of, *tie_number, *decided_by;
	struct sort_key key;
	struct claim *claims;
	unsigned char *tuples;
	uint32_t *pools; /* how many records each has */
	uint32_t *keyless;
	size_t count, room, bytes, bytes_room, pools_room, keyless_count, keyless_room;
};

struct rank_audit *
rank_audit_new(const char *name, struct ranking *ranking, bool shared)
{
	struct rank_audit *a = calloc(1, sizeof *a);

	if (a == NULL)
		return NULL;
	a->name = name;
	a->ranking = ranking;
	a->shared = shared;
	a->order = place_path_new("rank", name, "order");
	a->of = place_path_new("rank", name, "of");
	a->tie_number = place_path_new("rank", name, "tie_number");
	a->decided_by = place_path_new("rank", name, "decided_by");
	if (a->order != NULL && a->of != NULL && a->tie_number != NULL &&
	    a->decided_by != NULL)
		return a;
	rank_audit_free(a);
	return NULL;
}

void
rank_audit_free(struct rank_audit *a)
{
	if (a == NULL)
		return;
	path_free(a->order);
	path_free(a->of);
	path_free(a->tie_number);
	path_free(a->decided_by);
	sort_key_free(&a->key);
	free(a->claims);
	free(a->tuples);
	free(a->pools);
	free(a->keyless);
	free(a);
}

/* A number from 1 at a path, or 0. */
static bool
read_number(struct path *path, struct record *record, uint32_t *number, bool *told)
{
	int64_t n = 0;
	enum path_found found = path_integer(path, record, &n);

	*number = found == PATH_FOUND && n > 0 && n < UINT32_MAX ? (uint32_t)n : 0;
	*told = found != PATH_MISSING;
	return found != PATH_NO_MEMORY;
}

/* The key that a record says has decided. */
static bool
read_decider(struct rank_audit *a, struct record *record, uint32_t *key)
{
	uint32_t keys = (uint32_t)ranking_keys(a->ranking);
	struct span text;

	*key = NO_KEY;
	switch (path_string(a->decided_by, record, &text)) {
	case PATH_NO_MEMORY:
		return false;
	case PATH_MISSING:
		return true;
	case PATH_FOUND:
		for (*key = 0; *key < keys; ++*key)
			if (span_is(text, ranking_key(a->ranking, *key)))
				break;
		return true;
	default:
		*key = keys;
		return true;
	}
}

static bool
add_keyless(struct rank_audit *a, uint32_t number)
{
	if (!array_reserve(&a->keyless, &a->keyless_room, a->keyless_count + 1,
		sizeof *a->keyless))
		return false;
	a->keyless[a->keyless_count++] = number;
	return true;
}

bool
rank_audit_add(struct rank_audit *a, struct record *record, uint32_t number)
{
	struct claim c = { .number = number, .at = a->bytes };
	enum ranking_fault fault;
	size_t key;
	bool told;

	sort_key_reset(&a->key);
	fault = ranking_encode(a->ranking, record, number, &a->key, &key);
	if (fault == RANKING_NO_MEMORY)
		return false;
	if (fault != RANKING_OK)
		return add_keyless(a, number);
	c.len = a->key.len;
	if (a->key.failed || !read_number(a->order, record, &c.order, &told) ||
	    !read_number(a->of, record, &c.of, &told) ||
	    !read_number(a->tie_number, record, &c.tie_number, &c.tie_told) ||
	    !read_decider(a, record, &c.key) ||
	    !array_reserve(&a->claims, &a->room, a->count + 1, sizeof *a->claims) ||
	    !array_reserve(&a->tuples, &a->bytes_room, a->bytes + c.len + 1, 1))
		return false;
	memcpy(a->tuples + a->bytes, a->key.bytes, c.len);
	a->bytes += c.len;
	a->claims[a->count++] = c;
	return true;
}

/* By keys; of equal ones the record that came first. */
static int
compare_claims(const void *one, const void *other)
{
	const struct claim *a = one, *b = other;
	int order = memcmp(a->tuple, b->tuple, a->len < b->len ? a->len : b->len);

	if (order != 0)
		return order;
	if (a->len != b->len)
		return a->len < b->len ? -1 : 1;
	return (a->number > b->number) - (a->number < b->number);
}

static struct span
tuple_of(const struct claim *c)
{
	return (struct span){ (const char *)c->tuple, c->len };
}

/* How many records each pool has. */
static bool
count_pools(struct rank_audit *a)
{
	struct ranking_walk walk = { 0 };

	for (size_t i = 0; i < a->count; i++) {
		struct span above = { NULL, 0 };

		if (i > 0)
			above = tuple_of(&a->claims[i - 1]);
		ranking_step(a->ranking, above, tuple_of(&a->claims[i]), &walk);
		if (!array_reserve(&a->pools, &a->pools_room,
			walk.place.pool + (size_t)1, sizeof *a->pools))
			return false;
		a->pools[walk.place.pool] = walk.number;
	}
	return true;
}

struct finder {
	const struct rank_audit *audit;
	void (*found)(void *context, const struct place_breach *);
	void *context;
};

static void
report_number(
    const struct finder *f, const struct claim *c, const char *field, uint32_t right)
{
	struct place_breach b = { "wrong-rank", c->number, UINT32_MAX, "rank",
		f->audit->name, field, right, NULL };

	f->found(f->context, &b);
}

static void
report_code(const struct finder *f, const char *code, uint32_t number, uint32_t other)
{
	struct place_breach b = { code, number, other, "rank", f->audit->name, NULL, 0,
		NULL };

	f->found(f->context, &b);
}

static void
check_claim(
    const struct finder *f, const struct claim *c, const struct ranking_place *place)
{
	uint32_t of = f->audit->pools[place->pool];
	uint32_t key = place->order > 1 ? place->key : NO_KEY;

	if (c->order != place->order)
		report_number(f, c, "order", place->order);
	if (c->of != of)
		report_number(f, c, "of", of);
	if (c->tie_told && c->tie_number != place->tie_number)
		report_number(f, c, "tie_number", place->tie_number);
	if (c->key != key) {
		struct place_breach b = { "wrong-rank", c->number, UINT32_MAX, "rank",
			f->audit->name, "decided_by", 0,
			key == NO_KEY ? NULL : ranking_key(f->audit->ranking, key) };

		f->found(f->context, &b);
	}
}

bool
rank_audit_finish(struct rank_audit *a,
    void (*found)(void *context, const struct place_breach *), void *context)
{
	const struct finder f = { a, found, context };
	struct ranking_walk walk = { 0 };

	for (size_t i = 0; i < a->count; i++)
		a->claims[i].tuple = a->tuples + a->claims[i].at;
	if (a->count > 0)
		qsort(a->claims, a->count, sizeof *a->claims, compare_claims);
	if (!count_pools(a))
		return false;
	for (size_t i = 0; i < a->keyless_count; i++)
		report_code(&f, "rank-no-key", a->keyless[i], UINT32_MAX);
	for (size_t i = 0; i < a->count; i++) {
		const struct claim *c = &a->claims[i];
		struct span above = { NULL, 0 };

		if (i > 0)
			above = tuple_of(&a->claims[i - 1]);
		ranking_step(a->ranking, above, tuple_of(c), &walk);
		if (walk.tied && !a->shared)
			report_code(
			    &f, "rank-tied", c->number, a->claims[i - 1].number);
		else
			check_claim(&f, c, &walk.place);
	}
	return true;
}
