#include "catchment/rule_index.h"

#include <stdlib.h>

#include "memory/array.h"
#include "memory/keyed_hash.h"
#include "record/writer.h"
#include "text/numbering.h"

/* A rule of a set; highest is the highest last number of the branch that it is the
 * root of. */
struct node {
	uint32_t set, from, to, highest, rule;
};

/* Where a name leads: made once all rules are there, so that a home of a large city
 * waits for memory three times and not five.  count is 0: the slot is empty. */
struct slot {
	uint64_t hash;
	size_t first; /* its rules are nodes first up to first + count */
	uint32_t count, set;
};

struct rule_index {
	struct numbering *keys;
	struct slot *slots;
	size_t mask;        /* slots less 1; their number is a power of two */
	struct node *nodes; /* by set, first number and rule, once it is finished */
	size_t *starts;     /* the first node of each set, and the end */
	size_t count, room;
	struct writer key;
	bool has[CATCHMENT_KINDS];
};

struct rule_index *
rule_index_new(void)
{
	struct rule_index *index = calloc(1, sizeof *index);

	if (index == NULL)
		return NULL;
	index->keys = numbering_new();
	if (index->keys != NULL)
		return index;
	free(index);
	return NULL;
}

void
rule_index_free(struct rule_index *index)
{
	if (index == NULL)
		return;
	numbering_free(index->keys);
	writer_free(&index->key);
	free(index->nodes);
	free(index->starts);
	free(index->slots);
	free(index);
}

/* A kind and a name as one text; false if there is no memory. */
static bool
make_key(struct rule_index *index, enum catchment_kind kind, struct span name)
{
	const char first = (char)('a' + (int)kind);

	writer_reset(&index->key);
	writer_bytes(&index->key, &first, 1);
	writer_bytes(&index->key, name.at, name.len);
	return !writer_failed(&index->key);
}

bool
rule_index_add(struct rule_index *index, enum catchment_kind kind, struct span name,
    const struct catchment_numbers *numbers, uint32_t rule)
{
	uint32_t set;
	bool known;

	if (!make_key(index, kind, name) || !array_reserve(&index->nodes, &index->room,
						index->count + 1, sizeof *index->nodes))
		return false;
	set = numbering_add(
	    index->keys, (struct span){ index->key.text, index->key.len }, &known);
	if (set == NUMBERING_NONE)
		return false;
	index->has[kind] = true;
	index->nodes[index->count++] =
	    (struct node){ set, numbers->from, numbers->to, 0, rule };
	return true;
}

static int
compare_nodes(const void *a, const void *b)
{
	const struct node *x = a, *y = b;

	if (x->set != y->set)
		return x->set < y->set ? -1 : 1;
	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return (x->rule > y->rule) - (x->rule < y->rule);
}

/* The highest last numbers of the branch of nodes [low, high), which it returns. */
static uint32_t
set_highest(struct node *nodes, size_t low, size_t high)
{
	size_t middle = low + (high - low) / 2;
	uint32_t left, right, highest;

	if (low == high)
		return 0;
	left = set_highest(nodes, low, middle);
	right = set_highest(nodes, middle + 1, high);
	highest = nodes[middle].to;
	highest = left > highest ? left : highest;
	highest = right > highest ? right : highest;
	nodes[middle].highest = highest;
	return highest;
}

/* Twice as many slots as there are sets, and more. */
static bool
make_slots(struct rule_index *index, uint32_t sets)
{
	size_t room = 4;

	while (room < 2 * (size_t)sets)
		room *= 2;
	index->slots = calloc(room, sizeof *index->slots);
	index->mask = room - 1;
	for (uint32_t set = 0; index->slots != NULL && set < sets; set++) {
		struct span key = numbering_text(index->keys, set);
		uint64_t hash = keyed_hash(key.at, key.len);
		size_t at = hash & index->mask;

		while (index->slots[at].count != 0)
			at = (at + 1) & index->mask;
		index->slots[at] = (struct slot){ hash, index->starts[set],
			(uint32_t)(index->starts[set + 1] - index->starts[set]), set };
	}
	return index->slots != NULL;
}

/* The slot of the key that was made; one whose count is 0 if there is none. */
static const struct slot *
find_slot(const struct rule_index *index)
{
	struct span key = { index->key.text, index->key.len };
	uint64_t hash = keyed_hash(key.at, key.len);
	size_t at = hash & index->mask;

	while (index->slots[at].count != 0 &&
	       (index->slots[at].hash != hash ||
		   !span_same(numbering_text(index->keys, index->slots[at].set), key)))
		at = (at + 1) & index->mask;
	return &index->slots[at];
}

bool
rule_index_finish(struct rule_index *index)
{
	uint32_t sets = rule_index_sets(index);
	size_t at = 0;

	index->starts = calloc((size_t)sets + 1, sizeof *index->starts);
	if (index->starts == NULL)
		return false;
	if (index->count > 0)
		qsort(index->nodes, index->count, sizeof *index->nodes, compare_nodes);
	for (uint32_t set = 0; set < sets; set++) {
		index->starts[set] = at;
		while (at < index->count && index->nodes[at].set == set)
			at++;
		set_highest(index->nodes, index->starts[set], at);
	}
	index->starts[sets] = at;
	return make_slots(index, sets);
}

bool
rule_index_find(
    struct rule_index *index, enum catchment_kind kind, struct span name, uint32_t *set)
{
	if (!make_key(index, kind, name))
		return false;
	*set = numbering_find(
	    index->keys, (struct span){ index->key.text, index->key.len });
	return true;
}

uint32_t
rule_index_sets(const struct rule_index *index)
{
	return numbering_count(index->keys);
}

bool
rule_list_add(struct rule_list *list, uint32_t rule)
{
	if (!array_reserve(
		&list->rules, &list->room, list->count + 1, sizeof *list->rules))
		return false;
	list->rules[list->count++] = rule;
	return true;
}

/* Those of a branch that a number is in. */
static bool
search(const struct node *nodes, size_t low, size_t high, uint32_t number,
    struct rule_list *list)
{
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct node *node = &nodes[middle];

		if (node->highest < number)
			return true;
		if (!search(nodes, low, middle, number, list))
			return false;
		if (node->from > number)
			return true;
		if (node->to >= number && !rule_list_add(list, node->rule))
			return false;
		low = middle + 1;
	}
	return true;
}

bool
rule_index_collect(const struct rule_index *index, uint32_t set, uint32_t number,
    struct rule_list *list)
{
	size_t low = index->starts[set], high = index->starts[set + 1];

	if (number != 0)
		return search(index->nodes, low, high, number, list);
	for (size_t at = low; at < high; at++)
		if (!rule_list_add(list, index->nodes[at].rule))
			return false;
	return true;
}

bool
rule_index_collect_name(struct rule_index *index, enum catchment_kind kind,
    struct span name, uint32_t number, struct rule_list *list)
{
	const struct slot *slot;

	if (!index->has[kind])
		return true;
	if (!make_key(index, kind, name))
		return false;
	slot = find_slot(index);
	if (number != 0)
		return search(
		    index->nodes, slot->first, slot->first + slot->count, number, list);
	for (size_t i = 0; i < slot->count; i++)
		if (!rule_list_add(list, index->nodes[slot->first + i].rule))
			return false;
	return true;
}
