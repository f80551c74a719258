/*
 * rule_index.h - the rules of a name, and those of them that a number is in
 *
 * Each kind and name is a set of rules.  A set is kept in the order of its first
 * numbers, as a balanced tree that knows the highest last number of each branch: so a
 * number finds its rules without a look at the others, however many a road has (the
 * interval tree of Cormen et al., Introduction to Algorithms, 14.3, in an array).
 */
#ifndef RULE_INDEX_H
#define RULE_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "catchment/catchment_rule.h"

#define RULE_INDEX_NONE UINT32_MAX

struct rule_index;

/* NULL if there is no memory. */
struct rule_index *rule_index_new(void);
void rule_index_free(struct rule_index *);

/* Add a rule by its number; false if there is no memory. */
bool rule_index_add(struct rule_index *, enum catchment_kind, struct span name,
    const struct catchment_numbers *, uint32_t rule);

/* Make it ready for what follows, once all are added; false if there is no memory. */
bool rule_index_finish(struct rule_index *);

/* The set of a kind and name, or RULE_INDEX_NONE; false if there is no memory.  Sets
 * are numbered from 0 in the order of their first rules. */
bool rule_index_find(
    struct rule_index *, enum catchment_kind, struct span name, uint32_t *set);
uint32_t rule_index_sets(const struct rule_index *);

/* A list of rules that grows; all zero is an empty one. */
struct rule_list {
	uint32_t *rules;
	size_t count, room;
};

/* Append a rule; false if there is no memory. */
bool rule_list_add(struct rule_list *, uint32_t rule);

/*
 * Append the rules of a set between whose first and last number a number is; 0: all of
 * the set.  Their parity is not looked at.  False if there is no memory.
 */
bool rule_index_collect(
    const struct rule_index *, uint32_t set, uint32_t number, struct rule_list *);

/*
 * The same in one step, for the name of a home: append the rules of a kind and name
 * between whose first and last number a number is, or all if it is 0.
 */
bool rule_index_collect_name(struct rule_index *, enum catchment_kind, struct span name,
    uint32_t number, struct rule_list *);

#endif
