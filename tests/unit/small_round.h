/*
 * small_round.h - a round of a few programs and applicants, written by hand
 *
 * All texts are as single_quotes.h says.
 */
#ifndef SMALL_ROUND_H
#define SMALL_ROUND_H

#include "record/path.h"
#include "seats/round_add.h"
#include "single_quotes.h"

struct small_round {
	json_t *document;
	struct path *choices, *order;
	struct round round;
};

/* A round by its name and an array of programs; nobody takes part. */
static inline void
small_round_open(struct small_round *s, const char *name, const char *programs)
{
	struct programs_fault fault;
	const char *why;

	*s = (struct small_round){ .document = read_json(programs) };
	s->choices = path_new("choices", &why);
	s->order = path_new("order", &why);
	s->round.programs = programs_read(s->document, name, NULL, &fault);
	assert(s->choices != NULL && s->order != NULL && s->round.programs != NULL);
	s->round.applicants = applicants_new(s->round.programs, s->choices, s->order);
	assert(s->round.applicants != NULL);
	s->round.name = span_of(s->round.programs->round);
	s->round.choices = s->choices;
	s->round.order = s->order;
	s->round.taking_part.locked = s->round.taking_part.agreed = CONDITION_NONE;
	s->round.rules.mechanism = MECHANISM_SERIAL;
}

/* Add so many applicants, who are all alike; mark is 0 or closes their choices. */
static inline void
small_round_add(struct small_round *s, int count, const char *text, uint32_t mark)
{
	char *line = double_quotes(text);
	struct record record = { 0 };
	struct entry_fault fault;

	assert(record_parse(&record, line, strlen(line), NULL) == RECORD_OK);
	for (int i = 0; i < count; i++)
		assert(
		    applicants_add(s->round.applicants, &record, mark, NULL, &fault));
	record_free(&record);
	free(line);
}

static inline void
small_round_close(struct small_round *s)
{
	applicants_free(s->round.applicants);
	programs_free(s->round.programs);
	path_free(s->choices);
	path_free(s->order);
	json_decref(s->document);
}

#endif
