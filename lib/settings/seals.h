/*
 * seals.h - what the environment asks of seals
 *
 * ADMIT_SEAL is 1, to write seals and to require them; "write", to write them only, as
 * for the first filter of a pipe, whose input comes from outside; or 0 or empty.
 * Anything else ends the program with STATUS_TROUBLE: a misspelt wish would let a cut
 * stream through.
 */
#ifndef SEALS_H
#define SEALS_H

#include <stdbool.h>

/* Whether an output has a seal at its end. */
bool seals_written(void);

/* Whether an input must have one. */
bool seals_required(void);

#endif
