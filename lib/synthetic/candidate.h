/*
 * candidate.h - one invented candidate for the universities of a nation
 *
 * A candidate is a function of the nation (seed, number of candidates, programs and
 * choices) and an index: each can be made by itself, in any order, and memory holds
 * the programs only.
 */
#ifndef CANDIDATE_H
#define CANDIDATE_H

#include <stdbool.h>
#include <stdint.h>

#include "synthetic/choosing.h"
#include "synthetic/people.h"
#include "synthetic/permutation.h"
#include "synthetic/provinces.h"

enum { CANDIDATE_YEAR = 2026, CANDIDATE_MOST = 100000000 };

struct nation {
	uint64_t seed, candidates;
	uint32_t choices; /* that a list has room for */
	struct permutation places;
	struct drift science, arts;
	struct enrolment enrolment;
};

struct candidate {
	struct phrase id; /* the year, the province, ten digits of the index from 1 */
	struct person person;
	bool male;
	const struct province *province;
	struct college_marks marks;
	/* From 1, nobody has the same: by the total, in the joint tests. */
	uint64_t place, science, arts;
	uint32_t choices[CHOOSING_MOST]; /* numbers of programs */
	uint32_t choice_count;
};

/*
 * candidates is 1 to CANDIDATE_MOST, programs 1 to enrolment_most() of them,
 * choices 1 to CHOOSING_MOST.  NULL if there is no memory.
 */
struct nation *nation_new(
    uint64_t seed, uint64_t candidates, uint32_t programs, uint32_t choices);
void nation_free(struct nation *);

/* index is below the number of candidates. */
void candidate_make(const struct nation *, uint64_t index, struct candidate *);

#endif
