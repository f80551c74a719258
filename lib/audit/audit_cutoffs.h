/*
 * audit_cutoffs.h - published cut-offs against the result that they are of
 *
 * The file of cut-offs has one JSON object on each line: one for each program that the
 * round offers, in the order of the programs, and after it one for each of its groups
 * in the round.  The audit counts what each of them must say from the published seats,
 * as admit-allocate(1) defines it (--lines), by code of its own.
 */
#ifndef AUDIT_CUTOFFS_H
#define AUDIT_CUTOFFS_H

#include <stdbool.h>
#include <stdint.h>

#include "record/span.h"
#include "seats/round.h"

struct cutoff_breach {
	/*
	 * Static:
	 *	wrong-cutoff    a field is wrong, missing, or not one of a cut-off
	 *	cutoff-missing  the program or group has no line
	 *	cutoff-twice    it has a second line
	 *	cutoff-order    its line is not at its place
	 *	cutoff-unknown  a line of a program or group that the round does not
	 *offer cutoff-unclear  a line that is no JSON object
	 */
	const char *code;
	uint32_t program, group; /* MARKET_NONE where there is none */
	struct span field;       /* at == NULL where there is none */
	uint64_t line;           /* from 1; 0: none */
};

/*
 * Compare the bytes of a file with the seats of a market of the round, and call found
 * for each breach.  nearest as for audit_mechanism().  Nothing in seats is trusted.
 * False if memory ran out; then the check is not whole.
 */
bool audit_cutoffs(const struct round *, const struct market *, bool nearest,
    const struct seat *seats, struct span text,
    void (*found)(void *context, const struct cutoff_breach *), void *context);

#endif
