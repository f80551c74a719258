/*
 * child.h - one invented child of a primary entry, and who had the home before
 *
 * A child is a function of the intake (seed, number of records, rate of relations) and
 * an index: each can be made alone, in any order.  The rate changes only the records
 * that get a relation; of those whose home gave a place before, only the list of
 * earlier places.
 */
#ifndef CHILD_H
#define CHILD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "synthetic/city.h"
#include "synthetic/people.h"
#include "synthetic/relation.h"
#include "synthetic/resident.h"
#include "synthetic/standing.h"

enum { CHILD_YEAR = 2020, CHILD_MOST = 100000000, CHILD_UNIT = 28 };

struct child {
	struct phrase id; /* 2020 and the number of the record, from 1 */
	struct person person;
	bool male;
	struct birth birth;
	struct phrase resident_id; /* as it was typed; empty: the form has none */
	char guardian[RESIDENT_LENGTH + 1];
	uint32_t mobile;   /* the eight digits behind 154 */
	uint32_t district; /* index into city_districts */
	struct home home;
	char unit[CHILD_UNIT + 1]; /* property unit number, GB/T 37346 */
	struct standing standing;
	bool agrees; /* to a place at another school */

	enum relation relation;
	struct phrase original; /* the id of the original, or empty */
};

struct intake;

/* records is at most CHILD_MOST; NULL if there is no memory. */
struct intake *intake_new(uint64_t seed, uint64_t records, uint32_t rate);
void intake_free(struct intake *);

uint64_t intake_records(const struct intake *);

/* index is below the number of records. */
void child_make(const struct intake *, uint64_t index, struct child *);

/* A place that a home gave before. */
struct earlier_place {
	struct phrase id;
	struct phrase name;
	struct birth birth;
	char guardian[RESIDENT_LENGTH + 1];
	struct phrase address;
	char unit[CHILD_UNIT + 1]; /* empty: from before there were such numbers */
	uint32_t district;
	uint16_t year;
};

/*
 * The earlier place at the home of a record, or at one where nobody applies now: every
 * tenth record without a relation stands for such a one.  False if there is none.
 */
bool child_earlier_place(const struct intake *, uint64_t index, struct earlier_place *);

#endif
