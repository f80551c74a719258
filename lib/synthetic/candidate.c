#include "synthetic/candidate.h"

/* A stream of random numbers for each purpose. */
enum purpose { NAME = 1, EXAM = 'x', CHOICES = 'f' };

enum { SHORT_LISTS = 20 /* one candidate in so many files no full list */ };

static void
make_identity(const struct nation *nation, uint64_t index, struct candidate *c)
{
	struct random r = random_stream(nation->seed, NAME, index);

	c->male = random_one_in(&r, 2);
	people_make(&r, c->male, &c->person);
	c->province = province_choose(&r);
	phrase_clear(&c->id);
	phrase_add_number(&c->id, CANDIDATE_YEAR % 100, 2);
	phrase_add_number(&c->id, c->province->code, 2);
	phrase_add_number(&c->id, index + 1, 10);
}

void
candidate_make(const struct nation *nation, uint64_t index, struct candidate *c)
{
	uint64_t place = permutation_at(&nation->places, index);
	struct random r = random_stream(nation->seed, EXAM, index);
	uint32_t wanted = nation->choices;

	make_identity(nation, index, c);
	college_sit(&r, college_total(place, nation->candidates), &c->marks);
	c->place = place + 1;
	c->science = drift_at(&nation->science, place) + 1;
	c->arts = drift_at(&nation->arts, place) + 1;
	r = random_stream(nation->seed, CHOICES, index);
	if (random_one_in(&r, SHORT_LISTS))
		wanted = 1 + random_below(&r, wanted);
	c->choice_count =
	    choosing_list(&nation->enrolment, &r, place, &c->marks, wanted, c->choices);
}
