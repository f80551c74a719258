/*
 * catchment_rule.h - a rule that says which homes a school serves
 *
 * Districts publish catchments as prose: "段家滩路(单号1-99号,不包括商学院)、碧桂园". A
 * rule is one piece of it: the homes of one road, compound or community, of one school
 * or of several among which the family chooses.
 */
#ifndef CATCHMENT_RULE_H
#define CATCHMENT_RULE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "record/span.h"

struct pattern;

enum catchment_kind {
	CATCHMENT_TOWN,      /* all of a town or street office */
	CATCHMENT_COMMUNITY, /* a community or village; numbers are those of its groups
			      */
	CATCHMENT_ROAD,      /* numbers are those of the houses */
	CATCHMENT_LANE,      /* the lanes of a road; numbers are those of the lanes */
	CATCHMENT_STRETCH,   /* a part of a road that is told by landmarks only */
	CATCHMENT_COMPOUND,  /* numbers are those of the buildings */
	CATCHMENT_PATTERN,   /* a pattern over the canonical text */
	CATCHMENT_AREA,      /* an area of a map, which covers the coordinates */
	CATCHMENT_REST,      /* homes that no other rule of any school names */
	CATCHMENT_KINDS
};

/* The names of kinds in tables ("town", ...) and in Chinese; NULL behind the last. */
extern const char *const catchment_kind_names[CATCHMENT_KINDS + 1];
extern const char *const catchment_kind_chinese[CATCHMENT_KINDS + 1];

enum catchment_parity { CATCHMENT_BOTH, CATCHMENT_ODD, CATCHMENT_EVEN };

/* Numbers of houses, lanes or buildings; { 0, UINT32_MAX, CATCHMENT_BOTH }: all. */
struct catchment_numbers {
	uint32_t from, to;
	enum catchment_parity parity;
};

/* All belongs to the table.  What a decision looks at comes first, to be loaded at
 * once. */
struct catchment_rule {
	enum catchment_kind kind;
	struct catchment_numbers numbers;
	const uint32_t *schools; /* numbers, catchment_school() */
	size_t school_count;
	struct span district; /* canonical, as in an address */
	bool except;          /* such homes are not of the school */
	bool recognised; /* an address with the name has it as a part of this kind */
	struct span id;
	struct span name; /* canonical; of a pattern or an area as it was written */
	struct span text; /* as it was published */
	struct pattern *pattern; /* of a pattern */
};

/* Whether they are all numbers, so that a home needs none. */
bool catchment_numbers_all(const struct catchment_numbers *);

/* Whether a number, which is not 0, is one of them. */
bool catchment_numbers_have(const struct catchment_numbers *, uint32_t number);

#endif
