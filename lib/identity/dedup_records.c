#include "identity/dedup_records.h"

#include <stdlib.h>
#include <string.h>

#include "identity/homes.h"
#include "identity/record_groups.h"
#include "memory/array.h"
#include "memory/keyed_hash.h"
#include "record/writer.h"

bool
dedup_records_open(struct dedup_records *r)
{
	r->roster = roster_new(true);
	if (r->roster == NULL)
		return false;
	if (r->match == NULL)
		return true;
	r->blocking = blocking_new(r->match->blocks.count);
	for (size_t i = 0; i < r->match->compare_count; i++) {
		r->tables[i] = value_table_new();
		if (r->tables[i] == NULL)
			return false;
	}
	return r->blocking != NULL;
}

void
dedup_records_close(struct dedup_records *r)
{
	roster_free(r->roster);
	blocking_free(r->blocking);
	for (size_t i = 0; i < MODEL_MAX_COMPARISONS; i++)
		value_table_free(r->tables[i]);
	free(r->digests);
	free(r->same);
	free(r->differ);
	free(r->units);
	free(r->addresses);
	free(r->years);
	free(r->contents);
	free(r->values);
	free(r->pseudonyms);
}

/* An array that grows with the records: items of that size for each. */
struct growing {
	void *array;
	size_t items, size;
};

enum { ARRAYS = 9 };

_Static_assert(sizeof((struct dedup_records *)0)->room / sizeof(size_t) == ARRAYS,
    "each array has its room");

static void
list_arrays(struct dedup_records *r, struct growing arrays[ARRAYS])
{
	size_t same = r->twins == NULL ? 0 : r->twins->same.count;
	size_t differ = r->twins == NULL ? 0 : r->twins->differ.count;
	size_t compare = r->match == NULL ? 0 : r->match->compare_count;
	size_t homes = r->homes != NULL;
	const struct growing all[ARRAYS] = {
		{ &r->digests, r->keys->count, sizeof *r->digests },
		{ &r->same, same, sizeof *r->same },
		{ &r->differ, differ, sizeof *r->differ },
		{ &r->contents, 1, sizeof *r->contents },
		{ &r->values, compare, sizeof *r->values },
		{ &r->pseudonyms, r->with_pseudonyms ? r->keys->count : 0,
		    IDENTITY_PSEUDONYM },
		{ &r->units, homes, sizeof *r->units },
		{ &r->addresses, homes, sizeof *r->addresses },
		{ &r->years, homes, sizeof *r->years },
	};

	memcpy(arrays, all, sizeof all);
}

/* Room for one more record in all arrays. */
static bool
make_room(struct dedup_records *r)
{
	struct growing arrays[ARRAYS];
	size_t n = (size_t)r->count + 1;

	list_arrays(r, arrays);
	for (size_t i = 0; i < ARRAYS; i++)
		if (arrays[i].items > 0 && !array_reserve(arrays[i].array, &r->room[i],
					       n * arrays[i].items, arrays[i].size))
			return false;
	return true;
}

/* What a text adds to the content of a record: without a secret, in the order given. */
static void
add_content(struct digest *content, struct span text)
{
	XXH128_hash_t hash =
	    XXH3_128bits_withSeed(text.at, text.len, content->low ^ content->high);

	*content = (struct digest){ hash.high64, hash.low64 };
}

/* The digest of a text, or none; false if there is no memory. */
static bool
digest_text(struct key_text *of, struct record *record, uint64_t seed,
    struct digest *digest, struct digest *content)
{
	struct span text = { 0 };
	XXH128_hash_t hash;

	*digest = (struct digest){ 0 };
	if (of == NULL)
		return true;
	switch (key_text_read(of, record, KEY_TEXT_PARTS, &text)) {
	case KEY_TEXT_NO_MEMORY:
		return false;
	case KEY_TEXT_MISSING:
	case KEY_TEXT_WRONG:
		add_content(content, (struct span){ "", 0 });
		return true;
	case KEY_TEXT_OK:
		break;
	}
	hash = XXH3_128bits_withSeed(text.at, text.len, keyed_hash_secret + seed);
	*digest = (struct digest){ hash.high64, hash.low64 };
	add_content(content, text);
	return true;
}

