/*
 * linkage.h - which records are one person, from all the evidence there is
 *
 * Clusters grow in five steps, from the strongest evidence to the weakest: the certain
 * keys, the strong keys, the pairs whose score is at least match, the weak keys, the
 * other pairs.  What is one cluster after the first step is certain, after the third
 * strong, after the last weak.
 *
 * Guards against chains:
 *
 *	ids    a key may be such that a person has one value.  Clusters with different
 *	       values for it are never joined, unless by a key that stands before it
 *	       among the certain ones.  If that splits the records that agree in a key,
 *	       none of them is joined by it: which of them the others belong to would
 *	       be a guess.
 *	twins  two clusters are not joined if a record of one and a record of the other
 *	       are twins, except by a certain key.  By a certain key, none of those who
 *	       agree in it are joined if two of them are firm twins (twins.h).
 *	chain  by a pair, two clusters are joined only if the mean of the scores of all
 *	       pairs between them is at least chain.
 *
 * More than 2,000 records that agree in a key that is not certain are not joined by it.
 *
 * Pairs are taken from the highest score down; of equal ones that first whose records
 * come first in a given order, the one that comes first in each pair before the other.
 * So the result does not depend on the order of the records.
 *
 * One to one, no cluster has two records of the other file or two of this file, unless
 * by a certain key.
 */
#ifndef LINKAGE_H
#define LINKAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "identity/clusters.h"
#include "identity/strength.h"
#include "identity/twins.h"

#define LINKAGE_NONE UINT32_MAX

struct linkage_pair {
	int32_t score;
	uint32_t a, b;
};

/* What is known of the records.  All is borrowed. */
struct linkage_evidence {
	uint32_t count, earlier; /* records; those below earlier are of another file */
	const uint32_t *places;  /* of each record in the order that breaks ties */
	size_t keys;             /* certain keys come first, then strong, then weak */
	const enum strength *strengths;
	const bool *one_each;
	const struct digest *digests;  /* of the keys; those of a record together */
	const struct twin_keys *twins; /* or NULL */
	bool one_to_one;

	struct linkage_pair *pairs; /* with a score of review or more; will be sorted */
	size_t pair_count;
	int32_t match, chain;
	int32_t (*score)(void *context, uint32_t a, uint32_t b);
	void *context;
};

/* Why clusters were not joined that evidence would have joined. */
enum linkage_split {
	LINKAGE_WHOLE,
	LINKAGE_IDS,   /* a key of which a person has one value has two */
	LINKAGE_CHAIN, /* the pairs between them are too unlike, or too many */
	LINKAGE_TAKEN, /* one to one: a better link has the record */
	LINKAGE_TWINS,
};

struct linkage {
	/* The member that names the cluster of each record, at each strength. */
	uint32_t *names[STRENGTHS];
	/* The record of the strongest link of each, or LINKAGE_NONE. */
	uint32_t *partners;
	/* A record that this one was not joined with, and why. */
	uint32_t *split_from;
	unsigned char *split_why;
	struct clusters clusters; /* at the end: weak */
};

/* False if there is no memory. */
bool linkage_run(struct linkage *, struct linkage_evidence *);
void linkage_close(struct linkage *);

#endif
