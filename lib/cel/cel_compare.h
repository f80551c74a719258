/*
 * cel_compare.h - equality and order of values
 */
#ifndef CEL_COMPARE_H
#define CEL_COMPARE_H

#include "cel/cel_value.h"

/* The value of a key in a map; false if the map does not have the key. */
bool cel_map_find(struct cel_run *, struct cel_value map, struct cel_value key,
    struct cel_value *value);

/*
 * Equality across all kinds: numbers are equal if they are the same number, lists and
 * maps if their items are equal; values of kinds that have nothing in common are
 * different.  Where it meets an error (a number of a record that does not fit) it sets
 * run->fault.
 */
bool cel_equal(struct cel_run *, struct cel_value a, struct cel_value b);

/* The order of two values of one kind, or of two numbers. */
enum cel_order cel_compare(struct cel_value a, struct cel_value b);

#endif
