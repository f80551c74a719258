/*
 * pupil.h - one invented pupil of a junior-high entry
 *
 * Every junior school of a district has two primary schools that feed it: their codes
 * are its own and one digit more.  One pupil in forty went to a primary school outside
 * of the city and has the junior school in whose catchment the home lies; one in twelve
 * entered primary school by choice at the age of six, which forfeits the feeder.  Three
 * in ten choose private schools, and one in sixty records is the twin of the one
 * before.
 *
 * A pupil is a function of the seed, the number of records and an index: each can be
 * made alone, in any order.
 */
#ifndef PUPIL_H
#define PUPIL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "synthetic/city.h"
#include "synthetic/people.h"
#include "synthetic/resident.h"

enum {
	PUPIL_YEAR = 2020,
	PUPIL_CHOICES = 3,
	PUPIL_FEEDERS = 2,
	PUPIL_MOST = 100000000
};

struct pupil {
	struct phrase id; /* 2020 and the number of the record, from 1 */
	struct person person;
	bool male;
	struct birth birth;
	char resident_id[RESIDENT_LENGTH + 1];
	uint32_t mobile;   /* the eight digits behind 154 */
	uint32_t district; /* of the home; index into city_districts */
	struct home home;
	struct phrase primary_code, primary_name;
	struct phrase catchment; /* the code of a junior school, or empty */
	bool chosen;             /* the primary school, at the age of six */
	struct phrase twins;     /* the number of the first one, or empty */
	uint32_t choices[PUPIL_CHOICES], choice_count; /* private schools, from 0 */
	uint32_t sibling; /* whose private school, from 0; or PUPIL_NO_SIBLING */
};

#define PUPIL_NO_SIBLING UINT32_MAX

struct grade;

/* records is at most PUPIL_MOST; NULL if there is no memory. */
struct grade *grade_new(uint64_t seed, uint64_t records);
void grade_free(struct grade *);

uint64_t grade_records(const struct grade *);

/* How many private schools there are, 2 to 99: they have seats for a tenth of all. */
uint32_t grade_private(const struct grade *);

/* index is below the number of records. */
void pupil_make(const struct grade *, uint64_t index, struct pupil *);

/* The code of the n-th junior school of a district, n from 0; and of a private one. */
void pupil_school_id(uint32_t district, uint32_t n, struct phrase *);
void pupil_private_id(uint32_t n, struct phrase *);

#endif
