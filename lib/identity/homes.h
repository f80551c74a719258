/*
 * homes.h - a home that gives one place in so many years
 *
 * A record uses a home in a year.  Two records are of one home if their property unit
 * numbers are the same; or, where one of them has none, if their addresses are.  The
 * home of a record is used if another record, not excepted, used it in the same
 * year or in one of the years - 1 before it.
 */
#ifndef HOMES_H
#define HOMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "identity/digest_set.h"
#include "record/span.h"

#define HOMES_NONE UINT32_MAX

/* The year of a record without one. */
enum { HOMES_NO_YEAR = INT32_MIN };

struct homes {
	uint32_t count, earlier; /* those below earlier are not judged themselves */
	const struct digest *units, *addresses; /* all zero: none */
	const int32_t *year;
	const uint32_t *places;  /* in the order that breaks ties */
	const uint32_t *persons; /* who is one person uses a home once */
	int32_t years;
	/* Whether the rules allow both records; -1 ends with false. */
	int (*is_excepted)(void *context, uint32_t record, uint32_t user);
	void *context;
};

/*
 * Set users[record] to the record that used its home last before, of several in one
 * year the first in the order; HOMES_NONE if there is none.  False if there is no
 * memory, or is_excepted() says so.
 */
bool homes_judge(const struct homes *, uint32_t *users);

/* Whether folded text has the form of a property unit number: 28 letters and digits
 * (GB/T 37346). */
bool homes_is_unit(struct span folded);

/*
 * The year of a use: "2020", or that of a date "2020-08-31"; with school years, one
 * from September on belongs to its own year and an earlier one to the year before.
 * False if the text is neither.
 */
bool homes_read_year(struct span text, bool school_years, int32_t *year);

#endif