static bool
digest_texts(const struct text_rules *texts, struct record *record,
    struct digest *digests, struct digest *content)
{
	for (size_t i = 0; i < texts->count; i++)
		if (!digest_text(texts->items[i], record, i, &digests[i], content))
			return false;
	return true;
}

static bool
read_values(struct dedup_records *r, struct record *record, struct digest *content)
{
	uint32_t *values = r->values + (size_t)r->count * r->match->compare_count;

	for (size_t i = 0; i < r->match->compare_count; i++) {
		const struct compare_rule *rule = &r->match->compare[i];
		struct span text = { 0 };

		values[i] = 0;
		switch (key_text_read(rule->of, record,
		    rule->comparison.tokens ? KEY_TEXT_TOKENS : KEY_TEXT_JOINED,
		    &text)) {
		case KEY_TEXT_NO_MEMORY:
			return false;
		case KEY_TEXT_MISSING:
		case KEY_TEXT_WRONG:
			add_content(content, (struct span){ "", 0 });
			continue;
		case KEY_TEXT_OK:
			break;
		}
		values[i] = value_table_add(r->tables[i], text);
		if (values[i] == 0)
			return false;
		add_content(content, text);
	}
	return true;
}

static bool
read_blocks(struct dedup_records *r, struct record *record, struct digest *content)
{
	uint64_t digests[MATCH_MAX_BLOCKS];

	for (size_t i = 0; i < r->match->blocks.count; i++) {
		struct digest digest;

		if (!digest_text(
			r->match->blocks.items[i], record, i, &digest, content))
			return false;
		digests[i] = digest.high;
	}
	return blocking_add(r->blocking, digests);
}

static bool
read_home(struct dedup_records *r, struct record *record, struct digest *content)
{
	const struct home_rules *homes = r->homes;
	struct span text = { 0 };
	size_t n = r->count;

	if (!digest_text(homes->unit, record, 0, &r->units[n], content) ||
	    !digest_text(homes->address, record, 1, &r->addresses[n], content))
		return false;
	if (homes->unit != NULL && digest_is_value(r->units[n])) {
		if (key_text_read(homes->unit, record, KEY_TEXT_JOINED, &text) !=
		    KEY_TEXT_OK)
			return false;
		if (!homes_is_unit(text))
			r->units[n] = (struct digest){ 0 };
	}
	r->years[n] = HOMES_NO_YEAR;
	switch (key_text_read(homes->year, record, KEY_TEXT_JOINED, &text)) {
	case KEY_TEXT_OK:
		if (!homes_read_year(text, homes->school_years, &r->years[n]))
			r->years[n] = HOMES_NO_YEAR;
		break;
	case KEY_TEXT_NO_MEMORY:
		return false;
	case KEY_TEXT_MISSING:
	case KEY_TEXT_WRONG:
		break;
	}
	return true;
}

/* A pseudonym that stands in the record, as hexadecimal digits. */
static bool
read_pseudonym(struct record *record, const char *key, unsigned char *pseudonym)
{
	static const char digits[] = "0123456789abcdef";
	const struct value *at = record->values;
	const char *const names[] = { "dedup", "pseudonyms", key };
	struct span text;

	for (size_t i = 0; i < 3; i++) {
		at = at != NULL && at->type == VALUE_OBJECT
			 ? record_member(record, at, names[i], strlen(names[i]))
			 : NULL;
	}
	if (at == NULL || at->type != VALUE_STRING)
		return false;
	text = record_text(record, at);
	if (text.at == NULL || text.len != 2 * IDENTITY_PSEUDONYM)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		const char *digit = memchr(digits, text.at[i], 16);

		if (digit == NULL)
			return false;
		pseudonym[i / 2] =
		    (unsigned char)(pseudonym[i / 2] << 4 | (digit - digits));
	}
	return true;
}

/* The digest of a key, by way of its pseudonym if there are pseudonyms. */
static enum identity_fault
digest_key(
    struct dedup_records *r, struct record *record, size_t key, struct digest *digest)
{
	struct identity *identity = r->keys->identity;
	unsigned char *pseudonym;
	enum identity_fault fault = IDENTITY_OK;

