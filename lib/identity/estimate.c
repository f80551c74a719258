#include "identity/estimate.h"

enum { MOST_ROUNDS = 500 };

#define SETTLED 1e-9

struct chances {
	double m[MODEL_MAX_COMPARISONS][MODEL_MAX_LEVELS];
	double u[MODEL_MAX_COMPARISONS][MODEL_MAX_LEVELS];
	double prior;
};

/* The patterns, and how many pairs one of each part stands for. */
struct counted {
	const struct pattern *patterns;
	size_t count;
	double shares[PATTERN_PARTS];
	double all, records;
};

static double
pairs_of(const struct counted *counted, size_t i)
{
	double sum = 0;

	for (int part = 0; part < PATTERN_PARTS; part++)
		sum += counted->shares[part] * (double)counted->patterns[i].pairs[part];
	return sum;
}

/* The chance that a pair with these levels is one person. */
static double
chance_of(const struct chances *chances, const struct model *model, uint64_t levels)
{
	double one = chances->prior, two = 1 - chances->prior;

	for (size_t c = 0; c < model->comparisons; c++) {
		unsigned level = model_level(levels, c);

		if (level == COMPARISON_MISSING)
			continue;
		one *= chances->m[c][level];
		two *= chances->u[c][level];
	}
	return one / (one + two);
}

/* Shares of a sum; half a pair is added to each level. */
static void
divide(double *chances, const double *sums, size_t levels, double least)
{
	double total = 0;

	for (size_t level = 0; level < levels; level++)
		total += sums[level] + least;
	for (size_t level = 0; level < levels; level++)
		chances[level] = (sums[level] + least) / total;
}

static void
begin(struct chances *chances, const struct model *model, const struct counted *counted)
{
	struct chances sums = { 0 };

	for (size_t i = 0; i < counted->count; i++)
		for (size_t c = 0; c < model->comparisons; c++) {
			unsigned level = model_level(counted->patterns[i].levels, c);

			if (level != COMPARISON_MISSING)
				sums.u[c][level] += pairs_of(counted, i);
		}
	for (size_t c = 0; c < model->comparisons; c++) {
		size_t levels = model->levels[c];

		divide(chances->u[c], sums.u[c], levels, 0.5);
		for (size_t level = 0; level < levels; level++)
			chances->m[c][level] =
			    level == 0 ? 0.8 : 0.2 / (double)(levels - 1);
	}
	chances->prior = counted->records / counted->all;
	if (chances->prior > 0.5)
		chances->prior = 0.5;
}

/* One round; returns how far a probability moved at most. */
static double
improve(
    struct chances *chances, const struct model *model, const struct counted *counted)
{
	struct chances sums = { 0 }, old = *chances;
	double ones = 0, all = 0, moved = 0;

	for (size_t i = 0; i < counted->count; i++) {
		uint64_t levels = counted->patterns[i].levels;
		double pairs = pairs_of(counted, i);
		double one = pairs * chance_of(&old, model, levels);

		ones += one;
		all += pairs;
		for (size_t c = 0; c < model->comparisons; c++) {
			unsigned level = model_level(levels, c);

			if (level == COMPARISON_MISSING)
				continue;
			sums.m[c][level] += one;
			sums.u[c][level] += pairs - one;
		}
	}
	for (size_t c = 0; c < model->comparisons; c++) {
		divide(chances->m[c], sums.m[c], model->levels[c], 0.5);
		divide(chances->u[c], sums.u[c], model->levels[c], 0.5);
		for (size_t level = 0; level < model->levels[c]; level++) {
			double by = chances->m[c][level] - old.m[c][level];

			moved = by > moved ? by : -by > moved ? -by : moved;
		}
	}
	chances->prior = ones / all;
	return moved;
}

static uint64_t
units(double chance)
{
	return (uint64_t)(chance * (double)MODEL_ONE + 0.5);
}

/* False if there is no pair. */
static bool
weigh_parts(struct counted *counted, const struct estimate_totals *totals)
{
	uint64_t all = 0;

	for (int part = 0; part < PATTERN_PARTS; part++) {
		uint64_t seen = 0;

		for (size_t i = 0; i < counted->count; i++)
			seen += counted->patterns[i].pairs[part];
		if (seen == 0)
			continue;
		counted->shares[part] = (double)totals->pairs[part] / (double)seen;
		all += totals->pairs[part];
	}
	counted->all = (double)all;
	return all > 0;
}

bool
estimate_model(struct model *model, const struct pattern *patterns, size_t count,
    const struct estimate_totals *totals)
{
	struct counted counted = {
		.patterns = patterns, .count = count, .records = (double)totals->records
	};
	struct chances chances;

	if (!weigh_parts(&counted, totals))
		return false;
	begin(&chances, model, &counted);
	for (int round = 0; round < MOST_ROUNDS; round++)
		if (improve(&chances, model, &counted) < SETTLED)
			break;
	model->prior = units(chances.prior) > 0 ? units(chances.prior) : 1;
	for (size_t c = 0; c < model->comparisons; c++)
		for (size_t level = 0; level < model->levels[c]; level++) {
			model->m[c][level] = units(chances.m[c][level]);
			model->u[c][level] = units(chances.u[c][level]);
		}
	return true;
}
