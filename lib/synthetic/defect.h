/*
 * defect.h - what is wrong with a record on purpose
 *
 * Each record has at most one defect, and which one depends on the seed and its
 * index only.  The list of what was planted tells which stage of the chain has to
 * find it, so that a test can count what is found.
 */
#ifndef DEFECT_H
#define DEFECT_H

#include <stdbool.h>
#include <stdint.h>

enum defect {
	DEFECT_NONE,
	DEFECT_BAD_CHECKSUM,        /* of the resident number */
	DEFECT_DUPLICATE,           /* of a clean record that came before */
	DEFECT_SWAPPED_COORDINATES, /* east for north */
	DEFECT_MISSING_CHOICE,      /* no choice at all */
	DEFECT_WRONG_TOTAL,         /* not the sum of the subjects */
	DEFECT_SPREADSHEET_ID,      /* 6.20102E+17 */
	DEFECTS
};

enum { DEFECT_ALWAYS = 1000000 };

/* Read a rate, 0 to 1 with at most six decimal places; 0.02 is 20,000.  False if it
 * is none. */
bool defect_rate_read(const char *text, uint32_t *rate);

/* The defect planned for a record; each record has one with a chance of rate in
 * DEFECT_ALWAYS, and each kind is as likely. */
enum defect defect_at(uint64_t seed, uint32_t rate, uint64_t index);

/* "bad-checksum", and the stage that has to find it: "validate".  Static. */
const char *defect_name(enum defect);
const char *defect_stage(enum defect);

#endif
