#include "identity/linkage.h"

#include <stdlib.h>
#include <string.h>

#include "identity/record_groups.h"

/* Clusters with more pairs between them than that are not looked at: they stay apart.
 */
enum { MOST_CROSS_PAIRS = 1000000, MOST_IN_GROUP = 2000 };

struct run {
	struct linkage *linkage;
	struct linkage_evidence *evidence;
	struct digest *held; /* of a cluster, by its name: its value for each key */
	struct record_groups groups;
};

static bool
open_linkage(struct linkage *l, const struct linkage_evidence *e)
{
	size_t room = (size_t)e->count + 1;

	*l = (struct linkage){ 0 };
	l->partners = malloc(room * sizeof *l->partners);
	l->split_from = malloc(room * sizeof *l->split_from);
	l->split_why = calloc(room, 1);
	for (int i = 0; i < STRENGTHS; i++) {
		l->names[i] = malloc(room * sizeof **l->names);
		if (l->names[i] == NULL)
			return false;
	}
	if (!clusters_open(&l->clusters, e->count, e->places) || l->partners == NULL ||
	    l->split_from == NULL || l->split_why == NULL)
		return false;
	for (uint32_t i = 0; i < e->count; i++)
		l->partners[i] = l->split_from[i] = LINKAGE_NONE;
	return true;
}

void
linkage_close(struct linkage *l)
{
	for (int i = 0; i < STRENGTHS; i++)
		free(l->names[i]);
	free(l->partners);
	free(l->split_from);
	free(l->split_why);
	clusters_close(&l->clusters);
	*l = (struct linkage){ 0 };
}

/* Whether two clusters have different values for one of the first keys. */
static bool
have_different_ids(const struct run *run, size_t keys, uint32_t a, uint32_t b)
{
	const struct linkage_evidence *e = run->evidence;

	for (size_t i = 0; i < keys; i++) {
		struct digest x = run->held[a * e->keys + i];
		struct digest y = run->held[b * e->keys + i];

		if (e->one_each[i] && digest_is_value(x) && digest_is_value(y) &&
		    !digest_equals(x, y))
			return true;
	}
	return false;
}

static void
join(struct run *run, uint32_t a, uint32_t b)
{
	size_t keys = run->evidence->keys;
	uint32_t other, name;

	a = clusters_find(&run->linkage->clusters, a);
	b = clusters_find(&run->linkage->clusters, b);
	name = clusters_join(&run->linkage->clusters, a, b);
	other = name == a ? b : a;
	for (size_t i = 0; i < keys; i++)
		if (!digest_is_value(run->held[name * keys + i]))
			run->held[name * keys + i] = run->held[other * keys + i];
}

static void
make_partners(struct run *run, uint32_t a, uint32_t b)
{
	uint32_t *partners = run->linkage->partners;

	if (partners[a] == LINKAGE_NONE)
		partners[a] = b;
	if (partners[b] == LINKAGE_NONE)
		partners[b] = a;
}

static void
set_split(struct linkage *l, uint32_t a, uint32_t b, enum linkage_split why)
{
	if (l->split_why[a] == LINKAGE_WHOLE) {
		l->split_why[a] = (unsigned char)why;
		l->split_from[a] = b;
	}
	if (l->split_why[b] == LINKAGE_WHOLE) {
		l->split_why[b] = (unsigned char)why;
		l->split_from[b] = a;
	}
}

/* That twins are two is no news, unless a certain key says that they are one. */
static void
note_split(struct run *run, uint32_t a, uint32_t b, enum linkage_split why)
{
	const struct twin_keys *twins = run->evidence->twins;

	if (twins == NULL || !twins_are(twins, a, b))
		set_split(run->linkage, a, b, why);
}

/* Whether a record of one cluster and a record of another are twins. */
static bool
have_twins(struct run *run, uint32_t a, uint32_t b)
{
	const struct twin_keys *twins = run->evidence->twins;
	const struct clusters *c = &run->linkage->clusters;
	uint32_t x = a, y = b;

	if (twins == NULL)
		return false;
	do {
		do {
			if (twins_are(twins, x, y))
				return true;
			y = clusters_next(c, y);
		} while (y != b);
		x = clusters_next(c, x);
	} while (x != a);
	return false;
}

/* How many records of the other file, or of this one, a cluster has. */
static uint32_t
count_of_file(const struct run *run, uint32_t name, bool earlier)
{
	const struct clusters *c = &run->linkage->clusters;
	uint32_t count = 0, at = name;

	do {
		count += (at < run->evidence->earlier) == earlier;
		at = clusters_next(c, at);
	} while (at != name);
	return count;
}

