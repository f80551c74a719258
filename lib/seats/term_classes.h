/*
 * term_classes.h - programs that ask for the same and rank alike
 *
 * Fifty thousand programs share a few sets of terms, so what one of them says of an
 * applicant is kept for the others: terms are tested once for each applicant and class,
 * not once for each choice.
 */
#ifndef TERM_CLASSES_H
#define TERM_CLASSES_H

#include <stdbool.h>
#include <stdint.h>

#include "seats/programs.h"

/*
 * The class of those that share nothing: a condition names the program, or it has
 * groups, and each of its applicants has claims of their own.
 */
enum { TERM_CLASS_NONE };

/* What a class says of the applicant of a record: the priority of a wish (market.h). */
struct term_answer {
	uint32_t record; /* the one that it is of; 0: none */
	uint32_t priority;
};

struct term_classes {
	uint32_t *of;    /* each program, and programs_gap() */
	uint32_t *first; /* the first program of each */
	struct term_answer *answers;
	uint32_t count, record; /* the one that is read, from 1 */
};

/* The classes of all programs as the round has them.  NULL if there is no memory. */
struct term_classes *term_classes_new(const struct programs *);
void term_classes_free(struct term_classes *);

/* The next record: nothing is known of it. */
void term_classes_next(struct term_classes *);

/* What is known of the applicant at a program; false if nothing is. */
static inline bool
term_classes_know(const struct term_classes *c, uint32_t program, uint32_t *priority)
{
	const struct term_answer *answer = &c->answers[c->of[program]];

	*priority = answer->priority;
	return answer->record == c->record;
}

/*
 * A program that says the same of everybody: the first one of the class.  What it asks
 * for is in a cache where that of one in tens of thousands is not.
 */
static inline uint32_t
term_classes_like(const struct term_classes *c, uint32_t program)
{
	uint32_t class = c->of[program];

	return class == TERM_CLASS_NONE ? program : c->first[class];
}

/* Keep what a program has said. */
static inline void
term_classes_keep(struct term_classes *c, uint32_t program, uint32_t priority)
{
	if (c->of[program] != TERM_CLASS_NONE)
		c->answers[c->of[program]] =
		    (struct term_answer){ c->record, priority };
}

#endif
