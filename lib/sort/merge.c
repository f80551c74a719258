#include "sort/merge.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct merge {
	size_t runs, leaves; /* leaves is a power of two */
	struct span *heads;
	/* winners[1] is the least of all, winners[n] that of 2n and 2n + 1, and what
	 * would be winners[leaves + run] is the run itself. */
	uint32_t *winners;
};

static size_t
winner(const struct merge *m, size_t node)
{
	return node >= m->leaves ? node - m->leaves : m->winners[node];
}

struct merge *
merge_new(size_t runs)
{
	struct merge *m;

	if (runs == 0 || runs > MERGE_MOST || (m = calloc(1, sizeof *m)) == NULL)
		return NULL;
	m->runs = runs;
	for (m->leaves = 1; m->leaves < runs;)
		m->leaves *= 2;
	m->heads = calloc(m->leaves, sizeof *m->heads);
	m->winners = calloc(m->leaves, sizeof *m->winners);
	if (m->heads == NULL || m->winners == NULL) {
		merge_free(m);
		return NULL;
	}
	/* Without heads, the first run of each match has won it. */
	for (size_t node = m->leaves - 1; node > 0; node--)
		m->winners[node] = (uint32_t)winner(m, 2 * node);
	return m;
}

void
merge_free(struct merge *m)
{
	if (m == NULL)
		return;
	free(m->heads);
	free(m->winners);
	free(m);
}

/* Whether the head of a comes before that of b; no head is behind all others. */
static bool
before(const struct merge *m, size_t a, size_t b)
{
	struct span x = m->heads[a], y = m->heads[b];
	int order;

	if (x.at == NULL || y.at == NULL)
		return x.at != NULL || (y.at == NULL && a < b);
	order = memcmp(x.at, y.at, x.len < y.len ? x.len : y.len);
	if (order != 0)
		return order < 0;
	return x.len != y.len ? x.len < y.len : a < b;
}

void
merge_set(struct merge *m, size_t run, struct span key)
{
	m->heads[run] = key;
	for (size_t node = (m->leaves + run) / 2; node > 0; node /= 2) {
		size_t left = winner(m, 2 * node), right = winner(m, 2 * node + 1);

		m->winners[node] = (uint32_t)(before(m, right, left) ? right : left);
	}
}

struct span
merge_head(const struct merge *m, size_t run)
{
	return m->heads[run];
}

size_t
merge_least(const struct merge *m)
{
	size_t least = winner(m, 1);

	return m->heads[least].at != NULL ? least : m->runs;
}
