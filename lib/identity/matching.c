#include "identity/matching.h"

#include <stdlib.h>

#include "identity/estimate.h"
#include "identity/patterns.h"
#include "memory/array.h"

enum { SAMPLE = 1000000, MOST_CANDIDATES = 4000000 };

struct visit {
	const struct dedup_records *records;
	struct patterns *patterns;
	struct estimate_totals totals;
	uint64_t thin; /* one of so many candidates is taken */
	struct matching_pairs pairs;
	size_t room, most;
	enum matching_result result;
	int32_t least;
	bool one_to_one;
};

/* Whether a pair is compared at all. */
static bool
is_wanted(const struct visit *v, uint32_t a, uint32_t b)
{
	uint32_t earlier = v->records->earlier;

	if (a < earlier && b < earlier)
		return false;
	return !v->one_to_one || (a < earlier) != (b < earlier);
}

/* Both ways round it is the same number, and any number is as likely. */
static uint64_t
number_of_pair(const struct dedup_records *r, uint32_t a, uint32_t b)
{
	return r->contents[a].low + r->contents[b].low;
}

static bool
count_pair(void *context, uint32_t a, uint32_t b)
{
	struct visit *v = context;
	const struct dedup_records *r = v->records;
	enum pattern_part part = PATTERN_ALL;

	if (!is_wanted(v, a, b))
		return true;
	if (v->thin > 1 && blocking_shared(r->blocking, a, b) == 1)
		part = PATTERN_THINNED;
	v->totals.pairs[part]++;
	if (part == PATTERN_THINNED && number_of_pair(r, a, b) % v->thin != 0)
		return true;
	return patterns_add(v->patterns, dedup_records_levels(r, a, b), part);
}

/* For the sort: C11 has no sort with a context. */
static const struct digest *sorted;

static int
compare_contents(const void *a, const void *b)
{
	struct digest x = sorted[*(const uint32_t *)a],
		      y = sorted[*(const uint32_t *)b];

	if (x.high != y.high)
		return x.high < y.high ? -1 : 1;
	return x.low < y.low ? -1 : x.low > y.low;
}

static uint32_t *
order_by_content(const struct dedup_records *r)
{
	uint32_t *order = malloc(((size_t)r->count + 1) * sizeof *order);

	if (order == NULL)
		return NULL;
	for (uint32_t i = 0; i < r->count; i++)
		order[i] = i;
	sorted = r->contents;
	if (r->count > 1)
		qsort(order, r->count, sizeof *order, compare_contents);
	return order;
}

/* Pairs of neighbours one apart, two apart ... up to half of the way round. */
static bool
sample_pairs(struct visit *v)
{
	const struct dedup_records *r = v->records;
	uint64_t n = r->count, step = n / SAMPLE + 1;
	uint64_t most = n < 2 ? 0 : SAMPLE / n + 1;
	uint32_t *order = order_by_content(r);
	bool added = order != NULL;

	if (most > n / 2)
		most = n / 2;
	for (uint64_t apart = 1; added && apart <= most; apart++) {
		/* Half of the way round each pair would come twice. */
		uint64_t end = apart * 2 == n ? n / 2 : n;

		for (uint64_t i = 0; added && i < end; i += step) {
			uint32_t a = order[i], b = order[(i + apart) % n];

			if (is_wanted(v, a, b) &&
			    blocking_shared(r->blocking, a, b) == 0)
				added = patterns_add(v->patterns,
				    dedup_records_levels(r, a, b), PATTERN_SAMPLED);
		}
	}
	free(order);
	return added;
}

/* How many pairs there are that may be compared at all. */
static uint64_t
count_all_pairs(const struct dedup_records *records, bool one_to_one)
{
	uint64_t n = records->count, old = records->earlier;

	if (one_to_one)
		return old * (n - old);
	return n * (n - (n > 0)) / 2 - old * (old - (old > 0)) / 2;
}

enum matching_result
matching_estimate(const struct dedup_records *records, struct model *model,
    bool one_to_one, uint64_t pairs)
{
	struct visit v = { .records = records,
		.patterns = patterns_new(),
		.totals.records = records->count,
		.thin = pairs / MOST_CANDIDATES + 1,
		.one_to_one = one_to_one };
	enum matching_result result = MATCHING_NO_MEMORY;
	const struct pattern *patterns = NULL;
	size_t count;

	if (v.patterns != NULL && blocking_pairs(records->blocking, count_pair, &v) &&
	    sample_pairs(&v))
		patterns = patterns_list(v.patterns, &count);
	if (patterns != NULL) {
		v.totals.pairs[PATTERN_SAMPLED] = count_all_pairs(records, one_to_one) -
						  v.totals.pairs[PATTERN_ALL] -
						  v.totals.pairs[PATTERN_THINNED];
		result = estimate_model(model, patterns, count, &v.totals)
			     ? MATCHING_OK
			     : MATCHING_NO_PAIRS;
	}
	patterns_free(v.patterns);
	return result;
}

static bool
take_pair(void *context, uint32_t a, uint32_t b)
{
	struct visit *v = context;
	int32_t score;

	if (!is_wanted(v, a, b))
		return true;
	if (!dedup_records_reach(v->records, a, b, v->least, &score))
		return true;
	if (v->pairs.count == v->most) {
		v->result = MATCHING_TOO_MANY;
		return false;
	}
	if (!array_reserve(
		&v->pairs.items, &v->room, v->pairs.count + 1, sizeof *v->pairs.items))
		return false;
	v->pairs.items[v->pairs.count++] = (struct linkage_pair){ score, a, b };
	return true;
}

enum matching_result
matching_find(const struct dedup_records *records, int32_t least, bool one_to_one,
    size_t bytes, struct matching_pairs *pairs)
{
	/* Room grows by half, and a sort copies. */
	struct visit v = { .records = records,
		.most = bytes / (sizeof *pairs->items * 5 / 2),
		.result = MATCHING_NO_MEMORY,
		.least = least,
		.one_to_one = one_to_one };

	*pairs = (struct matching_pairs){ 0 };
	if (!blocking_pairs(records->blocking, take_pair, &v)) {
		free(v.pairs.items);
		return v.result;
	}
	*pairs = v.pairs;
	return MATCHING_OK;
}