	if (!r->with_pseudonyms)
		return identity_digest(identity, record, key, digest);
	pseudonym = r->pseudonyms +
		    ((size_t)r->count * r->keys->count + key) * IDENTITY_PSEUDONYM;
	memset(pseudonym, 0, IDENTITY_PSEUDONYM);
	if (!read_pseudonym(record, r->keys->items[key].name, pseudonym))
		fault = identity_pseudonym(identity, record, key, pseudonym);
	if (fault == IDENTITY_OK)
		*digest = identity_digest_of_pseudonym(pseudonym);
	return fault;
}

static struct dedup_fault
read_keys(struct dedup_records *r, struct record *record, bool is_earlier, bool strict,
    struct digest *content)
{
	for (size_t key = 0; key < r->keys->count; key++) {
		struct digest *digest =
		    &r->digests[(size_t)r->count * r->keys->count + key];
		struct dedup_fault fault;
		struct digest unused;

		*digest = (struct digest){ 0 };
		fault = (struct dedup_fault){ digest_key(r, record, key, digest), key };
		if (fault.fault == IDENTITY_NO_MEMORY ||
		    (!is_earlier && (fault.fault == IDENTITY_WRONG ||
					(fault.fault == IDENTITY_MISSING && strict))))
			return fault;
		if (fault.fault == IDENTITY_OK && !r->with_pseudonyms &&
		    !digest_text(identity_key(r->keys->identity, key), record, 0,
			&unused, content))
			return (struct dedup_fault){ IDENTITY_NO_MEMORY, key };
	}
	return (struct dedup_fault){ IDENTITY_OK, 0 };
}

static bool
read_rest(struct dedup_records *r, struct record *record, struct digest *content)
{
	size_t n = r->count;

	if (r->twins != NULL &&
	    (!digest_texts(&r->twins->same, record, r->same + n * r->twins->same.count,
		 content) ||
		!digest_texts(&r->twins->differ, record,
		    r->differ + n * r->twins->differ.count, content)))
		return false;
	if (r->homes != NULL && !read_home(r, record, content))
		return false;
	if (r->keep != NULL && keep_rule_order(r->keep) == KEEP_BY_VALUE &&
	    !keep_rule_add(r->keep, record))
		return false;
	return r->match == NULL ||
	       (read_values(r, record, content) && read_blocks(r, record, content));
}

struct dedup_fault
dedup_records_add(struct dedup_records *r, struct record *record, const char *file,
    uint64_t line, struct span id, bool is_earlier, bool strict)
{
	static const struct dedup_fault no_memory = { IDENTITY_NO_MEMORY, 0 };
	struct digest content = { 0 };
	struct dedup_fault fault;

	if (r->count == UINT32_MAX - 1 || !make_room(r))
		return no_memory;
	fault = read_keys(r, record, is_earlier, strict, &content);
	if (fault.fault != IDENTITY_OK)
		return fault;
	if (!read_rest(r, record, &content) || !roster_add(r->roster, file, line, id))
		return no_memory;
	r->contents[r->count++] = content;
	if (is_earlier) {
		r->earlier = r->count;
		if (r->blocking != NULL)
			blocking_end_earlier(r->blocking);
	}
	return fault;
}

bool
dedup_records_lacks(const struct dedup_records *r, uint32_t record, size_t key)
{
	return !digest_is_value(r->digests[(size_t)record * r->keys->count + key]);
}

/* For the sort of places: C11 has no sort with a context. */
static const struct dedup_records *sorted;

static int
compare_records(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	struct span one = roster_id(sorted->roster, x);
	struct span other = roster_id(sorted->roster, y);
	size_t common = one.len < other.len ? one.len : other.len;
	int order = common == 0 ? 0 : memcmp(one.at, other.at, common);
	struct digest p = sorted->contents[x], q = sorted->contents[y];

	if (order != 0)
		return order;
	if (one.len != other.len)
		return one.len < other.len ? -1 : 1;
	if (p.high != q.high)
		return p.high < q.high ? -1 : 1;
	if (p.low != q.low)
		return p.low < q.low ? -1 : 1;
	return x < y ? -1 : x > y;
}

