/*
 * college_exam.h - an examination for universities in the form 3+1+2
 *
 * Three subjects for all, one that is the track, two that are elected.  Full marks
 * are 150 150 150 100 100 100, together 750, in whole marks.  The place comes
 * first: the total is that of a candidate at this place if totals are normal.  So
 * places and totals agree for any number of candidates, and totals tie.
 */
#ifndef COLLEGE_EXAM_H
#define COLLEGE_EXAM_H

#include <stdint.h>

#include "synthetic/random.h"

enum {
	COLLEGE_SUBJECTS = 9, /* to choose from */
	COLLEGE_SAT = 6,      /* that one candidate sits */
	COLLEGE_FULL = 750
};

/* The subjects in the order of the columns. */
enum college_subject {
	COLLEGE_CHINESE,
	COLLEGE_MATH,
	COLLEGE_FOREIGN,
	COLLEGE_PHYSICS,
	COLLEGE_HISTORY,
	COLLEGE_CHEMISTRY,
	COLLEGE_BIOLOGY,
	COLLEGE_GEOGRAPHY,
	COLLEGE_POLITICS
};

/* In a record: "chinese". */
extern const char *const college_subjects[COLLEGE_SUBJECTS];

struct college_marks {
	uint8_t subjects[COLLEGE_SAT]; /* numbers of subjects, in their order */
	uint8_t marks[COLLEGE_SAT];
	uint16_t total;
};

/* The total at a place, 0 the best, among so many (1 to 10^9); never more than at a
 * better place. */
uint16_t college_total(uint64_t place, uint64_t size);

/* Choose a track and two more subjects, and share out the total over the six. */
void college_sit(struct random *, uint16_t total, struct college_marks *);

#endif
