/*
 * matching.c - values, levels, blocks, weights and their estimate
 *
 * Blocks are compared with all pairs; the estimate with the chances that random pairs
 * were drawn with.
 */
#undef NDEBUG
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "identity/bits.h"
#include "identity/blocking.h"
#include "identity/comparison.h"
#include "identity/estimate.h"
#include "identity/patterns.h"
#include "identity/value_table.h"
#include "synthetic/random.h"

static void
test_values(void)
{
	struct value_table *t = value_table_new();
	char text[24];

	assert(value_table_add(t, (struct span){ "a", 1 }) == 1);
	assert(value_table_add(t, (struct span){ "", 0 }) == 2);
	assert(value_table_add(t, (struct span){ "a\0b", 3 }) == 3);
	assert(value_table_add(t, (struct span){ "a", 1 }) == 1);
	assert(value_table_times(t, 1) == 2 && value_table_total(t) == 4);
	for (uint32_t round = 0; round < 2; round++)
		for (uint32_t i = 0; i < 5000; i++) {
			memset(text, 'x', sizeof text);
			memcpy(text, &i, sizeof i);
			assert(value_table_add(t, (struct span){ text, sizeof text }) ==
			       i + 4);
		}
	assert(value_table_text(t, 3).len == 3);
	assert(memcmp(value_table_text(t, 3).at, "a\0b", 3) == 0);
	assert(value_table_times(t, 5003) == 2);
	assert(value_table_equal_pairs(t) == 5001);
	value_table_free(t);
}

static unsigned
level(const struct comparison *c, const char *a, const char *b)
{
	struct value_table *t = value_table_new();
	uint32_t x = a == NULL ? 0 : value_table_add(t, (struct span){ a, strlen(a) });
	uint32_t y = b == NULL ? 0 : value_table_add(t, (struct span){ b, strlen(b) });
	unsigned result = comparison_level(c, t, x, y);

	assert(comparison_level(c, t, y, x) == result);
	value_table_free(t);
	return result;
}

static void
test_levels(void)
{
	static const char *const bad[] = { "", "exactly", "exact 1", "jaro-winkler",
		"jaro-winkler 1.1", "jaro-winkler -0.1", "tokens 0.1234567", "days 1.5",
		"damerau-levenshtein x", "identity" };
	struct comparison name = { 0 }, written = { 0 }, date = { 0 }, number = { 0 };
	const char *why;

	assert(comparison_add(&name, "exact", &why));
	assert(comparison_add(&name, "homophone", &why));
	assert(comparison_add(&name, "jaro-winkler 0.8", &why));
	assert(comparison_levels(&name) == 4 && !name.tokens);
	assert(level(&name, "王伟", "王伟") == 0);
	assert(level(&name, "王伟", "王玮") == 1);
	assert(level(&name, "王小明", "王小红") == 2); /* 0.822 */
	assert(level(&name, "王小明", "李大力") == 3);
	assert(level(&name, NULL, "王伟") == COMPARISON_MISSING);

	assert(comparison_add(&written, "variant", &why));
	assert(level(&written, "王喆", "王哲") == 0);
	assert(level(&written, "王伟", "王玮") == 1);
	assert(level(&written, "王喆", "王哲峰") == 1);

	assert(comparison_add(&date, "exact", &why));
	assert(comparison_add(&date, "damerau-levenshtein 1", &why));
	assert(comparison_add(&date, "days 30", &why));
	assert(level(&date, "2014-05-12", "2014-05-21") == 1);
	assert(level(&date, "2014-05-31", "2014-06-02") == 2);
	assert(level(&date, "2014-05-31", "2015-06-02") == 3);

	assert(comparison_add(&number, "exact", &why));
	assert(comparison_add(&number, "identity 1", &why));
	assert(level(&number, "620105201405129966", "620105201405219966") == 1);
	assert(level(&number, "620105201405129966", "620105201506219966") == 2);

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct comparison none = { 0 };

		assert(!comparison_add(&none, bad[i], &why) && none.count == 0);
	}
}

enum { RECORDS = 60, KEYS = 3 };

static uint64_t digests[RECORDS][KEYS];
static uint32_t seen[RECORDS][RECORDS];

static bool
see(void *context, uint32_t a, uint32_t b)
{
	(void)context;
	assert(a < b);
	seen[a][b]++;
	return true;
}

static size_t
count_shared(uint32_t a, uint32_t b)
{
	size_t count = 0;

	for (int k = 0; k < KEYS; k++)
		count += digests[a][k] != 0 && digests[a][k] == digests[b][k];
	return count;
}

