#include "identity/fellegi_sunter.h"

#include "identity/bits.h"

static uint64_t
above_zero(uint64_t probability)
{
	return probability == 0 ? 1 : probability;
}

/* What a comparison takes away from the best that is hoped for where nothing agrees. */
static int64_t
loss_of(const struct model *model, size_t c)
{
	return (int64_t)model->best[c] - model->weights[c][model->levels[c] - 1];
}

static void
sort_comparisons(struct model *model)
{
	for (size_t c = 0; c < model->comparisons; c++) {
		size_t at = c;

		while (at > 0 &&
		       loss_of(model, model->order[at - 1]) < loss_of(model, c)) {
			model->order[at] = model->order[at - 1];
			at--;
		}
		model->order[at] = c;
	}
}

void
model_weigh(struct model *model)
{
	for (size_t c = 0; c < model->comparisons; c++) {
		model->best[c] = INT32_MIN;
		for (size_t level = 0; level < model->levels[c]; level++) {
			int32_t weight = bits_log2(above_zero(model->m[c][level]),
			    above_zero(model->u[c][level]));

			model->weights[c][level] = weight;
			if (weight > model->best[c] &&
			    (level > 0 || !model->begins_exact[c]))
				model->best[c] = weight;
		}
	}
	sort_comparisons(model);
	model->prior_weight = bits_log2(above_zero(model->prior),
	    above_zero(model->prior < MODEL_ONE ? MODEL_ONE - model->prior : 0));
}

int32_t
model_weight_of_value(
    const struct model *model, size_t comparison, uint64_t times, uint64_t total)
{
	return bits_log2(above_zero(model->m[comparison][0]), MODEL_ONE) -
	       bits_log2(above_zero(times), above_zero(total));
}
