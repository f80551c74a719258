#include "identity/dedup_verdicts.h"

#include <stdlib.h>
#include <string.h>

#include "identity/homes.h"

void
dedup_verdicts_close(struct dedup_verdicts *v)
{
	linkage_close(&v->linkage);
	clusters_close(&v->twins);
	free(v->places);
	free(v->kept);
	free(v->users);
	*v = (struct dedup_verdicts){ 0 };
}

static int32_t
score(void *context, uint32_t a, uint32_t b)
{
	return dedup_records_score(context, a, b, NULL);
}

static bool
link_records(struct dedup_verdicts *v, struct dedup_records *r,
    struct linkage_pair *pairs, size_t pair_count, const struct dedup_orders *orders,
    const struct twin_keys *twins)
{
	enum strength *strengths = malloc((r->keys->count + 1) * sizeof *strengths);
	bool *one_each = malloc((r->keys->count + 1) * sizeof *one_each);
	struct linkage_evidence evidence = {
		.count = r->count,
		.earlier = r->earlier,
		.places = v->places,
		.keys = r->keys->count,
		.strengths = strengths,
		.one_each = one_each,
		.digests = r->digests,
		.twins = r->twins == NULL ? NULL : twins,
		.one_to_one = orders->one_to_one,
		.pairs = pairs,
		.pair_count = pair_count,
		.match = r->match == NULL ? 0 : r->match->match,
		.chain = r->match == NULL ? 0 : r->match->chain,
		.score = score,
		.context = r,
	};
	bool linked = strengths != NULL && one_each != NULL;

	for (size_t i = 0; linked && i < r->keys->count; i++) {
		strengths[i] = r->keys->items[i].strength;
		one_each[i] = r->keys->items[i].one_each;
	}
	linked = linked && linkage_run(&v->linkage, &evidence);
	free(strengths);
	free(one_each);
	return linked;
}

/* Whether a record is to be kept rather than another. */
static bool
is_better(const struct dedup_verdicts *v, const struct dedup_records *r, uint32_t a,
    uint32_t b)
{
	int order;

	if ((a < r->earlier) != (b < r->earlier))
		return a < r->earlier;
	order =
	    a < r->earlier || r->keep == NULL ? 0 : keep_rule_compare(r->keep, a, b);
	return order != 0 ? order > 0 : v->places[a] < v->places[b];
}

/* The best of each cluster is kept; those of the other file always stay. */
static bool
choose(struct dedup_verdicts *v, const struct dedup_records *r, int sets_aside)
{
	const uint32_t *names;
	uint32_t *best;

	for (uint32_t i = 0; i < r->count; i++)
		v->kept[i] = i;
	if (sets_aside == STRENGTH_NONE)
		return true;
	names = v->linkage.names[sets_aside];
	best = malloc(((size_t)r->count + 1) * sizeof *best);
	if (best == NULL)
		return false;
	for (uint32_t i = 0; i < r->count; i++)
		best[i] = i;
	for (uint32_t i = 0; i < r->count; i++)
		if (is_better(v, r, i, best[names[i]]))
			best[names[i]] = i;
	for (uint32_t i = r->earlier; i < r->count; i++)
		v->kept[i] = best[names[i]];
	free(best);
	return true;
}

static bool
judge_homes(struct dedup_verdicts *v, const struct dedup_records *r,
    const struct dedup_orders *orders)
{
	struct homes homes = {
		.count = r->count,
		.earlier = r->earlier,
		.units = r->units,
		.addresses = r->addresses,
		.year = r->years,
		.places = v->places,
		.persons = v->linkage.names[STRENGTH_CERTAIN],
		.is_excepted = orders->is_excepted,
		.context = orders->context,
	};

	if (r->homes == NULL)
		return true;
	homes.years = r->homes->years;
	v->users = malloc(((size_t)r->count + 1) * sizeof *v->users);
	return v->users != NULL && homes_judge(&homes, v->users);
}

bool
dedup_verdicts_judge(struct dedup_verdicts *v, struct dedup_records *r,
    struct linkage_pair *pairs, size_t pair_count, const struct dedup_orders *orders)
{
	struct twin_keys twins = { 0 };
	bool judged;

	*v = (struct dedup_verdicts){ 0 };
	if (r->twins != NULL)
		twins = (struct twin_keys){ r->twins->same.count,
			r->twins->differ.count, r->twins->firm, r->same, r->differ };
	v->places = dedup_records_places(r);
	v->kept = malloc(((size_t)r->count + 1) * sizeof *v->kept);
	judged = v->places != NULL && v->kept != NULL &&
		 link_records(v, r, pairs, pair_count, orders, &twins) &&
		 choose(v, r, orders->sets_aside);
	if (judged && r->twins != NULL) {
		v->has_twins = clusters_open(&v->twins, r->count, v->places);
		judged = v->has_twins &&
			 twins_join(&twins, r->earlier,
			     v->linkage.names[STRENGTH_CERTAIN], &v->twins) &&
			 clusters_sort(&v->twins);
	}
	judged = judged && judge_homes(v, r, orders);
	if (!judged)
		dedup_verdicts_close(v);
	return judged;
}

uint32_t
dedup_verdicts_partner(const struct dedup_verdicts *v, uint32_t record)
{
	const struct clusters *c = &v->linkage.clusters;
	uint32_t partner = v->linkage.partners[record], first = LINKAGE_NONE;
	uint32_t at = clusters_next(c, record);

	if (partner == LINKAGE_NONE || v->kept[partner] == partner)
		return partner;
	for (; at != record; at = clusters_next(c, at))
		if (v->kept[at] == at &&
		    (first == LINKAGE_NONE || v->places[at] < v->places[first]))
			first = at;
	return first == LINKAGE_NONE ? partner : first;
}

enum strength
dedup_verdicts_strength(const struct dedup_verdicts *v, uint32_t a, uint32_t b)
{
	int strength = 0;

	while (strength < STRENGTHS &&
	       v->linkage.names[strength][a] != v->linkage.names[strength][b])
		strength++;
	return (enum strength)strength;
}