static void
test_blocks(void)
{
	struct random r = random_stream(7, 'b', 0);

	for (int trial = 0; trial < 100; trial++) {
		struct blocking *b = blocking_new(KEYS);
		uint32_t earlier = (uint32_t)random_below(&r, RECORDS);
		uint64_t pairs[KEYS] = { 0 };
		struct blocking_cost cost;

		for (uint32_t i = 0; i < RECORDS; i++) {
			for (int k = 0; k < KEYS; k++)
				digests[i][k] = random_below(&r, 12);
			assert(blocking_add(b, digests[i]));
			if (i + 1 == earlier)
				blocking_end_earlier(b);
		}
		memset(seen, 0, sizeof seen);
		assert(blocking_pairs(b, see, NULL));
		for (uint32_t i = 0; i < RECORDS; i++)
			for (uint32_t j = i + 1; j < RECORDS; j++) {
				bool wanted = j >= earlier;

				assert(
				    seen[i][j] == (wanted && count_shared(i, j) > 0));
				assert(blocking_shared(b, i, j) == count_shared(i, j));
				for (int k = 0; k < KEYS; k++)
					pairs[k] += wanted && digests[i][k] != 0 &&
						    digests[i][k] == digests[j][k];
			}
		for (size_t k = 0; k < KEYS; k++) {
			assert(blocking_cost(b, k, &cost));
			assert(cost.pairs == pairs[k] && cost.records <= RECORDS);
			assert(cost.largest >= 2 && cost.blocks <= 11);
		}
		blocking_free(b);
	}
}

static void
test_weights(void)
{
	struct model model = { .comparisons = 1, .levels = { 2 } };

	model.m[0][0] = MODEL_ONE / 10 * 9;
	model.m[0][1] = MODEL_ONE / 10;
	model.u[0][0] = MODEL_ONE / 100;
	model.u[0][1] = MODEL_ONE / 100 * 99;
	model.prior = MODEL_ONE / 1025;
	model_weigh(&model);
	assert(model.weights[0][0] == 6492);  /* log2(90) */
	assert(model.weights[0][1] == -3307); /* log2(10/99) */
	assert(model.prior_weight == -10000);
	/* One of two values in a million is worth more than one of a thousand. */
	assert(model_weight_of_value(&model, 0, 2, 1000000) == -152 + 18932);
	assert(model_weight_of_value(&model, 0, 10000, 1000000) == -152 + 6644);
}

/* Three comparisons with known chances; one pair in 200 is one person.  Each pair
 * stands for itself, or one in three for all. */
static void
test_estimate(bool thinned)
{
	static const double m[3][3] = { { 0.8, 0.15, 0.05 }, { 0.9, 0.05, 0.05 },
		{ 0.7, 0.1, 0.2 } };
	static const double u[3][3] = { { 0.01, 0.04, 0.95 }, { 0.002, 0.028, 0.97 },
		{ 0.05, 0.05, 0.9 } };
	enum { PAIRS = 400000, UNIT = 100000 };
	struct random r = random_stream(3, 'e', 0);
	struct patterns *patterns = patterns_new();
	struct model model = { .comparisons = 3, .levels = { 3, 3, 3 } }, again;
	struct estimate_totals totals = { .records = 1000 };
	const struct pattern *list;
	double off = thinned ? 2 : 1;
	size_t count;

	totals.pairs[thinned ? PATTERN_THINNED : PATTERN_ALL] = PAIRS;
	for (int i = 0; i < PAIRS; i++) {
		bool one = random_below(&r, 200) == 0;
		uint64_t levels = 0;

		for (size_t c = 0; c < 3; c++) {
			double at = (double)random_below(&r, UNIT) / UNIT;
			const double *chances = one ? m[c] : u[c];
			unsigned l = at < chances[0]                ? 0
				     : at < chances[0] + chances[1] ? 1
								    : 2;

			if (random_below(&r, 20) == 0)
				l = COMPARISON_MISSING;
			levels = model_put_level(levels, c, l);
		}
		if (!thinned || i % 3 == 0)
			assert(patterns_add(
			    patterns, levels, thinned ? PATTERN_THINNED : PATTERN_ALL));
	}
	list = patterns_list(patterns, &count);
	assert(list != NULL && count <= 64);
	assert(estimate_model(&model, list, count, &totals));
	for (size_t c = 0; c < 3; c++)
		for (size_t l = 0; l < 3; l++) {
			double m_off = (double)model.m[c][l] / 1e12 - m[c][l];
			double u_off = (double)model.u[c][l] / 1e12 - u[c][l];

			assert(m_off < 0.03 * off && m_off > -0.03 * off);
			assert(u_off < 0.002 * off && u_off > -0.002 * off);
		}
	assert(model.prior > MODEL_ONE / 230 && model.prior < MODEL_ONE / 170);
	again = model;
	assert(estimate_model(&again, list, count, &totals));
	assert(memcmp(&again, &model, sizeof again) == 0);
	patterns_free(patterns);
}

int
main(void)
{
	test_values();
	test_levels();
	test_blocks();
	test_weights();
	test_estimate(false);
	test_estimate(true);
	return 0;
}
