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
#include "synthetic/nation.h"
#include "synthetic/people.h"
#include "synthetic/provinces.h"

enum { CANDIDATE_YEAR = 2026 };

struct candidate {
	struct phrase id; /* the year, the province, ten digits of the index from 1 */
	struct person person;
	bool male;
	const struct province *province;
	struct college_marks marks;
	/* From 1, different for each: by the total, and in the two joint tests. */
	uint64_t place, science, arts;
	uint32_t choices[CHOOSING_MOST]; /* numbers of programs */
	uint32_t choice_count;
};

/* index is below the number of candidates. */
void candidate_make(const struct nation *, uint64_t index, struct candidate *);

#endif
