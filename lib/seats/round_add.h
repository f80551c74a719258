/*
 * round_add.h - the records that take part in a round
 */
#ifndef ROUND_ADD_H
#define ROUND_ADD_H

#include "seats/entry_fault.h"
#include "seats/round.h"
#include "stream/stream.h"

/*
 * Add the applicant of a record, or set what is wrong with it; says whether it was
 * added.
 */
bool round_add_record(struct round *, struct record *, struct entry_fault *);

/*
 * Add the applicant of the current record, or set the record aside for what is wrong
 * with it; says whether it was added.  Ends the program if memory runs out.
 */
bool round_add(struct round *, struct stream *, struct record *);

#endif
