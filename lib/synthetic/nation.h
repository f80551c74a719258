/*
 * nation.h - a nation's universities, and how its candidates rank
 *
 * Memory holds the programs only.  Each candidate is made from the nation and an index
 * (candidate.h).
 */
#ifndef NATION_H
#define NATION_H

#include <stdint.h>

#include "synthetic/enrolment.h"
#include "synthetic/permutation.h"

enum { NATION_MOST = 100000000 /* candidates */ };

struct nation {
	uint64_t seed, candidates;
	uint32_t choices; /* that a list has room for */
	struct permutation places;
	struct drift science, arts;
	struct enrolment enrolment;
};

/*
 * candidates is 1 to NATION_MOST, programs 1 to enrolment_most() of them, choices 1 to
 * CHOOSING_MOST (choosing.h).  NULL if there is no memory.
 */
struct nation *nation_new(
    uint64_t seed, uint64_t candidates, uint32_t programs, uint32_t choices);
void nation_free(struct nation *);

#endif
