/*
 * admission.h - what a round of seats has made of a record
 *
 *	"admission":{"round":"first","program":"S01","choice":1,"status":"admitted"}
 *	"admission":{"round":"first","status":"unplaced",
 *	    "refused":[{"program":"S01","code":"full"}]}
 *
 * choice counts from 1: the place of the program in the family's list.  It is absent if
 * the list does not have the program (leftover.h).  The group follows the program, if
 * its seats are in groups.  Behind the status, "released" names the seats that were
 * given on for this one (released.h).
 */
#ifndef ADMISSION_H
#define ADMISSION_H

#include <stdbool.h>
#include <stdint.h>

#include "record/record.h"
#include "record/writer.h"

#define ADMISSION_KEY "admission"

enum admission_status {
	ADMISSION_NONE, /* no round has decided yet */
	ADMISSION_UNPLACED,
	ADMISSION_ADMITTED,
};

struct admission {
	enum admission_status status;
	struct span round;    /* at == NULL: it names none */
	struct span program;  /* set if, and only if, the status is admitted */
	int64_t choice;       /* 0: it names none, as when a person admitted by hand */
	struct span group;    /* of seats; at == NULL: it names none */
	struct span released; /* to be written, as JSON; at == NULL: none */
};

/*
 * The admission of a record, its texts borrowed until the next one.  NULL if it is
 * clear; or the path of what is unclear, a static text: a status that is neither
 * "admitted" nor "unplaced", "admitted" without a program, and so on.
 */
const char *admission_read(struct record *, struct admission *);

/*
 * The same for the seat of a list of several, which has no status: an object with a
 * program, and other members of a seat only.  False if it is no such thing.
 */
bool admission_read_seat(struct record *, const struct value *, struct admission *);

/* Write the members of a seat, but for the status: the round, program, group, choice.
 */
void admission_write_seat(struct writer *, const struct admission *);

/*
 * Write an admission as the JSON value of its key; not one with ADMISSION_NONE.
 * refused is the JSON array of that member, or at == NULL.
 */
void admission_write(struct writer *, const struct admission *, struct span refused);

#endif
