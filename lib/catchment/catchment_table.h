/*
 * catchment_table.h - the catchment rules of a city, ready to look up
 *
 * Rules are added in the order of the table, which matters among those of one school
 * (catchment_decision.h), then finished.
 */
#ifndef CATCHMENT_TABLE_H
#define CATCHMENT_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "catchment/catchment_fault.h"
#include "catchment/catchment_rule.h"
#include "catchment/rule_index.h"

struct catchment_table;
struct gazetteer;

/* Names are those of a gazetteer, which is borrowed; NULL: there is none.  NULL if
 * there is no memory. */
struct catchment_table *catchment_table_new(const struct gazetteer *);
void catchment_table_free(struct catchment_table *);

/* A row, as it is written; all is copied. */
struct catchment_row {
	struct span id;
	struct span schools; /* ids, with ; or 、 between them */
	struct span kind, name, district, parity, text;
	uint32_t from, to; /* 0: there is none */
	bool except;
};
/* After a fault for want of memory nothing may be added any more. */
enum catchment_fault catchment_add(
    struct catchment_table *, const struct catchment_row *);

/* Connect the rules; none may be added after that.  False if there is no memory. */
bool catchment_finish(struct catchment_table *);

uint32_t catchment_count(const struct catchment_table *);
const struct catchment_rule *catchment_rule(const struct catchment_table *, uint32_t);

/* The schools are numbered in the order in which rules name them. */
uint32_t catchment_school_count(const struct catchment_table *);
struct span catchment_school(const struct catchment_table *, uint32_t school);

/* The rules by kind and name. */
struct rule_index *catchment_index(const struct catchment_table *);

/* The rules of kinds that no name finds, in their order: those of patterns, and of the
 * rest. */
const struct rule_list *catchment_patterns(const struct catchment_table *);
const struct rule_list *catchment_rests(const struct catchment_table *);

#endif
