/*
 * dedup_rules.h - what the section dedup of a policy says
 *
 * This is set-up for filters: what is wrong in the policy ends the program with
 * STATUS_TROUBLE and names its place.  admit-dedup(1) describes the section.
 */
#ifndef DEDUP_RULES_H
#define DEDUP_RULES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <jansson.h>

#include "identity/comparison.h"
#include "identity/fellegi_sunter.h"
#include "identity/identity.h"
#include "identity/key_text.h"
#include "identity/strength.h"
#include "rules/rule.h"

/* The exact keys, the certain ones first, as the identity has them. */
struct key_rules {
	struct identity *identity;
	struct key_rule {
		const char *name;
		enum strength strength;
		/* A person has one value: two values are two persons. */
		bool one_each;
		bool guards; /* that is written in the policy */
	} * items;
	size_t count;
};

/* Texts of one kind: blocking keys, what twins have in common ... */
struct text_rules {
	struct key_text **items;
	size_t count;
};

enum { MATCH_MAX_BLOCKS = 64 };

/* How records are compared that agree in no key. */
struct match_rules {
	struct text_rules blocks;
	struct compare_rule {
		struct key_text *of;
		const char *name;
		struct comparison comparison;
		const char *levels[COMPARISON_MAX_TESTS];
		bool frequency; /* a rare value weighs more */
	} compare[MODEL_MAX_COMPARISONS];
	size_t compare_count;
	struct model model;
	bool is_given; /* m, u and the prior are in the policy */
	/* Scores, in thousandths of a bit: strong and weak evidence; and the least mean
	 * over all pairs of two clusters that are joined. */
	int32_t match, review, chain;
	uint64_t max_pairs;
};

/* Records with the same guardian and birth that differ in their names are twins. */
struct twin_rules {
	struct text_rules same, differ;
	size_t
	    firm; /* how many at the end of differ hold even if a certain key agrees */
};

/* Which home gives a place, and for how many years it is used then. */
struct home_rules {
	struct key_text *unit;    /* the 28 characters; or NULL */
	struct key_text *address; /* where there is no unit number; or NULL */
	struct key_text *year;
	struct path *school;       /* or NULL */
	struct expression *except; /* over record and earlier; or NULL */
	const char *except_text;
	int32_t years;
	bool school_years; /* a date from September on belongs to that year */
	bool sets_aside;
};

/* Add --key: paths with commas between them, a certain key. */
void key_rules_add_option(struct key_rules *, const char *paths);

/* Read the array "keys"; NULL is none. */
void key_rules_load(struct key_rules *, const json_t *keys);

/* NULL where the policy has no such member.  New. */
struct match_rules *match_rules_load(const json_t *match);
struct twin_rules *twin_rules_load(const json_t *twins);
struct home_rules *home_rules_load(const json_t *homes);

void key_rules_free(struct key_rules *);
void match_rules_free(struct match_rules *);
void twin_rules_free(struct twin_rules *);
void home_rules_free(struct home_rules *);

#endif
