#include "address/name_trie.h"

#include <stdbool.h>
#include <stdlib.h>

#include "memory/hugepages.h"

enum { FIRST_SLOTS = 1024 };

/* From a node by a character to the next node, and its value; to == 0: the slot is
 * empty, since no edge leads to the root. */
struct edge {
	uint32_t from, to;
	char32_t by;
	uint32_t value;
};

struct name_trie {
	struct edge *edges; /* a hash table */
	size_t mask;        /* slots less 1; their number is a power of two */
	uint32_t count;     /* nodes */
	uint32_t root_value;
};

struct name_trie *
name_trie_new(void)
{
	struct name_trie *t = calloc(1, sizeof *t);

	if (t == NULL)
		return NULL;
	t->edges = calloc(FIRST_SLOTS, sizeof *t->edges);
	if (t->edges == NULL) {
		free(t);
		return NULL;
	}
	t->mask = FIRST_SLOTS - 1;
	t->count = 1;
	return t;
}

void
name_trie_free(struct name_trie *t)
{
	if (t == NULL)
		return;
	free(t->edges);
	free(t);
}

/* The slot of an edge: the one that holds it, or the empty one where it would go. */
static struct edge *
find_slot(struct edge *edges, size_t mask, uint32_t from, char32_t by)
{
	uint64_t key = ((uint64_t)from << 32 | by) * UINT64_C(0x9E3779B97F4A7C15);
	size_t at = (size_t)(key >> 32) & mask;

	while (edges[at].to != 0 && (edges[at].from != from || edges[at].by != by))
		at = (at + 1) & mask;
	return &edges[at];
}

static bool
grow(struct name_trie *t)
{
	size_t mask = t->mask * 2 + 1;
	struct edge *edges = calloc(mask + 1, sizeof *edges);

	if (edges == NULL)
		return false;
	hugepages_advise(edges, (mask + 1) * sizeof *edges);
	for (size_t i = 0; i <= t->mask; i++)
		if (t->edges[i].to != 0)
			*find_slot(edges, mask, t->edges[i].from, t->edges[i].by) =
			    t->edges[i];
	free(t->edges);
	t->edges = edges;
	t->mask = mask;
	return true;
}

uint32_t
name_trie_step(const struct name_trie *t, uint32_t node, char32_t by, uint32_t *value)
{
	const struct edge *edge = find_slot(t->edges, t->mask, node, by);

	*value = edge->value;
	return edge->to == 0 ? NAME_TRIE_NONE : edge->to;
}

uint32_t *
name_trie_add(struct name_trie *t, const char32_t *name, size_t len)
{
	uint32_t node = NAME_TRIE_ROOT, *value = &t->root_value;

	for (size_t i = 0; i < len; i++) {
		struct edge *edge = find_slot(t->edges, t->mask, node, name[i]);

		if (edge->to == 0) {
			if (t->count == UINT32_MAX ||
			    (t->count > t->mask / 2 && !grow(t)))
				return NULL;
			edge = find_slot(t->edges, t->mask, node, name[i]);
			*edge = (struct edge){ node, t->count++, name[i],
				NAME_TRIE_NO_VALUE };
		}
		node = edge->to;
		value = &edge->value;
	}
	return value;
}
