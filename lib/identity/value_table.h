/*
 * value_table.h - the different values of a field, each once
 *
 * A value is text of any bytes and gets a number from 1; 0 is no value.  The table also
 * counts how often each one was added: who shares a rare name with somebody is more
 * likely to be that person.  About 24 bytes for each different value, and its text.
 */
#ifndef VALUE_TABLE_H
#define VALUE_TABLE_H

#include <stddef.h>
#include <stdint.h>

#include "record/span.h"

struct value_table;

/* Empty; NULL if there is no memory. */
struct value_table *value_table_new(void);
void value_table_free(struct value_table *);

/* Add a value, copied; returns its number, or 0 if there is no memory. */
uint32_t value_table_add(struct value_table *, struct span value);

/* The text of a value; borrowed until the next value_table_add(). */
struct span value_table_text(const struct value_table *, uint32_t value);

/* How often it was added, and how often any value was. */
uint32_t value_table_times(const struct value_table *, uint32_t value);
uint64_t value_table_total(const struct value_table *);

/* How many pairs of all that were added are equal. */
uint64_t value_table_equal_pairs(const struct value_table *);

size_t value_table_bytes(const struct value_table *);

#endif
