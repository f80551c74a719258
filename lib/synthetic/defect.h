/*
 * defect.h - what is wrong with a record on purpose
 *
 * Each record has at most one defect, which depends only on the seed and its index.
 * The list of planted defects names the stage of the chain that has to find each, so a
 * test can compare what is found with it.
 */
#ifndef DEFECT_H
#define DEFECT_H

#include <stdbool.h>
#include <stdint.h>

enum defect {
	DEFECT_NONE,
	DEFECT_BAD_CHECKSUM,        /* of the resident number */
	DEFECT_DUPLICATE,           /* of a clean record that came before */
	DEFECT_SWAPPED_COORDINATES, /* longitude and latitude exchanged */
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
