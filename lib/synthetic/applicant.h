/*
 * applicant.h - one invented applicant of a senior-high admission
 *
 * An applicant is a function of the year (seed, number of applicants, rate of defects)
 * and an index: each can be made alone, in any order.  The rate of
 * defects changes only the records that get a defect.
 */
#ifndef APPLICANT_H
#define APPLICANT_H

#include <stddef.h>
#include <stdint.h>

#include "synthetic/city.h"
#include "synthetic/defect.h"
#include "synthetic/exam.h"
#include "synthetic/offer.h"
#include "synthetic/people.h"
#include "synthetic/resident.h"

enum { APPLICANT_YEAR = 2020, APPLICANT_MOST = 100000000 };

struct applicant {
	struct phrase id; /* 2020, the district from 1, a serial number in it */
	struct person person;
	bool male;
	struct birth birth;
	char resident_id[RESIDENT_LENGTH + 1];
	char student_number[1 + RESIDENT_LENGTH + 1];
	uint32_t junior_code;
	struct phrase junior;
	uint32_t district; /* index into city_districts */
	uint32_t mobile;   /* the eight digits behind 154 */
	struct home home;
	struct marks marks;
	uint32_t choices[OFFER_MAX_CHOICES]; /* programs of the year's offer */
	size_t choice_count;
	bool quota; /* may have a seat of the feeder round */
	uint32_t feeder[OFFER_MAX_FEEDER];
	size_t feeder_count;
	uint32_t supplementary[OFFER_MAX_SUPPLEMENTARY];
	size_t supplementary_count;

	enum defect defect;
	struct phrase duplicate_of; /* the id of the original, or empty */
};

struct year;

/* applicants is at most APPLICANT_MOST; NULL if there is no memory. */
struct year *year_new(uint64_t seed, uint64_t applicants, uint32_t defect_rate);
void year_free(struct year *);

/* Borrowed from the year. */
const struct offer *year_offer(const struct year *);

/* index is below the number of applicants. */
void applicant_make(const struct year *, uint64_t index, struct applicant *);

#endif
