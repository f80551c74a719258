/*
 * limits.h - how many records a filter may set aside, and how many it must read
 *
 * A wrong year must not look like a success: a filter that sets aside more records than
 * --reject-limit, or reads fewer than --min-records, ends with STATUS_TROUBLE.
 */
#ifndef LIMITS_H
#define LIMITS_H

#include <stdbool.h>
#include <stdint.h>

#include "record/decimal.h"

struct limits {
	bool limited;         /* there is a limit of rejects */
	bool percent;         /* it is a part of the records that came in */
	struct decimal limit; /* a whole number unless it is a percentage */
	uint64_t min_records;
};

/*
 * Read the texts of the two settings: "20" or "2.5%", and a number; NULL for none.  Any
 * other text ends the program with a message.
 */
struct limits limits_read(const char *reject_limit, long min_records);

/* Whether a limit that is no percentage is exceeded by that many rejects. */
bool limits_exceeded(const struct limits *, uint64_t rejected);

/*
 * What is wrong with the counts when all records were read, or NULL; static until the
 * next call.  A percentage is decided here and exactly: of a stream that has not ended
 * nobody can say what part of it was set aside.
 */
const char *limits_broken(const struct limits *, uint64_t in, uint64_t rejected);

#endif
