/*
 * rolls_report.h - what is written of rolls and admissions (school_rolls.h)
 *
 *	{"id":"...","code":"elsewhere","admitted":"S1","enrolled":"S2","roll":"s2.csv:4"}
 *	{"program":"S1","code":"over-plan","enrolled":51,"plan":50}
 *	{"program":"S1","plan":50,"admitted":50,"enrolled":51,"absent":2, ...}
 *
 * writer_failed() says whether there was memory.
 */
#ifndef ROLLS_REPORT_H
#define ROLLS_REPORT_H

#include <stdbool.h>

#include "compare/school_rolls.h"
#include "record/writer.h"

/* A person of whom rolls and admissions differ; texts that are empty are left out. */
struct rolls_finding {
	const char *code;
	struct span id, admitted, enrolled, before, roll;
};

/* How an id is written: as it is, or with a secret as its pseudonym (pseudonym.h). */
struct rolls_names {
	const char *field;
	struct span secret; /* at is NULL: as it is */
};

void rolls_report_person(
    struct writer *, const struct rolls_names *, const struct rolls_finding *);

/* A program with more pupils than seats; whether it is one. */
bool rolls_report_is_over(const struct school_rolls_counts *);
void rolls_report_over(
    struct writer *, struct span program, const struct school_rolls_counts *);

/* The line of a program in the table, which names nobody. */
void rolls_report_program(
    struct writer *, struct span program, const struct school_rolls_counts *);

#endif
