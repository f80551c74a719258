/*
 * schema_program_internal.h - a compiled schema, as it is compiled and run
 *
 * A node is one schema.  Its checks are those of its keywords, grouped by the
 * type of value that they apply to, so that a value meets no check that cannot
 * concern it.  Everything lives in the arena of the schema.
 */
#ifndef SCHEMA_PROGRAM_INTERNAL_H
#define SCHEMA_PROGRAM_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "formats/format.h"
#include "formats/pattern.h"
#include "memory/arena.h"
#include "record/number.h"
#include "record/writer.h"
#include "schema/schema_document.h"
#include "schema/schema_members.h"
#include "schema/value_set.h"

enum check_kind {
	/* any value */
	CHECK_VALUES,
	CHECK_REFERENCE,
	CHECK_DYNAMIC_REFERENCE,
	CHECK_ALL_OF,
	CHECK_ANY_OF,
	CHECK_ONE_OF,
	CHECK_NOT,
	CHECK_IF,
	/* numbers */
	CHECK_MINIMUM,
	CHECK_EXCLUSIVE_MINIMUM,
	CHECK_MAXIMUM,
	CHECK_EXCLUSIVE_MAXIMUM,
	CHECK_MULTIPLE_OF,
	/* strings */
	CHECK_MIN_LENGTH,
	CHECK_MAX_LENGTH,
	CHECK_PATTERN,
	CHECK_FORMAT,
	/* arrays */
	CHECK_MIN_ITEMS,
	CHECK_MAX_ITEMS,
	CHECK_UNIQUE_ITEMS,
	CHECK_ITEMS,
	CHECK_CONTAINS,
	CHECK_UNEVALUATED_ITEMS,
	/* objects */
	CHECK_MIN_PROPERTIES,
	CHECK_MAX_PROPERTIES,
	CHECK_MEMBERS,
	CHECK_PROPERTY_NAMES,
	CHECK_DEPENDENT,
	CHECK_UNEVALUATED_MEMBERS,
	CHECK_KINDS
};

enum check_group {
	GROUP_ANY,
	GROUP_NUMBER,
	GROUP_STRING,
	GROUP_ARRAY,
	GROUP_OBJECT,
	GROUPS
};

/* What is found where a check does not hold. */
struct refusal {
	const char *code, *rule, *reason;
};

/* allOf, anyOf, oneOf */
struct node_list {
	struct node **nodes;
	size_t count;
};

/* if, then, else; the latter two may be NULL */
struct branches {
	struct node *condition, *then, *otherwise;
};

/* prefixItems and items; rest may be NULL */
struct items {
	struct node **prefix;
	size_t prefix_count;
	struct node *rest;
};

/* contains; refusal of the check is for too few */
struct contains {
	struct node *node;
	size_t least, most;
	struct refusal too_many;
};

struct pattern_member {
	struct pattern *pattern;
	struct node *node;
	struct refusal too_long;
};

/*
 * properties, required, patternProperties and additionalProperties in one: an
 * object's members are walked once.
 */
struct members {
	struct member_table named; /* by properties or required */
	size_t required_count;
	struct pattern_member *patterns;
	size_t pattern_count;
	struct node *additional; /* NULL: anything is accepted */
	struct refusal missing;
	struct path **paths; /* of the names, or NULL: schema_few.h */
};

/* dependentRequired and dependentSchemas: what follows from a member's being there. */
struct dependent {
	struct span name;
	struct span *required;
	size_t required_count;
	struct node *node; /* or NULL */
};

/* A place to which $dynamicRef leads where its resource was entered before. */
struct dynamic_target {
	struct dynamic_target *next;
	uint32_t resource;
	struct node *node;
};

/* All $dynamicAnchor of one name. */
struct dynamic {
	struct dynamic *next;
	struct span name;
	struct dynamic_target *targets;
	size_t seen; /* anchors that were looked at, while it is compiled */
};

/* $dynamicRef */
struct dynamic_reference {
	const struct dynamic *anchors;
	struct node *otherwise; /* where none of the resources was entered */
};

struct check {
	enum check_kind kind;
	struct refusal refusal;
	union {
		size_t count;
		struct number number;
		struct pattern *pattern;
		const struct format *format;
		struct value_set *values;
		struct node *node;
		struct node_list list;
		struct branches *branches;
		struct items *items;
		struct contains *contains;
		struct members *members;
		struct dependent *dependent;
		struct dynamic_reference *dynamic;
	} with;
};

enum { NODE_ANY_TYPE = (1 << VALUE_NAME) - 1 };

struct node {
	uint8_t types;          /* a bit for each enum value_type that is accepted */
	bool whole;             /* of numbers, only those without a fraction */
	struct refusal refusal; /* of any other type */
	struct node *same_as;   /* of a schema that is a reference and nothing else */
	struct check *checks;
	uint32_t begin[GROUPS + 1]; /* where the checks of each group begin */
	struct schema_document *document;
	uint32_t at;       /* index in the document */
	uint32_t resource; /* number of the resource that it stands in */
	uint16_t chain;    /* see measure() in the compiler */
	bool special;      /* one of these: */
	bool scoped;       /* there are $dynamicRef, so it matters what was entered */
	bool tracked;      /* what it has looked at matters to unevaluated... */
	bool warns;        /* its faults are warnings: x-severity */
};

/* An item of an array that must not come again; at is 0 in an empty slot. */
struct seen_item {
	uint64_t hash;
	uint32_t at;
};

struct schema {
	struct schema_document *documents; /* the first is the schema's own */
	struct arena arena;
	struct node *root;
	struct format_settings formats;
	struct pattern **patterns; /* those of all checks, to free them */
	size_t pattern_count, pattern_room;
	struct dynamic *dynamics;
	struct seen_item *seen; /* for uniqueItems */
	size_t seen_room;
	unsigned char *marks; /* for unevaluatedItems, unevaluatedProperties */
	size_t mark_count, mark_room;
	struct writer way;     /* for the path of a finding */
	struct node *few_node; /* says of records only few, or NULL */
	struct members *few;   /* those, with paths */
};

/* Whether a check must wait for all others of its schema. */
static inline bool
check_is_late(enum check_kind kind)
{
	return kind == CHECK_UNEVALUATED_ITEMS || kind == CHECK_UNEVALUATED_MEMBERS;
}

/* The group of values that a check is for. */
static inline enum check_group
check_group(enum check_kind kind)
{
	if (kind < CHECK_MINIMUM)
		return GROUP_ANY;
	if (kind < CHECK_MIN_LENGTH)
		return GROUP_NUMBER;
	if (kind < CHECK_MIN_ITEMS)
		return GROUP_STRING;
	return kind < CHECK_MIN_PROPERTIES ? GROUP_ARRAY : GROUP_OBJECT;
}

#endif
