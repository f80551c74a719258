/*
 * queue.h - applicants in their order
 */
#ifndef QUEUE_H
#define QUEUE_H

#include <stdbool.h>
#include <stdint.h>

#include "seats/market.h"

/* Whether the applicants of a market stand in their order already, without a tie. */
bool queue_is_rows(const struct market *);

/*
 * A new array of all applicants of a market, the smallest order first.  NULL with
 * *fault set if there is no memory; or if two have the same order and shared is
 * false, with *tie set to the first applicant whose order an earlier one in the
 * arrays has too.  If shared, equal orders stand in the order of the rows, which must
 * decide nothing then.
 *
 * Time is linear (a radix sort where orders lie far apart or are shared); 4 to 36
 * bytes an applicant while it runs, 4 bytes after that.
 */
uint32_t *queue_new(const struct market *, bool shared, enum market_fault *fault,
    struct market_tie *tie);

#endif
