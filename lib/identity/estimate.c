#include "identity/estimate.h"

enum { MOST_ROUNDS = 500 };

#define SETTLED 1e-9

struct chances {
	double m[MODEL_MAX_COMPARISONS][MODEL_MAX_LEVELS];
	double u[MODEL_MAX_COMPARISONS][MODEL_MAX_LEVELS];
	double prior;
};

/* How many pairs a pattern stands for. */
static double
pairs_of(const struct pattern *p, double share)
{
	return (double)p->candidates + share * (double)p->sampled;
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
begin(struct chances *chances, const struct model *model,
    const struct pattern *patterns, size_t count, double share, double all_pairs,
    double records)
{
	struct chances sums = { 0 };

	for (size_t i = 0; i < count; i++)
		for (size_t c = 0; c < model->comparisons; c++) {
			unsigned level = model_level(patterns[i].levels, c);

			if (level != COMPARISON_MISSING)
				sums.u[c][level] += pairs_of(&patterns[i], share);
		}
	for (size_t c = 0; c < model->comparisons; c++) {
		size_t levels = model->levels[c];

		divide(chances->u[c], sums.u[c], levels, 0.5);
		for (size_t level = 0; level < levels; level++)
			chances->m[c][level] =
			    level == 0 ? 0.8 : 0.2 / (double)(levels - 1);
	}
	chances->prior = records / all_pairs < 0.5 ? records / all_pairs : 0.5;
}

/* One round; returns how far a probability moved at most. */
static double
improve(struct chances *chances, const struct model *model,
    const struct pattern *patterns, size_t count, double share)
{
	struct chances sums = { 0 }, old = *chances;
	double ones = 0, all = 0, moved = 0;

	for (size_t i = 0; i < count; i++) {
		double pairs = pairs_of(&patterns[i], share);
		double one = pairs * chance_of(&old, model, patterns[i].levels);

		ones += one;
		all += pairs;
		for (size_t c = 0; c < model->comparisons; c++) {
			unsigned level = model_level(patterns[i].levels, c);

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

bool
estimate_model(struct model *model, const struct pattern *patterns, size_t count,
    uint64_t all_pairs, uint64_t records)
{
	uint64_t candidates = 0, sampled = 0;
	struct chances chances;
	double share = 0;

	for (size_t i = 0; i < count; i++) {
		candidates += patterns[i].candidates;
		sampled += patterns[i].sampled;
	}
	if (candidates + sampled == 0)
		return false;
	if (sampled > 0 && all_pairs > candidates)
		share = (double)(all_pairs - candidates) / (double)sampled;
	begin(&chances, model, patterns, count, share, (double)all_pairs,
	    (double)records);
	for (int round = 0; round < MOST_ROUNDS; round++)
		if (improve(&chances, model, patterns, count, share) < SETTLED)
			break;
	model->prior = units(chances.prior) > 0 ? units(chances.prior) : 1;
	for (size_t c = 0; c < model->comparisons; c++)
		for (size_t level = 0; level < model->levels[c]; level++) {
			model->m[c][level] = units(chances.m[c][level]);
			model->u[c][level] = units(chances.u[c][level]);
		}
	return true;
}
