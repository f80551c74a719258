/*
 * catchment_check.h - rules that cannot be meant as they are written
 *
 *	unreachable    rules before it of the same school have all that it names
 *	claimed-twice  a rule of another school has a home that it names, too; a legal
 *	               double is one rule with both schools
 *	unknown-name   the gazetteer has names of its kind, but not this one
 *	other-kind     no address has the name as a part of the kind
 *
 * Rules of one name are compared, and those of the lanes and stretches of a road with
 * those of the whole road.  Whether a compound stands at a road, or what a pattern
 * finds, no table tells: such rules are not compared.
 */
#ifndef CATCHMENT_CHECK_H
#define CATCHMENT_CHECK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "catchment/catchment_table.h"

struct gazetteer;

enum catchment_problem_kind {
	CATCHMENT_UNREACHABLE,
	CATCHMENT_CLAIMED_TWICE,
	CATCHMENT_UNKNOWN_NAME,
	CATCHMENT_OTHER_KIND,
};

#define CATCHMENT_NO_RULE UINT32_MAX

struct catchment_problem {
	uint32_t rule;
	enum catchment_problem_kind kind;
	uint32_t
	    other; /* the rule that has, or claims, it first; or CATCHMENT_NO_RULE */
};

struct catchment_problems {
	struct catchment_problem *problems; /* by rule, then by kind */
	size_t count, room;
};

/* Check a table; the gazetteer is that of its names.  False if there is no memory;
 * otherwise the caller frees problems. */
bool catchment_check(const struct catchment_table *, const struct gazetteer *,
    struct catchment_problems *);

/* "unreachable"; and what to do about it. */
const char *catchment_problem_code(enum catchment_problem_kind);
const char *catchment_problem_reason(enum catchment_problem_kind);

#endif
