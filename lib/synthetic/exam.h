/*
 * exam.h - a senior-high entrance examination: eight subjects, half marks
 *
 * Full marks are an example: 150 150 150 90 70 50 50 50, together 760.  Marks
 * are counted in halves.  One ability moves all subjects of a
 * child, each by its weight; totals tie often, as real ones do.
 */
#ifndef EXAM_H
#define EXAM_H

#include <stdint.h>

#include "synthetic/phrase.h"
#include "synthetic/random.h"

enum { EXAM_SUBJECTS = 8, EXAM_FULL = 2 * 760 };

struct exam_subject {
	const char *key;    /* in a record: "chinese" */
	const char *header; /* in a spreadsheet: "语文" */
	int32_t full;       /* here and below in half marks */
	int32_t mean, deviation;
	int32_t ability, luck; /* their squares sum up to RANDOM_DEVIATION^2 */
	uint32_t halves;       /* one mark in so many is no whole one */
};

extern const struct exam_subject exam_subjects[EXAM_SUBJECTS];

struct marks {
	uint16_t subjects[EXAM_SUBJECTS];
	uint16_t total;
};

/* The ability is normal, in units of 1/RANDOM_DEVIATION of a standard deviation. */
void exam_sit(struct random *, int32_t ability, struct marks *);

/* Write half marks as a number: 224 is 112, 225 is 112.5. */
void exam_write(struct phrase *, uint32_t halves);

#endif
