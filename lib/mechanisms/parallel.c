#include <stddef.h>

#include "mechanisms/parallel.h"
#include "mechanisms/proposals.h"

enum market_fault
parallel_allocate(const struct market *m, const uint32_t *sizes, uint32_t count,
    struct seat *seats, struct market_tie *tie)
{
	enum market_fault fault;
	struct proposals *ps = proposals_new(m, seats, &fault, tie);
	uint32_t limit = 0, band = 0;
	bool waiting;

	if (ps == NULL)
		return fault;
	proposals_await(ps, MARKET_NONE);
	do {
		uint32_t size = sizes[band];

		limit = size < MARKET_NONE - limit ? limit + size : MARKET_NONE;
		waiting = proposals_run(ps, limit);
		proposals_settle(ps);
		if (band + 1 < count)
			band++;
	} while (waiting);
	proposals_free(ps);
	return MARKET_OK;
}
