/*
 * enrolment.h - the programs of a nation's universities
 *
 * Programs are sorted by popularity, number 0 first.  A school has several; a program
 * requires the subjects of its field, and a field may rank by the place in the joint
 * test of science or of arts instead of by the total.  There are seats for 80 of 100
 * candidates.  Everything but the seats and how much a program is talked about is
 * computed from its number.
 */
#ifndef ENROLMENT_H
#define ENROLMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "synthetic/college_exam.h"
#include "synthetic/phrase.h"
#include "synthetic/random.h"

enum { ENROLMENT_MOST = 100000, ENROLMENT_ID = 7 };

/* The subjects that a program requires; the order by which it ranks. */
enum enrolment_need { NEED_NONE, NEED_PHYSICS, NEED_CHEMISTRY, NEED_HISTORY };
enum enrolment_order { ORDER_UNIFIED, ORDER_SCIENCE, ORDER_ARTS };

/* What is read most often, side by side. */
struct enrolment_sight {
	uint8_t talk; /* of 256 who consider the program so many choose it, less 1 */
	uint8_t need; /* enum enrolment_need */
};

struct enrolment {
	uint32_t programs;
	uint64_t seats;
	uint32_t
	    *seats_above; /* in all programs that are more popular; one more entry */
	struct enrolment_sight *sights;
	char (*ids)[ENROLMENT_ID + 1];
};

/* What is computed of a program.  The texts are static but for the school. */
struct enrolment_program {
	struct phrase school;
	const char *field;
	enum enrolment_need need;
	enum enrolment_order order;
};

/* The most programs that so many candidates (1 to 2^31) can have, each with a seat. */
uint32_t enrolment_most(uint64_t candidates);

/* False if there is no memory.  programs is 1 to enrolment_most(). */
bool enrolment_new(
    struct enrolment *, uint64_t seed, uint64_t candidates, uint32_t programs);
void enrolment_free(struct enrolment *);

void enrolment_program(uint32_t number, struct enrolment_program *);

/* Whether a candidate has the subjects that a program requires. */
bool enrolment_open(enum enrolment_need, const struct college_marks *);

/* The program that this place in the order of all would just get. */
uint32_t enrolment_at(const struct enrolment *, uint64_t place);

#endif