static bool
is_taken(const struct run *run, uint32_t a, uint32_t b)
{
	return run->evidence->one_to_one &&
	       (count_of_file(run, a, true) + count_of_file(run, b, true) > 1 ||
		   count_of_file(run, a, false) + count_of_file(run, b, false) > 1);
}

/* The other file is another year's: what is double there is not ours. */
static bool
is_of_other_file(
    const struct linkage_evidence *e, const uint32_t *records, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (records[i] >= e->earlier)
			return false;
	return true;
}

/* How many pairs of records there are between two clusters. */
static uint64_t
cross_pairs(const struct run *run, uint32_t a, uint32_t b)
{
	const struct clusters *c = &run->linkage->clusters;

	return (uint64_t)clusters_size(c, a) * clusters_size(c, b);
}

/*
 * Whether a certain key is the same for twins, since one has the number of the other.
 * Of very many records it is asked whether one is a twin of the first.
 */
static bool
is_shared_by_twins(const struct run *run, const uint32_t *records, size_t count)
{
	const struct twin_keys *twins = run->evidence->twins;

	if (twins == NULL || twins->firm == 0)
		return false;
	for (size_t i = 1; i < count; i++)
		for (size_t j = 0; j < (count > MOST_IN_GROUP ? 1 : i); j++)
			if (twins_are_firm(twins, records[j], records[i]))
				return true;
	return false;
}

/* Whether anything stands against joining all of a group, which agree in a key. */
static enum linkage_split
check_group(struct run *run, size_t key, const uint32_t *records, size_t count)
{
	const struct linkage_evidence *e = run->evidence;
	struct clusters *c = &run->linkage->clusters;
	bool certain = e->strengths[key] == STRENGTH_CERTAIN;
	size_t keys = certain ? key : e->keys;
	uint64_t pairs = 0;

	for (size_t i = 0; i < keys; i++) {
		struct digest held = { 0 };

		for (size_t j = 0; e->one_each[i] && j < count; j++) {
			struct digest other =
			    run->held[clusters_find(c, records[j]) * e->keys + i];

			if (digest_is_value(held) && digest_is_value(other) &&
			    !digest_equals(held, other))
				return LINKAGE_IDS;
			if (digest_is_value(other))
				held = other;
		}
	}
	if (certain)
		return is_shared_by_twins(run, records, count) ? LINKAGE_TWINS
							       : LINKAGE_WHOLE;
	if (count > MOST_IN_GROUP)
		return LINKAGE_CHAIN;
	for (size_t i = 1; i < count; i++)
		for (size_t j = 0; j < i; j++) {
			uint32_t a = clusters_find(c, records[j]);
			uint32_t b = clusters_find(c, records[i]);

			if (a == b)
				continue;
			if (is_taken(run, a, b))
				return LINKAGE_TAKEN;
			pairs += cross_pairs(run, a, b);
			if (pairs > MOST_CROSS_PAIRS * (uint64_t)MOST_IN_GROUP)
				return LINKAGE_CHAIN;
			if (have_twins(run, a, b))
				return LINKAGE_TWINS;
			if (e->twins == NULL && !e->one_to_one)
				return LINKAGE_WHOLE;
		}
	return LINKAGE_WHOLE;
}

/* The records stand in the order that breaks ties. */
static void
join_group(struct run *run, size_t key, const uint32_t *records, size_t count)
{
	struct clusters *c = &run->linkage->clusters;
	enum linkage_split split;

	if (is_of_other_file(run->evidence, records, count))
		return;
	split = check_group(run, key, records, count);
	for (size_t i = 1; i < count; i++)
		if (split == LINKAGE_WHOLE)
			join(run, records[0], records[i]);
		else if (clusters_find(c, records[0]) == clusters_find(c, records[i]))
			continue;
		else if (split != LINKAGE_TWINS)
			note_split(run, records[i], records[0], split);
		else if (run->evidence->strengths[key] == STRENGTH_CERTAIN)
			set_split(run->linkage, records[i], records[0], split);
	if (split != LINKAGE_WHOLE)
		return;
	make_partners(run, records[0], records[1]);
	for (size_t i = 1; i < count; i++)
		make_partners(run, records[i], records[0]);
}

