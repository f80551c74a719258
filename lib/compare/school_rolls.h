/*
 * school_rolls.h - who was admitted, and who then came
 *
 * In September the rolls of the schools are compared with the admissions.  Those who
 * were admitted are added first, then the pupils of the rolls come one by one, and what
 * is left are those who did not come.  Of an applicant only the id, the program and the
 * programs of the rolls are kept.
 */
#ifndef SCHOOL_ROLLS_H
#define SCHOOL_ROLLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "record/span.h"

struct school_rolls;

/* NULL if there is no memory. */
struct school_rolls *school_rolls_new(void);
void school_rolls_free(struct school_rolls *);

enum school_rolls_result {
	SCHOOL_ROLLS_OK,       /* admitted and added; or on the roll where admitted */
	SCHOOL_ROLLS_ID_TWICE, /* two who take part have one id */
	SCHOOL_ROLLS_NO_APPLICANT, /* on a roll, and nobody with the id took part */
	SCHOOL_ROLLS_NOT_ADMITTED, /* on a roll, and took part without getting a place
				    */
	SCHOOL_ROLLS_ELSEWHERE,    /* on the roll of another program */
	SCHOOL_ROLLS_AGAIN,        /* on a roll already */
	SCHOOL_ROLLS_NO_MEMORY,
};

/* The code of a finding: "no-applicant", "not-admitted", "elsewhere", "twice". */
const char *school_rolls_code(enum school_rolls_result);

/* Add one who took part, with the program of the place; empty: without one. */
enum school_rolls_result school_rolls_admit(
    struct school_rolls *, struct span id, struct span program);

/*
 * A pupil on the roll of a program.  *other is the program of the place, or with
 * SCHOOL_ROLLS_AGAIN that of the first roll; it is borrowed until the next call.  All
 * results but AGAIN are about the first roll that a pupil is on.
 */
enum school_rolls_result school_rolls_enrol(
    struct school_rolls *, struct span id, struct span program, struct span *other);

/*
 * The next one who was admitted and is on no roll, in the order of adding; *at is 0
 * before the first call.  False if there is none.
 */
bool school_rolls_absent(
    const struct school_rolls *, uint32_t *at, struct span *id, struct span *program);

/*
 * What became of a program; the order of the rolls does not matter:
 *
 *	admitted - absent - left = enrolled - joined = who came where they were admitted
 */
struct school_rolls_counts {
	uint64_t admitted;
	uint64_t enrolled; /* on its roll, once each, whether or not on others too */
	uint64_t absent;   /* admitted, and on no roll */
	uint64_t left;     /* admitted, and only on other rolls */
	uint64_t joined;   /* on its roll, and not admitted there */
	int64_t plan;      /* its seats; -1: not known */
};

/* Note the seats of a program; false if there is no memory. */
bool school_rolls_plan(struct school_rolls *, struct span program, int64_t seats);

/* The programs, in the order in which they were named first. */
uint32_t school_rolls_programs(const struct school_rolls *);
struct span school_rolls_program(
    const struct school_rolls *, uint32_t number, struct school_rolls_counts *);

#endif
