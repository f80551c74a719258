/*
 * catchment_decision.h - which rule decides to which school a home belongs
 *
 * Among the rules of one school, the first that names the home decides, as in the prose
 * of a district: "路名(不包括 ...)" is an exclusion before the road.  Then a home is of
 * the one school that has it; of several schools if one rule gives them (a legal
 * double, 二选一); and people decide if several rules give different schools, or none
 * does.
 *
 * What a rule needs may not be known of a home: its number, its building, its district,
 * or where on a road the landmarks of a stretch are.  Such a rule never decides, and
 * what names the home decides without it; but if an exclusion may or may not hold,
 * nothing that comes behind it for that school is decided.
 */
#ifndef CATCHMENT_DECISION_H
#define CATCHMENT_DECISION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "catchment/catchment_table.h"
#include "catchment/home.h"

struct catchment_decider;

/* The table is borrowed.  NULL if there is no memory. */
struct catchment_decider *catchment_decider_new(const struct catchment_table *);
void catchment_decider_free(struct catchment_decider *);

enum catchment_result {
	CATCHMENT_DECIDED,
	CATCHMENT_NOWHERE,    /* no rule names the home */
	CATCHMENT_SEVERAL,    /* rules give different schools */
	CATCHMENT_INCOMPLETE, /* a rule may name it: a part of the address is missing */
	CATCHMENT_LANDMARKS,  /* a stretch may hold it: a look at a map is needed */
	CATCHMENT_TOO_LONG,   /* a pattern takes too many steps */
	CATCHMENT_NO_MEMORY,
	CATCHMENT_RESULTS
};

/* The word of what was not decided, by its result: "none", "several", ...; and what to
 * do about it. */
const char *catchment_result_code(enum catchment_result);
const char *catchment_result_reason(enum catchment_result);

/* Borrowed until the next decision. */
struct catchment_decision {
	enum catchment_result result;
	/* The rule that decides, and the schools that it gives, in its order. */
	uint32_t rule;
	const uint32_t *schools;
	size_t school_count;
	/* The rules among which people choose, in the order of the table. */
	const uint32_t *candidates;
	size_t candidate_count;
};

void catchment_decide(
    struct catchment_decider *, const struct home *, struct catchment_decision *);

#endif
