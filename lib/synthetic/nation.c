#include "synthetic/nation.h"

#include <stdlib.h>

#include "synthetic/random.h"

/* A stream of random numbers for each purpose; those of candidate.c are others. */
enum purpose { PLACES = 'p', TESTS = 't' };

struct nation *
nation_new(uint64_t seed, uint64_t candidates, uint32_t programs, uint32_t choices)
{
	struct nation *nation = calloc(1, sizeof *nation);
	struct random places = random_stream(seed, PLACES, candidates);
	struct random tests = random_stream(seed, TESTS, candidates);

	if (nation == NULL)
		return NULL;
	nation->seed = seed;
	nation->candidates = candidates;
	nation->choices = choices;
	nation->places = permutation_new(&places, candidates);
	drift_new(&nation->science, &tests, candidates);
	drift_new(&nation->arts, &tests, candidates);
	if (!enrolment_new(&nation->enrolment, seed, candidates, programs)) {
		nation_free(nation);
		return NULL;
	}
	return nation;
}

void
nation_free(struct nation *nation)
{
	if (nation == NULL)
		return;
	enrolment_free(&nation->enrolment);
	free(nation);
}