uint32_t *
dedup_records_places(const struct dedup_records *r)
{
	size_t room = (size_t)r->count + 1;
	uint32_t *order = malloc(room * sizeof *order);
	uint32_t *places = malloc(room * sizeof *places);

	if (order == NULL || places == NULL) {
		free(order);
		free(places);
		return NULL;
	}
	for (uint32_t i = 0; i < r->count; i++)
		order[i] = i;
	sorted = r;
	if (r->count > 1)
		qsort(order, r->count, sizeof *order, compare_records);
	for (uint32_t i = 0; i < r->count; i++)
		places[order[i]] = i;
	free(order);
	return places;
}

uint64_t
dedup_records_levels(const struct dedup_records *r, uint32_t a, uint32_t b)
{
	size_t count = r->match->compare_count;
	const uint32_t *x = r->values + a * count, *y = r->values + b * count;
	uint64_t levels = 0;

	for (size_t i = 0; i < count; i++)
		levels = model_put_level(levels, i,
		    comparison_level(
			&r->match->compare[i].comparison, r->tables[i], x[i], y[i]));
	return levels;
}

/* The weight of one comparison of two values. */
static int32_t
weight_of(const struct dedup_records *r, size_t i, uint32_t x, uint32_t y)
{
	const struct compare_rule *rule = &r->match->compare[i];
	unsigned level;

	if (x == y && x != 0 && rule->frequency)
		return model_weight_of_value(&r->match->model, i,
		    value_table_times(r->tables[i], x),
		    value_table_total(r->tables[i]));
	level = comparison_level(&rule->comparison, r->tables[i], x, y);
	return level == COMPARISON_MISSING ? 0 : r->match->model.weights[i][level];
}

bool
dedup_records_reach(const struct dedup_records *r, uint32_t a, uint32_t b,
    int32_t least, int32_t *score)
{
	size_t count = r->match->compare_count, left[MODEL_MAX_COMPARISONS], lefts = 0;
	const uint32_t *x = r->values + a * count, *y = r->values + b * count;
	const struct model *model = &r->match->model;
	int32_t most = model->prior_weight;

	/* What is equal or missing is known at once; of the rest the best is hoped for.
	 */
	for (size_t n = 0; n < count; n++) {
		size_t i = model->order[n];

		if (x[i] == y[i] || x[i] == 0 || y[i] == 0) {
			most += weight_of(r, i, x[i], y[i]);
			continue;
		}
		left[lefts++] = i;
		most += model->best[i];
	}
	for (size_t i = 0; i < lefts; i++) {
		if (most < least)
			return false;
		most += weight_of(r, left[i], x[left[i]], y[left[i]]) -
			model->best[left[i]];
	}
	*score = most;
	return most >= least;
}

int32_t
dedup_records_score(
    const struct dedup_records *r, uint32_t a, uint32_t b, int32_t *weights)
{
	size_t count = r->match->compare_count;
	const uint32_t *x = r->values + a * count, *y = r->values + b * count;
	int32_t score = r->match->model.prior_weight;

	for (size_t i = 0; i < count; i++) {
		int32_t weight = weight_of(r, i, x[i], y[i]);

		if (weights != NULL)
			weights[i] = weight;
		score += weight;
	}
	return score;
}

size_t
dedup_records_bytes(struct dedup_records *r)
{
	struct growing arrays[ARRAYS];
	size_t bytes = roster_bytes(r->roster);

	list_arrays(r, arrays);
	for (size_t i = 0; i < ARRAYS; i++)
		bytes += r->room[i] * arrays[i].size;
	if (r->keep != NULL)
		bytes += keep_rule_bytes(r->keep);
	if (r->match == NULL)
		return bytes;
	bytes += blocking_bytes(r->blocking);
	for (size_t i = 0; i < r->match->compare_count; i++)
		bytes += value_table_bytes(r->tables[i]);
	return bytes;
}

size_t
dedup_records_bytes_to_judge(const struct dedup_records *r)
{
	/* Places and verdicts 20, a linkage 37, twins 12, homes 8; groups of records,
	 * and a copy of them while they are sorted, 52. */
	enum { OF_RECORD = 129 };

	return (size_t)r->count * (OF_RECORD + r->keys->count * sizeof *r->digests);
}
