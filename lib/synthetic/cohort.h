/*
 * cohort.h - the children of a year: who lives where, and with which number
 *
 * Every member of the cohort has a district, a serial number in it, and an
 * identity: area of first registration, birth date, sequence.  Both numbers are unique
 * by construction, so that a generated file has exactly the duplicates that were
 * planted.  A member is computed from its index alone.
 *
 * Districts and areas are read from a shuffled table again and again, so shares are
 * exact to 1 in 10,000 and serial numbers need no counting.  The days and sequences of
 * an area are taken from a shuffled list of all of them; an area that has used up a
 * whole school year (363,175 children) continues with children two years older.
 *
 * Where twins and triplets are made besides, a member has several sequences: its own
 * and those that follow it, which no other member has.
 */
#ifndef COHORT_H
#define COHORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "synthetic/resident.h"

enum { COHORT_SHARES = 10000 };

/* One district's part: its share of COHORT_SHARES and its area code. */
struct cohort_share {
	uint32_t area;
	uint16_t share;
};

struct member {
	uint32_t district; /* index into the shares */
	uint64_t serial;   /* in the district, from 1 */
	uint32_t area;     /* of first registration; mostly the district's own */
	struct birth birth;
	uint32_t sequence; /* 1 to 995; its own is the first one */
	bool male;
};

struct cohort;

/*
 * Children born from 1 September of the year before school_year to the next 31
 * August; one in 25 is a year older.  The shares sum up to COHORT_SHARES, and
 * there are at most COHORT_MAX_DISTRICTS.  Each member has so many sequences, at least
 * one.  NULL if there is no memory.
 */
enum { COHORT_MAX_DISTRICTS = 16 };
struct cohort *cohort_new(uint64_t seed, uint16_t birth_year, uint32_t sequences,
    const struct cohort_share shares[], size_t districts);
void cohort_free(struct cohort *);

struct member cohort_member(const struct cohort *, uint64_t index);

#endif
