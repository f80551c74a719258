#include "order/totals.h"

#include <stdlib.h>

struct choice {
	unsigned keys; /* a bit for each; unused without totals */
	struct tally *tally;
};

struct totals {
	struct choice *choices;
	size_t count, next;
	size_t keys, added;
	bool all;
};

static unsigned
count_bits(unsigned bits)
{
	unsigned count = 0;

	for (; bits != 0; bits &= bits - 1)
		count++;
	return count;
}

static bool
add_choice(struct totals *t, unsigned keys, bool places)
{
	struct tally *tally = tally_new(places);

	t->choices[t->count++] = (struct choice){ keys, tally };
	return tally != NULL;
}

struct totals *
totals_new(size_t keys, bool totals, bool places)
{
	size_t most = totals ? (size_t)1 << keys : 1;
	struct totals *t = calloc(1, sizeof *t);
	bool made;

	if (t == NULL)
		return NULL;
	*t = (struct totals){ .keys = keys, .all = totals };
	made = (t->choices = calloc(most, sizeof *t->choices)) != NULL;
	if (!totals)
		made = made && add_choice(t, 0, places);
	for (size_t open = 0; totals && open <= keys; open++)
		for (unsigned choice = 0; choice < most && made; choice++)
			if (count_bits(choice) == keys - open)
				made = add_choice(t, choice, places);
	if (!made) {
		totals_free(t);
		return NULL;
	}
	return t;
}

void
totals_free(struct totals *t)
{
	if (t == NULL)
		return;
	for (size_t i = 0; i < t->count; i++)
		tally_free(t->choices[i].tally);
	free(t->choices);
	free(t);
}

struct tally *
totals_whole(struct totals *t)
{
	return t->choices[0].tally;
}

bool
totals_add_pool(struct totals *t, const char *path, const char **why)
{
	for (size_t i = 0; i < t->count; i++)
		if (!tally_add_pool(t->choices[i].tally, path, why))
			return false;
	return true;
}

bool
totals_add_key(struct totals *t, const char *key, const char **why)
{
	size_t number = t->added++;

	for (size_t i = 0; i < t->count; i++)
		if ((!t->all || (t->choices[i].keys >> number & 1) != 0) &&
		    !tally_add_key(t->choices[i].tally, key, why))
			return false;
	return true;
}

bool
totals_add_measure(struct totals *t,
    bool add(struct measures *, const char *, const char **), const char *text,
    const char **why)
{
	for (size_t i = 0; i < t->count; i++)
		if (!add(tally_measures(t->choices[i].tally), text, why))
			return false;
	return true;
}

enum ranking_fault
totals_count(struct totals *t, struct record *record, const char **key)
{
	enum ranking_fault fault = RANKING_OK;

	/* What the first one takes the others take too: they have fewer keys. */
	for (size_t i = 0; i < t->count && fault == RANKING_OK; i++)
		fault = tally_count(t->choices[i].tally, record, key);
	return fault;
}

bool
totals_close(struct totals *t)
{
	for (size_t i = 0; i < t->count; i++)
		if (!tally_close(t->choices[i].tally))
			return false;
	return true;
}

bool
totals_next(struct totals *t, struct writer *json, bool *by_first)
{
	while (t->next < t->count) {
		const struct choice *choice = &t->choices[t->next];

		*by_first = t->all ? choice->keys == 1 : t->keys == 1;
		if (tally_next(choice->tally, json))
			return true;
		t->next++;
	}
	return false;
}