static bool
join_by_keys(struct run *run, enum strength strength)
{
	const struct linkage_evidence *e = run->evidence;
	const uint32_t *records;
	size_t count;

	for (size_t key = 0; key < e->keys; key++) {
		if (e->strengths[key] != strength)
			continue;
		if (!record_groups_make(
			&run->groups, e->digests + key, e->keys, e->places, e->count))
			return false;
		while (record_groups_next(&run->groups, &records, &count))
			join_group(run, key, records, count);
	}
	return true;
}

/* The mean score between two clusters is below what joins them. */
static bool
is_chain(struct run *run, uint32_t a, uint32_t b)
{
	const struct linkage_evidence *e = run->evidence;
	const struct clusters *c = &run->linkage->clusters;
	int64_t pairs = (int64_t)cross_pairs(run, a, b), sum = 0;
	uint32_t x = a, y = b;

	if (pairs == 1)
		return false;
	do {
		do {
			sum += e->score(e->context, x, y);
			y = clusters_next(c, y);
		} while (y != b);
		x = clusters_next(c, x);
	} while (x != a);
	return sum < (int64_t)e->chain * pairs;
}

static void
join_pair(struct run *run, const struct linkage_pair *pair)
{
	struct clusters *c = &run->linkage->clusters;
	uint32_t a = clusters_find(c, pair->a), b = clusters_find(c, pair->b);

	if (a == b) {
		make_partners(run, pair->a, pair->b);
		return;
	}
	if (have_different_ids(run, run->evidence->keys, a, b)) {
		note_split(run, pair->a, pair->b, LINKAGE_IDS);
	} else if (is_taken(run, a, b)) {
		note_split(run, pair->a, pair->b, LINKAGE_TAKEN);
	} else if (cross_pairs(run, a, b) > MOST_CROSS_PAIRS) {
		note_split(run, pair->a, pair->b, LINKAGE_CHAIN);
	} else if (have_twins(run, a, b)) {
		return;
	} else if (is_chain(run, a, b)) {
		note_split(run, pair->a, pair->b, LINKAGE_CHAIN);
	} else {
		join(run, a, b);
		make_partners(run, pair->a, pair->b);
	}
}

/* For the comparison of pairs: C11 has no sort with a context. */
static const uint32_t *sort_places;

static int
compare_pairs(const void *a, const void *b)
{
	const struct linkage_pair *x = a, *y = b;
	uint32_t x_first = sort_places[x->a], x_second = sort_places[x->b];
	uint32_t y_first = sort_places[y->a], y_second = sort_places[y->b];

	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	if (x_first != y_first)
		return x_first < y_first ? -1 : 1;
	return x_second < y_second ? -1 : x_second > y_second;
}

static void
sort_pairs(struct linkage_evidence *e)
{
	for (size_t i = 0; i < e->pair_count; i++) {
		struct linkage_pair *p = &e->pairs[i];

		if (e->places[p->b] < e->places[p->a])
			*p = (struct linkage_pair){ p->score, p->b, p->a };
	}
	sort_places = e->places;
	if (e->pair_count > 1)
		qsort(e->pairs, e->pair_count, sizeof *e->pairs, compare_pairs);
}

static void
set_names(struct run *run, enum strength strength)
{
	for (uint32_t i = 0; i < run->evidence->count; i++)
		run->linkage->names[strength][i] =
		    clusters_find(&run->linkage->clusters, i);
}

static bool
run_steps(struct run *run)
{
	struct linkage_evidence *e = run->evidence;
	size_t at = 0;

	if (!join_by_keys(run, STRENGTH_CERTAIN))
		return false;
	set_names(run, STRENGTH_CERTAIN);
	if (!join_by_keys(run, STRENGTH_STRONG))
		return false;
	sort_pairs(e);
	while (at < e->pair_count && e->pairs[at].score >= e->match)
		join_pair(run, &e->pairs[at++]);
	set_names(run, STRENGTH_STRONG);
	if (!join_by_keys(run, STRENGTH_WEAK))
		return false;
	while (at < e->pair_count)
		join_pair(run, &e->pairs[at++]);
	set_names(run, STRENGTH_WEAK);
	return true;
}

bool
linkage_run(struct linkage *l, struct linkage_evidence *e)
{
	struct run run = { .linkage = l, .evidence = e };
	size_t digests = (size_t)e->count * e->keys;
	bool done = open_linkage(l, e);

	run.held = malloc((digests + 1) * sizeof *run.held);
	done = done && run.held != NULL;
	if (done) {
		if (digests > 0)
			memcpy(run.held, e->digests, digests * sizeof *run.held);
		done = run_steps(&run);
	}
	free(run.held);
	record_groups_free(&run.groups);
	if (!done)
		linkage_close(l);
	return done;
}
